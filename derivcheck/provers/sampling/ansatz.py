"""Functions with parameters, which are solved for so that what is stated of them holds.

What solves a linear law is known (`laws.py`); of other functions values are given at most, and they
are polynomials.  Proposals like all that points are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice, product

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.enclosures.evaluation import instantiated
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.sampling.given_functions import abstracted, for_all, variables
from derivcheck.provers.sampling.laws import general
from derivcheck.provers.sampling.roots import worked_out
from derivcheck.provers.sampling.systems import solutions

MAX_VALUES = 6
"""The most equations and laws that a function is made to satisfy."""
MONOMIALS = 4
"""Of how many a polynomial is made for a law that is no linear differential or recurrence one."""
MAX_INSTANCES = 10
"""The most instances of a law that are solved."""
MAX_CACHED = 64
"""Of how many sets of statements it is remembered what they ask of the parameters."""


def with_parameters(name: str, sort: Sort, statements: Sequence[Term], turn: int) -> Term | None:
    """A function that satisfies what is stated of it; None if none is found.

    Arguments:
        name: of the function.
        sort: of the function.
        statements: about it, of any kind; what is known of the other names has been put in.
        turn: which values are chosen for what is not determined.
    """
    values = [p.args for p in statements if isinstance(p, App) and p.head == "="]
    laws = [_everywhere(p) for p in statements if for_all(p)]
    if not 0 < len(values) + len(laws) <= MAX_VALUES:
        return None
    if any(free_names(t) - {name} for t in (*laws, *(side for pair in values for side in pair))):
        return None
    arity = sort.arity or 1
    made = _prepared(name, arity, tuple(values), tuple(laws), turn % 4 == 2)
    if made is None:
        return None
    names, bodies, gaps = made
    context = Context(dict.fromkeys(names, REAL))
    for found in solutions(gaps, names, context, turn)[:1]:
        return abstracted(_combined(names, bodies, found), arity)
    return None


def _everywhere(law: Term) -> Term:
    """A law without its condition and its range: what satisfies that satisfies the law."""
    match law:
        case Bind("forall", _, App("implies", (_, App("=") as equation))):
            law = replace(law, body=equation)
    return replace(law, args=()) if isinstance(law, Bind) else law


@remembered(MAX_CACHED)
def _prepared(
    name: str,
    arity: int,
    values: tuple[tuple[Term, ...], ...],
    laws: tuple[Term, ...],
    between: bool,
) -> tuple[tuple[str, ...], tuple[Term, ...], tuple[Term, ...]] | None:
    """Parameters, the bodies of which they are factors, and what must vanish."""
    bodies, is_forced = _monomials(arity, len(values) + 1), False
    if laws:
        bodies, is_forced = general(name, laws[0], between)
        bodies, is_forced = (bodies, is_forced) if bodies else (_monomials(arity, MONOMIALS), True)
    names = tuple(f"c{k}" for k in range(len(bodies)))
    if not names:
        return None
    body = _combined(names, bodies, dict(zip(names, map(Sym, names), strict=True)))
    function = {name: abstracted(body, arity)}
    forced = islice(_instances(laws[0]), MAX_INSTANCES) if is_forced else ()
    context = Context(dict.fromkeys(names, REAL))
    gaps = [instantiated(left - right, function) for left, right in (*values, *forced)]
    if is_forced and any(_is_transcendental(gap, frozenset(names)) for gap in gaps):
        return None
    return names, bodies, tuple(worked_out(gap, context, whole=True) for gap in gaps)


def _is_transcendental(gap: Term, names: frozenset[str]) -> bool:
    """Whether parameters stand in a function such as sin: no polynomials are left to be solved."""
    for t in subterms(gap):
        match t:
            case App(head, _) if head in HANDBOOK and free_names(t) & names:
                return True
            case Bind("diff", _, body, (at, *_)) if free_names(at) & names:
                if any(
                    isinstance(u, App) and u.args and u.head in HANDBOOK for u in subterms(body)
                ):
                    return True
    return False


def _instances(law: Term) -> Iterator[tuple[Term, ...]]:
    """The sides of a law at whole numbers: with enough of them polynomials agree."""
    names = []
    while isinstance(law, Bind):
        names.append(law.var)
        law = law.body
    if not isinstance(law, App) or law.head != "=":
        return
    for total in count():
        for values in product(range(total + 1), repeat=len(names)):
            if sum(values) == total:
                at = dict(zip(names, map(number, values), strict=True))
                yield tuple(substitute(side, at) for side in law.args)


def _combined(names: Sequence[str], bodies: Sequence[Term], values: Mapping[str, Term]) -> Term:
    """The sum of multiples of bodies, without needless factors."""
    factors = [values[name] for name in names]
    pairs = [(c, b) for c, b in zip(factors, bodies, strict=True) if c != ZERO]
    return sum_of([b if c == ONE else c if b == ONE else c * b for c, b in pairs])


def _monomials(arity: int, count: int) -> tuple[Term, ...]:
    """Products of powers, of small degree first."""
    names = [Sym(v) for v in variables(arity)]
    powers = sorted(product(range(count + 1), repeat=arity), key=lambda e: (sum(e), e[::-1]))
    return tuple(_power(names, e) for e in powers[: count + arity - 1])


def _power(names: Sequence[Sym], exponents: Sequence[int]) -> Term:
    pairs = [(v, d) for v, d in zip(names, exponents, strict=True) if d]
    return product_of([v if d == 1 else v ** number(d) for v, d in pairs])
