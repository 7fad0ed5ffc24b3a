"""A document with formulas as a derivation file: the same steps in plain notation.

What cannot be read stays as it is, under `latex:`, so that it is told there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TypeVar

import yaml

from derivcheck.documents.definitions import read_head
from derivcheck.documents.keys import FILE_KEYS, ROLES
from derivcheck.documents.manuscripts.reading import Read
from derivcheck.documents.model import Derivation, Step
from derivcheck.documents.yaml_latex import is_latex
from derivcheck.documents.yaml_nodes import LOADER
from derivcheck.documents.yaml_traps import quoted
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import show


def transcribed(read: Read) -> str:
    """The text of a derivation file that says what a displayed formula says.

    Arguments:
        read: a derivation and the nodes that it was made of.
    """
    assert isinstance(read.node, yaml.MappingNode)
    held = {key.value: value for key, value in read.node.value}
    lines = ["derivcheck: 1", *declared(_in_plain_notation(read.node, read.derivation)), "steps:"]
    for node, step in zip(held["steps"].value, read.derivation.steps, strict=True):
        lines += _step(node, step, "  ")
    return "\n".join(lines) + "\n"


def _in_plain_notation(node: yaml.MappingNode, derivation: Derivation) -> yaml.MappingNode:
    """The same, with what it assumes and defines in LaTeX as it was read, where all could be."""
    if derivation.problems:
        return node
    bodies = {d.name: d.body.term for d in derivation.definitions}

    def entry(key: yaml.Node, value: yaml.Node) -> tuple[yaml.Node, yaml.Node]:
        match key.value, value:
            case "assume", yaml.SequenceNode(value=items):
                stated = derivation.context.assumptions[-len(items) :]
                shown = [_shown(i, t) for i, t in zip(items, stated, strict=True)]
                return key, _replaced(value, shown)
            case "define", yaml.MappingNode(value=rows):
                named = [(k, _shown(v, bodies.get(read_head(k.value).name))) for k, v in rows]
                return key, _replaced(value, named)
        return key, value

    return _replaced(node, [entry(*row) for row in node.value])


def _shown(node: yaml.Node, term: Term | None) -> yaml.Node:
    """A text as it is, or what was read from LaTeX."""
    written = isinstance(node, yaml.ScalarNode) and is_latex(node.value)
    return _replaced(node, show(term)) if written and term is not None else node


_Node = TypeVar("_Node", bound=yaml.Node)


def _replaced(node: _Node, value: object) -> _Node:
    """The same node, with another value."""
    made = copy(node)
    made.value = value
    return made


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
