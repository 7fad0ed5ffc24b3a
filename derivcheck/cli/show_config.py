"""What is in force and where it comes from: TOML, a remark on each line."""

from __future__ import annotations

import json
from typing import Any

from derivcheck.configuration.configuration import Configuration
from derivcheck.configuration.files import shown
from derivcheck.reporters.clean import clean


def shown_configuration(configuration: Configuration) -> str:
    """The options of the table, each with its value and where that was said."""
    file = configuration.file
    head = f"# {shown(file.path)}" if file else "# no configuration file"
    lines = [
        (f"{key} = {_toml(value)}" if value is not None else f"# {key}", configuration.origins[key])
        for key, value in configuration.values.items()
    ]
    width = min(max(len(text) for text, _ in lines), 60)
    rows = (f"{clean(text):<{width}}  # {clean(origin)}" for text, origin in lines)
    return "\n".join((clean(head), *rows)) + "\n"


def _toml(value: Any) -> str:
    """A value as TOML; texts and lists are written as in JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
