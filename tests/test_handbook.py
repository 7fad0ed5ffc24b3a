"""Every entry of the handbook, measured: by mpmath, flint, SymPy and the plain notation.

One function a column works the entry out from numbers alone.  An entry that says something else
fails, and so does one that says nothing, unless `UNSAID` has the reason.  What only terms can say
is compared where it speaks: signs, formulas, balls, expansions, spellings.
"""

from __future__ import annotations

import operator
import random
from collections.abc import Callable, Iterator
from dataclasses import fields
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any

import mpmath
import pytest
import sympy
from flint import acb, arb, arb_series, ctx
from forms import HALF, PI, I
from test_kernel_guards_tables import (
    HUGE,
    OTHERS,
    NoValue,
    as_arguments,
    has_value,
    number_of,
    value_of,
)

from derivcheck.kernel.algebra.values import Undefined
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.handbook import (
    HANDBOOK,
    MANY,
    ON_THE_LINE,
    SOME,
    Function,
    conditions_at,
)
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import App, Sym, Term, free_names, number, substitute
from derivcheck.notation import latex_tables, plain, spellings
from derivcheck.notation.scope import Scope
from derivcheck.notation.sympy_to import to_sympy

Numbers = tuple[Term, ...]
u = Sym("u")

DIGITS = 40
CLOSE, TINY, STEP = 1e-20, 1e-30, number(Fraction(1, 10**30))
"""Of DIGITS digits so many agree; what is none; how near one comes to a point."""

UNSAID: dict[tuple[str, str], str] = {
    **{(column, head): "u itself on the line, as an axiom says"
       for head in ("re", "conjugate") for column in ("monotone", "sign", "positive")},
    **{("parity", head): "linear: the axioms of conjugates take sums and products apart"
       for head in ("re", "im", "conjugate")},
    **{("continuous", head): "u itself or 0 on the line, as an axiom says"
       for head in ("re", "im", "conjugate")},
    ("range", "im"): "0 on the line, as an axiom says",
    ("parity", "cbrt"): "odd on the line only: the principal root is not",
    **{("range", head): "has the sign of u, which is not 0 where there is a value"
       for head in ("csch", "coth", "acoth", "acsch", "acsc")},
    ("range", "arg"): "0 or pi on the line; not needed so far",
    ("continuous", "arg"): "constant on both sides of 0; not needed so far",
    **{("positive", head): "not needed so far"
       for head in ("min", "max", "floor", "ceiling", "atan2")},
    ("nonzero", "acoth"): "the inverse of what has no pole at 0; not needed so far",
    **{("continuous", head): "where real numbers have no value, whole numbers have one"
       for head in ("binomial", "gcd")},
    **{("recurs", head): "has poles: only asked of what is analytic on the whole line"
       for head in ("tan", "cot", "zeta")},
    **{("recurs", head): "not analytic: only asked of what is"
       for head in ("im", "arg")},
    ("analytic", "factorial"): "gamma(u + 1), which is; not needed so far",
}  # fmt: skip
"""Column and head -> why there is no entry although one would be right."""

ELSEWHERE = {
    "domain plane": "test_axioms and test_kernel_guards_tables, where there is no value",
    "derivative smooth holomorphic": "the same two, by difference quotients",
}
"""Columns -> where they are compared."""

ZEROS: dict[str, Any] = {
    "log": 1, "sqrt": 0, "sin": 0, "cos": PI / 2, "tan": 0, "cot": PI / 2, "asin": 0, "acos": 1,
    "atan": 0, "sinh": 0, "cosh": PI * I / 2, "tanh": 0, "coth": PI * I / 2, "asinh": 0,
    "acosh": 1, "atanh": 0, "rgamma": 0, "zeta": -2, "erf": 0, "abs": 0, "sign": 0, "re": I,
    "im": 1, "conjugate": 0, "arg": 1, "floor": HALF, "ceiling": 0, "beta": (-HALF, -HALF),
    "binomial": (1, 2),
    "digamma": number(Fraction("1.4616321449683623412626595423257213284682")),
    "erfc": number(Fraction("-1.3548101281120062488998505408910015954705"))
    + I * number(Fraction("1.9914668428338795772821578426216402945262")),
}  # fmt: skip
"""Head -> where it vanishes in the plane."""

JUMPS: dict[str, Any] = {
    "acot": 0, "sign": 0, "floor": 1, "ceiling": 1, "mod": (1, 1), "atan2": (0, -1),
}  # fmt: skip
"""Head -> where it jumps on the line."""

ARITIES = {
    **dict.fromkeys("pi E I EulerGamma Catalan".split(), (0, 0)),
    **dict.fromkeys("root beta binomial besselj bessely atan2 mod gcd".split(), (2, 2)),
    "log": (1, 2), "min": (1, MANY), "max": (1, MANY),
}  # fmt: skip
"""Heads of more or fewer than one argument."""

# --- samples and values --------------------------------------------------------------------------

rng = random.Random(1)
SIZES = [Fraction(q, 8) for q in range(1, 21)] + [Fraction(q, 2) for q in range(6, 13)]
SIZES += [Fraction(rng.randint(1, 700), 101) for _ in range(12)]
SIZES += [Fraction(367_879, 10**6)]  # just below 1/E: Lambert's function begins at -1/E
CORNERS = [Fraction(rng.randint(1, 20), 7) for _ in range(24)]


def both(*sizes: Term) -> list[Term]:
    return [*sizes, *(-u for u in sizes)]


def plane(a: Fraction, b: Fraction) -> Term:
    return number(a) + number(b) * I


LINE = [number(0), *both(*map(number, SIZES), PI / 2, PI)]
"""With the ends of all domains, but for that of Lambert's function, which is no fraction."""
OFF_AXES = both(*map(plane, CORNERS[::2], [b * (-1) ** n for n, b in enumerate(CORNERS[1::2])]))
PLANE = [*OFF_AXES, *both(I / 2, I, 2 * I, PI * I)]
FEW = [number(Fraction(q, 2)) for q in range(-4, 7)]
HALVES = [Fraction(q, 2) for q in range(-3, 4)]
GRID = [*(plane(a, b) for a, b in product(HALVES, HALVES)), *both(PI / 2, PI * I / 2)]

PAIRS = {"root": (FEW, [number(2), number(3)]), "binomial": (FEW[4:], FEW)}
"""Of order 2 and 3; of real numbers that are no poles."""


@pytest.fixture(autouse=True)
def _precise(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(OTHERS, "^", operator.pow)
    with mpmath.workdps(DIGITS), ctx.workdps(DIGITS):
        yield


def size(head: str) -> int:
    """How many arguments it gets here."""
    row = HANDBOOK[head]
    return 2 if row.most == MANY else row.least


def arguments(head: str, field: str) -> list[Numbers]:
    wide = field == "complex"
    zero = as_arguments(ZEROS[head]) if head in ZEROS else ()
    named = [zero] if zero and (wide or all(is_real(number_of(u)) for u in zero)) else []
    if size(head) == 1:
        return [*((u,) for u in (LINE + PLANE if wide else LINE)), *named]
    pairs = PAIRS.get(head, [FEW] * size(head))
    return [*product(*(us + OFF_AXES[:3] * wide for us in pairs)), *named]


def attempt(head: str, args: Numbers, field: str) -> Any:
    try:
        return value_of(head, args, field)
    except NoValue:
        return None


@cache
def graph(head: str, field: str) -> list[tuple[Numbers, Any]]:
    """The samples at which it has a value, with the value."""
    found = ((args, attempt(head, args, field)) for args in arguments(head, field))
    return [(args, f) for args, f in found if f is not None]


def fields_of(head: str) -> list[str]:
    """The line, and the plane if it has principal values there."""
    return ["real", "complex"] if HANDBOOK[head].plane is not None else ["real"]


def of_the_line(head: str) -> list[tuple[Numbers, Any]]:
    return graph(head, "real") if HANDBOOK[head].domain is not None else []


def of_the_plane(head: str) -> list[tuple[Numbers, Any]]:
    return graph(head, "complex") if HANDBOOK[head].plane is not None else []


def near(f: Any, g: Any, error: float = CLOSE) -> bool:
    return bool(abs(f - g) <= error * (1 + abs(g)))


def sign_of(f: Any) -> int:
    return 0 if abs(f) < TINY else 1 if mpmath.re(f) > 0 else -1


def is_real(f: Any) -> bool:
    return bool(abs(mpmath.im(f)) <= TINY * (1 + abs(f)))


def at(t: Term, args: Numbers) -> Any:
    """A term of a row at arguments; None if it has no value there that is real."""
    try:
        found = mpmath.mpmathify(number_of(conditions_at((t,), *args)[0]))
    except (NoValue, ValueError, ZeroDivisionError):
        return None
    return found if abs(found) < HUGE and is_real(found) else None


# --- what numbers say of a column ----------------------------------------------------------------


def parity(head: str) -> str:
    signs = {"even": 1, "odd": -1}
    return next((name for name in signs if size(head) == 1 and _mirrored(head, signs[name])), "")


def _mirrored(head: str, sign: int) -> bool:
    pairs = ((attempt(head, (-args[0],), field), f) for field in fields_of(head)
             for args, f in graph(head, field))  # fmt: skip
    return all(other is not None and near(other, sign * f) for other, f in pairs)


def monotone(head: str) -> str:
    if size(head) != 1 or not _on_an_interval(HANDBOOK[head]):
        return ""
    values = [f for _, f in sorted({number_of(u): f for (u,), f in graph(head, "real")}.items())]
    order = {sign_of(after - before) for before, after in pairwise(values)}
    return "rising" if order == {1} else "falling" if order == {-1} else ""


def _on_an_interval(row: Function) -> bool:
    bounds = [c for c in row.domain or () if isinstance(c, App)]
    return row.domain is not None and all(
        c.head in ("<", "<=", ">", ">=") and Sym("u") in c.args for c in bounds
    )


RANGES = {"positive": {1}, "nonnegative": {0, 1}, "nonzero": {1, -1}, "any": {-1, 0, 1}}


def narrowest(head: str) -> str:
    seen = {sign_of(f) for _, f in of_the_line(head)}
    return next(name for name in RANGES if seen <= RANGES[name]) if seen else "any"


def nonzero(head: str) -> bool:
    found = of_the_plane(head)
    return bool(found) and all(abs(f) > TINY for _, f in found)


def realness(head: str) -> str:
    found: dict[bool, set[bool]] = {True: set(), False: set()}
    for args, f in of_the_plane(head):
        found[all(is_real(number_of(u)) for u in args)].add(is_real(f))
    return "" if found[True] != {True} else "line" if False in found[False] else "plane"


def continuous(head: str) -> bool:
    found = of_the_line(head)
    return bool(found) and not any(_jumps(head, args, f) for args, f in found)


def _jumps(head: str, args: Numbers, f: Any) -> bool:
    """Whether it is far away from its value beside a point, in any direction on an axis."""
    for n, step in product(range(len(args)), (STEP, -STEP)):
        beside = attempt(head, (*args[:n], args[n] + step, *args[n + 1 :]), "real")
        if beside is not None and not near(beside, f, 1e-8):
            return True
    return False


def recurs(head: str) -> bool:
    """Whether it vanishes at more than two whole numbers, or whole numbers of quarter turns."""
    if size(head) != 1:
        return False
    whole, turned = range(-20, 21), range(-4, 5)
    zeros = [n for n in whole if attempt(head, (number(n),), "real") == 0]
    found = (attempt(head, (n * PI / 2,), "real") for n in turned)
    return len(zeros) > 2 or sum(f is not None and abs(f) < TINY for f in found) > 2


def powered(head: str) -> bool:
    """Whether it is periodic, and its command is its name."""
    if size(head) != 1 or HANDBOOK[head].latex != rf"\{head}":
        return False
    return any(all(_repeats(head, u, by) for u in OFF_AXES) for by in (2 * PI, 2 * PI * I))


def _repeats(head: str, u: Term, by: Term) -> bool:
    f, later = (attempt(head, (v,), "complex") for v in (u, u + by))
    return f is not None and later is not None and near(f, later)


RADIUS, SIDES = mpmath.mpf(2) ** -12, 6
AROUND = [mpmath.expjpi(mpmath.mpf(2 * k) / SIDES) for k in range(SIDES)]


@cache
def behaviour(head: str, centre: Term) -> str:
    """`analytic` around a point, a `pole`, or neither: the mean of f, and that of (z - c)*f."""
    function, c = OTHERS.get(head) or getattr(mpmath, head), mpmath.mpc(number_of(centre))
    with mpmath.workdps(16):
        try:
            around = [mpmath.mpc(function(c + RADIUS * turn)) for turn in AROUND]
        except (NoValue, ValueError, ZeroDivisionError):
            return "neither"
        mean = mpmath.fsum(around) / SIDES
        slant = mpmath.fdot(around, AROUND) / SIDES / RADIUS
        f, error = attempt(head, (centre,), "complex"), 1e-9 * (1 + max(map(abs, around)))
    if f is None:
        return "pole" if min(map(abs, around)) > 1 / RADIUS / 16 else "neither"
    return "analytic" if abs(mean - f) < error and abs(slant) < 1e3 * error else "neither"


def analytic(head: str) -> str:
    """What is analytic where a term is positive is looked at below."""
    row = HANDBOOK[head]
    if row.plane is None or size(head) > 1:
        return ""
    seen = {"analytic"} if not row.most else set()
    for centre in GRID * row.most:
        seen.add(behaviour(head, centre))
        if "neither" in seen:
            return ""
    return "poles" if "pole" in seen else "plane"


def on_the_line(head: str) -> bool:
    if HANDBOOK[head].analytic == "" or not HANDBOOK[head].most:
        return HANDBOOK[head].analytic == "plane"
    centres = [c for c in GRID if is_real(number_of(c))]
    return all(behaviour(head, c) == "analytic" and has_value(head, (c,), "real") for c in centres)


WORDS = ("", "plane", "poles")

MEASURED: dict[str, Callable[[str], Any]] = {
    "parity": parity, "monotone": monotone, "range": narrowest, "nonzero": nonzero,
    "real": realness, "continuous": continuous, "recurs": recurs, "powered": powered,
    "analytic": analytic,
}  # fmt: skip


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ZEROS)
def test_zeros_are_zeros(head: str) -> None:
    assert abs(value_of(head, as_arguments(ZEROS[head]), "complex")) < TINY


@pytest.mark.parametrize("head", HANDBOOK)
def test_what_may_vanish_has_a_zero_that_is_named(head: str) -> None:
    row = HANDBOOK[head]
    unnamed = row.plane is None or row.nonzero or ("nonzero", head) in UNSAID
    assert (head in ZEROS) != unnamed


@pytest.mark.parametrize("head", HANDBOOK)
def test_what_is_not_continuous_jumps_where_it_is_said(head: str) -> None:
    row = HANDBOOK[head]
    unnamed = row.continuous or ("continuous", head) in UNSAID or not of_the_line(head)
    assert (head in JUMPS) != unnamed
    if head in JUMPS:
        args = as_arguments(JUMPS[head])
        assert _jumps(head, args, value_of(head, args, "real"))


def test_each_column_is_looked_at() -> None:
    elsewhere = {column for columns in ELSEWHERE for column in columns.split()}
    here = {"least", "most", "sign", "positive", "formula", "far", "ball", "series"}
    here |= {"sympy", "latex", "aliases"}
    assert {f.name for f in fields(Function)} == elsewhere | here | set(MEASURED)


# --- what a row says ----------------------------------------------------------------------------


@pytest.mark.parametrize("head", HANDBOOK)
@pytest.mark.parametrize("column", MEASURED)
def test_an_entry_is_what_numbers_say(column: str, head: str) -> None:
    entry, found = getattr(HANDBOOK[head], column), MEASURED[column](head)
    if (column, head) in UNSAID:
        assert entry == getattr(Function(), column) != found
    else:
        assert found == (entry if column != "analytic" or entry in WORDS else "")


@pytest.mark.parametrize("head", HANDBOOK)
def test_what_is_analytic_on_the_line(head: str) -> None:
    assert (head in ON_THE_LINE) == on_the_line(head) or ("on_the_line", head) in UNSAID


# --- signs ---------------------------------------------------------------------------------------

LIKE: tuple[Term, ...] = (u, u - 1, 1 - u, u**2)
"""What has the sign of a function, if anything has."""
SURE = ("positive", "nonnegative")


def has_the_sign(head: str, of: Term) -> bool:
    pairs = ((at(of, args), f) for args, f in graph(head, "real"))
    return size(head) > 0 and all(t is not None and sign_of(t) == sign_of(f) for t, f in pairs)


@pytest.mark.parametrize("head", HANDBOOK)
def test_the_sign_is_that_of_a_term(head: str) -> None:
    entry = HANDBOOK[head].sign
    found = any(has_the_sign(head, like) for like in LIKE)
    assert found == ((entry is not None) != (("sign", head) in UNSAID))
    assert entry is None or has_the_sign(head, entry)


def is_positive_above(head: str, least: int) -> bool:
    above = [f for args, f in of_the_line(head) if all(number_of(u) > least for u in args)]
    return size(head) > 0 and above != [] and all(sign_of(f) > 0 for f in above)


@pytest.mark.parametrize("head", HANDBOOK)
def test_what_is_positive_above_a_bound_is_said_to_be(head: str) -> None:
    row = HANDBOOK[head]
    told = row.sign is not None or row.range in SURE
    least = next((n for n in (-1, 0, 1) if not told and is_positive_above(head, n)), None)
    assert (least is not None) == ((row.positive != ()) != (("positive", head) in UNSAID))
    for args, _ in graph(head, "real") if row.positive else ():
        above = all(number_of(u) > least for u in args)
        assert above == all(sign_of(at(t, args)) > 0 for t in row.positive)


# --- analytic where a term is positive -----------------------------------------------------------


SIDED: tuple[Term, ...] = (u, 1 - u**2, 1 + u**2)
"""What has a positive real part where a function is analytic, if anything has."""


def inside(side: Term) -> list[Term]:
    return [c for c in GRID if mpmath.re(number_of(conditions_at((side,), c)[0])) > 0]


def analytic_beside(head: str, side: Term) -> bool:
    """Whether it is analytic there, and the real function has a value on the line."""
    lines = (c for c in inside(side) if is_real(number_of(c)))
    return all(behaviour(head, c) == "analytic" for c in inside(side)) and all(
        has_value(head, (c,), "real") for c in lines
    )


@pytest.mark.parametrize("head", [h for h in HANDBOOK if size(h) == 1])
def test_a_function_with_cuts_is_analytic_where_a_term_is_positive(head: str) -> None:
    row = HANDBOOK[head]
    if analytic(head) or (row.plane is None and row.analytic == ""):
        return
    wide = [len(inside(side)) for side in SIDED if analytic_beside(head, side)]
    if isinstance(row.analytic, str):
        assert not wide
    else:
        assert analytic_beside(head, row.analytic) and len(inside(row.analytic)) >= max(wide) > 20


# --- formulas ------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", [h for h, row in HANDBOOK.items() if row.formula is not None])
def test_a_formula_has_the_same_values_on_the_same_domain(head: str) -> None:
    formula = HANDBOOK[head].formula
    assert formula is not None
    for args in arguments(head, "real"):
        f, g = attempt(head, args, "real"), at(formula, args)
        assert (f is None) == (g is None), args
        assert f is None or near(g, f), args
        found = evaluate(conditions_at((formula,), *args)[0], {}, Context())
        assert f is None or not isinstance(found, Undefined), args


FAR = [number(Fraction(c, 7) * Fraction(10) ** k) for c in (-9, -4, 3, 5, 8) for k in (-1, 0, 1, 2)]


@pytest.mark.parametrize("head", [h for h, row in HANDBOOK.items() if row.far is not None])
def test_far_out_a_function_is_what_is_said(head: str) -> None:
    """For some number between -1 and 1; where the row has a value at all."""
    far, met = HANDBOOK[head].far, 0
    assert far is not None
    for q in FAR:
        with mpmath.workdps(60):
            f = attempt(head, (q,), "real")
            without, slope = (at(substitute(far, {SOME.name: number(n)}), (q,)) for n in (0, 1))
            if f is None or without is None or slope is None:
                continue
            met += 1
            if SOME.name in free_names(far):
                assert abs(f - without) <= abs(slope - without), q
            else:
                assert near(without, f), q
    assert met >= 10


# --- balls and expansions ------------------------------------------------------------------------


def ball_of(f: Any) -> Any:
    """A number of mpmath with its error."""
    parts = (arb(mpmath.nstr(part(f), DIGITS)) for part in (mpmath.re, mpmath.im))
    error = arb(0, float(CLOSE * (1 + abs(f))))
    return acb(*(part + error for part in parts))


def encloses(ball: Any, f: Any) -> bool:
    wide = abs(acb(ball)).rad() > CLOSE * (1 + abs(f))
    return acb(ball).overlaps(ball_of(f)) and not wide


def point(u: Term, field: Field = "real") -> Any:
    """The ball of a number."""
    found: Any = evaluate(u, {}, Context({}, (), field))
    return arb(found) if field == "real" else acb(found)


BALLS = [h for h, row in HANDBOOK.items() if row.ball]


@pytest.mark.parametrize("head", BALLS)
def test_a_ball_is_finite_where_there_is_a_value_and_encloses_it(head: str) -> None:
    for args in arguments(head, "real"):
        f, ball = attempt(head, args, "real"), getattr(point(args[0]), HANDBOOK[head].ball)()
        assert ball.is_finite() == (f is not None), args
        assert f is None or encloses(ball, f), args


@pytest.mark.parametrize("head", [h for h in BALLS if HANDBOOK[h].plane is not None])
def test_a_ball_of_the_plane_encloses_the_value(head: str) -> None:
    for u in OFF_AXES:
        ball = getattr(point(u, "complex"), HANDBOOK[head].ball)()
        assert encloses(ball, value_of(head, (u,), "complex")), u


@pytest.mark.parametrize("head", [h for h, row in HANDBOOK.items() if row.series])
def test_a_series_begins_with_the_value_and_the_slope(head: str) -> None:
    function, inner = OTHERS.get(head) or getattr(mpmath, head), 0
    for (u,), f in graph(head, "real"):
        if all(has_value(head, (u + s * HALF / 8,), "real") for s in (1, -1)):
            series = getattr(arb_series([point(u), 1]), HANDBOOK[head].series)()
            slope = mpmath.diff(function, number_of(u))
            assert encloses(series[0], f) and near(mpmath.mpf(float(series[1])), slope, 1e-9), u
            inner += 1
    assert inner > 10


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", HANDBOOK)
def test_arities(head: str) -> None:
    row = HANDBOOK[head]
    assert (row.least, row.most) == ARITIES.get(head, (1, 1))
    found = HEADS[head]
    assert (found.least, found.most) == (row.least, row.most)
    assert found.kind == ("number" if row.most else "constant")


CLASSLESS = frozenset("sqrt cbrt root rgamma gcd".split())
"""Functions that SymPy writes as powers, and those that it has no class for."""


@pytest.mark.parametrize("head", HANDBOOK)
def test_a_class_of_sympy_has_the_same_values(head: str) -> None:
    name = HANDBOOK[head].sympy
    assert (name == "") == (head in CLASSLESS)
    if name == "":
        return
    found = getattr(sympy, name or head)
    for field in fields_of(head):
        pairs = graph(head, field)
        for args, f in random.Random(head).sample(pairs, min(4, len(pairs))):
            parts = [to_sympy(u, Context({}, (), "complex")) for u in args]
            value = complex((found(*parts) if parts else found).evalf(20))
            assert near(value, f, 1e-12), args


STANDARD = frozenset(
    "log sin cos tan sec csc cot sinh cosh tanh coth arcsin arccos arctan "
    "arg gcd min max zeta pi".split()
)
"""Commands that LaTeX has for names of functions and constants."""

COMMANDS = {
    "E": r"\mathrm{e}", "I": r"\mathrm{i}", "EulerGamma": r"\gamma_{\mathrm{E}}",
    "Catalan": r"\mathrm{Catalan}", "gamma": r"\Gamma", "digamma": r"\psi^{(0)}",
    "beta": r"\mathrm{B}", "lambertw": r"\operatorname{W}", "sign": r"\operatorname{sgn}",
    "re": r"\operatorname{Re}", "im": r"\operatorname{Im}", "acot": r"\operatorname{arccot}",
    "asec": r"\operatorname{arcsec}", "acsc": r"\operatorname{arccsc}",
    "asinh": r"\operatorname{arsinh}", "acosh": r"\operatorname{arcosh}",
    "atanh": r"\operatorname{artanh}", "acoth": r"\operatorname{arcoth}",
    "asech": r"\operatorname{arsech}", "acsch": r"\operatorname{arcsch}",
}  # fmt: skip
"""Head -> its command, where LaTeX has none: ISO 80000-2, and the usual letters."""


@pytest.mark.parametrize("head", HANDBOOK)
def test_a_command_is_that_of_latex_for_a_name(head: str) -> None:
    names = (head, *HANDBOOK[head].aliases)
    standard = (rf"\{name}" for name in names if name in STANDARD)
    assert HANDBOOK[head].latex == next(standard, COMMANDS.get(head, ""))


def test_a_command_is_of_one_head() -> None:
    commands = [*latex_tables.CONSTANTS.values(), *latex_tables.FUNCTIONS.values()]
    assert len(set(commands)) == len(commands)
    assert all(row.latex in commands for row in HANDBOOK.values() if row.latex)


ALIASES = [(alias, head) for head, row in HANDBOOK.items() for alias in row.aliases]


def test_aliases_are_of_one_head_and_no_head_themselves() -> None:
    names = [alias for alias, _ in ALIASES]
    assert len(set(names)) == len(names)
    assert not set(names) & {*HEADS, *spellings.CONSTANTS}


@pytest.mark.parametrize(("alias", "head"), ALIASES)
def test_an_alias_reads_as_its_head(alias: str, head: str) -> None:
    names = "xy"[: size(head)]
    read = plain.read(f"{alias}({', '.join(names)})", Scope(dict.fromkeys(names, REAL))).term
    assert read == App(head, tuple(map(Sym, names)))
