"""The search for a primitive: by the class of the integrand, else by another variable or by parts.

Nothing here is trusted: the kernel differentiates what is found, and asks whether it is defined and
differentiable all the way.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Sym,
    Term,
    free_names,
    fresh,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.antiderivatives.changes import (
    bounded_circular,
    changes,
    circular,
    slope,
)
from derivcheck.provers.antiderivatives.exact import exact
from derivcheck.provers.antiderivatives.factors import Factors, parted
from derivcheck.provers.antiderivatives.parallel import parallel
from derivcheck.provers.antiderivatives.rational import rational
from derivcheck.provers.antiderivatives.shapes import Shapes
from derivcheck.provers.antiderivatives.univariate import Holds, Univariate, times
from derivcheck.provers.antiderivatives.waves import Waves
from derivcheck.provers.foundations.polynomials import sum_of

MAX_DEPTH, MAX_ASKED = 3, 12
"""How deep changes of variables and parts are nested, and how many integrands are looked at."""
DIFFERENTIATED = frozenset("log atan asin acos asinh acosh atanh acot erf erfc".split())
"""Heads that are simpler when they are differentiated."""


def primitive(f: Term, var: str, field: Field, holds: Holds) -> Term | None:
    """A function whose derivative by a name is f, or None.

    Arguments:
        field: whose arithmetic tells what is affine and what is zero; it carries no lemmas.
        holds: whether a statement about parameters is known.
    """
    sorts = field.context.sorts
    names = tuple((n, sorts.get(n)) for n in sorted(free_names(f) - {var}))
    kept = _searches().setdefault((substitute(f, {var: Sym("")}), names), [])
    for one in kept:
        if all(holds(s) is answer for s, answer in one.asked):
            return one.found and substitute(one.found, {one.var: Sym(var)})
    asked: dict[Term, bool] = {}

    def noted(s: Term) -> bool:
        asked[s] = holds(s)
        return asked[s]

    found = _Search(Univariate(field, noted)).of(f, var, MAX_DEPTH)
    kept.append(_Searched(found, var, tuple(asked.items())))
    return found


class _Searched(NamedTuple):
    """What a search has found in a variable, and the answers it rests on."""

    found: Term | None
    var: str
    asked: tuple[tuple[Term, bool], ...]


@remembered(1)
def _searches() -> dict[Hashable, list[_Searched]]:
    """The searches for one claim: the same one is found again where the answers are the same."""
    return {}


class _Search:
    """One search; it counts the integrands it has looked at."""

    def __init__(self, uni: Univariate) -> None:
        self.uni = uni
        self.asked = 0
        self.failed: dict[object, int] = {}

    def of(self, f: Term, var: str, depth: int) -> Term | None:
        """A primitive of a sum, term by term, or of all of it."""
        if var not in free_names(f):
            return times(f, Sym(var))
        match f:
            case App("neg", (u,)):
                found = self.of(u, var, depth)
                return None if found is None else -found
        key = (var, self.uni.field.key(f))
        if self.asked > MAX_ASKED or self.failed.get(key, -1) >= depth:
            return None
        self.asked += 1
        found = self._decided(f, var) or self._summed(f, var, depth) or self._tried(f, var, depth)
        if found is None and depth == MAX_DEPTH:  # the whole, which has terms that have none
            found = parallel(f, var, self.uni)
        if found is None:
            self.failed[key] = depth
        return found

    def _decided(self, f: Term, var: str) -> Term | None:
        """By classes that have a procedure."""
        uni = self.uni
        found = rational(f, var, uni) or Waves(var, uni).primitive(f)
        if found is not None:
            return found
        constant, factors = parted(f, var, uni)
        shaped = Shapes(var, uni).primitive(factors)
        if shaped is not None:
            return times(constant, shaped)
        return exact(f, var, self._new(f, var), uni)

    def _summed(self, f: Term, var: str, depth: int) -> Term | None:
        """Summand by summand, as written or as they are multiplied out."""
        match f:
            case App("+", parts):
                pass
            case App("/", (App("+", parts), v)):
                parts = tuple(part / v for part in parts)
            case _:
                return None
        each = []
        for part in parts:
            found = self.of(part, var, depth)
            if found is None:
                return None
            each.append(found)
        return sum_of(each)

    def _tried(self, f: Term, var: str, depth: int) -> Term | None:
        """By another form, in another variable, or by parts."""
        plain = circular(f, var)
        if plain != f:
            return self.of(plain, var, depth)
        bounded = bounded_circular(f, var, self.uni)
        if bounded is not None:
            return bounded
        constant, factors = parted(f, var, self.uni)
        if constant != ONE and factors:
            found = self.of(_multiplied(factors), var, depth)
            return None if found is None else times(constant, found)
        if not depth:
            return None
        found = self._changed(f, var, depth - 1) or self._by_parts(factors, var, depth - 1)
        if found is not None:
            return found
        flat = self.uni.tidy(f)
        return self._summed(flat, var, depth - 1) if flat != f else None

    def _changed(self, f: Term, var: str, depth: int) -> Term | None:
        new = self._new(f, var)
        for integrand, inner in changes(f, var, new, self.uni):
            found = self.of(integrand, new, depth)
            if found is not None:
                return substitute(found, {new: inner})
        return None

    def _by_parts(self, factors: Factors, var: str, depth: int) -> Term | None:
        """g^n*h by the derivative of g, where that is simpler than g, or of x^n."""
        inverse = [p for p in factors if isinstance(p[0], App) and p[0].head in DIFFERENTIATED]
        powers = [p for p in factors if p[0] == Sym(var)]
        return self._parts(factors, inverse, var, depth) or self._parts(factors, powers, var, depth)

    def _parts(self, factors: Factors, chosen: Factors, var: str, depth: int) -> Term | None:
        for g, n in chosen if len(factors) > 1 or chosen != [(Sym(var), ONE)] else ():
            if not _natural(n):
                continue
            rest = self.of(_multiplied([p for p in factors if p[0] != g]), var, depth)
            rate = slope(g, var, self.uni)
            if rest is None or rate is None:
                continue
            lower = self.uni.tidy(n * g ** (n - 1) * rate) if n != ONE else rate
            last = self.of(_merged(lower * rest, var, self.uni), var, depth)
            if last is not None:
                return (g if n == ONE else g**n) * rest - last
        return None

    def _new(self, f: Term, var: str) -> str:
        return fresh("u", free_names(f) | {var} | self.uni.field.context.sorts.keys())


def _natural(n: Term) -> bool:
    value = numeral(n)
    return value is not None and value.denominator == 1 and value > 0


def _multiplied(factors: Factors) -> Term:
    return product_of([base if e == ONE else base**e for base, e in factors])


def _merged(f: Term, var: str, uni: Univariate) -> Term:
    """A product with like bases put together, so that x^n/x is x^(n - 1)."""
    constant, factors = parted(f, var, uni)
    return times(constant, _multiplied(factors))
