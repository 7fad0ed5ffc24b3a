"""The published JSON Schemas of the reports that are for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal

REPORT, LINE = "report", "line"


def schema(of: Literal["report", "line"]) -> dict[str, Any]:
    """The schema (JSON Schema draft 2020-12) of a whole JSON report, or of one of its JSON lines.

    Arguments:
        of: which of the two.
    """
    text = files(__package__).joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    title = loaded["$defs"][of]["description"]
    return {"$schema": loaded["$schema"], "title": title, "$ref": f"#/$defs/{of}"} | {
        "$defs": {name: part for name, part in loaded["$defs"].items() if _used(name, of)}
    }


def _used(name: str, of: str) -> bool:
    """Whether a part belongs to a schema; each of the two has its own root."""
    return name == of or name not in (REPORT, LINE)
