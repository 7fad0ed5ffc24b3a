"""Redexes: one step of one rule at one place.

Each function takes a term and what is known there, and returns what the rule makes of the whole
term, or None where the term is no redex of the rule.  Nothing inside the term is rewritten.

A derivative is split as `d = Diff(...)`: `d.of(u)` is the same derivative of another body, and
`d.at(u)` the value of u at the point, so one function serves `diff(f, x)`, `diff(f, a[i])` and
`f'(x^2)` alike.  Source of the rules: NIST Digital Library of Mathematical Functions, section 1.4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.derivatives import DERIVATIVES, derivative
from derivcheck.kernel.language.handbook import filled
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    substitute,
)  # fmt: skip
from derivcheck.rules.factors import factors, over, plus, times

Rewrite = Callable[[Term, Facts], Term | None]
"""A rule at the root of a term: the result, or None."""


@dataclass(frozen=True, slots=True)
class Diff:
    """A first derivative: its body, its variable, the point and the entry it differentiates by."""

    bind: Bind

    @property
    def body(self) -> Term:
        """What is differentiated."""
        return self.bind.body

    def of(self, u: Term) -> Term:
        """The same derivative of another body."""
        return Bind("diff", self.bind.var, u, self.bind.args)

    def at(self, u: Term) -> Term:
        """The value of a term in the variable at the point."""
        return substitute(u, {self.bind.var: self.bind.args[0]})

    def moves(self, u: Term) -> bool:
        """Whether a term depends on the variable."""
        return self.bind.var in free_names(u)

    def is_variable(self, u: Term) -> bool:
        """Whether a term is the scalar variable itself."""
        return u == Sym(self.bind.var) and len(self.bind.args) == 2

    def scaled(self, above: list[Term], below: list[Term], t: Term) -> Term:
        """A term times the value of a constant quotient."""
        return self.at(over(above, below)) * t if above or below else t

    def split(self) -> tuple[list[Term], list[Term], list[Term], list[Term]]:
        """The body's factors and divisors: first those that depend on the variable."""
        above, below = factors(self.body)
        moving = [f for f in above if self.moves(f)], [f for f in below if self.moves(f)]
        fixed = [f for f in above if not self.moves(f)], [f for f in below if not self.moves(f)]
        return (*moving, *fixed)


def _derivative(rule: Callable[[Diff], Term | None]) -> Rewrite:
    """A rule about first derivatives as a rule about terms."""

    def rewrite(t: Term, facts: Facts) -> Term | None:
        match t:
            case Bind("diff", _, _, (_, order, *_)) if order == ONE:
                return rule(Diff(t))
        return None

    return rewrite


# --- linear rules of derivatives -----------------------------------------------------------------


def _fixed(d: Diff) -> Term | None:
    return None if d.moves(d.body) else ZERO


def _itself(d: Diff) -> Term | None:
    return ONE if d.is_variable(d.body) else None


def _pulled_out(d: Diff) -> Term | None:
    above, below, c, e = d.split()
    if not (above or below) or not (c or e):
        return None
    return d.scaled(c, e, d.of(over(above, below)))


def _sum(d: Diff) -> Term | None:
    match d.body:
        case App("+", parts):
            return plus([d.of(p) for p in parts])
        case Bind("sum", j, body, bounds) if not any(map(d.moves, bounds)):
            i = fresh(j, free_names(d.bind) | (free_names(body) - {j}) | {d.bind.var})
            renamed = substitute(body, {j: Sym(i)})
            return Bind("sum", i, d.of(renamed), bounds)
    return None


# --- products, quotients, powers, compositions ---------------------------------------------------


def _product(d: Diff) -> Term | None:
    above, below, c, e = d.split()
    parts = [*above, *(1 / v for v in below)]
    if len(parts) < 2:
        return None
    terms = [times([d.of(p), *map(d.at, parts[:n] + parts[n + 1 :])]) for n, p in enumerate(parts)]
    return d.scaled(c, e, plus(terms))


def _quotient(d: Diff) -> Term | None:
    above, below, c, e = d.split()
    if not below:
        return None
    u, v = times(above), times(below)
    rate = (d.of(u) * d.at(v) - d.at(u) * d.of(v)) / d.at(v) ** 2
    return d.scaled(c, e, rate)


def _power(d: Diff) -> Term | None:
    match d.body:
        case App("^", (u, n)) if not d.moves(n):
            rate = n * u ** (n - 1)
        case App("sqrt", (u,)):
            rate = filled(DERIVATIVES["sqrt"], u)
        case App("/", (c, App("^", (u, n)))) if not d.moves(c) and not d.moves(n):
            rate = -(c * n / u ** (n + 1))
        case App("/", (c, u)) if not d.moves(c):
            rate = -(c / u**TWO)
        case _:
            return None
    return d.at(rate) * d.of(u)


def _exponential(d: Diff) -> Term | None:
    match d.body:
        case App("^", (b, u)) if not d.moves(b):
            rate = d.body if b == App("E", ()) else d.body * call("log", b)
            return d.at(rate) * d.of(u)
    return _table("exp")(d)


def _table(head: str) -> Callable[[Diff], Term | None]:
    """The derivative of one head by its row, times the derivative of its argument."""

    def rule(d: Diff) -> Term | None:
        match d.body:
            case App(h, (u,)) if h == head:
                return d.at(filled(DERIVATIVES[head], u)) * d.of(u)
        return None

    return rule


def _composed(d: Diff) -> Term | None:
    match d.body:
        case App("apply", (name, *actual)):
            return _applied(d, name, tuple(actual))
        case App("exp", _) | App("^", (_, _)):
            found = _power(d) or _exponential(d)
        case App(head, (_,)) if head in DERIVATIVES:
            found = _table(head)(d)
        case _:
            found = _power(d)
    return found


def _chain(d: Diff) -> Term | None:
    """A composition proper: the inner function is not the variable itself."""
    found = _composed(d)
    inner = found.args[-1] if isinstance(found, App) else None
    return None if inner is not None and d.is_variable(_body(inner)) else found


def _body(t: Term) -> Term:
    return t.body if isinstance(t, Bind) else t


def _applied(d: Diff, name: Term, actual: tuple[Term, ...]) -> Term | None:
    moving = [u for u in actual if d.moves(u)]
    if d.moves(name) or (len(moving) == 1 and d.is_variable(moving[0])):
        return None
    terms = []
    for n, u in enumerate(actual):
        if d.moves(u):
            t = fresh("t", free_names(d.body) | free_names(d.bind))
            others = [d.at(other) for other in actual]
            others[n] = Sym(t)
            outer = App("apply", (name, *others))
            terms.append(Bind("diff", t, outer, (d.at(u), ONE)) * d.of(u))
    return plus(terms)


def _plain(d: Diff) -> Term | None:
    """The table at the variable itself: `diff(sin(x), x)`."""
    found = _composed(d)
    inner = found.args[-1] if isinstance(found, App) else None
    return found if inner is not None and d.is_variable(_body(inner)) else None


def _entry(d: Diff) -> Term | None:
    """An entry by an entry, also under functions of the table."""
    match d.body:
        case App("index", (Sym(array), *actual)) if array == d.bind.var:
            same = [call("=", a, i) for a, i in zip(actual, d.bind.args[2:], strict=False)]
            return times([App("indicator", (s,)) for s in same]) if same else None
    found = _composed(d)
    match found:
        case App("*", (rate, Bind("diff", _, u, _))) if u != d.body:
            inner = _entry(Diff(Bind("diff", d.bind.var, u, d.bind.args)))
            return None if inner is None else rate * inner
    return None


def differentiated(t: Term, facts: Facts) -> Term | None:
    """A whole derivative by the table, all its rules at once."""
    found = derivative(t, facts.context)
    return None if found is None else found[0]


fixed, itself, pulled_out = map(_derivative, (_fixed, _itself, _pulled_out))
summed, multiplied, divided = map(_derivative, (_sum, _product, _quotient))
powered, exponential, chained = map(_derivative, (_power, _exponential, _chain))
plain, entered = map(_derivative, (_plain, _entry))


def by_row(head: str) -> Rewrite:
    """The rule `derivative of HEAD`."""
    return _derivative(_exponential if head == "exp" else _table(head))
