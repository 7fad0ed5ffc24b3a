"""Equations that say the value of a name: it stands alone on one side and not on the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from derivcheck.kernel.language.terms import App, Sym, Term, free_names


def definition(p: Term) -> tuple[str, Term] | None:
    """The name that a statement defines and its value, or None."""
    match p:
        case App("=", (left, right)):
            for side, other in ((left, right), (right, left)):
                if isinstance(side, Sym) and side.name not in free_names(other):
                    return side.name, other
    return None


def definitions_first(statements: Iterable[Term]) -> Iterator[Term]:
    """Statements of few names first, but what defines a name before all others that hold it."""
    left = sorted(statements, key=lambda p: len(free_names(p)))
    defined = {p: found[0] for p in left if (found := definition(p))}
    while len(left) > 1 and defined:
        one = next((p for p in left if not _waits(p, defined)), left[0])
        defined.pop(one, None)
        left.remove(one)
        yield one
    yield from left


def _waits(p: Term, defined: Mapping[Term, str]) -> bool:
    """Whether a statement holds a name that another one defines."""
    return any(name in free_names(p) for q, name in defined.items() if q != p)
