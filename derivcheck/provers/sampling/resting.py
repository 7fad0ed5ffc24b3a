"""Solutions of systems of laws in which all functions but one are at rest, or go with that one.

Constants that solve a system are its equilibria; with all but one function at such values, what is
left is a law of that one, which is often linear (Strogatz, Nonlinear Dynamics and Chaos, sections
2.2 and 6.4).  So the predators that are not there let their prey grow as it likes.  Two coupled
oscillators move in step or in opposition (Goldstein, Classical Mechanics, section 6.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from derivcheck.kernel.enclosures.evaluation import instantiated
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, number
from derivcheck.provers.sampling.ansatz import with_parameters
from derivcheck.provers.sampling.given_functions import (
    Possible,
    abstracted,
    for_all,
    sampled,
    simple,
    variables,
)

LEVELS = (number(0), number(1), number(2))
"""Where functions rest."""
TIES = (number(-1), number(1))
"""What multiples of the one that moves they are."""
MAX_TRIED = 24
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
        alone = all(t.body == LEVELS[0] for t in at_rest.values() if isinstance(t, Bind))
        for made in _moving(name, sorts[name], about, turn, alone):
            if all(sampled(instantiated(p, {name: made}), possible) for p in about):
                whole = {v: instantiated(t, {name: made}) for v, t in at_rest.items()}
                if _moves(made):
                    return {**whole, name: made}
                still = still or {**whole, name: made}
                break
    return still


def _choices(sorts: Mapping[str, Sort], turn: int) -> Iterator[tuple[dict[str, Term], str]]:
    """What the other functions are, and the one that moves; in each turn in another order."""
    names = sorted(sorts)
    first, ways = turn % len(names), [LEVELS[0], *TIES, *LEVELS[1:]]
    start = turn // len(names) % len(ways)
    for chosen in product((*ways[start:], *ways[:start]), repeat=len(names) - 1):
        for name in (*names[first:], *names[:first]):
            others = zip((v for v in names if v != name), chosen, strict=True)
            yield {v: _beside(way, name, sorts[v].arity or 1) for v, way in others}, name


def _beside(way: Term, name: str, arity: int) -> Term:
    """A function at rest, or a multiple of the one that moves."""
    moving = App("apply", (Sym(name), *map(Sym, variables(arity))))
    return abstracted(way * moving if any(way is tie for tie in TIES) else way, arity)


def _moving(name: str, sort: Sort, laws: Sequence[Term], turn: int, alone: bool) -> Iterator[Term]:
    """Functions that may satisfy laws about one of them, constants last.

    Arguments:
        alone: whether the others are zero, so that it is worth to try all that are known.
    """
    equations = list(filter(_is_equation, laws))
    values = [p for p in equations if not for_all(p)]
    for law in filter(for_all, equations):
        made = with_parameters(name, sort, [law, *values], turn)
        if made is not None:
            yield made
    arity = sort.arity or 1
    known = simple(arity, turn, given=True) if alone else ()
    yield from sorted(known, key=lambda made: not _moves(made))
    yield from (abstracted(level, arity) for level in LEVELS)


def _is_equation(law: Term) -> bool:
    while isinstance(law, Bind):
        law = law.body
    return isinstance(law, App) and law.head == "="


def _moves(function: Term) -> bool:
    """Whether the body of a function depends on its argument."""
    while isinstance(function, Bind):
        function = function.body
    return bool(free_names(function))
