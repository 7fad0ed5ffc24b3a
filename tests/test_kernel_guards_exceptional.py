"""Exceptional sets: the point that shows a condition to fail rarely has allowed points all around."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.kernel.checker.exceptional import exceptional
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.continuity import continuous, stays
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, TRUE, TWO, App, Bind, Num, Sym, Term, call, number

x, y, n, z, p, a = map(Sym, "xynzpa")
HALF = ONE / 2
SORTS = {"x": REAL, "y": REAL, "n": INTEGER, "p": BOOLEAN, "f": Sort("function", arity=1),
         "a": Sort("real", ((ONE, number(3)),))}  # fmt: skip
HERE: dict[str, Term] = {"x": TWO, "y": number(3), "n": TWO, "p": TRUE}
PLANE = {"z": COMPLEX, "x": REAL}
THERE: dict[str, Term] = {"z": 1 + App("I", ()), "x": TWO}


def u(head: str, *args: Term | int) -> App:
    return call(head, *args)


def f(t: Term) -> Term:
    return App("apply", (Sym("f"), t))


ROOM: dict[str, tuple[Term, bool]] = {
    "an equation":                  (u("=", x, 2), False),
    "at its end":                   (u(">=", x, 2), False),
    "false":                        (u(">", x, 3), False),
    "a root at its end":            (u("<", u("sqrt", x - 2), 1), False),
    "a quotient where it ends":     (u("<", 1 / (x - 2), 1), False),
    "a jump":                       (u(">", u("sign", x), 0), False),
    "whole around one point only":  (u("<", u("floor", x), 3), False),
    "what is whole":                (u("=", u("floor", x), x), False),
    "whole numbers that differ":    (u("=", n, 3), False),
    "no truth":                     (u("not", p), False),
    "a conjunction with an equation": (u("and", u(">", x, 1), u("=", x, 2)), False),
    "either, at an end":            (u("or", u("=", x, 2), u("<", x, 1)), False),
    "denied, an equation":          (u("not", u("!=", x, 2)), False),
    "denied, at its end":           (u("not", u("<", x, 2)), False),
    "an implication":               (u("implies", u(">", x, 1), u("=", x, 2)), False),
    "for all":                      (Bind("forall", "t", u("<", Sym("t"), x), ()), False),
    "of an array":                  (u(">", u("index", a, 1), 0), False),
    "of a function":                (u(">", f(x), 0), False),
    "a moving exponent, at its end": (u("<", u("^", x - 2, y), 1), False),
    "cases":                        (u("<", u("piecewise", 1, u("=", x, 2), 5, TRUE), 3), False),
    "strictly":                     (u(">", x, 1), True),
    "not at its end":               (u(">=", x, 1), True),
    "not there":                    (u("!=", x, 3), True),
    "a root":                       (u("<", u("sqrt", x - 1), 5), True),
    "a quotient":                   (u("<", 1 / (x - 1), 5), True),
    "a power that moves":           (u("and", u(">", x, 0), u("<", x**y, 9)), True),
    "whole numbers":                (u("=", u("floor", n / 2), 1), True),
    "a truth":                      (p, True),
    "a conjunction":                (u("and", u(">", x, 1), u("<", x, y)), True),
    "either":                       (u("or", u("=", x, 2), u(">", x, 1)), True),
    "denied":                       (u("not", u("=", x, 3)), True),
    "an implication that is vacuous": (u("implies", u("<", x, 1), u("=", x, 2)), True),
    "an implication that is met":   (u("implies", u("<", x, y), u("<", x, 3)), True),
    "any function":                 (u(">", f(x) ** 2 + x, 0), True),
}  # fmt: skip


@pytest.mark.parametrize(("assumed", "rare"), ROOM.values(), ids=ROOM)
def test_room_around_a_point(assumed: Term, rare: bool) -> None:
    context = Context(SORTS, (assumed,))
    assert exceptional(u("!=", y - 1, 0), HERE, Facts(context), context) is rare


SQUARE = x**2
ALONE: dict[str, tuple[Term, bool]] = {
    "a point beside a half line":   (u("or", u(">=", x, 1), u("=", x, 0)), False),
    "a point by its polynomial":    (u(">=", SQUARE * (x - 1), 0), False),
    "a point by an absolute value": (u(">=", u("abs", x) * (x - 1), 0), False),
    "a point by two weak bounds":   (u("or", u(">", x, 1), u("and", u("<=", x, 0), u(">=", x, 0))), False),
    "a line by a product":          (u(">=", SQUARE * y, 0), False),
    "a point by a definedness":     (u(">=", u("sqrt", SQUARE * (x - 1)), 0), False),
    "whole exponents of what is negative": (u("<", x**y, 9), False),
    "by another name":              (u("and", u("or", u(">", y, 1), u("=", y, 0)), u(">", x, y - 1)), False),
    "a point by an implication":    (u("implies", u("<", x, 1), u("=", x, 0)), False),
    "whole ones":                   (u("or", u(">", x, 1), u("=", u("floor", x), x)), False),
    "a point, denied":              (u("not", u("and", u("<=", x, 1), u("!=", x, 0))), False),
    "what is not convex":           (u(">=", SQUARE, 1), False),  # but regular
    "a point by a jump":            (u("or", u(">", x, 1), u("<", u("sign", x) ** 2, 1)), False),
    "a point by a negative square": (u("or", u(">", x, 1), u(">=", u("neg", SQUARE), 0)), False),
    "a point at which a denied side has no value": (
        u("or", u(">", x, 1), u("not", u(">=", x**2 / x**2, 0))), False),
    "a point at which an antecedent has no value": (
        u("implies", u("=", x / x, 1), u(">", x, 1)), False),
    "a point at which part of an antecedent has no value": (
        u("implies", u("and", u("=", x / x, 1), u("<", y, 99)), u(">", x, 1)), False),
    "more alternatives than are looked at": (
        u("and", *(u("or", u(">", x, 1 - i), u("<", x, -9 - i)) for i in range(6))), False),
    "denied twice":                 (u("not", u("not", u(">", x, 1))), True),
    "half lines, denied":           (u("not", u("and", u("<", x, 1), u(">", x, -1))), True),
    "not linked":                   (u("or", u(">", y, 1), u("=", y, 0)), True),
    "a point within":               (u("or", u(">", x, 1), u("=", x, 2)), True),
    "half lines":                   (u("or", u(">=", x, 1), u("<=", x, -1)), True),
    "outside an interval":          (u(">=", u("abs", x), 1), True),
    "weak and equal":               (u("or", u(">", x, 1), u("=", x, 1)), True),
    "an ellipse":                   (u("<=", 2 * SQUARE + y**2, 99), True),
    "a hyperbola":                  (u("<=", SQUARE + App("*", (-ONE, y**2)), 99), False),
    "a hyperbola as a square":      (u("<=", (x * y) ** 2, 99), False),
    "a cube":                       (u("<=", x**3, y + 9), False),
    "beside a truth that is denied": (u("or", u(">", x, 1), u("not", p)), True),
    "beside whole numbers":         (u("<", u("floor", n / 2) - 9, x), True),
    "an interval":                  (u("<=", u("abs", x - 1), 9), True),
    "an interval by squares":       (u("<=", SQUARE, 9), True),
    "a triangle":                   (u("and", u("<=", 0, x), u("<=", x, y), u("<=", y, 9)), True),
    "of whole numbers":             (u("and", u("<=", 0, x), u("<=", x, n + 1)), True),
    "where a root is defined":      (u("<", u("sqrt", x), 9), True),
}  # fmt: skip


@pytest.mark.parametrize(("assumed", "rare"), ALONE.values(), ids=ALONE)
def test_what_is_lost_is_not_all_that_is_allowed_near_it(assumed: Term, rare: bool) -> None:
    context = Context(SORTS, (assumed,))
    assert exceptional(u("!=", x, 0), HERE, Facts(context), context) is rare


IN_THE_PLANE: dict[str, tuple[Term, bool]] = {
    "what may not be real":     (u(">", u("exp", z) / u("exp", z), 0), False),
    "on a cut":                 (u("!=", u("sqrt", z), 0), False),
    "a root as a power":        (u("!=", z**HALF, 0), False),
    "a power that moves":       (u("!=", z**x, 0), False),
    "a power by another name":  (u("!=", x**z, 0), False),
    "an equation":              (u("=", u("re", z), 1), False),
    "a jump":                   (u("!=", u("arg", z), 0), False),
    "not there":                (u("!=", z**2 + 1, 0), True),
    "a quotient":               (u("!=", 1 / z, 0), True),
    "a real part":              (u(">", u("re", z), 0), True),
    "what is above the reals":  (u("<=", (z - App("I", ())) ** 2, 5), False),
    "outside a disk":           (u(">=", u("abs", z), x - 1), False),  # not looked at
    "a half plane, with its edge": (u(">=", u("re", z), 0), False),  # not looked at
    "a disk":                   (u("<=", u("abs", z - 1), 5), True),
    "a length":                 (u("<", u("abs", u("conjugate", z)), 5), True),
    "a sine":                   (u("!=", u("sin", z), 0), True),
}  # fmt: skip


@pytest.mark.parametrize(("assumed", "rare"), IN_THE_PLANE.values(), ids=IN_THE_PLANE)
def test_room_around_a_point_of_the_plane(assumed: Term, rare: bool) -> None:
    context = Context(PLANE, (assumed,), "complex")
    assert exceptional(u("!=", z - 1, 0), THERE, Facts(context), context) is rare


POINTS: dict[str, tuple[dict[str, Term], bool]] = {
    "a name that is not declared":  ({"q": ONE}, False),
    "a whole number between":       ({"n": HALF}, False),
    "a truth for a number":         ({"x": TRUE}, False),
    "a number for a truth":         ({"p": ONE}, False),
    "a name for a number":          ({"x": y}, False),
    "what has no value":            ({"x": 1 / (ONE - 1)}, False),
    "infinity":                     ({"x": u("oo")}, False),
    "where it vanishes":            ({"y": ONE}, False),
    "where it may vanish":          ({"y": u("exp", u("log", 3)) - 2}, False),
    "an array, which is not asked": ({"a": ONE}, True),
    "a number":                     ({"x": u("pi")}, True),
}  # fmt: skip


@pytest.mark.parametrize(("moved", "rare"), POINTS.values(), ids=POINTS)
def test_the_point_itself(moved: dict[str, Term], rare: bool) -> None:
    context = Context(SORTS)
    point = {**HERE, **moved}
    assert exceptional(u("!=", y - 1, 0), point, Facts(context), context) is rare


def test_a_point_of_the_line_is_real() -> None:
    context = Context(PLANE, (), "complex")
    point = {"z": TWO, "x": 1 + App("I", ())}
    assert not exceptional(u("!=", z - 1, 0), point, Facts(context), context)


VANISHING: dict[str, tuple[Term, bool]] = {
    "a jump":                       (u("sign", x), False),
    "a logarithm of what has two sides": (u("log", x**2 - 1), False),
    "a root that may end":          (u("asin", x / 9), False),
    "a gamma function of a root that may end": (u("digamma", u("asin", x / 9)), False),
    "a pole that recurs":           (u("tan", u("pi") * n / 2 + 1), False),
    "a logarithm of a line":        (u("log", x + 1), True),
    "a root that is always there":  (u("sqrt", x**2 + 1), True),
    "an area tangent":              (u("atan", x), True),
    "a gamma function":             (u("digamma", x), True),
    "a zeta function":              (u("zeta", x) + 1, True),
}  # fmt: skip


@pytest.mark.parametrize(("t", "rare"), VANISHING.values(), ids=VANISHING)
def test_what_vanishes_rarely(t: Term, rare: bool) -> None:
    context = Context(SORTS)
    assert exceptional(u("!=", t, 0), HERE, Facts(context), context) is rare


CONTINUOUS = {
    "a function in the plane":  (f(z), "z", "complex", False),
    "a function on the line":   (f(x), "x", "real", True),
    "a jump in a function":     (f(u("floor", x)), "x", "real", False),
    "a jump of another name":   (u("floor", y) + x, "x", "real", True),
    "a quotient as a power":    (z ** (number(5) / 2), "z", "complex", False),
    "a decimal":                (z ** Num(Fraction(5, 2)), "z", "complex", False),
    "a whole power in the plane": (z**3, "z", "complex", True),
    "an argument":              (u("arg", z), "z", "complex", False),
    "a binder":                 (Bind("sum", "j", x, (ONE, TWO)), "x", "real", False),
}  # fmt: skip


@pytest.mark.parametrize(("t", "name", "scalars", "steady"), CONTINUOUS.values(), ids=CONTINUOUS)
def test_what_is_continuous(t, name, scalars, steady) -> None:
    context = Context({"f": Sort("function")}, (), scalars)
    assert continuous(t, name, lambda s: False, context) is steady


def test_what_stays_true() -> None:
    strict = {u("<", x, 1), u(">", y, 1), u("!=", x, y)}
    assert all(stays(s, strict.__contains__) for s in strict)
    assert stays(u("<=", x, 1), strict.__contains__) and stays(u(">=", y, 1), strict.__contains__)
    assert not stays(u("<=", x, 2), strict.__contains__)
    assert not stays(u("=", x, 1), lambda s: True) and not stays(u("in", x, 1, 2), lambda s: True)
    assert stays(u("or", u("<", x, 1), u("<", x, 0)), strict.__contains__)
    assert not stays(u("and", u("<", x, 1), u("<", x, 0)), strict.__contains__)


def test_a_truth_is_no_choice() -> None:
    context = Context(SORTS, (p,))
    assert not exceptional(u(">", y, 0), HERE, Facts(context), context)
