"""Values by mpmath, independent of the kernel: a number, no value (`Undefined`), or `Unknown`.

Rational arithmetic is exact.  What rests on floating point is told apart from zero generously, and
is Unknown where it is neither nearly zero nor clearly not.  The conventions are those of
docs/language.md; an atom of a statement with an undefined side is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from mpmath import mp

from derivcheck.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    is_infinite,
    substitute,
)

MAX_TERMS = 60
"""The longest sum that is added up."""
FINE = 1e-12
"""Floating numbers below this are nearly zero, until something rougher came in."""
MAX_STEPS = 1_500
"""How many subterms are looked at for one question; then everything is Unknown."""
TOLERANCE = 1e-4
"""Values closer than this, relative to their size, are not told apart."""
GROWTH = 1e9
"""What is larger than this near a point is taken to grow without bound, if it also grows."""


class Undefined(Exception):
    """There is no value."""


class Unknown(Exception):
    """Whether there is a value, or which, is not decided."""


Number = Any
"""A Fraction, or an mpf or mpc of mpmath."""
Point = Mapping[str, Any]
"""name -> number, bool, function of numbers, or list of numbers."""


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
                return _joined([self.truth(p, point) for p in parts], head == "or")
            case App("implies", (p, q)):
                denied = self.truth(App("not", (p,)), point)
                return _joined([denied, self.truth(q, point)], True)
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
        sign = self.sign(_gap(one, two), as_float(abs(one)) + as_float(abs(two)), TOLERANCE)
        if rel in ("=", "!="):
            return (sign == 0) == (rel == "=")
        if sign is None:
            raise Undefined  # what is not real is not ordered
        return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[rel]

    def _beyond(self, rel: str, a: Term, b: Term, point: Point) -> bool:
        ends = [_INFINITE.get(t) for t in (a, b)]
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
        return None if t in _INFINITE else self.integer(self.value(t, point))

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
        if self.whole(n) and self.whole(k):
            top, low = self.integer(n), self.integer(k)
            if low < 0:
                return Fraction(0)
            if top >= 0:
                return Fraction(int(mp.binomial(top, low))) if low <= top else Fraction(0)
            raise Unknown
        if self.whole(n) and self.sign(n) == -1:
            raise Undefined
        return mp.binomial(as_float(n), as_float(k))

    def root(self, v: Number, n: Number) -> Number:
        order, v = self.integer(n), self.real(v)
        if order < 1 or (order % 2 == 0 and self.sign(v) == -1):
            raise Undefined
        sign = self.sign(v)
        return sign * mp.root(abs(as_float(v)), order) if sign else Fraction(0)


_INFINITE = {INFINITY: 1, MINUS_INFINITY: -1}


def _joined(found: list[bool | None], deciding: bool) -> bool | None:
    if deciding in found:
        return deciding
    return None if None in found else not deciding


def as_float(v: Number) -> Number:
    return mp.mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v


def _gap(a: Number, b: Number) -> Number:
    return (
        a - b if isinstance(a, Fraction) and isinstance(b, Fraction) else as_float(a) - as_float(b)
    )


def _undefined(*_: Any) -> Number:
    raise Undefined


# --- heads of one shape: what they need of their argument, and their value ------------------------

Unary = Callable[[Number], Number]
Test = Callable[[Evaluator, Number], bool]


def _never(ev: Evaluator, v: Number) -> bool:
    return False


def _outside_unit(ev: Evaluator, v: Number) -> bool:
    return ev.sign(abs(v) - 1) == 1


def _inside_closed(ev: Evaluator, v: Number) -> bool:
    return ev.sign(abs(v) - 1) == -1


def _pole(ev: Evaluator, v: Number) -> bool:
    return ev.whole_or_unreal(v) and ev.integer(v) <= 0


REAL: dict[str, tuple[Test, Unary]] = {
    "exp":     (_never, mp.exp),
    "log":     (lambda ev, v: ev.sign(v) != 1, mp.log),
    "sqrt":    (lambda ev, v: ev.sign(v) == -1, mp.sqrt),
    "sin":     (_never, mp.sin),
    "cos":     (_never, mp.cos),
    "tan":     (lambda ev, v: ev.zero(mp.cos(as_float(v))), mp.tan),
    "sec":     (lambda ev, v: ev.zero(mp.cos(as_float(v))), mp.sec),
    "csc":     (lambda ev, v: ev.zero(mp.sin(as_float(v))), mp.csc),
    "cot":     (lambda ev, v: ev.zero(mp.sin(as_float(v))), mp.cot),
    "asin":    (_outside_unit, mp.asin),
    "acos":    (_outside_unit, mp.acos),
    "atan":    (_never, mp.atan),
    "acot":    (_never, lambda v: mp.pi / 2 if v == 0 else mp.atan(1 / v)),
    "asec":    (_inside_closed, lambda v: mp.acos(1 / v)),
    "acsc":    (_inside_closed, lambda v: mp.asin(1 / v)),
    "sinh":    (_never, mp.sinh),
    "cosh":    (_never, mp.cosh),
    "tanh":    (_never, mp.tanh),
    "sech":    (_never, mp.sech),
    "csch":    (lambda ev, v: ev.zero(v), mp.csch),
    "coth":    (lambda ev, v: ev.zero(v), mp.coth),
    "asinh":   (_never, mp.asinh),
    "acosh":   (lambda ev, v: ev.sign(v - 1) == -1, mp.acosh),
    "atanh":   (lambda ev, v: ev.sign(abs(v) - 1) != -1, mp.atanh),
    "acoth":   (lambda ev, v: ev.sign(abs(v) - 1) != 1, lambda v: mp.atanh(1 / v)),
    "asech":   (lambda ev, v: ev.sign(v) != 1 or ev.sign(v - 1) == 1, lambda v: mp.acosh(1 / v)),
    "acsch":   (lambda ev, v: ev.zero(v), lambda v: mp.asinh(1 / v)),
    "gamma":   (_pole, mp.gamma),
    "digamma": (_pole, mp.digamma),
    "factorial": (lambda ev, v: _pole(ev, v + 1), lambda v: mp.gamma(v + 1)),
    "rgamma":  (_never, mp.rgamma),
    "loggamma": (lambda ev, v: ev.sign(v) != 1, mp.loggamma),
    "zeta":    (lambda ev, v: ev.zero(v - 1), mp.zeta),
    "erf":     (_never, mp.erf),
    "erfc":    (_never, mp.erfc),
    "cbrt":    (_never, lambda v: mp.sign(v) * mp.cbrt(abs(v))),
}  # fmt: skip
"""head -> where it has no value, and its value, over the reals."""

COMPLEX: dict[str, tuple[Test, Unary]] = {
    **REAL,
    "log":   (lambda ev, v: ev.zero(v), mp.log),
    "sqrt":  (_never, mp.sqrt),
    "asin":  (_never, mp.asin),
    "acos":  (_never, mp.acos),
    "acosh": (_never, mp.acosh),
    "atan":  (lambda ev, v: ev.zero(v * v + 1), mp.atan),
    "atanh": (lambda ev, v: ev.zero(v * v - 1), mp.atanh),
    "acoth": (lambda ev, v: ev.zero(v * v - 1), _undefined),
    "csch":  (lambda ev, v: ev.zero(mp.sinh(as_float(v))), mp.csch),
    "coth":  (lambda ev, v: ev.zero(mp.sinh(as_float(v))), mp.coth),
    "sech":  (lambda ev, v: ev.zero(mp.cosh(as_float(v))), mp.sech),
    "tanh":  (lambda ev, v: ev.zero(mp.cosh(as_float(v))), mp.tanh),
}  # fmt: skip
LONG = frozenset("exp log sqrt cbrt atan acot sign erf tanh".split())
"""Heads that are quick, and tame, at large arguments."""
UNREAL = frozenset("acot asec acsc asech acsch acoth loggamma cbrt".split())
"""Heads that mean nothing over the complex field, or whose branch is not looked at here."""
EXACT: dict[tuple[str, int], int] = {
    ("exp", 0): 1, ("log", 1): 0, ("sqrt", 0): 0, ("sqrt", 1): 1, ("sin", 0): 0, ("cos", 0): 1,
    ("tan", 0): 0, ("atan", 0): 0, ("asin", 0): 0, ("sinh", 0): 0, ("cosh", 0): 1, ("tanh", 0): 0,
    ("asinh", 0): 0, ("acos", 1): 0, ("acosh", 1): 0, ("atanh", 0): 0, ("gamma", 1): 1,
    ("gamma", 2): 1, ("erf", 0): 0, ("factorial", 0): 1, ("factorial", 1): 1, ("sqrt", 4): 2,
    ("cbrt", 0): 0, ("cbrt", 1): 1, ("cbrt", -1): -1, ("sec", 0): 1, ("sech", 0): 1,
}  # fmt: skip
"""Values that are whole numbers, exactly."""


def _unary(head: str) -> Callable[..., Number]:
    def at(ev: Evaluator, v: Number) -> Number:
        exact = EXACT.get((head, v)) if isinstance(v, Fraction) and v.denominator == 1 else None
        if exact is not None:
            return Fraction(exact)
        table = COMPLEX if ev.field == "complex" else REAL
        if ev.field == "complex" and head in UNREAL:
            raise Unknown
        v = v if ev.field == "complex" else ev.real(v)
        if abs(v) > (1e10 if head in LONG else 1e6):
            raise Unknown
        outside, f = table[head]
        if outside(ev, v):
            raise Undefined
        return f(as_float(v))

    return at


def _quotient(ev: Evaluator, a: Number, b: Number) -> Number:
    if ev.zero(b):
        raise Undefined
    return (
        a / b if isinstance(a, Fraction) and isinstance(b, Fraction) else as_float(a) / as_float(b)
    )


def _sum(ev: Evaluator, *parts: Number) -> Number:
    if all(isinstance(p, Fraction) for p in parts):
        return sum(parts)
    return mp.fsum(map(as_float, parts))


def _times(ev: Evaluator, *parts: Number) -> Number:
    if any(isinstance(p, Fraction) and p == 0 for p in parts):
        return Fraction(0)
    found = parts[0]
    for p in parts[1:]:
        both = isinstance(found, Fraction) and isinstance(p, Fraction)
        found = found * p if both else as_float(found) * as_float(p)
    return found


def _logarithm(ev: Evaluator, v: Number, *base: Number) -> Number:
    log = _unary("log")
    return _quotient(ev, log(ev, v), log(ev, *base)) if base else log(ev, v)


def _floor(ev: Evaluator, v: Number, way: int = 1) -> Number:
    v = ev.real(v)
    if not isinstance(v, Fraction) and not ev.zero(v - mp.nint(v)):
        return Fraction(int(mp.floor(v) if way > 0 else mp.ceil(v)))
    nearest = v if isinstance(v, Fraction) else Fraction(int(mp.nint(v)))
    return Fraction(nearest.__floor__() if way > 0 else nearest.__ceil__())


def _sign(ev: Evaluator, v: Number) -> Number:
    found = ev.sign(v)
    if found is None:
        raise Unknown
    return Fraction(found)


def _argument(ev: Evaluator, v: Number) -> Number:
    if ev.zero(v):
        raise Undefined
    return mp.arg(as_float(v))


def _atan2(ev: Evaluator, u: Number, v: Number) -> Number:
    if ev.zero(u) and ev.zero(v):
        raise Undefined
    return mp.atan2(as_float(ev.real(u)), as_float(ev.real(v)))


def _mod(ev: Evaluator, u: Number, v: Number) -> Number:
    whole = _floor(ev, _quotient(ev, ev.real(u), ev.real(v)))
    return _gap(u, _times(ev, v, whole))


def _beta(ev: Evaluator, u: Number, v: Number) -> Number:
    for w in (u, v):
        if _pole(ev, w):
            raise Undefined
    return mp.gamma(as_float(u)) * mp.gamma(as_float(v)) * mp.rgamma(as_float(u) + as_float(v))


def _extreme(pick: Callable[..., Number]) -> Callable[..., Number]:
    return lambda ev, *parts: pick(map(ev.real, parts), key=as_float)


PLAIN: dict[str, Callable[..., Number]] = {
    "+":         _sum,
    "*":         _times,
    "neg":       lambda ev, v: -v,
    "/":         _quotient,
    "^":         Evaluator.power,
    "abs":       lambda ev, v: abs(v),
    "sign":      _sign,
    "floor":     _floor,
    "ceiling":   lambda ev, v: _floor(ev, v, -1),
    "root":      Evaluator.root,
    "binomial":  Evaluator.binomial,
    "atan2":     _atan2,
    "mod":       _mod,
    "beta":      _beta,
    "min":       _extreme(min),
    "max":       _extreme(max),
    "re":        lambda ev, v: v if isinstance(v, Fraction) else mp.re(v),
    "im":        lambda ev, v: Fraction(0) if not isinstance(v, mp.mpc) else mp.im(v),
    "conjugate": lambda ev, v: v if isinstance(v, Fraction) else mp.conj(v),
    "arg":       _argument,
    **{head: _unary(head) for head in REAL},
    "log":       _logarithm,
    "pi":        lambda ev: +mp.pi,
    "E":         lambda ev: +mp.e,
    "I":         lambda ev: mp.mpc(0, 1),
    "EulerGamma": lambda ev: +mp.euler,
    "Catalan":   lambda ev: +mp.catalan,
    "oo":        _undefined,
}  # fmt: skip
"""Heads whose value comes from the values of all their arguments."""


# --- heads that look at their arguments ----------------------------------------------------------


def _product(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    guards = [u.args[0] for u in args if isinstance(u, App) and u.head == "indicator"]
    truths = [ev.truth(p, point) for p in guards]
    if False in truths:
        return Fraction(0)
    if None in truths:
        raise Unknown
    return ev._plain("*", args, point)


def _indicator(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    found = ev.truth(args[0], point)
    if found is None:
        raise Unknown
    return Fraction(int(found))


def _where(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    return ev.value(args[0], point) if _indicator(ev, args[1:], point) else Fraction(0)


def _piecewise(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    if len(args) % 2:
        raise Unknown
    for u, p in zip(args[::2], args[1::2], strict=True):
        if _indicator(ev, (p,), point):
            return ev.value(u, point)
    raise Undefined


def _vector(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    return [ev.value(u, point) for u in args]


def _index(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    array, *indices = (ev.value(u, point) for u in args)
    if not isinstance(array, list) or len(indices) != 1:
        raise Unknown
    i = ev.integer(indices[0])
    if not 1 <= i <= len(array):
        raise Undefined
    return array[i - 1]


def _apply(ev: Evaluator, args: tuple[Term, ...], point: Point) -> Number:
    function, *actual = args
    values = [ev.value(u, point) for u in actual]
    called = point.get(function.name) if isinstance(function, Sym) else None
    if not callable(called) or len(values) != 1 or isinstance(values[0], list):
        raise Unknown
    return called(values[0])


SPECIAL: dict[str, Callable[..., Number]] = {
    "*": _product, "indicator": _indicator, "where": _where, "piecewise": _piecewise,
    "vector": _vector, "index": _index, "apply": _apply,
}  # fmt: skip


# --- binders -------------------------------------------------------------------------------------


def _inner(ev: Evaluator, t: Bind, point: Point) -> Callable[[Number], Number]:
    return lambda v: ev.value(t.body, {**point, t.var: v})


def _series(ev: Evaluator, t: Bind, point: Point) -> Number:
    lower, upper = (ev.bound(u, point) for u in t.args)
    f = _inner(ev, t, point)
    if lower is None or upper is None:
        return _infinite(ev, t, f, lower, upper)
    if upper - lower >= MAX_TERMS:
        raise Unknown
    values = [f(Fraction(k)) for k in range(lower, upper + 1)]
    if any(isinstance(v, list) for v in values):
        raise Unknown
    return PLAIN["+" if t.head == "sum" else "*"](ev, Fraction(t.head == "prod"), *values)


def _infinite(
    ev: Evaluator, t: Bind, f: Callable[[Number], Number], lower: int | None, upper: int | None
) -> Number:
    if lower is None or t.args[1] != INFINITY:
        raise Unknown
    first = [f(Fraction(lower + k)) for k in range(12)]
    late = [f(Fraction(lower + k)) for k in (99, 100, 401, 1000)]
    if any(isinstance(v, list) for v in (*first, *late)):
        raise Unknown
    sizes = [abs(as_float(v)) for v in late]
    if t.head == "prod":
        return _infinite_product(first, late, sizes)
    if all(v == 0 for v in (*first, *late)):
        return Fraction(0)
    if min(sizes) > 1e-9 and (min(sizes) == max(sizes) or sizes[3] >= sizes[0]):
        raise Undefined
    if sizes[3] > 0 and sizes[3] < 1e-25 and sizes[2] < 1e-12:
        return _sum(ev, *(f(Fraction(lower + k)) for k in range(110)))
    signs = {mp.sign(as_float(v)) for v in (*first[2:], *late)}
    if len(signs) == 1 and sizes[3] * 1000 > 0.5 * sizes[0] * 99:
        raise Undefined  # as slow as 1/k
    raise Unknown


def _infinite_product(first: list[Number], late: list[Number], sizes: list[Number]) -> Number:
    if len({*first, *late}) == 1:
        if sizes[0] < 1:
            return Fraction(0)
        if first[0] == 1:
            return Fraction(1)
        raise Undefined
    if max(sizes) < 0.95 and all(first):
        return Fraction(0)
    if min(sizes) > 1.05 and all(first):
        raise Undefined
    raise Unknown


SKEW = Fraction(1009, 1000)
"""Points beside a limit are taken off what is round."""


def _sided(ev: Evaluator, t: Bind, point: Point, target: Number | int, way: int) -> Number | None:
    """The limit along one side; None where the body has no values beside.  Raises."""
    found = []
    for k in (8, 16, 24, 32):
        step = Fraction(2**k) * SKEW
        x = way * step if isinstance(target, int) else _gap(target, -way / step)
        try:
            found.append(as_float(_inner(ev, t, point)(x)))
        except Undefined:
            found.append(None)
    if all(v is None for v in found):
        return None
    if None in found or any(isinstance(v, list) for v in found):
        raise Unknown
    gaps = [abs(v - w) for v, w in pairwise(found)]
    if gaps[2] <= 1e-5 * (1 + abs(found[3])) and gaps[2] <= gaps[1] <= max(gaps[0], 1e-20):
        return found[3]
    sizes = [abs(v) for v in found]
    if sizes[3] > GROWTH and sizes[3] > 10 * sizes[2] > 100 * sizes[1]:
        raise Undefined
    raise Unknown


def _limit(ev: Evaluator, t: Bind, point: Point) -> Number:
    target = t.args[0]
    if is_infinite(target):
        if target not in _INFINITE:
            raise Undefined
        found = _sided(ev, t, point, 1, _INFINITE[target])
        if found is None:
            raise Unknown
        return found
    c = ev.real(ev.value(target, point))
    ways = {"lim": (1, -1), "lim+": (1,), "lim-": (-1,)}[t.head]
    values = [v for v in (_sided(ev, t, point, c, way) for way in ways) if v is not None]
    if not values:
        raise Unknown
    if len(values) == 2 and abs(values[0] - values[1]) > 1e-3 * (1 + abs(values[0])):
        raise Undefined
    return values[0]


def _derivative(ev: Evaluator, t: Bind, point: Point) -> Number:
    at, order, *indices = t.args
    if indices or order not in (Num(1), Num(2)):
        ev.value(at, point)
        raise Unknown
    c, f = ev.value(at, point), _inner(ev, t, point)
    f(c)
    if isinstance(c, list):
        raise Unknown
    rates = [_rate(f, c, Fraction(way, 2**k), order == Num(2)) for k in (20, 30) for way in (1, -1)]
    if None in rates:
        raise Undefined
    size = 1 + max(map(abs, rates))
    if abs(rates[2] - rates[3]) > 0.1 * size and abs(rates[0] - rates[1]) > 0.1 * size:
        raise Undefined if abs(rates[3]) < GROWTH else Unknown
    if size > 1e3 * (1 + min(map(abs, rates))):
        raise Undefined
    if max(abs(r - rates[2]) for r in rates) > 1e-4 * size:
        raise Unknown
    return (rates[2] + rates[3]) / 2


def _rate(f: Callable[[Number], Number], c: Number, h: Fraction, second: bool) -> Number | None:
    try:
        here, there = as_float(f(c)), as_float(f(_gap(c, -h)))
        if second:
            return (there - 2 * here + as_float(f(_gap(c, h)))) / as_float(h) ** 2
        return (there - here) / as_float(h)
    except Undefined:
        return None


CUTS = [Fraction(n, 2) for n in range(-12, 13)]
"""Where the integrands of the material may have singularities: here, and at values of names."""


def _integral(ev: Evaluator, t: Bind, point: Point) -> Number:
    ends = [_INFINITE.get(u) for u in t.args]
    values = [
        mp.inf * end if end else ev.real(ev.value(u, point))
        for u, end in zip(t.args, ends, strict=True)
    ]
    if as_float(values[0]) == as_float(values[1]):
        if ends[0] or ends[1]:
            raise Unknown
        f = _inner(ev, t, point)
        try:
            f(values[0])
        except Undefined:
            raise Unknown from None
        return Fraction(0)
    low, high = sorted(values, key=as_float)
    area = _area(ev, t, point, low, high)
    return area if low is values[0] else -area


def _area(ev: Evaluator, t: Bind, point: Point, low: Number, high: Number) -> Number:
    names = [abs(v) for v in point.values() if isinstance(v, Fraction)]
    marks = {*CUTS, *names, *(-v for v in names)}
    cuts = sorted(c for c in marks if as_float(low) < as_float(c) < as_float(high))
    f = _inner(ev, t, point)
    for c in cuts:
        for way in (1, -1):
            _singular(ev, f, c, way)
    for end, way in ((low, 1), (high, -1)):
        _tail(f, way) if mp.isinf(as_float(end)) else _singular(ev, f, end, way)
    if mp.isinf(as_float(low)) or mp.isinf(as_float(high)):
        raise Unknown("defined")
    return _quadrature(f, [low, *cuts, high])


def _singular(ev: Evaluator, f: Callable[[Number], Number], c: Number, way: int) -> None:
    """Whether the integral near a point diverges.  Raises: Undefined, Unknown."""
    steps = [Fraction(way, 2**k) * SKEW for k in (10, 20, 30)]
    try:
        sizes = [abs(as_float(f(_gap(c, -h)))) for h in steps]
    except Undefined:
        raise _empty(f, c, way) from None
    if sizes[2] < 1e3:
        return
    growth = mp.log(sizes[2] / sizes[1], 2) / 10 if sizes[1] else mp.inf
    if growth > 0.99:
        raise Undefined
    if growth > 0.9:
        raise Unknown


def _empty(f: Callable[[Number], Number], c: Number, way: int) -> Exception:
    """An integrand without values on a whole stretch has no integral."""
    for k in (7, 11, 13, 17, 21):
        try:
            f(_gap(c, -Fraction(way, 2**k) * SKEW))
            return Unknown()
        except Undefined:
            continue
    return Undefined()


def _tail(f: Callable[[Number], Number], way: int) -> None:
    """Whether the integral towards infinity diverges."""
    try:
        sizes = [abs(as_float(f(-way * Fraction(2**k) * SKEW))) for k in (8, 14, 20)]
    except Undefined:
        raise Unknown from None
    if sizes[2] < mp.mpf(2) ** -40:
        return
    growth = mp.log(sizes[2] / sizes[1], 2) / 6 if sizes[1] else mp.inf
    if growth > -1.001 and sizes[2] > 1e-7:
        raise Undefined
    if growth > -1.1:
        raise Unknown


ROUGH = frozenset("int lim lim+ lim- diff".split())
"""Binders whose values are not accurate."""
Rule = tuple[tuple[Any, Any], ...]
"""Nodes and weights on the interval from -1 to 1."""


def _legendre(count: int) -> Rule:
    """The rule of Gauss and Legendre."""
    p = [mp.taylor(lambda v: mp.legendre(count, v), 0, count)]
    nodes = mp.polyroots(p[0][::-1], maxsteps=200, extraprec=80)
    slopes = [mp.diff(lambda v: mp.legendre(count, v), v) for v in nodes]
    return tuple((v, 2 / ((1 - v * v) * s * s)) for v, s in zip(nodes, slopes, strict=True))


with mp.workdps(20):
    RULES = (_legendre(5), _legendre(8))


def _quadrature(f: Callable[[Number], Number], ends: list[Number]) -> Number:
    """The integral by two rules that agree.  Raises: Unknown."""
    pieces = list(pairwise(ends))
    if len(pieces) > 8:
        raise Unknown("defined")
    try:
        rough, fine = (
            mp.fsum(_piece(f, as_float(a), as_float(b), rule) for a, b in pieces) for rule in RULES
        )
    except (Undefined, Unknown):
        raise Unknown("defined") from None
    if abs(rough - fine) > 1e-5 * (1 + abs(fine)):
        raise Unknown("defined")
    return fine


def _piece(f: Callable[[Number], Number], a: Number, b: Number, rule: Rule) -> Number:
    middle, half = (a + b) / 2, (b - a) / 2
    return half * mp.fsum(w * as_float(f(middle + half * node)) for node, w in rule)


def _substituted(ev: Evaluator, t: Bind, point: Point) -> Number:
    return ev.value(substitute(t.body, {t.var: t.args[0]}), point)


BINDERS: dict[str, Callable[[Evaluator, Bind, Point], Number]] = {
    "sum": _series, "prod": _series, "lim": _limit, "lim+": _limit, "lim-": _limit,
    "diff": _derivative, "int": _integral, "subs": _substituted,
}  # fmt: skip
