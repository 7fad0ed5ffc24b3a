"""Signs of real terms: a table over the written form, then over the expanded and factored form.

Source: arithmetic of the half-lines (Moore, Kearfott and Cloud, Introduction to Interval Analysis,
chapter 2) with the ranges of the elementary functions (DLMF 4); linear combinations of facts with
positive factors are the linear case of the Positivstellensatz (Stengle 1974).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeGuard

from derivcheck.kernel.claims import Context
from derivcheck.kernel.evaluation import evaluate
from derivcheck.kernel.field import Field, Key, Poly, Value, poly_key
from derivcheck.kernel.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
    subterms,
)
from derivcheck.kernel.values import Array, Stop, Undefined, Unknown
from derivcheck.kernel.values import sign as certain_sign

MAX_STEPS = 3_000
"""How many subterms one `Signs` may look at before every further answer is `unknown`."""
MAX_DEGREE = 60
"""Polynomials of a higher degree are not factored."""
MAX_LINEAR = 3
"""How many facts a positive linear combination may use."""

Sign = frozenset[str]
"""The possible signs of a term: a subset of `-`, `0`, `+`."""

ANY: Sign = frozenset("-0+")
PLUS, MINUS, NULL = frozenset("+"), frozenset("-"), frozenset("0")
NOT_NEGATIVE, NOT_POSITIVE, NOT_ZERO = frozenset("0+"), frozenset("-0"), frozenset("-+")

ALLOWED: dict[str, Sign] = {
    "=": NULL, "!=": NOT_ZERO, "<": MINUS, "<=": NOT_POSITIVE, ">": PLUS, ">=": NOT_NEGATIVE,
}  # fmt: skip
"""relation -> the signs `left - right` may have."""
NEGATED = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

_ONE_SIDED = (PLUS, MINUS, NOT_NEGATIVE, NOT_POSITIVE)
_FLIP = {"-": "+", "0": "0", "+": "-"}
_TIMES = {(a, b): "0" if "0" in (a, b) else ("+" if a == b else "-") for a in "-0+" for b in "-0+"}

_ALWAYS_PLUS = frozenset(["exp", "cosh", "sech", "pi", "E", "EulerGamma", "Catalan"])
_NEVER_MINUS = frozenset(["abs", "sqrt", "acos", "acosh", "indicator", "asech"])
_PLUS_OFF_ZERO = frozenset(["abs", "sqrt"])
_SIGN_OF_ARGUMENT = frozenset(
    "sinh tanh asinh atan asin atanh sign cbrt erf csch coth acoth acsch".split()
)
_PLUS_ON_PLUS = frozenset(["gamma", "factorial", "beta"])
_NEVER_ZERO = frozenset(["gamma", "factorial"])
_REAL_HEADS = frozenset("+ * neg / exp sin cos sinh cosh tanh atan abs pi E re im index".split())


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
        self._known: dict[Key, Sign] = {}
        self._facts: list[tuple[Poly, Poly, Sign]] = []
        self._steps = 0
        self._one = field.value(ONE).top
        self._ready: tuple[Any, list[_Comparison]] | None = None

    def copied(self, inside: Callable[[Bind], tuple[Signs, Term]]) -> Signs:
        """The same knowledge, to be added to."""
        other = Signs(self.field, inside)
        other._known, other._facts = dict(self._known), list(self._facts)
        other._ready = self._ready
        return other

    def learn(self, rel: str, a: Term, b: Term) -> None:
        """Adds the fact `a rel b`."""
        difference = _difference(a, b)
        value, signs = self.field.value(difference), ALLOWED[rel]
        self._learn(value, signs)
        self._learn_of_abs(rel, a, b, signs)
        if signs in (PLUS, MINUS) and self.whole(difference):
            one = number(1 if signs is MINUS else -1)
            self._learn(self.field.value(difference + one), signs | NULL)
        self._memo.clear()

    def _learn_of_abs(self, rel: str, a: Term, b: Term, signs: Sign) -> None:
        """|u| != 0, |u| < c and c < |u| say something about u."""
        match a, b:
            case App("abs" | "sqrt", (u,)), Num() if "0" not in signs and b == ZERO:
                self._learn(self.field.value(u), NOT_ZERO)
            case _ if not (self.real(a) and self.real(b)):
                return
            case _, App("abs", _) if rel in MIRRORED:
                self._learn_of_abs(MIRRORED[rel], b, a, _flip(signs))
            case App("abs", (u,)), c if rel in ("<", "<="):
                self._learn(self.field.value(u - c), signs)
                self._learn(self.field.value(-u - c), signs)
            case App("abs", (u,)), c if rel in (">", ">=") and self.sign(c) <= NOT_NEGATIVE:
                self._learn(self.field.value(u**2 - c**2), signs)

    def _learn(self, value: Value, signs: Sign) -> None:
        key, sign = _normal(value)
        self._known[key] = self._known.get(key, ANY) & _times(signs, sign)
        self._facts.append((value.top, value.bottom, signs))

    def compare(self, a: Term, b: Term) -> Sign:
        """The signs that `a - b` may have where both are defined."""
        difference = self._without_abs(_difference(a, b))
        if self.field.is_array(difference):
            return ANY
        direct = self.sign(difference)
        if len(direct) == 1:
            return direct
        if self.real(difference):
            return direct & self._expanded(self.field.value(difference))
        return direct & self._factors_complex(self.field.value(difference))

    def _without_abs(self, t: Term) -> Term:
        """A sum with |u| replaced by u or -u where the sign of u is known."""
        match t:
            case App("+", parts):
                return App("+", tuple(map(self._without_abs, parts)))
            case App("neg", (u,)):
                return App("neg", (self._without_abs(u),))
            case App("abs", (u,)) if self.real(u):
                signs = self.compare(u, ZERO)
                return u if signs <= NOT_NEGATIVE else -u if signs <= NOT_POSITIVE else t
        return t

    def real(self, t: Term) -> bool:
        """Whether a term is real wherever it is defined, by its form."""
        return self.field.context.field == "real" or _manifestly_real(t, self.field.context)

    def whole(self, t: Term) -> bool:
        """Whether a term is an integer by its form and the declarations alone."""
        match t:
            case Num(value):
                return value.denominator == 1
            case Sym(name):
                sort = self.field.context.sorts.get(name)
                return sort is not None and sort.base == "integer" and not sort.shape
            case App("neg" | "+" | "*", parts):
                return all(map(self.whole, parts))
            case App("floor" | "ceiling", _):
                return True
            case App("^", (u, Num(n))):
                return n.denominator == 1 and self.whole(u)
        return False

    def sign(self, t: Term) -> Sign:
        """The signs a term may have where it is defined."""
        found = self._memo.get(t)
        if found is None:
            self._steps += 1
            if self._steps > MAX_STEPS:
                return ANY
            self._memo[t] = ANY
            if self.field.is_array(t):
                return ANY
            found = self._memo[t] = self._find(t)
        return found

    def _find(self, t: Term) -> Sign:
        if not self.real(t):
            return self._complex(t)
        found = self._written(t)
        if len(found) > 1:
            key, flip = _normal(self.field.value(t))
            found &= _times(self._known.get(key, ANY), flip)
        if len(found) > 1 and not isinstance(t, Num | Sym) and not free_names(t):
            found &= closed_sign(t, self.field.context)
        return found

    # --- the written form ------------------------------------------------------------------------

    def _written(self, t: Term) -> Sign:
        match t:
            case Num(value):
                return PLUS if value else NULL
            case App("neg", (u,)):
                return _flip(self.sign(u))
            case App("+", parts):
                return self._sum(parts)
            case App("*", parts):
                found = PLUS
                for part in parts:
                    found = _times(found, self.sign(part))
                return found
            case App("/", (u, v)):
                return _times(self.sign(u), self.sign(v) - NULL)
            case App("^", (u, v)):
                return self._power(u, v)
            case App("log", (u,)):
                return self.compare(u, number(1)) if not isinstance(u, Num) else self._log(u)
            case App("where", (u, _)):
                return self.sign(u) | NULL
            case App(head, args):
                return self._head(head, args)
            case Bind("sum" | "prod"):
                return self._series(t)
        return ANY

    def _log(self, u: Num) -> Sign:
        return PLUS if u.value > 1 else NULL if u.value == 1 else MINUS

    def _sum(self, parts: tuple[Term, ...]) -> Sign:
        signs = [self.sign(p) for p in parts]
        if all(s <= NOT_NEGATIVE for s in signs):
            return PLUS if PLUS in signs else (NULL if set(signs) == {NULL} else NOT_NEGATIVE)
        if all(s <= NOT_POSITIVE for s in signs):
            return MINUS if MINUS in signs else NOT_POSITIVE
        return self._dominated(parts)

    def _dominated(self, parts: tuple[Term, ...]) -> Sign:
        """r + s*sqrt(w), s = 1 or -1, by comparing w with r^2."""
        for n, part in enumerate(parts):
            root, sign = (part.args[0], MINUS) if _is(part, "neg") else (part, PLUS)
            if _is(root, "sqrt"):
                others = (*parts[:n], *parts[n + 1 :])
                rest = others[0] if len(others) == 1 else App("+", others)
                gap = self.compare(root.args[0], rest**2)
                if gap == PLUS:
                    return sign
                if gap <= NOT_POSITIVE and self.compare(rest, ZERO) in _ONE_SIDED:
                    return self.compare(rest, ZERO) | (NULL & gap)
        return ANY

    def _power(self, u: Term, v: Term) -> Sign:
        exponent, base = self.field.constant(v), self.sign(u)
        if exponent is not None and exponent.denominator == 1:
            base = base - NULL if exponent < 0 else base
            if exponent % 2:
                return base
            return PLUS if exponent == 0 or "0" not in base else NOT_NEGATIVE
        if base == PLUS:
            return PLUS
        if exponent is not None or base <= NOT_NEGATIVE:
            return PLUS if exponent is not None and exponent < 0 else NOT_NEGATIVE
        return ANY

    def _head(self, head: str, args: tuple[Term, ...]) -> Sign:
        if head in _ALWAYS_PLUS:
            return PLUS
        if head in _PLUS_OFF_ZERO and "0" not in self.compare(args[0], ZERO):
            return PLUS
        if head in _NEVER_MINUS:
            return NOT_NEGATIVE
        if head in _SIGN_OF_ARGUMENT:
            return self.sign(args[0])
        if head in _PLUS_ON_PLUS and all(self.sign(u) == PLUS for u in args):
            return PLUS
        if head == "factorial" and self.sign(args[0]) <= NOT_NEGATIVE:
            return PLUS
        return NOT_ZERO if head in _NEVER_ZERO else ANY

    def _series(self, t: Bind) -> Sign:
        inside, body = self._inside(t)
        signs = inside.sign(body)
        if t.head == "prod":
            return PLUS if signs == PLUS else (NOT_NEGATIVE if signs <= NOT_NEGATIVE else ANY)
        inhabited = self._inhabited(*t.args)
        if signs <= NOT_NEGATIVE:
            return PLUS if signs == PLUS and inhabited else NOT_NEGATIVE
        if signs <= NOT_POSITIVE:
            return MINUS if signs == MINUS and inhabited else NOT_POSITIVE
        return ANY

    def _inhabited(self, lower: Term, upper: Term) -> bool:
        if any(isinstance(s, App) and s.head == "oo" for t in (lower, upper) for s in subterms(t)):
            return False
        return self.compare(upper, lower) <= NOT_NEGATIVE

    # --- the expanded and factored form ----------------------------------------------------------

    def _expanded(self, v: Value) -> Sign:
        top = self._polynomial(v.top)
        if len(top) == 1:
            bottom = self._polynomial(v.bottom) - NULL
            return _times(top, bottom)
        if v.bottom.is_constant():
            top &= self._linear(v.top)
        if len(top) > 1:
            top &= self._factored(v.top)
        return _times(top, self._polynomial(v.bottom) - NULL)

    def _polynomial(self, p: Poly) -> Sign:
        total: set[Sign] = set()
        for monomial, c in p.terms():
            sign = PLUS if c > 0 else MINUS
            for n, power in enumerate(reversed(monomial)):
                if power:
                    base = self.sign(self.field.terms[n])
                    even = PLUS if "0" not in base else NOT_NEGATIVE
                    sign = _times(sign, base if power % 2 else even)
            total.add(sign)
        if all(s <= NOT_NEGATIVE for s in total):
            return PLUS if PLUS in total else (NOT_NEGATIVE if total else NULL)
        if all(s <= NOT_POSITIVE for s in total):
            return MINUS if MINUS in total else NOT_POSITIVE
        return self._definite(p)

    def _definite(self, p: Poly) -> Sign:
        """A quadratic in one atom without real roots has one sign."""
        used = [n for n, d in enumerate(p.degrees()) if d]
        if len(used) != 1 or p.degrees()[used[0]] != 2:
            return ANY
        c = {m[used[0]]: int(value) for m, value in p.terms()}
        gap = c.get(1, 0) ** 2 - 4 * c[2] * c.get(0, 0)
        if gap > 0:
            return ANY
        strict = PLUS if c[2] > 0 else MINUS
        return strict if gap < 0 else strict | NULL

    def _factored(self, p: Poly) -> Sign:
        if len(p) < 2 or p.total_degree() > MAX_DEGREE:
            return self._divides(p)
        content, factors = p.factor()
        if len(factors) == 1 and factors[0][1] == 1:
            return self._divides(p)
        sign = PLUS if content > 0 else MINUS
        for factor, power in factors:
            base = self._factor(factor)
            even = PLUS if "0" not in base else NOT_NEGATIVE
            sign = _times(sign, base if power % 2 else even)
        return sign

    def _factor(self, p: Poly) -> Sign:
        key, flip = _normal(Value(p, p.context().constant(1)))
        found = _times(self._known.get(key, ANY), flip)
        if len(found) > 1:
            found &= self._polynomial(p)
        if len(found) > 1:
            found &= self._linear(p)
        return found if "0" not in found else found & self._divides(p)

    def _divides(self, p: Poly) -> Sign:
        """A factor of something that is not zero is not zero."""
        for top, _, signs in self._facts:
            if "0" not in signs and not top.is_constant():
                top, p = self.field.up(top), self.field.up(p)
                if top.gcd(p).total_degree() == p.total_degree():
                    return NOT_ZERO
        return ANY

    def vanishes(self, a: Term, b: Term) -> bool:
        """Whether a - b divides something known to be zero, the cofactor not being zero."""
        v = self.field.value(_difference(a, b))
        if v.top.is_constant() or v.top.total_degree() > MAX_DEGREE:
            return bool(v.top.is_zero())
        p = self.field.up(v.top.primitive()[1])
        for top, _, signs in self._facts:
            if signs == NULL and not top.is_zero():
                cofactor, rest = divmod(self.field.up(top), p)
                if rest.is_zero() and self._nowhere_zero(cofactor):
                    return True
        return False

    def _nowhere_zero(self, p: Poly) -> bool:
        one = Value(p, p.context().constant(1))
        if self.field.context.field == "complex":
            return self._factors_complex(one) == NOT_ZERO
        return "0" not in self._expanded(one)

    def _linear(self, p: Poly) -> Sign:
        facts = self._comparisons()
        p = self.field.up(p)
        found = ANY
        if _combines(p, facts, MAX_LINEAR, False):
            found &= PLUS if _combines(p, facts, MAX_LINEAR, True) else NOT_NEGATIVE
        elif _combines(-p, facts, MAX_LINEAR, False):
            found &= MINUS if _combines(-p, facts, MAX_LINEAR, True) else NOT_POSITIVE
        return found

    def _comparisons(self) -> list[_Comparison]:
        """The facts about polynomials that say which side of zero they are on."""
        state = (self.field.up(self._one).context(), len(self._facts))
        if self._ready is None or self._ready[0] != state:
            found = []
            for top, bottom, signs in self._facts:
                if bottom.is_constant() and signs != NOT_ZERO:
                    fact = self.field.up(top) if signs <= NOT_NEGATIVE else -self.field.up(top)
                    found.append((fact, {m: int(c) for m, c in fact.terms()}, signs))
            self._ready = (state, found)
        return self._ready[1]

    # --- the complex field -----------------------------------------------------------------------

    def _complex(self, t: Term) -> Sign:
        """Over C only `zero` and `not zero` mean something; ANY says unknown."""
        key, _ = _normal(self.field.value(t))
        known = self._known.get(key, ANY)
        if known <= NOT_ZERO or known == NULL:
            return NOT_ZERO if known <= NOT_ZERO else NULL
        match t:
            case App("exp" | "gamma" | "factorial", _):
                return NOT_ZERO
            case App("neg" | "sqrt" | "conjugate" | "abs", (u,)):
                return self._nonzero(u)
            case App("*", parts):
                return NOT_ZERO if all(self._nonzero(u) == NOT_ZERO for u in parts) else ANY
            case App("/", (u, _)):
                return self._nonzero(u)
            case App("^", (u, _)):
                return self._nonzero(u)
            case App("I", ()):
                return NOT_ZERO
        if not free_names(t):
            return closed_sign(t, self.field.context)
        return ANY

    def _nonzero(self, t: Term) -> Sign:
        return NOT_ZERO if "0" not in self.sign(t) else ANY

    def _factors_complex(self, v: Value) -> Sign:
        """Not zero if no factor of the numerator is: a known one, or a product of such atoms."""
        if v.top.is_zero():
            return NULL
        if v.top.is_constant():
            return NOT_ZERO
        factors = [v.top] if len(v.top) == 1 else [f for f, _ in v.top.factor()[1]]
        one = v.top.context().constant(1)
        if any(self._known.get(_normal(Value(f, one))[0]) == NULL for f in factors):
            return NULL
        return NOT_ZERO if all(self._factor_complex(f) for f in factors) else ANY

    def _factor_complex(self, p: Poly) -> bool:
        if len(p) == 1:
            used = (n for n, d in enumerate(reversed(p.degrees())) if d)
            return all("0" not in self.sign(self.field.terms[n]) for n in used)
        key, _ = _normal(Value(p, p.context().constant(1)))
        return "0" not in self._known.get(key, ANY) or "0" not in self._divides(p)


_Comparison = tuple[Poly, dict[tuple[int, ...], int], Sign]
"""A polynomial that is not negative, its terms, and the signs it may have."""


def _combines(p: Poly, facts: list[_Comparison], most: int, strict: bool) -> bool:
    """Whether p = c + a sum of positive multiples of facts, c >= 0 (c > 0 or a strict fact)."""
    if p.is_constant():
        c = 0 if p.is_zero() else int(p.leading_coefficient())
        return c > 0 if strict else c >= 0
    if not most:
        return False
    monomial, lead = p.monomial(0), int(p.leading_coefficient())
    for fact, terms, signs in facts:
        c = terms.get(monomial, 0)
        if c * lead > 0 or (signs == NULL and c):
            sign = 1 if c * lead > 0 else -1
            rest = p * abs(c) - fact * (abs(lead) * sign)
            if _combines(rest, facts, most - 1, strict and "0" in signs):
                return True
    return False


def _manifestly_real(t: Term, context: Context) -> bool:
    for s in subterms(t):
        match s:
            case Sym(name):
                sort = context.sorts.get(name)
                if sort is None or sort.base not in ("real", "integer", "rational"):
                    return False
            case App("^", (_, Num(n))) if n.denominator == 1:
                continue
            case App(head, _) if head not in _REAL_HEADS:
                return False
            case Bind():
                return False
    return True


def closed_sign(t: Term, context: Context) -> Sign:
    """The sign of a term without free names, by exact or ball arithmetic."""
    value = evaluate(t, {}, context)
    if isinstance(value, Undefined | Unknown | Array):
        return ANY
    try:
        return {1: PLUS, 0: NULL, -1: MINUS}[certain_sign(value)]
    except Stop:
        certain = context.field == "complex" and not value.contains(0)
        return NOT_ZERO if certain else ANY


def _difference(a: Term, b: Term) -> Term:
    return a if b == Num(Fraction(0)) else call("neg", b) if a == Num(Fraction(0)) else a - b


def _normal(v: Value) -> tuple[Key, Sign]:
    """A key that is the same for all rational multiples, and the sign of the multiple."""
    if v.top.is_zero():
        return (), PLUS
    flip = MINUS if v.top.leading_coefficient() < 0 else PLUS
    top = v.top if flip is PLUS else -v.top
    return (poly_key(top.primitive()[1]), poly_key(v.bottom.primitive()[1])), flip


def _is(t: Term, head: str) -> TypeGuard[App]:
    return isinstance(t, App) and t.head == head


def _times(a: Sign, b: Sign) -> Sign:
    return frozenset(_TIMES[x, y] for x in a for y in b)


def _flip(a: Sign) -> Sign:
    return frozenset(_FLIP[x] for x in a)
