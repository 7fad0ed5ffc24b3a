"""Pivots: for which of its names each equation is solved when all others have values.

Equations go in; what comes out is a name for each, a different one as far as there are enough: a
matching, made larger along augmenting paths (C. Berge, PNAS 43, 1957).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Sym, Term, free_names, substitute
from derivcheck.provers.foundations.definitions import definition

Pivots = dict[str, Term]
"""Name -> the equation that is solved for it."""


def is_equation(p: Term) -> bool:
    """Whether a statement says that two sides are equal."""
    return isinstance(p, App) and p.head == "=" and len(p.args) == 2


def sides(equation: Term) -> tuple[Term, Term]:
    """The two sides of an equation."""
    assert isinstance(equation, App)
    left, right = equation.args
    return left, right


def pivots(
    equations: Iterable[Term], names: Sequence[str], sorts: Mapping[str, Sort], turn: int
) -> Pivots:
    """The name that each equation is solved for; those of few names choose first, names that stand
    alone on a side are preferred.

    Arguments:
        equations: in the order in which they are stated.
        names: that get values, in the order in which they do.
        sorts: of the names.
        turn: which of the names that may be taken.
    """
    found: Pivots = {}
    numbers = [v for v in names if sorts[v].base not in ("function", "boolean")]
    sizes = frozenset[str]().union(*(sort.sizes for sort in sorts.values()))
    for p in sorted(equations, key=lambda p: len(free_names(p))):
        free = [v for v in _unknowns(p, numbers, sizes) if v not in found]
        alone = [v for v in free if Sym(v) in sides(p) and not _on_both_sides(v, p)]
        if alone or free:
            found[(alone or free)[turn % len(alone or free)]] = p
        else:
            _make_room(p, numbers, sizes, found, set())
    return found


def _unknowns(p: Term, numbers: Sequence[str], sizes: Set[str]) -> list[str]:
    """The names that an equation may be solved for: sizes, which are chosen before all that they
    measure, only where it holds nothing else.
    """
    free = [v for v in numbers if v in free_names(p)]
    return [v for v in free if v not in sizes] or free


def _on_both_sides(name: str, equation: Term) -> bool:
    return all(name in free_names(side) for side in sides(equation))


def _make_room(
    p: Term, numbers: Sequence[str], sizes: Set[str], found: Pivots, tried: set[str]
) -> bool:
    """Solves an equation for a name of another, and that for another name, if there is any."""
    for name in _unknowns(p, numbers, sizes):
        if name in tried:
            continue
        tried.add(name)
        if name not in found or _make_room(found[name], numbers, sizes, found, tried):
            found[name] = p
            return True
    return False


def ready(late: Pivots, sorts: Mapping[str, Sort], chosen: Set[str]) -> list[str]:
    """The names whose equations and bounds hold no other name without a value.

    Arguments:
        late: what is left to be solved.
        sorts: of the names.
        chosen: the names that have values.
    """
    needed = {v: (free_names(p) | sorts[v].sizes) - {v} for v, p in late.items()}
    return [v for v, names in needed.items() if names <= chosen]


def inlined(late: Pivots) -> Pivots | None:
    """The equations with what one of them defines put into the others, if any is such.

    Arguments:
        late: what is left to be solved.
    """
    for name, p in late.items():
        match definition(p):
            case (defined, value) if defined == name:
                others = {v: substitute(q, {name: value}) for v, q in late.items()}
                return {**others, name: p}
    return None
