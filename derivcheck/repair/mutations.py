"""Slips of the pen, undone at one place: a table of small changes, each with what it costs.

A row yields what could have stood at the place instead.  Whether it is right is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.foundations.positions import Place
from derivcheck.provers.foundations.tidying import tidy

MOST_FACTORS = 4
"""The longest product that is taken apart into a difference."""

TWINS = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}
ORDERS = ("<=", ">=", "<", ">")


@dataclass(frozen=True, slots=True)
class Material:
    """What may be put into a step.

    Arguments:
        sorts: of the declared names that occur in the step or its predecessor.
        functions: heads of one argument that may be wrapped around something.
        factors: what a product may have lost.
    """

    sorts: Mapping[str, Sort]
    functions: tuple[str, ...]
    factors: tuple[Term, ...]


Items = list[tuple[Term, bool]]
"""The factors of a product as written; True for one that is divided by."""

Undo = Callable[[Place, Material], Iterator[Term]]


def factors(t: Term) -> Items:
    """The factors of `a/b*c`, read from the left."""
    match t:
        case App("*", (first, *rest)):
            inner = factors(first) if isinstance(first, App) and first.head == "/" else []
            return (inner or [(first, False)]) + [(a, False) for a in rest]
        case App("/", (top, bottom)):
            return [*factors(top), (bottom, True)]
    return [(t, False)]


def product(items: Items) -> Term:
    """The product of factors, written from the left."""
    made, run = (ONE, False) if items[0][1] else (items[0][0], False)
    for t, divided in items if items[0][1] else items[1:]:
        if divided:
            made, run = App("/", (made, t)), False
        elif run and isinstance(made, App):
            made = App("*", (*made.args, t))
        else:
            made, run = App("*", (made, t)), True
    return made


def is_integer(name: str, place: Place, material: Material) -> bool:
    """Whether a name stands for an integer at a place."""
    sort = material.sorts.get(name)
    return name in place.bound or (sort is not None and sort == Sort("integer"))


def others(name: str, place: Place, material: Material) -> Iterator[str]:
    """The names of the same sort in scope, bound ones first."""
    if is_integer(name, place, material):
        yield from (b for b in place.bound if b != name)
        found = (n for n in material.sorts if is_integer(n, place, material))
        yield from (n for n in found if n != name and n not in place.bound)
    elif name in material.sorts:
        sort = material.sorts[name]
        yield from (n for n, s in material.sorts.items() if n != name and s == sort)


# --- the slips -----------------------------------------------------------------------------------


def _sign(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("neg", (u,)):
            yield u
        case _ if place.top and place.role == "number":
            yield -place.term


def _difference(place: Place, material: Material) -> Iterator[Term]:
    yield from (left - right for left, right in _taken_apart(place))


def _sum(place: Place, material: Material) -> Iterator[Term]:
    yield from (left + right for left, right in _taken_apart(place))


def _taken_apart(place: Place) -> Iterator[tuple[Term, Term]]:
    items = factors(place.term)
    count = sum(not divided for _, divided in items)
    if place.role == "number" and 2 <= count <= MOST_FACTORS:
        for i, (_, divided) in enumerate(items):
            if i and not divided:
                yield product(items[:i]), product(items[i:])


def _renamed(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case Sym(name):
            yield from map(Sym, others(name, place, material))


def _wrapped(place: Place, material: Material) -> Iterator[Term]:
    if place.role == "number" and not isinstance(place.term, Num):
        yield from (App(f, (place.term,)) for f in material.functions)


def _unwrapped(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App(head, (u,)) if head in material.functions:
            yield u


def _numeral(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case Num(value):
            yield Num(value + 1)
            if value >= 1:
                yield Num(value - 1)


def _shifted(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case Sym(name) if place.role != "name" and is_integer(name, place, material):
            yield place.term + 1
            yield place.term - 1


def _fewer_summands(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("+", args):
            for i in range(len(args)):
                rest = args[:i] + args[i + 1 :]
                yield rest[0] if len(rest) == 1 else App("+", rest)


def _fewer_factors(place: Place, material: Material) -> Iterator[Term]:
    items = factors(place.term)
    if len(items) > 1 and place.role == "number":
        for i in range(len(items)):
            yield product(items[:i] + items[i + 1 :])


def _over(place: Place, material: Material) -> Iterator[Term]:
    """A factor on the other side of the fraction bar; the fraction turned over."""
    items = factors(place.term)
    for i, (t, divided) in enumerate(items[1:], start=1):
        yield product([*items[:i], (t, not divided), *items[i + 1 :]])
    match place.term:
        case App("/", (top, bottom)):
            yield bottom if top == ONE else App("/", (bottom, top))
        case Sym() | App("index" | "apply" | "^" | "sqrt") if place.role == "number":
            yield App("/", (ONE, place.term))


def _squared(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("^", (u, Num())):
            yield u
        case Num():
            return
        case u if place.role == "number":
            yield u**2


def _twin(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App(head, args) if head in TWINS:
            yield App(TWINS[head], args)


def _factor(place: Place, material: Material) -> Iterator[Term]:
    if not place.top or place.role != "number":
        return
    for f in material.factors:
        if free_names(f) <= material.sorts.keys() | set(place.bound):
            own = factors(place.term)
            yield tidy(f * place.term, None) if isinstance(f, Num) else product([*own, (f, False)])
            yield product([*own, (f, True)])


def _indicator(place: Place, material: Material) -> Iterator[Term]:
    """A lost `1{i = j}` of two indices that are in scope."""
    names = [*place.bound, *(n for n in material.sorts if is_integer(n, place, material))]
    free = free_names(place.term)
    if place.top and place.role == "number" and place.bound:
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                if first in free and first in place.bound:
                    yield App("indicator", (App("=", (Sym(first), Sym(second))),)) * place.term


def _rebound(place: Place, material: Material) -> Iterator[Term]:
    """Another bound name, one that the body speaks of."""
    match place.term:
        case Bind("sum" | "prod" as head, var, body, args):
            for name in sorted(free_names(body) - {var}):
                if is_integer(name, place, material):
                    yield Bind(head, name, body, args)


def _index_moved(place: Place, material: Material) -> Iterator[Term]:
    """`a[l]*i` for `a[i]`: an index that slipped to the base line."""
    items = factors(place.term)
    for i, (t, divided) in enumerate(items):
        if len(items) > 1 and isinstance(t, Sym) and t.name in place.bound and not divided:
            rest = product(items[:i] + items[i + 1 :])
            for name in sorted(_index_names(rest) - {t.name}):
                yield substitute(rest, {name: t})


def _index_names(t: Term) -> frozenset[str]:
    indexed = (part for part in subterms(t) if isinstance(part, App) and part.head == "index")
    return frozenset(a.name for part in indexed for a in part.args[1:] if isinstance(a, Sym))


def _weak(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("<" | ">" as head, args):
            yield App(f"{head}=", args)


def _times(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("+", args) if len(args) == 2 and not _negative(args[1]):
            yield App("*", args)


def _power_or_multiple(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App("^", (u, Num() as n)):
            yield App("*", (n, u))
        case App("*", (Num() as n, u)):
            yield App("^", (u, n))


def _negative(t: Term) -> bool:
    return isinstance(t, App) and t.head == "neg"


def _relation(place: Place, material: Material) -> Iterator[Term]:
    match place.term:
        case App(head, args):
            yield from (App(other, args) for other in _others(head))


def _others(head: str) -> tuple[str, ...]:
    """What an order may have been meant to be; an equation is meant, and `!=` says too little."""
    return tuple(r for r in ORDERS if r != head) if head in ORDERS else ()


@dataclass(frozen=True, slots=True)
class Mutation:
    """A row: what undoes the slip, what it costs, whether equal places are changed together."""

    name: str
    undo: Undo
    cost: int
    shared: bool


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("a strict relation",            _weak,           1, False),
    Mutation("a sign",                       _sign,           1, False),
    Mutation("a minus between factors",      _difference,     1, False),
    Mutation("a numeral off by one",         _numeral,        1, False),
    Mutation("another name",                 _renamed,        1, True),
    Mutation("a lost function",              _wrapped,        1, True),
    Mutation("a bound off by one",           _shifted,        2, True),
    Mutation("a function too many",          _unwrapped,      2, True),
    Mutation("sine for cosine",              _twin,           2, True),
    Mutation("a summand too many",           _fewer_summands, 2, False),
    Mutation("a factor too many",            _fewer_factors,  2, False),
    Mutation("a factor above or below",      _over,           2, False),
    Mutation("a lost or added square",       _squared,        2, True),
    Mutation("a lost factor",                _factor,         2, False),
    Mutation("a lost indicator",             _indicator,      2, False),
    Mutation("an index on the base line",    _index_moved,    2, False),
    Mutation("another bound name",           _rebound,        3, False),
    Mutation("a plus between factors",       _sum,            3, False),
    Mutation("a times between summands",     _times,          3, False),
    Mutation("a power for a multiple",       _power_or_multiple, 3, False),
    Mutation("another relation",             _relation,       4, False),
)  # fmt: skip
"""Cheap slips first."""
