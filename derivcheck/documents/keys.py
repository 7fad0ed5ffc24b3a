"""The keys of a derivation file, once: the reader and the JSON Schema are tested against them."""

from __future__ import annotations

from typing import Literal, get_args

from derivcheck.documents.vocabulary import Role

Kind = Literal[
    "text",   # read as it stands
    "math",   # an expression or statement; a list in brackets is a vector
    "texts",  # one text or a list of them
    "table",  # names and their texts
    "items",  # a list of steps
    "either", # a text, or a mapping
]  # fmt: skip
VERSION = "1"

FILE_KEYS: dict[str, Kind] = {
    "derivcheck": "text",
    "title":      "text",
    "source":     "text",
    "field":      "text",
    "layout":     "text",
    "symbols":    "table",
    "names":      "table",
    "macros":     "either",
    "print":      "table",
    "define":     "table",
    "assume":     "texts",
    "steps":      "items",
    "conclusion": "either",
}  # fmt: skip
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
STEP_KEYS: dict[str, Kind] = {
    **dict.fromkeys(ROLES, "math"),
    "latex":   "math",
    "rel":     "text",
    "from":    "text",
    "using":   "texts",
    "because": "items",
    "by":      "texts",
    "let":     "table",
    "label":   "text",
    "note":    "text",
    "expect":  "text",
    "allow":   "texts",
    "reason":  "text",
}  # fmt: skip
CONCLUSION_KEYS: dict[str, Kind] = {"expect": "text"}
BELOW = {
    "symbols": "x: real",
    "print":   r"x: \vec{x}",
    "names":   r"x_1: x[1]",
    "macros":  r"\R: \mathbb{R}",
    "define":  "f(x): x^2",
    "let":     "u: x^2",
    "steps":   "- expr: x",
    "because": "- claim: x = x",
}  # fmt: skip
"""A key that holds a table or a list of steps -> an entry on a line below it."""
LISTS = {"assume": "x > 0", "using": "total", "by": "chain rule", "allow": "DC601"}
"""A key that holds one text or a list of them -> an item of the list."""
MATH_KEYS = {*(k for k, kind in STEP_KEYS.items() if kind == "math"), "assume"} - {"latex"}
"""Keys that hold mathematics in plain notation."""
TEXT_KEYS = {k for k, kind in (FILE_KEYS | STEP_KEYS).items() if kind in ("text", "math")}
