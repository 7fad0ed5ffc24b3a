"""The handbook: all that is known of each function, one row each.

Adding a function is a row here, its axioms (`checker/axioms.py`) and its line in docs/language.md;
the tables of other files are taken from the columns.  What a row leaves out is not known, and never
assumed.

Source: DLMF chapters 4, 5, 7 and 25 with the conventions of docs/language.md; section 4.13 for
Lambert's function, 5.11 for Stirling's series, of which each error is less than the next term.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Literal

from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call, number, substitute, whole

Conditions = tuple[Term, ...]

MANY = 1_000_000
"""As many arguments as one likes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What is known of a function of `u`, or of `u` and `v`.

    Arguments:
        least, most: how many arguments it takes; a constant takes none.
        domain: where it has a value over the reals; None if that is not said.
        plane: the same over the complex field; None if it has no principal values there.
        derivative: at u, a real u or a complex one, where the next two hold.
        smooth: where the derivative exists over the reals.
        holomorphic: where it exists over the complex field; None if that is not said.
        analytic: where it is analytic and on the line equal to the real function: in the whole
            plane, but for its poles, or where the real part of a term is positive.
        continuous: whether it is so on every interval on which it is defined over the reals.
        real: whether it is real, wherever it is defined, of real numbers or of all.
        range: the signs that it may have over the reals.
        sign: what has its sign over the reals, wherever it is defined.
        positive: it is positive where all of these are, over the reals.
        nonzero: whether it is never zero over the complex field.
        recurs: whether it may vanish at every other whole number.
        parity: of f(-u), both over the reals and over the complex field.
        monotone: strictly so over the reals, where its domain is an interval.
        formula: the same by simpler functions over the reals.
        far: the same over the reals, wherever the two have values, for some number `SOME` that
            depends on u and lies between -1 and 1.
        ball, series: the methods that enclose its values, and its expansions at inner points.
        sympy: its class there; as it is called here if that is not said, none if it is empty.
        latex: its command; without one its name stands upright.
        powered: whether a power stands at its name, as in sin^2(x).
        aliases: further spellings in the plain notation.
    """

    least: int = 1
    most: int = 1
    domain: Conditions | None = None
    plane: Conditions | None = None
    derivative: Term | None = None
    smooth: Conditions = ()
    holomorphic: Conditions | None = None
    analytic: Literal["", "plane", "poles"] | Term = ""
    continuous: bool = False
    real: Literal["", "line", "plane"] = ""
    range: Literal["any", "positive", "nonnegative", "nonzero"] = "any"
    sign: Term | None = None
    positive: Conditions = ()
    nonzero: bool = False
    recurs: bool = False
    parity: Literal["", "even", "odd"] = ""
    monotone: Literal["", "rising", "falling"] = ""
    formula: Term | None = None
    far: Term | None = None
    ball: str = ""
    series: str = ""
    sympy: str | None = None
    latex: str = ""
    powered: bool = False
    aliases: tuple[str, ...] = ()


def filled(t: Term, *args: Term) -> Term:
    """A term of a row with arguments for its letters."""
    return substitute(t, dict(zip("uv", args, strict=False)))


def conditions_at(conditions: Conditions, *args: Term) -> Conditions:
    """The conditions of a row at arguments."""
    return tuple(filled(c, *args) for c in conditions)


def _nonzero(u: Term) -> Conditions:
    return (call("!=", u, 0),)


u, v = Sym("u"), Sym("v")
SOME = Sym("#")
"""In what `far` says; no name of a claim is called so."""
_pi, _E = App("pi", ()), App("E", ())
_sin, _cos, _sinh, _cosh = (call(f, u) for f in ("sin", "cos", "sinh", "cosh"))
_W = call("lambertw", u)
_up, _down = (call("exp", u) + call("exp", -u)) / 2, (call("exp", u) - call("exp", -u)) / 2
_stirling = (
    (u - number(Fraction(1, 2))) * call("log", u) - u + call("log", 2 * _pi) / 2
    + 1 / (12 * u) - 1 / (360 * u**3) + 1 / (1260 * u**5) - 1 / (1680 * u**7) + SOME / u**9
)  # fmt: skip
_bell = 2 * call("exp", -(u**2)) / call("sqrt", _pi)

EVERYWHERE: Conditions = ()
POSITIVE: Conditions = (call(">", u, 0),)
NONZERO = _nonzero(u)
OFF_CUT: Conditions = (call("or", call("!=", call("im", u), 0), call(">", call("re", u), 0)),)
WITHIN: Conditions = (call("<=", number(-1), u), call("<=", u, 1))
INSIDE: Conditions = (call("<", number(-1), u), call("<", u, 1))
OUTSIDE: Conditions = (call("<", 1, call("abs", u)),)
BEYOND: Conditions = (call("<=", 1, call("abs", u)),)
_NOT_ONE: Conditions = (call("!=", u, 1),)
_APART = (call(">", u, 0), call("!=", call("floor", u), u))
OFF_POLES: Conditions = (App("or", _APART),)
OFF_POLES_UP = conditions_at(OFF_POLES, u + 1)
OFF_AXIS: Conditions = (App("or", (call("!=", call("im", u), 0), *_APART)),)
OFF_AXIS_UP: Conditions = (
    App("or", (call("!=", call("im", u), 0), *conditions_at(_APART, u + 1))),
)

_constant = partial(
    Function, least=0, most=0, domain=EVERYWHERE, plane=EVERYWHERE, analytic="plane",
    continuous=True, real="plane", range="positive", nonzero=True,
)  # fmt: skip

HANDBOOK: dict[str, Function] = {
    # --- constants -------------------------------------------------------------------------------
    "pi": _constant(latex=r"\pi"),
    "E": _constant(latex=r"\mathrm{e}"),
    "EulerGamma": _constant(latex=r"\gamma_{\mathrm{E}}"),
    "Catalan": _constant(latex=r"\mathrm{Catalan}"),
    "I": Function(
        least=0, most=0, domain=EVERYWHERE, plane=EVERYWHERE, analytic="plane", nonzero=True,
        latex=r"\mathrm{i}",
    ),
    # --- exponentials, logarithms, roots ---------------------------------------------------------
    "exp": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=call("exp", u), holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", range="positive", nonzero=True,
        monotone="rising", ball="exp",
    ),
    "log": Function(
        most=2, domain=POSITIVE, plane=NONZERO, derivative=1 / u, smooth=POSITIVE,
        holomorphic=OFF_CUT, analytic=u, continuous=True, sign=u - 1, monotone="rising",
        ball="log", latex=r"\log", aliases=("ln",),
    ),
    "sqrt": Function(
        domain=(call(">=", u, 0),), plane=EVERYWHERE, derivative=1 / (2 * call("sqrt", u)),
        smooth=POSITIVE, holomorphic=OFF_CUT, analytic=u, continuous=True, range="nonnegative",
        sign=u, monotone="rising", formula=u ** (1 / number(2)), sympy="",
    ),
    "cbrt": Function(
        domain=EVERYWHERE, derivative=1 / (3 * call("cbrt", u) ** 2), smooth=NONZERO,
        continuous=True, sign=u, monotone="rising",
        formula=call("sign", u) * call("abs", u) ** (1 / number(3)), sympy="",
    ),
    "root": Function(least=2, most=2, sign=u, sympy="", aliases=("real_root",)),
    # --- trigonometric functions -----------------------------------------------------------------
    "sin": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=_cos, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", recurs=True, parity="odd", ball="sin",
        far=SOME, latex=r"\sin", powered=True,
    ),
    "cos": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=-_sin, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", recurs=True, parity="even", ball="cos",
        far=SOME, latex=r"\cos", powered=True,
    ),
    "tan": Function(
        domain=_nonzero(_cos), plane=_nonzero(_cos), derivative=1 / _cos**2,
        smooth=_nonzero(_cos), holomorphic=_nonzero(_cos), analytic="poles", continuous=True,
        real="line", parity="odd", formula=_sin / _cos, ball="tan", latex=r"\tan", powered=True,
        aliases=("tg",),
    ),
    "sec": Function(
        domain=_nonzero(_cos), plane=_nonzero(_cos), derivative=_sin / _cos**2,
        smooth=_nonzero(_cos), holomorphic=_nonzero(_cos), analytic="poles", continuous=True,
        real="line", nonzero=True, range="nonzero", parity="even", formula=1 / _cos, ball="sec",
        latex=r"\sec", powered=True,
    ),
    "csc": Function(
        domain=_nonzero(_sin), plane=_nonzero(_sin), derivative=-(_cos / _sin**2),
        smooth=_nonzero(_sin), holomorphic=_nonzero(_sin), analytic="poles", continuous=True,
        real="line", nonzero=True, range="nonzero", parity="odd", formula=1 / _sin, ball="csc",
        latex=r"\csc", powered=True,
    ),
    "cot": Function(
        domain=_nonzero(_sin), plane=_nonzero(_sin), derivative=-(1 / _sin**2),
        smooth=_nonzero(_sin), holomorphic=_nonzero(_sin), analytic="poles", continuous=True,
        real="line", parity="odd", formula=_cos / _sin, ball="cot", latex=r"\cot", powered=True,
        aliases=("ctg",),
    ),
    "asin": Function(
        domain=WITHIN, plane=EVERYWHERE, derivative=1 / call("sqrt", 1 - u**2), smooth=INSIDE,
        analytic=1 - u**2, continuous=True, sign=u, parity="odd", monotone="rising", ball="asin",
        series="asin", latex=r"\arcsin", aliases=("arcsin",),
    ),
    "acos": Function(
        domain=WITHIN, plane=EVERYWHERE, derivative=-(1 / call("sqrt", 1 - u**2)), smooth=INSIDE,
        analytic=1 - u**2, continuous=True, range="nonnegative", sign=1 - u, monotone="falling",
        ball="acos", series="acos", latex=r"\arccos", aliases=("arccos",),
    ),
    "atan": Function(
        domain=EVERYWHERE, plane=_nonzero(u**2 + 1), derivative=1 / (1 + u**2),
        analytic=1 + u**2, continuous=True, real="line", sign=u, parity="odd", monotone="rising",
        far=call("sign", u) * _pi / 2 - call("atan", 1 / u),
        ball="atan", series="atan", latex=r"\arctan", aliases=("arctan", "arctg"),
    ),
    "acot": Function(
        domain=EVERYWHERE, derivative=-(1 / (1 + u**2)), smooth=NONZERO, range="nonzero",
        positive=(u,), latex=r"\operatorname{arccot}", aliases=("arccot",),
    ),
    "asec": Function(
        domain=BEYOND, derivative=1 / (call("abs", u) * call("sqrt", u**2 - 1)), smooth=OUTSIDE,
        continuous=True, range="nonnegative", formula=call("acos", 1 / u),
        latex=r"\operatorname{arcsec}", aliases=("arcsec",),
    ),
    "acsc": Function(
        domain=BEYOND, derivative=-(1 / (call("abs", u) * call("sqrt", u**2 - 1))), smooth=OUTSIDE,
        continuous=True, sign=u, parity="odd", formula=call("asin", 1 / u),
        latex=r"\operatorname{arccsc}", aliases=("arccsc",),
    ),
    # --- hyperbolic functions --------------------------------------------------------------------
    "sinh": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=_cosh, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", sign=u, parity="odd", monotone="rising",
        formula=_down, ball="sinh", latex=r"\sinh", powered=True,
    ),
    "cosh": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=_sinh, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", range="positive", parity="even",
        formula=_up, ball="cosh", latex=r"\cosh", powered=True,
    ),
    "tanh": Function(
        domain=EVERYWHERE, plane=_nonzero(_cosh), derivative=1 / _cosh**2,
        holomorphic=_nonzero(_cosh), analytic="poles", continuous=True, real="line", sign=u,
        parity="odd", monotone="rising", formula=_down / _up, ball="tanh", latex=r"\tanh",
        powered=True,
    ),
    "sech": Function(
        domain=EVERYWHERE, plane=_nonzero(_cosh), derivative=-(_sinh / _cosh**2),
        holomorphic=_nonzero(_cosh), analytic="poles", continuous=True, real="line",
        range="positive", nonzero=True, parity="even", formula=1 / _up, ball="sech",
    ),
    "csch": Function(
        domain=NONZERO, plane=_nonzero(_sinh), derivative=-(_cosh / _sinh**2),
        smooth=_nonzero(_sinh), holomorphic=_nonzero(_sinh), analytic="poles", continuous=True,
        real="line", sign=u, nonzero=True, parity="odd", formula=1 / _down, ball="csch",
    ),
    "coth": Function(
        domain=NONZERO, plane=_nonzero(_sinh), derivative=-(1 / _sinh**2),
        smooth=_nonzero(_sinh), holomorphic=_nonzero(_sinh), analytic="poles", continuous=True,
        real="line", sign=u, parity="odd", formula=_up / _down, ball="coth", latex=r"\coth",
        powered=True,
    ),
    "asinh": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=1 / call("sqrt", 1 + u**2),
        analytic=1 + u**2, continuous=True, real="line", sign=u, parity="odd", monotone="rising",
        formula=call("log", u + call("sqrt", u**2 + 1)), ball="asinh",
        latex=r"\operatorname{arsinh}", aliases=("arsinh", "arcsinh"),
    ),
    "acosh": Function(
        domain=(call("<=", 1, u),), plane=EVERYWHERE, derivative=1 / call("sqrt", u**2 - 1),
        smooth=(call("<", 1, u),), continuous=True, range="nonnegative", sign=u - 1,
        monotone="rising", formula=call("log", u + call("sqrt", u**2 - 1)), ball="acosh",
        latex=r"\operatorname{arcosh}", aliases=("arcosh", "arccosh"),
    ),
    "atanh": Function(
        domain=INSIDE, plane=(call("!=", u**2, 1),), derivative=1 / (1 - u**2), smooth=INSIDE,
        analytic=1 - u**2, continuous=True, sign=u, parity="odd", monotone="rising",
        formula=call("log", (1 + u) / (1 - u)) / 2, ball="atanh",
        latex=r"\operatorname{artanh}", aliases=("artanh", "arctanh"),
    ),
    "acoth": Function(
        domain=OUTSIDE, plane=(call("!=", u**2, 1), call("!=", u, 0)),
        derivative=1 / (1 - u**2), smooth=OUTSIDE,
        continuous=True, sign=u, parity="odd", formula=call("atanh", 1 / u),
        latex=r"\operatorname{arcoth}", aliases=("arccoth", "arcoth"),
    ),
    "asech": Function(
        domain=(call("<", 0, u), call("<=", u, 1)), derivative=-(1 / (u * call("sqrt", 1 - u**2))),
        smooth=(call("<", 0, u), call("<", u, 1)), continuous=True, range="nonnegative",
        sign=1 - u, monotone="falling", formula=call("acosh", 1 / u),
        latex=r"\operatorname{arsech}",
    ),
    "acsch": Function(
        domain=NONZERO, derivative=-(1 / (call("abs", u) * call("sqrt", 1 + u**2))),
        smooth=NONZERO, continuous=True, sign=u, parity="odd", formula=call("asinh", 1 / u),
        latex=r"\operatorname{arcsch}",
    ),
    # --- gamma, zeta and error functions ---------------------------------------------------------
    "factorial": Function(
        domain=OFF_POLES_UP, plane=OFF_AXIS_UP,
        derivative=call("factorial", u) * call("digamma", u + 1), smooth=OFF_POLES_UP,
        continuous=True, real="line", range="nonzero", positive=(u + 1,), nonzero=True,
        formula=call("gamma", u + 1),
    ),
    "gamma": Function(
        domain=OFF_POLES, plane=OFF_AXIS,
        derivative=call("gamma", u) * call("digamma", u), smooth=OFF_POLES, holomorphic=OFF_POLES,
        analytic="poles", continuous=True, real="line", range="nonzero", positive=(u,),
        nonzero=True, far=call("exp", call("loggamma", u)), ball="gamma", series="gamma",
        latex=r"\Gamma", aliases=("Γ",),
    ),
    "rgamma": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, analytic="plane", continuous=True, real="line",
        positive=(u,), recurs=True, far=call("exp", -call("loggamma", u)), ball="rgamma",
        series="rgamma", sympy="",
    ),
    "loggamma": Function(
        domain=POSITIVE, derivative=call("digamma", u), smooth=POSITIVE, continuous=True,
        far=_stirling, ball="lgamma", series="lgamma", aliases=("lgamma",),
    ),
    "digamma": Function(
        domain=OFF_POLES, plane=OFF_AXIS, analytic="poles", continuous=True,
        real="line", far=call("log", u) - 1 / (2 * u) - 1 / (12 * u**2) + SOME / u**4,
        ball="digamma", latex=r"\psi^{(0)}",
    ),
    "beta": Function(
        least=2, most=2, domain=OFF_POLES + conditions_at(OFF_POLES, v),
        plane=OFF_AXIS + conditions_at(OFF_AXIS, v), continuous=True, real="line",
        positive=(u, v), latex=r"\mathrm{B}",
    ),
    "binomial": Function(
        least=2, most=2, domain=OFF_POLES_UP, plane=OFF_AXIS_UP, real="line",
    ),
    "zeta": Function(
        domain=_NOT_ONE, plane=_NOT_ONE, analytic="poles", continuous=True,
        real="line", positive=(u - 1,), ball="zeta", latex=r"\zeta",
    ),
    "erf": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=_bell, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", sign=u, parity="odd", monotone="rising",
        far=call("sign", u) + SOME * call("exp", -(u**2)), ball="erf", series="erf",
    ),
    "erfc": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=-_bell, holomorphic=EVERYWHERE,
        analytic="plane", continuous=True, real="line", range="positive", monotone="falling",
        formula=1 - call("erf", u), ball="erfc",
    ),
    "lambertw": Function(
        domain=(call("<=", -(1 / _E), u),), derivative=1 / (call("exp", _W) * (1 + _W)),
        smooth=(call("<", -(1 / _E), u),), continuous=True, sign=u, monotone="rising",
        ball="lambertw", series="lambertw", sympy="LambertW", latex=r"\operatorname{W}",
        aliases=("LambertW",),
    ),
    "besselj": Function(least=2, most=2),
    "bessely": Function(least=2, most=2),
    # --- parts, whole numbers, extremes ----------------------------------------------------------
    "abs": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=call("sign", u), smooth=NONZERO,
        continuous=True, real="plane", range="nonnegative", sign=u**2, parity="even", sympy="Abs",
        aliases=("Abs",),
    ),
    "sign": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, derivative=ZERO, smooth=NONZERO, real="line", sign=u,
        parity="odd", latex=r"\operatorname{sgn}", aliases=("sgn",),
    ),
    "re": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, real="plane", latex=r"\operatorname{Re}",
        aliases=("Re",),
    ),
    "im": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, real="plane", latex=r"\operatorname{Im}",
        aliases=("Im",),
    ),
    "conjugate": Function(
        domain=EVERYWHERE, plane=EVERYWHERE, real="line", aliases=("conj",),
    ),
    "arg": Function(domain=NONZERO, plane=NONZERO, real="plane", latex=r"\arg"),
    "atan2": Function(
        least=2, most=2, domain=(call("or", call("!=", u, 0), call("!=", v, 0)),),
        aliases=("arctan2",),
    ),
    "floor": Function(
        domain=EVERYWHERE, plane=(call("=", call("im", u), 0),), real="plane",
    ),
    "ceiling": Function(
        domain=EVERYWHERE, plane=(call("=", call("im", u), 0),), real="plane",
        formula=-call("floor", -u), aliases=("ceil",),
    ),
    "mod": Function(least=2, most=2, domain=_nonzero(v), sympy="Mod", aliases=("Mod",)),
    "gcd": Function(
        least=2, most=2, domain=(whole(u), whole(v)), range="nonnegative", sympy="", latex=r"\gcd",
    ),
    "min": Function(
        most=MANY, domain=EVERYWHERE, continuous=True, sympy="Min", latex=r"\min", aliases=("Min",),
    ),
    "max": Function(
        most=MANY, domain=EVERYWHERE, continuous=True, sympy="Max", latex=r"\max", aliases=("Max",),
    ),
}  # fmt: skip

_ARITHMETIC = frozenset(("+", "*", "neg"))
ENTIRE = _ARITHMETIC | {f for f, row in HANDBOOK.items() if row.analytic == "plane"}
"""Heads that are analytic on the whole plane."""
ON_THE_LINE = ENTIRE | {
    f for f, row in HANDBOOK.items() if row.analytic and row.domain == row.smooth == EVERYWHERE
}
"""Heads that are real-analytic on the whole line."""
MEROMORPHIC = frozenset(f for f, row in HANDBOOK.items() if row.analytic == "poles")
"""Heads that are analytic on the whole plane but for poles."""
HALF_PLANE = {f: row.analytic for f, row in HANDBOOK.items() if not isinstance(row.analytic, str)}
"""Head -> what has a positive real part where it is analytic."""
OSCILLATING = {
    "real": frozenset(f for f, row in HANDBOOK.items() if row.recurs),
    "complex": ENTIRE - _ARITHMETIC,
}  # fmt: skip
"""Heads that may vanish at every other whole number, for real and for complex arguments."""
