"""Values without names and truths at points: what has none, what is not told, what there is."""

from __future__ import annotations

import pytest
from flint import acb, arb, fmpq
from forms import HALF, PI, I, binder, defined, eq, every, j, one, real, rel, total, x, y, z

from derivcheck.kernel.algebra.elementary import evaluate as elementary
from derivcheck.kernel.algebra.values import NOWHERE, WIDE, Unknown, is_of
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.enclosures import evaluation
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.enclosures.evaluation import evaluate, holds, scope_of
from derivcheck.kernel.enclosures.valuation import truth, value
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Enclosure, Evidence, Lemma, Point
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Base
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    Bind,
    Sym,
    Term,
    call,
    number,
    substitute,
    subterms,
)

LINE, PLANE = Context(), Context({}, (), "complex")
CUT, UNREAL = Unknown("possibly on a branch cut"), Unknown("not known to be real")
MINUS = number(-1)
THREE = call("exp", call("log", 3))
"""A ball that contains 3."""
NAUGHT = THREE - 3
"""A ball that contains 0."""
SPUN = call("+", I, 2 - I)
"""2, held as a complex number."""


def u(head: str, *args: Term | int) -> Term:
    return call(head, *args)


def many(n: int) -> Term:
    return total(ONE, 1, n)


UNDEFINED: dict[str, tuple[Context, Term]] = {
    "acoth of zero":         (PLANE, u("acoth", 0)),
    "a quotient by zero":               (LINE, ONE / (TWO - 2)),
    "a power of zero, -1":              (LINE, ZERO ** MINUS),
    "a power of zero, -1/2":            (LINE, ZERO ** (-HALF)),
    "a power of zero, -sqrt(2)":        (LINE, ZERO ** (-u("sqrt", 2))),
    "a power of zero, -1 + I":          (PLANE, ZERO ** (MINUS + I)),
    "a root of a negative":             (LINE, u("sqrt", -2)),
    "an even root of a negative":       (LINE, u("root", -4, 4)),
    "a root of a negative, of an even order that is worked out": (LINE, u("root", -4, TWO + 2)),
    "a power of a negative, 1/3":       (LINE, number(-8) ** (ONE / 3)),
    "a power of a negative, sqrt(2)":   (LINE, number(-2) ** u("sqrt", 2)),
    "a logarithm of a negative":        (LINE, u("log", -1)),
    "no case":                          (LINE, u("piecewise", 1, FALSE)),
    "a sum to what is not whole":       (LINE, total(ONE, 1, HALF)),
    "a sum from what is not whole":     (LINE, total(ONE, HALF, 3)),
    "a term of a sum":                  (LINE, total(1 / j, -1, 1)),
    "a binomial at a pole":             (LINE, u("binomial", -1, HALF)),
    "an angle of nothing":              (LINE, u("atan2", 0, 0)),
    "an angle of nothing in the plane": (PLANE, u("atan2", 0, 0)),
    "a pole of a tangent":              (LINE, u("tan", PI / 2)),
}  # fmt: skip

UNKNOWN: dict[str, tuple[Context, Term, Unknown]] = {
    "no name":                      (LINE, x, Unknown("no value for x")),
    "no head":                      (LINE, u("frobnicate", 1), Unknown("no values for frobnicate")),
    "no unit on the line":          (LINE, I, Unknown("the imaginary unit in the real field")),
    "a case without a condition":   (LINE, u("piecewise", 1, TRUE, 2), Unknown("a case without a condition")),
    "an indicator":                 (LINE, one(eq(THREE, 3)), WIDE),
    "a guard":                      (LINE, u("where", 1, eq(THREE, 3)), WIDE),
    "a case":                       (LINE, u("piecewise", 1, eq(THREE, 3), 1, TRUE), WIDE),
    "a domain":                     (LINE, u("log", NAUGHT), WIDE),
    "a sum too long":               (LINE, many(2_001), Unknown("more than 2000 terms")),
    "sums too long":                (LINE, total(many(50), 1, 41), Unknown("more than 2000 terms")),
    "a sum to a ball":              (LINE, total(ONE, 1, THREE), WIDE),
    "a quotient by a ball":         (LINE, 1 / NAUGHT, WIDE),
    "a floor of a ball":            (LINE, u("floor", THREE), WIDE),
    "a sign of a ball":             (LINE, u("sign", NAUGHT), WIDE),
    "a sign in the plane":          (PLANE, u("sign", I), UNREAL),
    "a least one in the plane":     (PLANE, u("min", I, 1), UNREAL),
    "a power of a negative, a ball": (LINE, number(-2) ** THREE, WIDE),
    "a power of zero, I":           (PLANE, ZERO ** I, WIDE),
    "a power of zero, a ball":      (LINE, ZERO ** NAUGHT, WIDE),
    "a root of order zero":         (LINE, u("root", 2, 0), Unknown("the order of a root must be a positive integer")),
    "a root of order 1/2":          (LINE, u("root", 2, HALF), Unknown("the order of a root must be a positive integer")),
    "a Bessel function of a negative": (LINE, u("besselj", HALF, -1), WIDE),
    "a binomial of a ball":         (LINE, u("binomial", THREE, 2), WIDE),
    "a binomial to a ball":         (LINE, u("binomial", 5, THREE), WIDE),
    "an angle of a ball":           (LINE, u("atan2", 0, NAUGHT), WIDE),
    "an angle of a ball in the plane": (PLANE, u("atan2", 0, NAUGHT), WIDE),
    "an angle of two balls":        (PLANE, u("atan2", NAUGHT, NAUGHT), WIDE),
    "asin on its cut":              (PLANE, u("asin", 2), CUT),
    "asin on its cut, held as complex": (PLANE, u("asin", SPUN), CUT),
    "acos on its cut":              (PLANE, u("acos", -2), CUT),
    "atanh on its cut":             (PLANE, u("atanh", 3), CUT),
    "acosh on its cut":             (PLANE, u("acosh", HALF), CUT),
    "loggamma on its cut":          (PLANE, u("loggamma", -HALF), CUT),
    "atan on its cut":              (PLANE, u("atan", 2 * I), CUT),
    "asinh on its cut":             (PLANE, u("asinh", -(2 * I)), CUT),
    "asec on its cut":              (PLANE, u("asec", HALF), CUT),
    "asec of zero":                 (PLANE, u("asec", 0), CUT),
}  # fmt: skip

EXACT: dict[str, tuple[Context, Term, fmpq]] = {
    "a strong zero":                (LINE, one(FALSE) * (1 / ZERO), fmpq(0)),
    "no strong zero":               (LINE, one(TRUE) * TWO, fmpq(2)),
    "a guard that fails":           (LINE, u("where", 1 / ZERO, FALSE), fmpq(0)),
    "a guard that holds":           (LINE, u("where", 3, TRUE), fmpq(3)),
    "a second case":                (LINE, u("piecewise", 1 / ZERO, FALSE, 2, TRUE), fmpq(2)),
    "an empty sum":                 (LINE, total(1 / ZERO, 1, 0), fmpq(0)),
    "a sum":                        (LINE, total(j**2, 1, 4), fmpq(30)),
    "a long sum":                   (LINE, many(2_000), fmpq(2_000)),
    "a product":                    (LINE, binder("prod", "j", j, 1, 5), fmpq(120)),
    "a substitution":               (LINE, binder("subs", "x", x**2, 3), fmpq(9)),
    "the unit squared":             (PLANE, I * I, fmpq(-1)),
    "the unit to the fourth":       (PLANE, I**4, fmpq(1)),
    "a power, 0":                   (LINE, ZERO**0, fmpq(1)),
    "a power of zero, sqrt(2)":     (LINE, ZERO ** u("sqrt", 2), fmpq(0)),
    "a power of zero, 1 + I":       (PLANE, ZERO ** (1 + I), fmpq(0)),
    "a high power of zero":         (LINE, ZERO**10**9, fmpq(0)),
    "a high power of -1":           (LINE, MINUS ** (10**9 + 1), fmpq(-1)),
    "an exact power":               (LINE, number(3) ** 100, fmpq(3**100)),
    "an exact power, negative":     (LINE, number(3) ** number(-100), fmpq(1, 3**100)),
    "a negative power":             (LINE, number(-2) ** number(-3), fmpq(-1, 8)),
    "a rational root":              (LINE, number(8) ** (TWO / 3), fmpq(4)),
    "a rational root of a quotient": (LINE, (ONE / 8) ** (ONE / 3), fmpq(1, 2)),
    "a rational root in the plane": (PLANE, number(8) ** (ONE / 3), fmpq(2)),
    "a root of the least order":    (LINE, u("root", 7, 1), fmpq(7)),
    "a root of the greatest order": (LINE, u("root", 3**64, 64), fmpq(3)),
    "a real root of a negative":    (LINE, u("cbrt", -8), fmpq(-2)),
    "gamma":                        (LINE, u("gamma", 40), fmpq(20397882081197443358640281739902897356800000000)),
    "rgamma":                       (LINE, u("rgamma", 4), fmpq(1, 6)),
    "rgamma at a pole":             (LINE, u("rgamma", 0), fmpq(0)),
    "factorial":                    (LINE, u("factorial", 5), fmpq(120)),
    "the first factorial":          (LINE, u("factorial", 0), fmpq(1)),
    "a binomial":                   (LINE, u("binomial", 100, 50), fmpq(100891344545564193334812497256)),
    "a binomial outside":           (LINE, u("binomial", 5, 7), fmpq(0)),
    "a binomial below":             (LINE, u("binomial", 5, -1), fmpq(0)),
    "a binomial outside a long row": (LINE, u("binomial", 6_000, 6_001), fmpq(0)),
    "a binomial at its ends":       (LINE, u("binomial", 5, 0) + u("binomial", 5, 5), fmpq(2)),
    "a floor":                      (LINE, u("floor", -HALF), fmpq(-1)),
    "a floor of a ball":            (LINE, u("floor", PI), fmpq(3)),
    "a ceiling of a ball":          (LINE, u("ceiling", PI), fmpq(4)),
    "a remainder":                  (LINE, u("mod", -7, 3), fmpq(2)),
    "the greatest":                 (LINE, u("max", ONE / 3, ONE / 5, ONE / 4), fmpq(1, 3)),
    "the least":                    (LINE, u("min", ONE / 3, ONE / 5, ONE / 4), fmpq(1, 5)),
    "no angle":                     (LINE, u("arg", 2), fmpq(0)),
    "no angle in the plane":        (PLANE, u("arg", SPUN), fmpq(0)),
    "a sine":                       (LINE, u("sin", PI / 6), fmpq(1, 2)),
    "a logarithm":                  (PLANE, u("log", ONE), fmpq(0)),
    "a real part":                  (PLANE, u("re", 2 + I), fmpq(2)),
    "an imaginary part":            (PLANE, u("im", 2 + 3 * I), fmpq(3)),
    "no imaginary part":            (PLANE, u("im", 2), fmpq(0)),
    "a distance":                   (PLANE, u("abs", 3 + 4 * I), fmpq(5)),
}  # fmt: skip

BALLS: dict[str, tuple[Context, Term, str]] = {
    "a logarithm by a base":        (LINE, u("log", 2, 10), "0.30102999566398119521"),
    "gamma between":                (LINE, u("gamma", number(5) / 2), "1.3293403881791370205"),
    "gamma of a ball":              (LINE, u("gamma", PI), "2.2880377953400324179"),
    "factorial between":            (LINE, u("factorial", HALF), "0.88622692545275801365"),
    "a binomial between":           (LINE, u("binomial", HALF, 2), "-0.125"),
    "a binomial to between":        (LINE, u("binomial", 2, HALF), "1.6976527263135502482"),
    "a binomial held as complex":   (PLANE, u("binomial", SPUN / 4, HALF), "1"),
    "beta":                         (LINE, u("beta", 2, HALF), "1.3333333333333333333"),
    "asec":                         (LINE, u("asec", 2), "1.0471975511965977462"),
    "acsch":                        (LINE, u("acsch", HALF), "1.4436354751788103425"),
    "acosh":                        (LINE, u("acosh", 2), "1.3169578969248167086"),
    "atanh":                        (LINE, u("atanh", -(number(9) / 10)), "-1.4722194895832202300"),
    "acot of zero":                 (LINE, u("acot", 0), "1.5707963267948966192"),
    "acot of a negative":           (LINE, u("acot", -1), "-0.78539816339744830962"),
    "an angle of a negative":       (LINE, u("arg", -2), "3.1415926535897932385"),
    "an angle":                     (LINE, u("atan2", 1, NAUGHT), "1.5707963267948966192"),
    "an angle to a ball":           (LINE, u("atan2", NAUGHT, 1), "0"),
    "an angle to the left":         (LINE, u("atan2", 0, -1), "3.1415926535897932385"),
    "the greatest of two":          (LINE, u("max", 3, PI), "3.1415926535897932385"),
    "the least of two":             (LINE, u("min", u("exp", 1), PI, 5), "2.7182818284590452354"),
    "the least of a ball":          (LINE, u("min", THREE, 3), "3"),
    "the greatest of a ball":       (LINE, u("max", 3, THREE), "3"),
    "asin in the plane":            (PLANE, u("asin", HALF), "0.52359877559829887308"),
    "atan in the plane":            (PLANE, u("atan", 2), "1.1071487177940905030"),
    "asec in the plane":            (PLANE, u("asec", 2), "1.0471975511965977462"),
    "a quotient":                   (LINE, 1 / PI, "0.31830988618379067154"),
    "a power of a ball":            (LINE, PI**2, "9.8696044010893586188"),
    "a power of a ball, negative":  (LINE, PI ** number(-2), "0.10132118364233777144"),
    "a root":                       (LINE, number(2) ** HALF, "1.4142135623730950488"),
    "a root of a quotient":         (LINE, (number(4) / 3) ** HALF, "1.1547005383792515290"),
    "a root of a quotient, below":  (LINE, (number(3) / 4) ** HALF, "0.86602540378443864676"),
    "a real root":                  (LINE, u("cbrt", -2), "-1.2599210498948731648"),
    "a power, a ball":              (LINE, number(2) ** u("sqrt", 2), "2.6651441426902251887"),
    "a Bessel function":            (LINE, u("besselj", 0, 1), "0.76519768655796655145"),
}  # fmt: skip

COMPLEX_BALLS: dict[str, tuple[Term, complex]] = {
    "a root of a negative":         (u("sqrt", -2), 1.4142135623730951j),
    "a third root of a negative":   (u("cbrt", -8), 1 + 1.7320508075688772j),
    "a power of a negative":        (number(-8) ** (ONE / 3), 1 + 1.7320508075688772j),
    "a power, complex":             (TWO**I, 0.7692389013639721 + 0.6389612763136348j),
    "a power of a complex":         ((1 + I) ** HALF, 1.0986841134678098 + 0.45508986056222733j),
    "a logarithm of a negative":    (u("log", -1), 3.141592653589793j),
    "asin beside its cut":          (u("asin", 2 * I), 1.4436354751788103j),
    "atan beside its cut":          (u("atan", I / 2), 0.5493061443340549j),
    "an angle":                     (u("arg", 1 + I), 0.7853981633974483),
    "a conjugate":                  (u("conjugate", 1 + I), 1 - 1j),
    "a sine":                       (u("sin", I), 1.1752011936438014j),
}  # fmt: skip

LARGE: dict[str, Term] = {
    "gamma":                 u("gamma", 6_000),
    "factorial":             u("factorial", 6_000),
    "a binomial":            u("binomial", 6_000, 3_000),
    "a power":               number(3) ** 20_001,
    "an exact power":        TWO**20_001,
    "a root":                number(2**65) ** (ONE / 65),
    "a power of a root":     number(8) ** (number(100) / 3),
}  # fmt: skip
"""What is not computed exactly, although it could be."""


class TestValuesWithoutNames:
    @pytest.mark.parametrize(("context", "t"), UNDEFINED.values(), ids=UNDEFINED)
    def test_none(self, context: Context, t: Term) -> None:
        assert evaluate(t, {}, context) == NOWHERE

    @pytest.mark.parametrize(("context", "t", "why"), UNKNOWN.values(), ids=UNKNOWN)
    def test_not_told(self, context: Context, t: Term, why: Unknown) -> None:
        assert evaluate(t, {}, context) == why

    @pytest.mark.parametrize(("context", "t", "expected"), EXACT.values(), ids=EXACT)
    def test_exact(self, context: Context, t: Term, expected: fmpq) -> None:
        found = evaluate(t, {}, context)
        assert type(found) is fmpq and found == expected
        assert elementary(t, context.field) in ((None,) if _has_cases(t) else (expected,))

    @pytest.mark.parametrize(("context", "t", "expected"), BALLS.values(), ids=BALLS)
    def test_balls(self, context: Context, t: Term, expected: str) -> None:
        for found in (evaluate(t, {}, context), elementary(t, context.field)):
            assert type(found) is arb and abs(found - arb(expected)) < arb("1e-12")

    @pytest.mark.parametrize(("t", "expected"), COMPLEX_BALLS.values(), ids=COMPLEX_BALLS)
    def test_complex_balls(self, t: Term, expected: complex) -> None:
        for found in (evaluate(t, {}, PLANE), elementary(t, "complex")):
            assert type(found) in (arb, acb) and abs(acb(found) - acb(expected)) < arb("1e-12")

    @pytest.mark.parametrize("t", LARGE.values(), ids=LARGE)
    def test_large(self, t: Term) -> None:
        for found in (evaluate(t, {}, LINE), elementary(t, "real")):
            assert type(found) is arb and found > 1


def _has_cases(t: Term) -> bool:
    """Whether a term holds what no proof looks at: cases, statements, binders."""
    cases = ("indicator", "where", "piecewise")
    return any(isinstance(u, Bind) or getattr(u, "head", "") in cases for u in subterms(t))


NOT_ELEMENTARY = {
    case: row[:2] for case, row in {**UNDEFINED, **UNKNOWN}.items() if row[1] != I
} | {
    "a truth":      (LINE, TRUE),
    "an array":     (LINE, u("vector", 1, 2)),
    "infinity":     (LINE, INFINITY),
    "a derivative": (LINE, binder("diff", "x", x**3, 2, 1)),
    "a statement":  (LINE, rel("<", 1, 2)),
    "no arguments": (LINE, u("sin")),
}  # fmt: skip


@pytest.mark.parametrize(("context", "t"), NOT_ELEMENTARY.values(), ids=NOT_ELEMENTARY)
def test_what_has_no_value_for_a_proof(context: Context, t: Term) -> None:
    assert elementary(t, context.field) is None


def slope(body: Term, at: Term | int, order: Term | int = 1) -> Term:
    return binder("diff", "x", body, at, order)


RATES: dict[str, tuple[Term, fmpq | Unknown]] = {
    "at a kink":              (slope(u("abs", x), 0), evaluation.NO_DERIVATIVE),
    "at what may be a kink":  (slope(u("abs", x), NAUGHT), evaluation.NO_DERIVATIVE),
    "outside":                (slope(u("log", x), -1), NOWHERE),
    "of a whole part":        (slope(u("floor", x), HALF), fmpq(0)),
    "at a jump":              (slope(u("floor", x), 1), evaluation.NO_DERIVATIVE),
    "of a power":             (slope(x**3, 2), fmpq(12)),
    "beside a kink":          (slope(u("abs", x), -3), fmpq(-1)),
}  # fmt: skip


@pytest.mark.parametrize(("t", "expected"), RATES.values(), ids=RATES)
def test_derivatives(t: Term, expected: fmpq | Unknown) -> None:
    assert evaluate(t, {}, LINE) == expected


def test_an_array_is_no_number() -> None:
    found = evaluate(u("sin", u("vector", 1, 2)), {}, LINE)
    assert found == Unknown("an array where a number was expected")


# --- statements ----------------------------------------------------------------------------------

NAMES = Context({"x": REAL, "y": REAL, "n": INTEGER, "p": BOOLEAN})
AT = {"x": number(3), "y": TWO, "n": TWO, "p": TRUE}
n, p, unknown = Sym("n"), Sym("p"), eq(THREE, 3)

TRUTHS: dict[str, tuple[Term, bool | None]] = {
    "a truth":                     (p, True),
    "a truth that is a number":    (x, None),
    "a truth without a value":     (Sym("q"), None),
    "no statement":                (x + 1, None),
    "an undefined side":           (eq(1 / ZERO, 1 / ZERO), False),
    "an unknown side":             (eq(Sym("q"), Sym("q")), None),
    "balls":                       (unknown, None),
    "balls that are the same":     (rel("<=", THREE, THREE), True),
    "the same through its value":  (eq(u("exp", x), u("exp", 3)), True),
    "the same head":               (eq(u("exp", NAUGHT), u("exp", 2 * NAUGHT)), None),
    "not unknown":                 (u("not", unknown), None),
    "iff, unknown before":         (u("iff", unknown, TRUE), None),
    "iff, unknown after":          (u("iff", FALSE, unknown), None),
    "iff, unknown":                (u("iff", unknown, unknown), None),
    "xor, unknown before":         (u("xor", unknown, TRUE), None),
    "xor, unknown after":          (u("xor", FALSE, unknown), None),
    "iff":                         (u("iff", FALSE, FALSE), True),
    "xor":                         (u("xor", FALSE, FALSE), False),
    "and, unknown":                (u("and", unknown, TRUE), None),
    "and, decided":                (u("and", unknown, FALSE), False),
    "or, unknown":                 (u("or", FALSE, unknown), None),
    "or, decided":                 (u("or", unknown, TRUE), True),
    "implies, unknown":            (u("implies", TRUE, unknown), None),
    "implies, vacuous":            (u("implies", FALSE, unknown), True),
    "below infinity":              (rel("<", x, INFINITY), True),
    "above infinity":              (rel(">", x, INFINITY), False),
    "below minus infinity":        (rel("<=", x, MINUS_INFINITY), False),
    "infinity below":              (rel("<", INFINITY, x), False),
    "minus infinity below":        (rel("<", MINUS_INFINITY, number(-5)), True),
    "infinities":                  (rel("<", MINUS_INFINITY, INFINITY), True),
    "infinity itself":             (rel("<", INFINITY, INFINITY), False),
    "in a range":                  (rel("in", x, 1, 3), True),
    "not in a range":              (rel("in", x, 4, 5), False),
    "not whole in a range":        (rel("in", x / 2, 1, 3), False),
    "for all of none":             (every(FALSE, 2, 1), True),
    "for all":                     (every(rel("<", j, x), 1, 2), True),
    "not for all":                 (every(rel("<", j, x), 1, 3), False),
    "for all to what is not whole": (every(TRUE, 1, HALF), None),
    "for all numbers":             (every(rel(">", x, 0), var="x"), None),
    "for all numbers, of another": (every(rel(">", x, 0), var="y"), True),
    "defined":                     (defined(u("log", x)), True),
    "not defined":                 (defined(u("log", -x)), False),
    "maybe defined":               (defined(1 / NAUGHT), None),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "expected"), TRUTHS.values(), ids=TRUTHS)
def test_truths(statement: Term, expected: bool | None) -> None:
    assert holds(statement, AT, NAMES) is expected


AROUND: dict[str, tuple[Term, bool | None]] = {
    "above":                    (rel(">", x, 2), True),
    "at":                       (eq(x, 3), None),
    "not at":                   (rel("!=", x, 3), None),
    "beside":                   (rel("!=", x, 4), True),
    "what is a whole number":   (eq(n, 2), True),
    "what is the same":         (eq(u("exp", x), u("exp", x)), True),
    "what is the same there":   (eq(u("exp", x), u("exp", 3)), None),
    "a turn there":             (eq(u("sin", x * PI), 0), None),
    "a truth":                  (p, True),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "expected"), AROUND.values(), ids=AROUND)
def test_truths_around_a_point(statement: Term, expected: bool | None) -> None:
    assert holds(statement, AT, NAMES, around=True) is expected


UNORDERED = {
    "a number of the plane":        rel("<", I, 1),
    "below infinity":               rel("<", I, INFINITY),
    "above minus infinity":         rel(">=", I, MINUS_INFINITY),
    "infinity above":               rel(">", INFINITY, I),
    "itself":                       rel("<=", I, I),
}  # fmt: skip


@pytest.mark.parametrize("statement", UNORDERED.values(), ids=UNORDERED)
def test_what_is_not_real_is_not_ordered(statement: Term) -> None:
    assert holds(statement, {}, PLANE) is None
    assert holds(u("not", statement), {}, PLANE) is None


def test_what_is_not_real_is_not_infinite() -> None:
    assert holds(eq(I, INFINITY), {}, PLANE) is False
    assert holds(rel("!=", I, INFINITY), {}, PLANE) is True


def test_what_does_not_move_stays_a_whole_number() -> None:
    scope = scope_of((x, n), {"x": ONE, "n": TWO}, NAMES, around=True)
    assert value(n, scope) == 2
    assert value(x, scope).contains(1) and not value(x, scope).is_exact()


BASES: tuple[Base, ...] = ("integer", "rational", "real", "complex", "boolean", "function")
SORTED: dict[str, tuple[object, str]] = {
    "an integer":  (fmpq(2),            "integer rational real complex"),
    "a rational":  (fmpq(1, 2),         "rational real complex"),
    "a real ball": (arb.pi(),           "real complex"),
    "a ball":      (acb(0, 1),          "complex"),
    "a truth":     (True,               "boolean"),
    "an array":    (Array((fmpq(1),)),  ""),
}  # fmt: skip


@pytest.mark.parametrize(("found", "bases"), SORTED.values(), ids=SORTED)
def test_sorts_of_values(found: object, bases: str) -> None:
    assert [base for base in BASES if is_of(found, base)] == bases.split()


# --- claims that were refuted, or proved, by a wrong value --------------------------------------

PLANAR = Context({"x": REAL, "z": COMPLEX}, (), "complex")
NO_ANGLE = u("atan2", 0, 0)
FAILS = "the claim is not seen to fail at the point"

REJECTED: dict[str, tuple[Claim, Evidence, str, Term | None]] = {
    "what is below infinity is real": (
        Claim(PLANAR, rel("<", z, INFINITY), "implies", eq(u("im", z), 0)), Point((("z", I),)), FAILS, None),
    "a binomial of a negative integer under a sum": (
        Claim(real(), eq(x, 0), "iff", eq(total(u("binomial", j, 2), -1, 1), x)), Point((("x", ZERO),)), FAILS, None),
    "nothing has no angle": (
        Claim(PLANAR, eq(x, 0), "implies", u("not", eq(NO_ANGLE, x))), Point((("x", ZERO),)), FAILS, None),
    "an angle of nothing": (
        Claim(PLANAR, TRUE, "implies", defined(NO_ANGLE)), Lemma(defined(NO_ANGLE), Enclosure(NO_ANGLE)),
        "no value is seen to be enclosed", NO_ANGLE),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason", "needs"), REJECTED.values(), ids=REJECTED)
def test_what_is_rejected(
    claim: Claim, evidence: Evidence, reason: str, needs: Term | None
) -> None:
    assert judge(claim, evidence) == Rejected(reason, needs)


def test_what_is_known_of_all_numbers_is_known_outside_of_binders() -> None:
    always = Bind("forall", "y", u("!=", y**2, x), ())
    counted = binder("sum", "x", u("indicator", always), 1, 1)
    for known, found in ((always, True), (u("not", always), False), (u("not", eq(x, 1)), None)):
        scope = scope_of((always,), {"x": ZERO}, real(), known=frozenset((known,)))
        assert truth(always, scope) is found
        assert truth(u("not", always), scope) is (None if found is None else not found)
        assert truth(u("=", counted, 0), scope) is None
        assert truth(substitute(always, {"x": ONE}), scope) is None
