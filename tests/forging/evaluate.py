"""Values by mpmath, independent of the kernel: a number, no value (`Undefined`), or `Unknown`.

Rational arithmetic is exact.  What rests on floating point is told apart from zero generously, and
is Unknown where it is neither nearly zero nor clearly not.  The conventions are those of
docs/language.md; an atom of a statement with an undefined side is false.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp

from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    subterms,
)  # fmt: skip
from forging.binders import BINDERS, ROUGH
from forging.heads import PLAIN, SATURATING, SPECIAL
from forging.outcomes import (
    FINE,
    INFINITE,
    MAX_STEPS,
    MAX_TERMS,
    STEEP,
    TOLERANCE,
    Number,
    Point,
    Undefined,
    Unknown,
    as_float,
    gap,
    joined,
)


class Evaluator:
    """Values at points, remembered.

    Arguments:
        field: real or complex.
        digits: the working precision.
    """

    def __init__(self, field: str, digits: int = 25) -> None:
        self.field, self.digits = field, digits
        self.nearly, self.tiny = (mp.mpf(10) ** (n - digits) for n in (6, -12))
        self.known: dict[Any, Any] = {}
        self.rested()

    def rested(self) -> None:
        """Ready for another question."""
        self.steps, self.band = 0, FINE

    # --- statements ------------------------------------------------------------------------------

    def truth(self, s: Term, point: Point) -> bool | None:
        """Whether a statement is true; None if that is not decided."""
        match s:
            case App("true" | "false" as head, ()):
                return head == "true"
            case App("not", (p,)):
                found = self.truth(p, point)
                return None if found is None else not found
            case App("and" | "or" as head, parts):
                return joined([self.truth(p, point) for p in parts], head == "or")
            case App("implies", (p, q)):
                denied = self.truth(App("not", (p,)), point)
                return joined([denied, self.truth(q, point)], True)
            case App("iff" | "xor" as head, (p, q)):
                one, two = self.truth(p, point), self.truth(q, point)
                return None if one is None or two is None else (one == two) == (head == "iff")
            case App("defined", (t,)):
                return self.defined(t, point)
            case Bind("forall"):
                return self._for_all(s, point)
            case Sym(name) if isinstance(point.get(name), bool):
                return bool(point[name])
        try:
            return self.atom(s, point)
        except Undefined:
            return False
        except Unknown:
            return None

    def excluded(self, s: Term, point: Point) -> bool:
        """Whether a statement is false though all its sides have values."""
        match s:
            case App("and", parts):
                return any(self.excluded(p, point) for p in parts)
            case App("or", parts):
                return all(self.excluded(p, point) for p in parts)
            case App("implies", (p, q)):
                return self.truth(p, point) is True and self.excluded(q, point)
            case App("iff" | "xor", (p, q)):
                return self.truth(s, point) is False and self._decided(p, q, point)
            case App("not" | "defined" | "false" | "true", _) | Sym():
                return self.truth(s, point) is False
            case Bind("forall"):
                return self._excluded_inside(s, point)
        try:
            return not self.atom(s, point)
        except (Undefined, Unknown):
            return False

    def _decided(self, p: Term, q: Term, point: Point) -> bool:
        """Whether two statements are true or excluded each, not false for want of a value."""
        return all(self.truth(s, point) or self.excluded(s, point) for s in (p, q))

    def _excluded_inside(self, s: Bind, point: Point) -> bool:
        try:
            values, _ = self._tried(s, point)
        except (Undefined, Unknown):
            return False
        return any(self.excluded(s.body, {**point, s.var: v}) for v in values)

    def defined(self, t: Term, point: Point) -> bool | None:
        """Whether a term has a value."""
        try:
            self.value(t, point)
        except Undefined:
            return False
        except Unknown as unknown:
            return True if unknown.args == ("defined",) else None
        return True

    def atom(self, s: Term, point: Point) -> bool:
        """The truth of a comparison.  Raises: Undefined, Unknown."""
        match s:
            case App("in", (x, lower, upper)):
                v = self.value(x, point)
                ends = [self.atom(App("<=", p), point) for p in ((lower, x), (x, upper))]
                return self.whole(v) and all(ends)
            case App("=" | "!=" | "<" | "<=" | ">" | ">=" as rel, (a, b)):
                return self._compared(rel, a, b, point)
        raise Unknown

    def _compared(self, rel: str, a: Term, b: Term, point: Point) -> bool:
        if a in (INFINITY, MINUS_INFINITY) or b in (INFINITY, MINUS_INFINITY):
            return self._beyond(rel, a, b, point)
        one, two = self.value(a, point), self.value(b, point)
        if isinstance(one, list) or isinstance(two, list):
            raise Unknown
        sign = self.sign(gap(one, two), as_float(abs(one)) + as_float(abs(two)), TOLERANCE)
        if sign == 0 and rel in ("<", ">", "!=") and any(map(_saturates, (a, b))):
            raise Unknown
        if rel in ("=", "!="):
            return (sign == 0) == (rel == "=")
        if sign is None:
            raise Undefined  # what is not real is not ordered
        return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[rel]

    def _beyond(self, rel: str, a: Term, b: Term, point: Point) -> bool:
        ends = [INFINITE.get(t) for t in (a, b)]
        for t, end in zip((a, b), ends, strict=True):
            if end is None:
                self.value(t, point)
        one, two = (end or 0 for end in ends)
        return {
            "=": one == two, "!=": one != two, "<": one < two, "<=": one <= two, ">": one > two,
            ">=": one >= two,
        }[rel]  # fmt: skip

    def _for_all(self, s: Bind, point: Point) -> bool | None:
        try:
            values, complete = self._tried(s, point)
        except (Undefined, Unknown):
            return None
        found = [self.truth(s.body, {**point, s.var: v}) for v in values]
        if False in found:
            return False
        return True if complete and None not in found else None

    def _tried(self, s: Bind, point: Point) -> tuple[list[Number], bool]:
        if not s.args:
            sort = getattr(s, "sort", "real")
            if sort == "boolean":
                return [True, False], True
            step = 1 if sort == "integer" else 2
            found: list[Number] = [Fraction(n, step) for n in range(-6, 7)]
            return [*found, mp.mpc(0, 1), mp.mpc(-1, 2)] if sort == "complex" else found, False
        lower, upper = (self.bound(u, point) for u in s.args)
        start = -20 if lower is None else lower
        stop = start + 20 if upper is None else upper
        complete = None not in (lower, upper) and stop - start < MAX_TERMS
        return [Fraction(n) for n in range(start, min(stop, start + 20) + 1)], complete

    # --- numbers ---------------------------------------------------------------------------------

    def sign(self, v: Number, scale: Number = 1, band: float = 0) -> int | None:
        """The sign of a number, None if it is not real.  Raises: Unknown."""
        if isinstance(v, Fraction):
            return (v > 0) - (v < 0)
        size = abs(v) / (1 + abs(scale))
        if size < self.nearly:
            if 0 < size < self.tiny:
                raise Unknown  # too small for a rounding error, and for anything else
            return 0
        if size < max(band, self.band):
            raise Unknown
        if isinstance(v, mp.mpc):
            if abs(v.imag) > self.nearly * (1 + abs(v)):
                return None
            v = v.real
        return 1 if v > 0 else -1

    def zero(self, v: Number) -> bool:
        return self.sign(v) == 0

    def whole(self, v: Number) -> bool:
        if isinstance(v, Fraction):
            return v.denominator == 1
        v = self.real(v)
        return self.zero(as_float(v) - mp.nint(v))

    def integer(self, v: Number) -> int:
        """The whole number that a value is.  Raises: Undefined."""
        if not self.whole(v):
            raise Undefined
        return int(v) if isinstance(v, Fraction) else int(mp.nint(self.real(v)))

    def real(self, v: Number) -> Number:
        """A value that is real.  Raises: Undefined, Unknown."""
        if isinstance(v, mp.mpc):
            if abs(v.imag) > self.nearly * (1 + abs(v)):
                raise Undefined
            return v.real
        if isinstance(v, list):
            raise Unknown
        return v

    def bound(self, t: Term, point: Point) -> int | None:
        """A bound of a sum; None for an infinite one."""
        return None if t in INFINITE else self.integer(self.value(t, point))

    # --- terms -----------------------------------------------------------------------------------

    def value(self, t: Term, point: Point) -> Number:
        """The value of a term.  Raises: Undefined, Unknown."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Unknown
        match t:
            case Num(v):
                return Fraction(v)
            case Sym(name):
                found = point.get(name)
                if isinstance(found, bool) or found is None or callable(found):
                    raise Unknown
                return found
            case App(head, args) if head in SPECIAL:
                return SPECIAL[head](self, args, point)
            case App(head, args) if head in PLAIN:
                return self._plain(head, args, point)
            case Bind(head) if head in BINDERS:
                return self._bound(t, point)
        raise Unknown

    def _bound(self, t: Bind, point: Point) -> Number:
        """The value of a binder, worked out once for the same values of its names."""
        key = (t, *(point.get(name) for name in sorted(free_names(t))))
        try:
            found = self.known.get(key)
        except TypeError:  # the value of an array has no hash
            key, found = None, None
        if found is None:
            try:
                found = BINDERS[t.head](self, t, point)
            except (Undefined, Unknown) as stop:
                found = stop
            except (ValueError, ZeroDivisionError, OverflowError, TypeError):
                found = Unknown()
            if key and self.steps < MAX_STEPS:
                self.known[key] = found
        if t.head in ROUGH:
            self.band = TOLERANCE
        if isinstance(found, Exception):
            raise found
        return found

    def _plain(self, head: str, args: tuple[Term, ...], point: Point) -> Number:
        values, unknown = [], None
        for u in args:
            try:
                values.append(self.value(u, point))
            except Unknown as found:  # an undefined argument decides all the same
                unknown = found
        if unknown:
            raise Unknown
        if any(isinstance(v, list) for v in values):
            raise Unknown
        if head == "exp" and self.band == TOLERANCE and abs(as_float(values[0])) > STEEP:
            raise Unknown
        try:
            return PLAIN[head](self, *values)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError, NotImplementedError):
            raise Unknown from None

    def power(self, b: Number, e: Number) -> Number:
        if self.whole_or_unreal(e):
            n = self.integer(e)
            if abs(n) > 400:
                raise Unknown
            if self.zero(b):
                return self._zero_to(n)
            return b**n
        if self.field == "complex":
            if self.zero(b):
                if mp.re(as_float(e)) > 0:
                    return Fraction(0)
                raise Undefined
            return mp.exp(as_float(e) * mp.log(as_float(b)))
        b, e = self.real(b), self.real(e)
        sign = self.sign(b)
        if sign == 0 and self.sign(e) == 1:
            return Fraction(0)
        if sign != 1:
            raise Undefined
        return mp.exp(as_float(e) * mp.log(as_float(b)))

    def whole_or_unreal(self, e: Number) -> bool:
        try:
            return self.whole(e)
        except Undefined:
            return False

    def _zero_to(self, n: int) -> Fraction:
        if n < 0:
            raise Undefined
        return Fraction(1 if n == 0 else 0)

    def binomial(self, n: Number, k: Number) -> Number:
        if self.whole_or_unreal(n) and self.whole_or_unreal(k):
            top, low = self.integer(n), self.integer(k)
            if low < 0:
                return Fraction(0)
            if top >= 0:
                return Fraction(int(mp.binomial(top, low))) if low <= top else Fraction(0)
            raise Unknown
        if self.whole_or_unreal(n) and self.sign(n) == -1:
            raise Undefined
        return mp.binomial(as_float(n), as_float(k))

    def root(self, v: Number, n: Number) -> Number:
        if self.field == "complex":
            raise Unknown  # the principal one there
        order, v = self.integer(n), self.real(v)
        if order < 1 or (order % 2 == 0 and self.sign(v) == -1):
            raise Undefined
        sign = self.sign(v)
        return sign * mp.root(abs(as_float(v)), order) if sign else Fraction(0)


def _saturates(t: Term) -> bool:
    return any(isinstance(u, App) and u.head in SATURATING for u in subterms(t))
