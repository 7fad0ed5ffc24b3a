"""Solutions of systems of laws in which all functions but one are at rest.

Constants that solve a system are its equilibria; with all but one function at such values, what is
left is a law of that one, which is often linear (Strogatz, Nonlinear Dynamics and Chaos, sections
2.2 and 6.4).  So the predators that are not there let their prey grow as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from derivcheck.kernel.enclosures.evaluation import instantiated
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Bind, Term, free_names, number
from derivcheck.provers.sampling.ansatz import with_parameters
from derivcheck.provers.sampling.given_functions import (
    Possible,
    abstracted,
    for_all,
    sampled,
    simple,
)

LEVELS = (number(0), number(1), number(2))
"""Where functions rest."""
MAX_TRIED = 120
"""How many ways to let all functions but one rest are tried."""


def resting(
    sorts: Mapping[str, Sort], statements: Sequence[Term], turn: int, possible: Possible
) -> dict[str, Term] | None:
    """Functions for which the laws about them are not seen to be false, one that moves if possible.

    Arguments:
        sorts: of the functions.
        statements: of any kind; those about the functions are looked at.
        turn: which function moves first.
        possible: about closed statements.
    """
    laws = [p for p in statements if free_names(p) & sorts.keys()]
    if not any(map(for_all, laws)) or any(not free_names(p) <= sorts.keys() for p in laws):
        return None
    still = None
    for at_rest, name in islice(_choices(sorts, turn), MAX_TRIED):
        left = [instantiated(p, at_rest) for p in laws]
        about = [p for p in left if name in free_names(p)]
        if not all(sampled(p, possible) for p in left if p not in about):
            continue
        for made in _moving(name, sorts[name], about, turn):
            if all(sampled(instantiated(p, {name: made}), possible) for p in about):
                if _moves(made):
                    return {**at_rest, name: made}
                still = still or {**at_rest, name: made}
                break
    return still


def _choices(sorts: Mapping[str, Sort], turn: int) -> Iterator[tuple[dict[str, Term], str]]:
    """The functions that rest, and the one that does not."""
    names = sorted(sorts)
    first = turn % len(names)
    for levels in product(LEVELS, repeat=len(names) - 1):
        for name in (*names[first:], *names[:first]):
            others = zip((v for v in names if v != name), levels, strict=True)
            yield {v: abstracted(c, sorts[v].arity or 1) for v, c in others}, name


def _moving(name: str, sort: Sort, laws: Sequence[Term], turn: int) -> Iterator[Term]:
    """Functions that may satisfy laws about one of them, constants last."""
    equations = list(filter(_is_equation, laws))
    values = [p for p in equations if not for_all(p)]
    for law in filter(for_all, equations):
        made = with_parameters(name, sort, [law, *values], turn)
        if made is not None:
            yield made
    known = simple(sort.arity or 1, turn, given=True)
    yield from sorted(known, key=lambda made: not _moves(made))


def _is_equation(law: Term) -> bool:
    while isinstance(law, Bind):
        law = law.body
    return isinstance(law, App) and law.head == "="


def _moves(function: Term) -> bool:
    """Whether the body of a function depends on its argument."""
    while isinstance(function, Bind):
        function = function.body
    return bool(free_names(function))
