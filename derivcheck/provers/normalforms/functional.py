"""Functions and arrays given by equations for all arguments: the instances at those that occur.

A differential equation `for all t, diff(f(t), t) = f(t)` has an instance at every argument of f; of
a functional equation `for all t, f(t + 1) = t*f(t)` those are used whose arguments occur, or lie a
whole number of steps between two that do; of `for all k = 1..n, s[k] = 2*k` those in the range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice, product
from math import log

from derivcheck.kernel.algebra.atoms import Key
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import Hypothesis
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    conjuncts,
    free_names,
    number,
    substitute,
)

MAX_INSTANCES = 24
"""How many instances are used in one normal form."""
MAX_TRIED = 200
"""How many are looked at."""
MAX_STEPS = 20
"""The greatest whole distance between arguments that is bridged."""

Arguments = tuple[Term, ...]

ANY = Sym("*")  # no name
"""An argument that holds a bound name, as k in the rows `sum(P[i, k], k = 1..n) = 1`."""


def instances(statements: Iterable[Term], terms: Iterable[Term]) -> Iterator[Hypothesis]:
    """Instances of known equations for all values, as evidence.

    Arguments:
        statements: what is known; the functions occur there too.
        terms: in which the functions occur.
    """
    stated = conjuncts(statements)
    facts = [fact for s in stated if (fact := _Fact.of(s))]
    _unfold(facts)
    names = frozenset().union(*(fact.functions for fact in facts))
    places = (*terms, *(s for s in stated if not isinstance(s, Bind))) if facts else ()
    found = list(dict.fromkeys(a for t in places for f, a in applications(t) if f in names))
    found = list(dict.fromkeys((*found, *_matched(facts, found))))
    if found:
        steps = not all(fact.bounded for fact in facts)
        yield from islice(_Occurring(found, steps).instances(facts), MAX_INSTANCES)


def _unfold(facts: list[_Fact]) -> None:
    """Equations that define the entries of an array are used wherever one of these occurs, if no
    array is defined by itself in the end.
    """
    found = [(fact, entry) for fact in facts if (entry := fact.defines())]
    by = {name: fact.functions - {name} for fact, (name, _) in found}
    for fact, (name, at) in found:
        reached, waiting = set[str](), list(by[name])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting += by.get(other, ())
        if name not in reached:
            fact.needed = [(name, at)]


def _matched(facts: list[_Fact], found: list[Arguments]) -> Iterator[Arguments]:
    """Arguments at which a fact gives values beside those that occur: of `P(0, s) = 1` for all s it
    is P(0, x) where P(2, x) occurs.
    """
    for fact in facts:
        for _, patterns in fact.applied:
            fixed = [free_names(u).isdisjoint(fact.names) for u in patterns]
            plain = all(f or isinstance(u, Sym) for f, u in zip(fixed, patterns, strict=True))
            for at in found if plain and any(fixed) and not all(fixed) else ():
                if len(at) == len(patterns):
                    chosen = zip(fixed, patterns, at, strict=True)
                    yield tuple(u if f else v for f, u, v in chosen)


def given(statements: Iterable[Term]) -> frozenset[str]:
    """The functions and arrays of which equations are known for all values."""
    facts = (_Fact.of(s) for s in conjuncts(statements) if isinstance(s, Bind))
    return frozenset().union(*(fact.functions for fact in facts if fact))


class _Fact:
    """An equation for all values of some names, perhaps a conditional one, and what it applies."""

    def __init__(
        self, statement: Term, names: tuple[str, ...], equation: App, bounded: bool
    ) -> None:
        self.statement, self.names, self.bounded = statement, names, bounded
        self.equation = equation
        self.applied = [pair for side in equation.args for pair in applications(side)]
        self.functions = frozenset(f for f, _ in self.applied)
        self.needed = self.applied

    def defines(self) -> tuple[str, Arguments] | None:
        """The entry that an equation is about, if one side is an entry at the bounded names and its
        array is not on the other: d[s] of `d[s] = sum(W[s, t], t = 1..n)`.
        """
        match self.equation:
            case App("=", (App("index", (Sym(name), *at)), other)) | App(
                "=", (other, App("index", (Sym(name), *at)))
            ) if self.bounded and sorted(map(repr, at)) == sorted(repr(Sym(v)) for v in self.names):
                return (name, tuple(at)) if name not in free_names(other) else None
        return None

    @staticmethod
    def of(statement: Term) -> _Fact | None:
        names: list[str] = []
        inner, bounded = statement, False
        while isinstance(inner, Bind) and inner.head == "forall":
            names.append(inner.var)
            bounded = bounded or bool(inner.args)
            inner = inner.body
        if not names or len(set(names)) < len(names):
            return None
        match inner:
            case App("implies", (_, App("=", _) as equation)):
                return _Fact(statement, tuple(names), equation, bounded)
            case App("=", _):
                return _Fact(statement, tuple(names), inner, bounded)
        return None


class _Occurring:
    """The arguments that occur, and those that lie between them, by their normal forms.

    Arguments:
        found: those that occur.
        steps: whether those between two that differ by no number are of use.
    """

    def __init__(self, found: list[Arguments], steps: bool) -> None:
        self.steps = steps
        self.field = Field(Context())
        self.arguments: dict[Key, Arguments] = {}
        for arguments in found:
            self._add(arguments)
        for one, other in product(found, repeat=2):
            self._between(one, other)

    def _add(self, arguments: Arguments) -> None:
        plain = tuple(map(self.normal, arguments))
        self.arguments.setdefault(self.key(plain), plain)

    def _between(self, one: Arguments, other: Arguments) -> None:
        """Adds whole steps from one argument to another, or the difference if it is no number."""
        moving = [n for n, (u, v) in enumerate(zip(one, other, strict=False)) if u != v]
        if len(one) != len(other) or len(moving) != 1:
            return
        (n,) = moving
        gap = other[n] - one[n]
        steps = self.field.constant(gap)
        if steps is None:
            if self.steps and len(one) == 1:
                self._add((gap,))
        elif steps.denominator == 1:
            for k in range(1, min(int(steps), MAX_STEPS)):
                self._add((*one[:n], one[n] + number(k), *one[n + 1 :]))

    def normal(self, t: Term) -> Term:
        """The term as a fraction, or as one power of a number: 2*2^k is 2^(k + 1)."""
        for raised in islice(_bases(t), 1):
            power = exponent_of(t, raised)
            if power is not None:
                return App("^", (Num(raised), self.normal(power)))
        return fraction(self.field, self.field.value(t))

    def key(self, arguments: Arguments) -> Key:
        return tuple(self.field.key(self.normal(u)) for u in arguments)

    def instances(self, facts: list[_Fact]) -> Iterator[Hypothesis]:
        for fact in facts:
            seen: set[Key] = set()
            for values in islice(self._values(fact), MAX_TRIED):
                key = self.key(values)
                if key not in seen and self._all_occur(fact, values):
                    yield Hypothesis(fact.statement, values)
                seen.add(key)

    def _values(self, fact: _Fact) -> Iterator[Arguments]:
        """Values of the names at which some application of the fact is one that occurs."""
        if len(fact.names) > 1:
            occurring = (u for a in self.arguments.values() for u in a if u != ANY)
            numbers = {self.field.key(u): u for u in occurring}
            yield from product(numbers.values(), repeat=len(fact.names))
            return
        (name,) = fact.names
        for _, patterns in fact.applied:
            for arguments in tuple(self.arguments.values()):
                for pattern, argument in zip(patterns, arguments, strict=False):
                    value = self._solved(pattern, name, argument)
                    if value is not None:
                        yield (value,)

    def _solved(self, pattern: Term, name: str, argument: Term) -> Term | None:
        """The value of a name at which a pattern equals a term: one that is affine in the name, or
        a power of a number with such an exponent, as in `T(2^(k + 1)) = 2*T(2^k) + 1`.
        """
        if name not in free_names(pattern) or argument == ANY:
            return None
        match pattern:
            case App("^", (Num(base), exponent)) if base > 1:
                power = exponent_of(argument, base)
                return None if power is None else self._solved(exponent, name, power)
        offset, one = (substitute(pattern, {name: number(n)}) for n in (0, 1))
        slope = self.field.constant(one - offset)
        if not slope or not self.field.equal(pattern, offset + number(slope) * Sym(name)):
            return None
        return self.normal((argument - offset) / number(slope))

    def _all_occur(self, fact: _Fact, values: Arguments) -> bool:
        point = dict(zip(fact.names, values, strict=True))
        applied = (tuple(substitute(u, point) for u in patterns) for _, patterns in fact.needed)
        return all(self.key(arguments) in self.arguments for arguments in applied)


def exponent_of(t: Term, base: Fraction | int) -> Term | None:
    """To what power a number is raised in a term, None if that is not seen: 2^(k + 1)/4 is 2 to
    the power of k - 1.
    """
    match t:
        case App("^", (Num(same), exponent)) if same == base:
            return exponent
        case Num(value) if value >= 1:
            power = round(log(value, base))
            return number(power) if Fraction(base) ** power == value else None
        case App("*", factors):
            powers = [exponent_of(u, base) for u in factors]
            known = [u for u in powers if u is not None]
            return App("+", tuple(known)) if len(known) == len(powers) else None
        case App("/", (above, below)):
            one, other = exponent_of(above, base), exponent_of(below, base)
            return None if one is None or other is None else one - other
    return None


def _bases(t: Term) -> Iterator[Fraction | int]:
    """The numbers of which a product has powers that are not carried out."""
    match t:
        case App("^", (Num(base), exponent)) if base > 1 and not isinstance(exponent, Num):
            yield base
        case App("*" | "/", parts):
            for part in parts:
                yield from _bases(part)


def order(t: Term) -> int:
    """The highest order in which functions are differentiated in a term, at most."""
    inner = max(map(order, children(t)), default=0)
    match t:
        case Bind("diff", _, body, (_, Num(n), *_)) if any(True for _ in applications(body)):
            return inner + int(n)
    return inner


def applications(t: Term) -> Iterator[tuple[str, Arguments]]:
    """The functions that are applied in a term, with their arguments, and the arrays, with their
    indices; not those to bound names alone.
    """
    match t:
        case App("apply" | "index", (Sym(name), *arguments)):
            yield name, tuple(arguments)
        case Bind("diff" | "subs", var, body, (at, *_)):
            yield from applications(substitute(body, {var: at}))
            return
        case Bind(_, var, body, _):
            for f, inner in applications(body):
                some = tuple(ANY if var in free_names(u) else u for u in inner)
                if any(u != ANY for u in some):
                    yield f, some
            return
    for part in children(t):
        yield from applications(part)
