"""Signs of real terms: a table over the written form, and bounds that are known of linear forms.

Source: arithmetic of the half-lines (Moore, Kearfott and Cloud, Introduction to Interval Analysis,
chapter 2) with the ranges of the elementary functions (DLMF 4).  Over the complex field only `zero`
and `not zero` mean something, except of terms that are real by their form.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_

from flint import ctx

from derivcheck.kernel.algebra.atoms import Key, Value, poly_key
from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.values import Stop
from derivcheck.kernel.algebra.values import sign as certain_sign
from derivcheck.kernel.language.claims import Context, integral, manifestly_real
from derivcheck.kernel.language.handbook import HANDBOOK, Function, conditions_at, filled
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    is_infinite,
)  # fmt: skip

PRECISIONS = (64, 256, 1024)
"""Working precisions in bits, tried in order until a ball excludes zero."""
MAX_STEPS = 3_000
"""How many subterms one `Signs` may look at before every further answer is ANY."""

Sign = int
"""The possible signs of a term: a union of MINUS, NULL and PLUS."""

MINUS, NULL, PLUS = 1, 2, 4
NOT_POSITIVE, NOT_ZERO, NOT_NEGATIVE, ANY = MINUS | NULL, MINUS | PLUS, NULL | PLUS, 7

ALLOWED: dict[str, Sign] = {
    "=": NULL, "!=": NOT_ZERO, "<": MINUS, "<=": NOT_POSITIVE, ">": PLUS, ">=": NOT_NEGATIVE,
}  # fmt: skip
"""relation -> the signs `left - right` may have."""
NEGATED = {
    "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "true": "false",
    "false": "true",
}  # fmt: skip


def within(s: Sign, allowed: Sign) -> bool:
    """Whether all possible signs are allowed."""
    return not s & ~allowed


def times(a: Sign, b: Sign) -> Sign:
    """The possible signs of a product."""
    found = PLUS if a & b & NOT_ZERO else 0
    if a & flip(b) & NOT_ZERO:
        found |= MINUS
    return found | NULL if a and b and (a | b) & NULL else found


def flip(a: Sign) -> Sign:
    """The possible signs of a negation."""
    return (a & NULL) | (PLUS if a & MINUS else 0) | (MINUS if a & PLUS else 0)


@dataclass(frozen=True, slots=True)
class Form:
    """A value as slope*form + offset, the form primitive and without constant term; slope 0 for
    a number."""

    key: Key
    slope: Fraction
    offset: Fraction


Bounds = tuple[tuple[Fraction, Sign], ...]
"""What is known of a form: numbers q with the signs that form - q may have."""


def above(bounds: Bounds, q: Fraction) -> Sign:
    """The possible signs of form - q."""
    found = ANY
    for known, signs in bounds:
        if known == q:
            found &= signs
        elif known > q and within(signs, NOT_NEGATIVE):
            found &= PLUS
        elif known < q and within(signs, NOT_POSITIVE):
            found &= MINUS
    return found


def rounded(q: Fraction, signs: Sign) -> tuple[Fraction, Sign]:
    """What the signs of form - q say of a form that takes integer values only."""
    if signs == PLUS:
        return Fraction(math.floor(q) + 1), NOT_NEGATIVE
    if signs == MINUS:
        return Fraction(math.ceil(q) - 1), NOT_POSITIVE
    ends = {NOT_NEGATIVE: math.ceil(q), NOT_POSITIVE: math.floor(q)}
    return Fraction(ends.get(signs, q)), signs


class Signs:
    """The signs that follow from known comparisons.

    Arguments:
        field: where terms are compared; it must carry no rules.
        inside: opens a binder and gives the signs that hold inside and its body.
    """

    def __init__(self, field: Field, inside: Callable[[Bind], tuple[Signs, Term]]) -> None:
        self.field = field
        self._inside = inside
        self._memo: dict[Term, Sign] = {}
        self._forms: dict[Term, Form] = {}
        self._bounds: dict[Key, Bounds] = {}
        self._steps = 0

    def copied(self, inside: Callable[[Bind], tuple[Signs, Term]]) -> Signs:
        """The same knowledge, to be added to."""
        other = Signs(self.field, inside)
        other._forms, other._bounds = self._forms, dict(self._bounds)
        return other

    def learn(self, rel: str, a: Term, b: Term) -> None:
        """Adds the fact `a rel b`."""
        gap = _difference(a, b)
        form = self._form(gap)
        if not form.slope or not self.field.harmless(gap):
            return
        signs = ALLOWED[rel] if form.slope > 0 else flip(ALLOWED[rel])
        # if both sides are whole, so is the form: its coefficients are
        whole = all(integral(u, self.field.context) for u in (a, b))
        known = -form.offset / form.slope, signs
        known = rounded(*known) if whole else known
        self._bounds[form.key] = (*self._bounds.get(form.key, ()), known)
        self._memo.clear()

    def compare(self, a: Term, b: Term) -> Sign:
        """The signs that `a - b` may have where both are defined."""
        return self.sign(_difference(a, b))

    def sign(self, t: Term) -> Sign:
        """The signs a term may have where it is defined."""
        found = self._memo.get(t)
        if found is None:
            self._steps += 1
            if self._steps > MAX_STEPS:
                return ANY
            self._memo[t] = ANY
            found = self._memo[t] = self._find(t)
        return found

    def _find(self, t: Term) -> Sign:
        if self.field.is_array(t):
            return ANY
        found = self._written(t) if manifestly_real(t, self.field.context) else self._complex(t)
        if found in (PLUS, MINUS, NULL) or not self.field.harmless(t):
            return found
        found &= self._known(self._form(t))
        if found not in (PLUS, MINUS, NULL) and not isinstance(t, Num | Sym) and not free_names(t):
            found &= closed_sign(t, self.field.context)
        return found

    # --- known bounds ----------------------------------------------------------------------------

    def _form(self, t: Term) -> Form:
        """A term by its form."""
        found = self._forms.get(t)
        if found is None:
            found = self._forms[t] = self._formed(self.field.value(t))
        return found

    def _formed(self, v: Value) -> Form:
        top, offset = v.top, 0
        if v.bottom.is_constant():
            offset = int(top[(0,) * top.context().nvars()])
            top = top - offset
        content, primitive = top.primitive()
        lead = primitive.leading_coefficient()  # of zero it is zero, and so is the slope
        side = (lead > 0) - (lead < 0)
        scale, bottom = v.bottom.primitive()
        key = (poly_key(primitive * side), poly_key(bottom))
        return Form(key, Fraction(int(content) * side, int(scale)), Fraction(offset, int(scale)))

    def _known(self, form: Form) -> Sign:
        if not form.slope:
            return PLUS if form.offset > 0 else MINUS if form.offset < 0 else NULL
        found = above(self._bounds.get(form.key, ()), -form.offset / form.slope)
        return found if form.slope > 0 else flip(found)

    # --- the written form ------------------------------------------------------------------------

    def _written(self, t: Term) -> Sign:
        match t:
            case Num(value):
                return PLUS if value else NULL
            case App("neg", (u,)):
                return flip(self.sign(u))
            case App("+", parts):
                return self._sum(parts)
            case App("*", parts):
                found = PLUS
                for part in parts:
                    found = times(found, self.sign(part))
                return found
            case App("/", (u, v)):
                return times(self.sign(u), _of_divisor(self.sign(v)))
            case App("^", (u, v)):
                return self._power(u, v)
            case App("where", (u, _)):
                return self.sign(u) | NULL
            case App("indicator"):
                return NOT_NEGATIVE
            case App(head, args) if head in HANDBOOK and len(args) == HANDBOOK[head].least:
                return self._function(HANDBOOK[head], *args)
            case Bind("sum" | "prod"):
                return self._series(t)
        return ANY

    def _function(self, row: Function, *args: Term) -> Sign:
        known = RANGES[row.range]
        if row.sign is not None:
            found = self.sign(filled(row.sign, *args))
            return known & found or known  # outside of the domain it may be none
        signs = {self.sign(t) for t in conditions_at(row.positive, *args)}
        return PLUS if signs == {PLUS} else known

    def _sum(self, parts: tuple[Term, ...]) -> Sign:
        signs = [self.sign(p) for p in parts]
        for side, strict in ((NOT_NEGATIVE, PLUS), (NOT_POSITIVE, MINUS)):
            if all(within(s, side) for s in signs):
                return strict if strict in signs else reduce(or_, signs)
        return ANY

    def _power(self, u: Term, v: Term) -> Sign:
        exponent, base = self.field.constant(v), self.sign(u)
        if exponent is not None and exponent.denominator == 1:
            base = _of_divisor(base) if exponent < 0 else base
            if exponent % 2:
                return base
            return NOT_NEGATIVE if base & NULL else PLUS
        if base == PLUS:
            return PLUS
        if exponent is not None or within(base, NOT_NEGATIVE):
            return PLUS if exponent is not None and exponent < 0 else NOT_NEGATIVE
        return ANY if base & NULL else NOT_ZERO

    def _series(self, t: Bind) -> Sign:
        inside, body = self._inside(t)
        signs, (lower, upper) = inside.sign(body), t.args
        finite = not is_infinite(lower) and not is_infinite(upper)
        if t.head == "prod":  # an infinite one is a limit, which may be zero
            positive = signs == PLUS and finite
            return PLUS if positive else NOT_NEGATIVE if within(signs, NOT_NEGATIVE) else ANY
        if signs in (PLUS, MINUS) and finite and within(self.compare(upper, lower), NOT_NEGATIVE):
            return signs
        one_sided = (s for s in (NOT_NEGATIVE, NOT_POSITIVE) if within(signs, s))
        return next(one_sided, ANY)

    def _complex(self, t: Term) -> Sign:
        match t:
            case App(head) if head in HANDBOOK and HANDBOOK[head].nonzero:
                return NOT_ZERO
            case App("*", parts) if any(self.sign(u) & NULL for u in parts):
                return ANY
            case App("*", _):
                return NOT_ZERO
            case App("neg" | "sqrt" | "conjugate" | "/" | "^", (u, *_)):
                return ANY if self.sign(u) & NULL else NOT_ZERO
        return ANY


def _of_divisor(s: Sign) -> Sign:
    """The signs of what divides; any if it is zero, for then an indicator may hide the quotient."""
    return s & NOT_ZERO or ANY


RANGES = {"any": ANY, "positive": PLUS, "nonnegative": NOT_NEGATIVE, "nonzero": NOT_ZERO}


def closed_sign(t: Term, context: Context) -> Sign:
    """The sign of a term without free names, by exact or ball arithmetic."""
    found = ANY
    for bits in PRECISIONS:
        with ctx.workprec(bits):
            found = _ball_sign(t, context)
        if found != ANY:
            break
    return found


def _ball_sign(t: Term, context: Context) -> Sign:
    value = evaluate(t, context.field)
    if value is None:
        return ANY
    try:
        return (NULL, PLUS, MINUS)[certain_sign(value)]
    except Stop:
        return ANY if context.field == "real" or value.contains(0) else NOT_ZERO


def _difference(a: Term, b: Term) -> Term:
    return a if b == ZERO else call("neg", b) if a == ZERO else a - b
