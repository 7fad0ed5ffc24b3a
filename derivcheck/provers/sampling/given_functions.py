"""Functions as points propose them: simple ones, and solutions of equations they are given by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from derivcheck.kernel.enclosures.evaluation import holds, instantiated
from derivcheck.kernel.language.claims import ORDERS, Context, Field
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.sampling.implicit_functions import explicit

MAX_COMBINATIONS = 600
"""How many ways to choose all functions are tried."""
MAX_CACHED = 64
"""Of how many sets of statements it is remembered that no functions satisfy them."""
SAMPLES = {
    sort: tuple(number(Fraction(q)) for q in values.split())
    for sort, values in {"real": "1/2 -3 2", "integer": "0 1 2 -3", "rational": "1/2 -3 2"}.items()
}
"""Where a statement for all values of a sort is looked at; elsewhere it is for proofs."""
FIRST = 4
"""How many numbers from the end of a range it is looked at."""

MAX_ARITY = 12
"""Functions of more arguments depend on the first of them alone."""
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)

_s, _t = Sym("s"), Sym("t")
FUNCTIONS: dict[int, tuple[Term, ...]] = {
    1: (_s**2, _s + 1, call("exp", _s), call("sin", _s), number(2), _s**3 - _s, _s),
    2: (
        _s * _t, _s + _t**2, call("sin", _s + 2 * _t), call("exp", _s) * _t, _s, number(1),
        call("exp", 2 * _s + 3 * _t),
    ),
}  # fmt: skip
"""Arity -> bodies in s and t."""


def variables(arity: int) -> tuple[str, ...]:
    """The names of the arguments in the bodies of functions."""
    return (*"stuvw", *(f"s{i}" for i in range(arity)))[:arity]


def generic(arity: int) -> tuple[Term, ...]:
    """Bodies in several names whose partial derivatives differ, mixed ones too: none is zero for
    the exponential, for the product as far as its powers go.
    """
    names = [Sym(v) for v in variables(arity)]
    weighted = App("+", tuple(p * v for p, v in zip(PRIMES, names, strict=False)))
    powers = App("*", (names[0], *(v**n for n, v in enumerate(names[1:], 2))))
    counted = App("+", tuple(n * v for n, v in enumerate(names, 1)))
    return powers, call("exp", weighted), call("sin", counted), counted**2, names[-1], number(1)


SOLUTIONS: dict[int, tuple[Term, ...]] = {
    1: (
        call("cos", _s), -call("sin", _s), call("exp", -_s), call("exp", 2 * _s), 2 * _s, -_s,
        call("cosh", _s), call("sinh", _s), -call("cos", _s), call("sin", App("pi", ()) * _s),
        call("cos", 2 * App("pi", ()) * _s), number(1), number(0), call("tanh", _s),
        1 / (1 + call("exp", -_s)), call("exp", -(_s**2)),
        4 * call("atan", call("exp", _s)) - App("pi", ()),
    ),
    2: (
        call("exp", _s + _t), call("exp", _s) * call("sin", _t), call("exp", -_t) * call("sin", _s),
        _s**2 + 2 * _t, _s**2 - _t**2, _s + _t, _s - _t, number(0),
    ),
}  # fmt: skip
"""The same, looked at where equations for all values are to hold."""

Possible = Callable[[Term], bool]
"""Whether a closed statement is not seen to be false."""


def simple(arity: int, turn: int, given: bool = False) -> Iterator[Term]:
    """Simple functions, beginning elsewhere in each turn.

    Arguments:
        given: whether there are equations that they should solve.
    """
    bodies = _simple(arity, given)
    start = turn % len(bodies)
    return (abstracted(body, arity) for body in (*bodies[start:], *bodies[:start]))


def _simple(arity: int, given: bool) -> tuple[Term, ...]:
    bodies = FUNCTIONS.get(arity) or generic(min(arity, MAX_ARITY))
    return (*bodies, *(SOLUTIONS.get(arity, ()) if given else ()))


def fitting(
    arities: Mapping[str, int], statements: Sequence[Term], turn: int, scalars: Field
) -> dict[str, Term] | None:
    """Functions for which what is stated of them for all values is not seen to be false.

    Arguments:
        arities: of the functions.
        statements: of any kind; only those about these functions alone are looked at.
        turn: which of several solutions.
        scalars: the field they are over.

    Returns:
        None if nothing is stated of them, or if none is found.
    """
    stated = [p for p in statements if free_names(p) <= arities.keys()]
    if not any(map(compares, stated)):  # what equations leave open is solved for
        stated = [p for p in stated if for_all(p)]
    if not any(map(for_all, stated)):
        return None
    places = _fits(tuple(arities.items()), tuple(stated), scalars)
    if not places:
        return None
    lists = {name: tuple(_candidates(name, n, stated)) for name, n in arities.items()}
    lengths = [(len(lists[name]), len(_simple(n, True))) for name, n in arities.items()]

    def rank(place: tuple[int, ...]) -> list[int]:
        """Where functions stand if the simple ones, which are last, begin elsewhere."""
        pairs = zip(place, lengths, strict=True)
        return [k if (m := k - n + of) < 0 else n - of + (m - turn) % of for k, (n, of) in pairs]

    chosen = min(places, key=rank)
    return {name: lists[name][k] for name, k in zip(arities, chosen, strict=True)}


@remembered(MAX_CACHED)
def _fits(
    arities: tuple[tuple[str, int], ...], stated: tuple[Term, ...], scalars: Field
) -> tuple[tuple[int, ...], ...]:
    """The places of candidates for which statements are not seen to be false."""
    nothing, lists = Context({}, (), scalars), []

    def possible(p: Term) -> bool:
        return holds(p, {}, nothing) is not False

    def fit(bodies: Mapping[str, Term], about: Sequence[Term]) -> bool:
        return all(sampled(instantiated(p, bodies), possible) for p in about)

    for name, arity in arities:
        alone = [p for p in stated if free_names(p) == {name}]
        candidates = enumerate(_candidates(name, arity, stated))
        lists.append([(k, f) for k, f in candidates if fit({name: f}, alone)])
    names = [name for name, _ in arities]
    joint = [p for p in stated if len(free_names(p)) > 1]
    return tuple(
        tuple(k for k, _ in chosen)
        for chosen in islice(product(*lists), MAX_COMBINATIONS)
        if fit(dict(zip(names, (f for _, f in chosen), strict=True)), joint)
    )


def for_all(p: Term) -> bool:
    """Whether a statement is about all values of a name, or about all in an endless range."""
    return isinstance(p, Bind) and p.head == "forall" and (not p.args or bool(_endless(p)))


def compares(p: Term) -> bool:
    """Whether a statement for all values holds an inequality."""
    return for_all(p) and any(isinstance(u, App) and u.head in ORDERS for u in subterms(p))


def sampled(p: Term, possible: Possible) -> bool:
    """Whether a statement for all values is not seen to be false at a few."""
    if not isinstance(p, Bind):
        return possible(p)
    return all(sampled(substitute(p.body, {p.var: value}), possible) for value in looked_at(p))


def looked_at(p: Bind) -> tuple[Term, ...]:
    """A few of the values that a statement is about."""
    match p.args:
        case (low, _) if low not in INFINITE:
            return tuple(low + n for n in range(FIRST))
        case (_, high) if high not in INFINITE:
            return tuple(high - n for n in range(FIRST))
    return SAMPLES.get("integer" if p.args else p.sort, ())


def _endless(p: Bind) -> set[Term]:
    return set(p.args) & set(INFINITE)


def abstracted(body: Term, arity: int) -> Term:
    """The function of a body in s, t, ..."""
    for var in variables(arity)[::-1]:
        body = Bind("lambda", var, body, ())
    return body


def _candidates(name: str, arity: int, stated: Sequence[Term]) -> Iterator[Term]:
    for p in stated:
        yield from _defined_by(name, p)
        yield from explicit(name, p)
    yield from simple(arity, 0, given=True)


def _applies(t: Term) -> bool:
    """Whether a term is made of functions that are to be chosen as well."""
    return any(isinstance(u, App) and u.head == "apply" for u in subterms(t))


def _defined_by(name: str, p: Term) -> Iterator[Term]:
    """The function itself where the statement is `for all t, f(t) = ...`; other names are 1.

    Where t is a whole number, the function is another one between them.
    """
    match p:
        case Bind("forall", var, App("=", sides), (), sort):
            for left, right in (sides, sides[::-1]):
                if left == App("apply", (Sym(name), Sym(var))) and not _applies(right):
                    others: dict[str, Term] = dict.fromkeys(free_names(right) - {var}, ONE)
                    body = substitute(right, others)
                    if sort == "integer":
                        yield Bind("lambda", var, body + call("sin", App("pi", ()) * Sym(var)), ())
                    yield Bind("lambda", var, body, ())
