"""The JSON Schema of a derivation file, for editors."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema() -> dict[str, Any]:
    """The schema (JSON Schema draft 2020-12), a fresh copy."""
    text = files("derivcheck.documents").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
