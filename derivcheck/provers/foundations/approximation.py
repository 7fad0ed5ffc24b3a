"""Values and truth in floating point: quick, unreliable, for searches that look where to go.

Nothing is proved or refuted by them.
"""

from __future__ import annotations

import cmath
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

from derivcheck.kernel.enclosures.valuation import joined, negated
from derivcheck.kernel.language.claims import Field
from derivcheck.kernel.language.terms import App, Num, Sym, Term, subterms

TOLERANCE = 1e-9
"""Up to which relative difference two values count as equal."""
MAX_ROUNDING = 1e-6
"""Larger differences are not taken for rounding."""
UNDEFINED = (ArithmeticError, ValueError)
"""What a function raises where it has no value."""
UNKNOWN = (LookupError, TypeError)
"""What a head raises that is not in the tables, or that is given what it is not made for."""

Function = Callable[..., Any]
Functions = Mapping[str, Function]
Values = Mapping[str, complex]


def value(t: Term, values: Values, field: Field) -> Any:
    """What a term is worth, a real number or a complex one.

    Arguments:
        t: a term of numbers, without binders.
        values: name -> number.
        field: `complex` makes every root, logarithm and power principal.

    Raises:
        ArithmeticError, ValueError: if it has no value.
        LookupError, TypeError: if its value is not known.
    """
    return _value(t, values, FUNCTIONS[field])


def truth(s: Term, values: Values, field: Field) -> bool | None:
    """Whether a statement is true; an atom with an undefined side is false.

    Arguments:
        s: a statement about numbers.
        values, field: as for `value`.
    """
    return _truth(s, values, FUNCTIONS[field])


def _value(t: Term, values: Values, functions: Functions) -> Any:
    if type(t) is App:
        if t.head in CHOICES:
            return CHOICES[t.head](t.args, values, functions)
        return functions[t.head](*[_value(u, values, functions) for u in t.args])
    if type(t) is Sym:
        return values[t.name]
    if type(t) is Num:
        return float(t.value)
    raise LookupError(t)


def _truth(s: Term, values: Values, functions: Functions) -> bool | None:
    if type(s) is not App:
        return None
    if s.head in ("and", "or"):
        return joined(s.head == "or", (_truth(p, values, functions) for p in s.args))
    if s.head in CONNECTIVES:
        return CONNECTIVES[s.head](*[_truth(p, values, functions) for p in s.args])
    if s.head not in RELATIONS:
        return None
    try:
        a, b = (_value(u, values, functions) for u in s.args)
        if abs(a - b) <= TOLERANCE * (abs(a) + abs(b)) or _cancels(
            s, abs(a - b), values, functions
        ):
            alike = bool(RELATIONS[s.head](0, 0))
            return alike if alike or (a == b and not _saturates(s)) else None
        return bool(RELATIONS[s.head](a, b))
    except (OverflowError, *UNKNOWN):  # what is too large for a float has a value
        return None
    except UNDEFINED:
        return False


def _cancels(s: App, gap: float, values: Values, functions: Functions) -> bool:
    """Whether the sides of a comparison differ by no more than their summands are rounded by."""
    if not 0 < gap < MAX_ROUNDING:
        return False
    terms = (u for side in s.args if isinstance(side, App) and side.head == "+" for u in side.args)
    return bool(gap <= TOLERANCE * sum(abs(_value(u, values, functions)) for u in terms))


def _saturates(s: Term) -> bool:
    """Whether a function in a statement comes so near to a number that it is rounded to it."""
    return any(isinstance(t, App) and t.head in SATURATING for t in subterms(s))


# --- tables --------------------------------------------------------------------------------------


def _floor(u: float) -> float:
    return float(math.floor(u + TOLERANCE))


def _over(f: Function) -> Function:
    return lambda u: 1 / f(u)


def _reciprocal_gamma(u: float) -> float:
    return 0.0 if u <= 0 and u == math.floor(u) else 1 / math.gamma(u)


def _binomial(n: float, k: float) -> float:
    return math.gamma(n + 1) * _reciprocal_gamma(k + 1) * _reciprocal_gamma(n - k + 1)


ARITHMETIC: dict[str, Function] = {
    "+": lambda *u: sum(u), "*": lambda *u: math.prod(u), "/": operator.truediv,
    "neg": operator.neg, "abs": abs, "pi": lambda: math.pi, "E": lambda: math.e,
}  # fmt: skip
ALSO_COMPLEX = "exp log sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split()
RECIPROCALS = {
    "sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh",
}  # fmt: skip


def _of(library: Any) -> dict[str, Function]:
    """The functions that have names in `math` and in `cmath`."""
    own = {name: getattr(library, name) for name in ALSO_COMPLEX}
    return {**ARITHMETIC, **own, **{name: _over(own[f]) for name, f in RECIPROCALS.items()}}


FUNCTIONS: dict[Field, dict[str, Function]] = {
    "real": {
        **_of(math),
        "^": math.pow, "cbrt": math.cbrt, "erf": math.erf, "erfc": math.erfc,
        "gamma": math.gamma, "loggamma": math.lgamma, "rgamma": _reciprocal_gamma,
        "factorial": lambda u: math.gamma(u + 1), "binomial": _binomial, "atan2": math.atan2,
        "floor": _floor, "ceiling": lambda u: -_floor(-u),
        "min": lambda *u: min(u), "max": lambda *u: max(u),
        "mod": lambda u, v: u - v * _floor(u / v), "sign": lambda u: float((u > 0) - (u < 0)),
        "conjugate": lambda u: u, "re": lambda u: u, "im": lambda u: 0.0,
    },
    "complex": {
        **_of(cmath),
        "^": operator.pow, "I": lambda: 1j, "arg": cmath.phase,
        "conjugate": lambda u: u.conjugate(), "re": lambda u: u.real, "im": lambda u: u.imag,
    },
}  # fmt: skip
"""Field -> head -> what it is worth."""

SATURATING = frozenset("exp tanh coth sech csch erf erfc rgamma".split())
"""Heads whose values are rounded to 0, 1 or -1 that they do not have."""

RELATIONS: dict[str, Function] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
CONNECTIVES: dict[str, Callable[..., bool | None]] = {
    "not": negated, "true": lambda: True, "false": lambda: False,
    "implies": lambda p, q: joined(True, (negated(p), q)),
    "iff": lambda p, q: None if None in (p, q) else p == q,
    "xor": lambda p, q: None if None in (p, q) else p != q,
}  # fmt: skip


def _piecewise(parts: tuple[Term, ...], values: Values, functions: Functions) -> Any:
    for u, p in zip(parts[::2], parts[1::2], strict=True):
        if _decided(p, values, functions):
            return _value(u, values, functions)
    raise ValueError("no case")


def _where(parts: tuple[Term, ...], values: Values, functions: Functions) -> Any:
    u, p = parts
    return _value(u, values, functions) if _decided(p, values, functions) else 0.0


def _indicator(parts: tuple[Term, ...], values: Values, functions: Functions) -> Any:
    return float(_decided(parts[0], values, functions))


def _decided(p: Term, values: Values, functions: Functions) -> bool:
    found = _truth(p, values, functions)
    if found is None:
        raise LookupError(p)
    return found


CHOICES: dict[str, Function] = {
    "piecewise": _piecewise, "where": _where, "indicator": _indicator,
}  # fmt: skip
