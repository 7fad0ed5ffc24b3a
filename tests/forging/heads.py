"""Values of heads: what they need of their arguments, and what they make of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from mpmath import mp

from derivcheck.kernel.language.terms import App, Sym, Term
from forging.outcomes import Number, Point, Undefined, Unknown, as_float, gap, undefined

if TYPE_CHECKING:
    from forging.evaluate import Evaluator

# --- heads of one shape: what they need of their argument, and their value ------------------------

Unary = Callable[[Number], Number]
Test = Callable[["Evaluator", Number], bool]


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
    "acoth": (lambda ev, v: ev.zero(v * v - 1) or ev.zero(v), undefined),
    "csch":  (lambda ev, v: ev.zero(mp.sinh(as_float(v))), mp.csch),
    "coth":  (lambda ev, v: ev.zero(mp.sinh(as_float(v))), mp.coth),
    "sech":  (lambda ev, v: ev.zero(mp.cosh(as_float(v))), mp.sech),
    "tanh":  (lambda ev, v: ev.zero(mp.cosh(as_float(v))), mp.tanh),
}  # fmt: skip
SATURATING = frozenset("tanh coth erf erfc".split())
"""Heads that come closer to a number, far out, than rounding can tell, and never reach it."""
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
    return gap(u, _times(ev, v, whole))


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
    "^":         lambda ev, b, e: ev.power(b, e),
    "abs":       lambda ev, v: abs(v),
    "sign":      _sign,
    "floor":     _floor,
    "ceiling":   lambda ev, v: _floor(ev, v, -1),
    "root":      lambda ev, v, n: ev.root(v, n),
    "binomial":  lambda ev, n, k: ev.binomial(n, k),
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
    "oo":        undefined,
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
