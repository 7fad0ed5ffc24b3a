"""A document with formulas as a derivation file: the same steps in plain notation.

What cannot be read stays as it is, under `latex:`, so that it is told there too.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from derivcheck.documents.keys import FILE_KEYS, ROLES
from derivcheck.documents.manuscripts.reading import Read
from derivcheck.documents.model import Step
from derivcheck.documents.yaml_nodes import LOADER
from derivcheck.documents.yaml_traps import quoted
from derivcheck.notation.plain import show


def transcribed(read: Read) -> str:
    """The text of a derivation file that says what a displayed formula says.

    Arguments:
        read: a derivation and the nodes that it was made of.
    """
    assert isinstance(read.node, yaml.MappingNode)
    held = {key.value: value for key, value in read.node.value}
    lines = ["derivcheck: 1", *declared(read.node), "steps:"]
    for node, step in zip(held["steps"].value, read.derivation.steps, strict=True):
        lines += _step(node, step, "  ")
    return "\n".join(lines) + "\n"


def declared(node: yaml.MappingNode) -> list[str]:
    """The lines of the keys of a derivation file, its steps and its version left out."""
    held = {key.value: value for key, value in node.value}
    rows = (_entry(k, held[k], "") for k in FILE_KEYS if k in held and k not in _APART)
    return [line for row in rows for line in row]


_APART = frozenset(("steps", "derivcheck"))


def _entry(key: str, value: yaml.Node, indent: str) -> Iterator[str]:
    """A key with what it holds, on lines of its own."""
    match value:
        case yaml.MappingNode(value=rows):
            yield f"{indent}{key}:"
            for name, inner in rows:
                yield from _entry(spelled(str(name.value)), inner, indent + "  ")
        case yaml.SequenceNode(value=[item]):
            yield f"{indent}{key}: {spelled(_text(item))}"
        case yaml.SequenceNode(value=items):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {spelled(_text(item))}" for item in items)
        case _:
            yield f"{indent}{key}: {spelled(_text(value))}"


def _step(node: yaml.Node, step: Step, indent: str) -> Iterator[str]:
    lines = list[str]()
    for key, value in node.value:
        if key.value == "because":
            lines.append("because:")
            for inner, reason in zip(value.value, step.because, strict=False):
                lines += _step(inner, reason, "  ")
        elif key.value in ROLES and step.text.term is not None:
            lines.append(f"{key.value}: {spelled(show(step.text.term))}")
        elif key.value in ROLES:
            lines.append(f"latex: {spelled(' '.join(step.text.source.split()))}")
        else:
            lines += _entry(key.value, value, "")
    yield from (f"{indent}{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(lines))


def _text(node: yaml.Node) -> str:
    return " ".join(str(node.value).split())


def spelled(text: str) -> str:
    """A text as YAML has it, in quotes where it needs them."""
    try:
        plain = yaml.compose(f"- {text}", Loader=LOADER)
    except yaml.YAMLError:
        return quoted(text)
    items = plain.value if isinstance(plain, yaml.SequenceNode) else []
    same = len(items) == 1 and isinstance(items[0], yaml.ScalarNode) and items[0].value == text
    return text if same and not items[0].style else quoted(text)
