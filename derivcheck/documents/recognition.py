"""Whether a file that was found in a folder is to be checked: many others are for other tools.

A YAML file is one if a document in it has the key `derivcheck:` at the top, or `steps:` with an
item that holds mathematics.  Of a file that YAML cannot read, a line decides; so one that was meant
as a derivation is told to be broken and not passed over.  A document with formulas is one if it has
a mark.
"""

from __future__ import annotations

import re

import yaml

from derivcheck.documents.keys import ROLES
from derivcheck.documents.manuscripts.kinds import MANUSCRIPTS, finder
from derivcheck.documents.yaml_nodes import MAX_BYTES, compose

MATHEMATICS = frozenset((*ROLES, "latex"))
"""The keys by which an item of `steps:` is a step of a derivation."""

_KEYS = "|".join(sorted(MATHEMATICS))
_VERSION = re.compile(r"""^["']?derivcheck["']?[ \t]*:""", re.MULTILINE)
_STEPS = re.compile(r"""^["']?steps["']?[ \t]*:""", re.MULTILINE)
_STEP = re.compile(rf"""^[ \t]*-?[ \t]*[{{\[]?[ \t]*["']?(?:{_KEYS})["']?[ \t]*:""", re.MULTILINE)


DERIVATIONS = (".yaml", ".yml")
ENDINGS = (*DERIVATIONS, *MANUSCRIPTS)
"""How the files end that a folder is searched for."""


def is_for_derivcheck(path: str, data: bytes) -> bool:
    """Whether a file that was found in a folder is to be checked.

    Arguments:
        path: of the file; of a document with formulas a mark decides.
        data: all of it, or its first `MAX_BYTES` + 1 bytes.
    """
    find = finder(path)
    if find is None:
        return holds_derivation(data)
    return b"derivcheck" in data and bool(find(data.decode("utf-8-sig", "replace")).marks)


def holds_derivation(data: bytes) -> bool:
    """Whether the content of a file is meant as a derivation.

    Arguments:
        data: all of it, or its first `MAX_BYTES` + 1 bytes.
    """
    text = data.decode("utf-8-sig", "replace").replace("\0", "")  # UTF-16 has zeros between
    if _VERSION.search(text):
        return True
    if "steps" not in text and "derivcheck" not in text and "\\" not in text:
        return False
    document = compose(text) if len(data) <= MAX_BYTES else None
    if document is None or document.failure or document.traps:
        return bool(_STEPS.search(text) and _STEP.search(text))
    return any(map(_is_derivation, document.nodes))


def _is_derivation(node: yaml.Node) -> bool:
    entries = _entries(node)
    steps = entries.get("steps")
    items = steps.value if isinstance(steps, yaml.SequenceNode) else ()
    return "derivcheck" in entries or any(MATHEMATICS & _entries(item).keys() for item in items)


def _entries(node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {k.value: value for k, value in node.value if isinstance(k, yaml.ScalarNode)}
