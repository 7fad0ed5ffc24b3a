"""A reading: a term with the place in the text of every subterm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.kernel.language.terms import App, Term
from derivcheck.notation.syntax import Syntax

Path = tuple[int, ...]


class Node(NamedTuple):
    """A term, its place, and the nodes of its children in the order of `kernel.terms.children`."""

    term: Term
    start: int
    stop: int
    parts: tuple[Node, ...] = ()


def application(head: str, parts: tuple[Node, ...], s: Syntax) -> Node:
    """A head applied to parts.

    Arguments:
        head: of the term.
        parts: the nodes of its arguments.
        s: where it stands.
    """
    return Node(App(head, tuple([p.term for p in parts])), s.start, s.stop, parts)


class Spans(Mapping[Path, Span]):
    """The places of all subterms, looked up in the nodes when asked for."""

    __slots__ = ("_root",)

    def __init__(self, root: Node) -> None:
        self._root = root

    def __getitem__(self, path: Path) -> Span:
        node = self._root
        for step in path:
            if not 0 <= step < len(node.parts):
                raise KeyError(path)
            node = node.parts[step]
        return Span(node.start, node.stop)

    def __iter__(self) -> Iterator[Path]:
        stack: list[tuple[Path, Node]] = [((), self._root)]
        while stack:
            path, node = stack.pop()
            yield path
            stack.extend(((*path, i), part) for i, part in enumerate(node.parts))

    def __len__(self) -> int:
        return sum(1 for _ in self)


Places = Mapping[Path, Span]
"""Where every subterm stands: path -> place; a path may be unknown."""


def refuse(code: str, message: str, hint: str, path: Path, places: Places) -> NoReturn:
    """Refuse a part of a term.

    Arguments:
        code, message, hint: of the diagnostic.
        path: of the part.
        places: of all parts in the text.

    Raises:
        Diagnosis: always.
    """
    raise Diagnosis(Diagnostic(code, message, hint, places.get(path)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means.

    Arguments:
        term: the term.
        spans: path -> place in the text; a path is the indices along `kernel.terms.children`.
    """

    term: Term
    spans: Places
