"""Functions given by equations for all arguments: what is refuted or open, then what follows."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "f": "function", "g": "function", "x": "real", "y": "real", "k": "real", "n": "integer",
    "m": "positive integer", "l": "index of m", "P": "real[m, m]", "p": "real[m]",
    "S": "symmetric real[m, m]", "q, r": "real[m]",
}  # fmt: skip

GROWTH = ("for all t, diff(f(t), t) = f(t)",)
RATE = ("for all t, diff(f(t), t) = k*f(t)",)
CIRCLE = ("for all t, diff(f(t), t) = g(t)", "for all t, diff(g(t), t) = -f(t)")
GAMMA = ("for all t, f(t + 1) = t*f(t)",)
FACTORIAL = ("for all t, t > 0 implies f(t + 1) = t*f(t)",)
DOUBLING = ("for all t, f(t + 1) = 2*f(t)",)
PERIODIC = ("for all t, f(t + 1) = f(t)",)
PRODUCT = ("for all s, for all t, f(s + t) = f(s)*f(t)",)
ODD = ("for all t, f(-t) = -f(t)",)
SIGMOID = ("for all t, f(t) = 1/(1 + exp(-t))",)
HALVED = ("for all t, 2*diff(f(t), t) = f(t)",)
TURNED = ("for all t, f(t) = 2*diff(f(t), t)",)
DAMPED = ("for all t, diff(f(t), (t, 2)) + 3*diff(f(t), t) + 2*f(t) = 0",)
SPRING = ("k > 0", "for all t, k*diff(f(t), (t, 2)) = -f(t)")
COUPLED = ("for all t, 2*diff(f(t), t) = g(t)", "for all t, 3*diff(g(t), t) = f(t)")
SCALED = ("for all t, t*diff(f(t), t) = f(t)",)
SQUARE = ("for all t, f(t)*diff(f(t), t) = t",)
FIBONACCI = ("for all t, f(t + 2) = f(t + 1) + f(t)", "f(0) = 0", "f(1) = 1")
MATRIX = ("for all i = 1..m, sum(P[i, j], j = 1..m) = 1",)
ORBIT = (
    "for all t, f(t) > 0", "for all t, f(t)^2*diff(g(t), t) = k",
    "for all t, diff(f(t), (t, 2)) - f(t)*diff(g(t), t)^2 = -1/f(t)^2",
)  # fmt: skip
DEGREES = ("for all i = 1..m, q[i] = sum(S[i, j], j = 1..m)",)
COLUMNS = ("for all i = 1..m, q[i] = sum(P[i, j], j = 1..m)",)
CIRCULAR = ("for all i = 1..m, q[i] = 2*r[i]", "for all i = 1..m, r[i] = q[i]/2")
TOTAL = ("sum(p[i], i = 1..m) = 1",)
POLE = ("for all t, f(t) = 1/t",)

HALVES = ("for all j: f(2^(j + 1)) = 2*f(2^j) + x*2^j", "f(1) = x")
DOUBLE = ("for all t > 0: f(2*t) = 2*f(t) + t", "f(1) = 1")
TOWERS = ("for all integer j >= 0: f(j + 1) = 2*f(j) + 1", "f(0) = 0")
WORDS = ("for all positive integer j: f(j) = f(j - 1) + 1", "f(0) = 0")
FORMULA = ("for all j in 1..oo: f(j) = j^2",)

REFUTED = {
    "one disc too many":       ((*TOWERS, "n >= 0"), "f(n + 1)", "2*f(n) + 2"),
    "one word too many":       ((*WORDS, "n >= 0"), "f(n)", "n + 1"),
    "a formula from one on":   (FORMULA, "f(m)", "m"),
    "a rate that is halved":   (HALVED, "diff(f(x), (x, 2))", "f(x)/2"),
    "a sum that decays":       (DAMPED, "diff(diff(f(x), x) + f(x), x)", "-diff(f(x), x) - f(x)"),
    "a Fibonacci number":      (FIBONACCI, "f(3)", "3"),
    "no initial value":        (GROWTH, "f(x)", "exp(x)"),
    "another initial value":   ((*GROWTH, "f(0) = 1"), "f(x)", "2*exp(x)"),
    "a wrong constant":        (("for all t, diff(f(t), t) = t", "f(0) = y"), "f(x)", "x^2/2 - y"),
    "a wrong factor":          (GROWTH, "diff(f(x)^2, x)", "3*f(x)^2"),
    "a rate to the first":     (RATE, "diff(f(x), (x, 2))", "k*f(x)"),
    "a wrong sign":            (CIRCLE, "diff(f(x)^2 - g(x)^2, x)", "0"),
    "a wrong power":           (PRODUCT, "f(3*x)", "f(x)^2"),
    "an odd function at zero": (ODD, "f(0)", "1"),
    "a product for a sum":     (PRODUCT, "f(x*y)", "f(x) + f(y)"),
    "a sigmoid":               (SIGMOID, "diff(f(x), x)", "f(x)*(1 + f(x))"),
    "columns for rows":        (COLUMNS, "sum(sum(P[j, i]*p[i], j = 1..m), i = 1..m)",
                                "sum(q[i]*p[i], i = 1..m)"),
}  # fmt: skip
NEVER = {
    "another base":            (HALVES, "f(3)", "3*x"),
    "half of a power":         (DOUBLE, "f(2^(n + 1))", "f(2^n) + 2^n"),
    "before the first":        (TOWERS, "f(n + 1)", "2*f(n) + 1"),
    "a disc before the first": (TOWERS, "f(0)", "2*f(-1) + 1"),
    "one step short":          (GAMMA, "f(x + 2)", "x*f(x)"),
    "where it is not given":   (FACTORIAL, "f(x + 1)", "x*f(x)"),
    "beside the condition":    ((*FACTORIAL, "x > -1"), "f(x + 1)", "x*f(x)"),
    "no whole period":         (PERIODIC, "f(x + 1/2)", "f(x)"),
    "constant":                (PERIODIC, "f(x)", "f(0)"),
    "a pole":                  (POLE, "x*f(x)", "1"),
    "columns instead of rows": (MATRIX, "sum(P[i, l], i = 1..m)", "1"),
    "a part of a row":         (MATRIX, "sum(P[l, j], j = 2..m)", "1"),
    "another function":        (GROWTH, "diff(g(x), x)", "g(x)"),
    "defined by one another":  (CIRCULAR, "sum(q[i], i = 1..m)", "0"),
    "at one point only":       (("f(0) = 1",), "f(x)", "1"),
}  # fmt: skip
PROVED = {
    "a power of two":          (HALVES, "f(2^(n + 1))", "2*f(2^n) + x*2^n"),
    "half of a power":         (HALVES, "f(2^n/2)", "2*f(2^n/4) + x*2^n/4"),
    "the first power":         (HALVES, "f(2)", "3*x"),
    "twice a power":           (DOUBLE, "f(2^(n + 1))", "2*f(2^n) + 2^n"),
    "a disc more":             ((*TOWERS, "n >= 0"), "f(n + 1)", "2*f(n) + 1"),
    "all discs":               ((*TOWERS, "n >= 0"), "f(n)", "2^n - 1"),
    "a rate that is halved":   (HALVED, "diff(f(x), (x, 2))", "f(x)/4"),
    "the same turned around":  (TURNED, "diff(f(x), (x, 2))", "f(x)/4"),
    "a sum that decays":       (DAMPED, "diff(f(x) + diff(f(x), x), x)/2", "-f(x) - diff(f(x), x)"),
    "an energy with a factor": (SPRING, "diff(k*diff(f(x), x)^2 + f(x)^2, x)", "0"),
    "two with factors":        (COUPLED, "diff(f(x), (x, 2))", "f(x)/6"),
    "a factor that may vanish": (SCALED, "x*diff(f(x), x)", "f(x)"),
    "a factor that is given":  (SQUARE, "diff(f(x)^2, x)", "2*x"),
    "a Fibonacci number":      (FIBONACCI, "f(6)", "8"),
    "the exponential":         ((*GROWTH, "f(0) = 1"), "f(x)", "exp(x)"),
    "a growth":                ((*RATE, "f(0) = y"), "f(x)", "y*exp(k*x)"),
    "by its value at zero":    (RATE, "f(x)", "f(0)*exp(k*x)"),
    "a constant":              (("for all t, diff(f(t), t) = 0",), "f(x)", "f(0)"),
    "an antiderivative":       (("for all t, diff(f(t), t) = t", "f(0) = y"), "f(x)", "x^2/2 + y"),
    "a conserved energy":      ((*CIRCLE, "f(0) = 0", "g(0) = 1"), "f(x)^2 + g(x)^2", "1"),
    "a row of a matrix":       (MATRIX, "p[l]*sum(P[l, j], j = 1..m)", "p[l]"),
    "all rows":                (MATRIX, "sum(sum(P[i, j], j = 1..m), i = 1..m)", "m"),
    "rows with weights":       (MATRIX, "sum(sum(p[i]*P[i, j], i = 1..m), j = 1..m)",
                                "sum(p[i], i = 1..m)"),
    "a factor that cancels":   (ORBIT, "diff(f(x), (x, 2))", "k^2/f(x)^3 - 1/f(x)^2"),
    "its own derivative":      (GROWTH, "diff(f(x)^2, x)", "2*f(x)^2"),
    "a constant of motion":    (GROWTH, "diff(exp(-x)*f(x), x)", "0"),
    "the second derivative":   (RATE, "diff(f(x), (x, 2))", "k^2*f(x)"),
    "one after the other":     (RATE, "diff(diff(f(x), x), x)", "k^2*f(x)"),
    "an energy":               (CIRCLE, "diff(f(x)^2 + g(x)^2, x)", "0"),
    "the inner derivative":    (GROWTH, "diff(f(x^2), x)", "2*x*f(x^2)"),
    "two steps":               (GAMMA, "f(x + 2)", "(x + 1)*x*f(x)"),
    "at a number":             (GAMMA, "f(4)", "6*f(1)"),
    "under a condition":       ((*FACTORIAL, "x > 0"), "f(x + 3)", "(x + 2)*(x + 1)*x*f(x)"),
    "at a number that fits":   (FACTORIAL, "f(5)", "24*f(1)"),
    "three steps":             (DOUBLING, "f(n + 3)", "8*f(n)"),
    "a period":                (PERIODIC, "f(x + 5)", "f(x)"),
    "a double":                (PRODUCT, "f(2*x)", "f(x)^2"),
    "a triple":                (PRODUCT, "f(3*x)", "f(x)^3"),
    "an odd function at zero": (ODD, "f(0)", "0"),
    "a definition":            (SIGMOID, "f(x) + f(-x)", "1"),
    "sums of rows":            (DEGREES, "sum(sum(S[j, i]*p[i], j = 1..m), i = 1..m)",
                                "sum(q[i]*p[i], i = 1..m)"),
    "a product of totals":     (TOTAL, "sum(sum(p[i]*r[j], i = 1..m), j = 1..m)",
                                "sum(r[j], j = 1..m)"),
    "its derivative":          (SIGMOID, "diff(f(x), x)", "f(x)*(1 - f(x))"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(assume: tuple[str, ...], before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert found.name == "refuted"


@pytest.mark.parametrize(("assume", "before", "after"), NEVER.values(), ids=NEVER)
def test_what_does_not_follow(assume: tuple[str, ...], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name != "proved"


@pytest.mark.parametrize(("assume", "before", "after"), PROVED.values(), ids=PROVED)
def test_what_follows(assume: tuple[str, ...], before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (
        found.name,
        [r for r in found.reasons if "sampled" not in r and "no point" not in r],
    ) == ("proved", [])


def test_identities_beside_differential_equations_do_without_them() -> None:
    symbols = {"a": "real", "b": "real", "k": "real", "u": "function C2"}
    before, after = "int(u''(t)*t + u'(t), t = a..b)", "int(diff(t*u'(t), t), t = a..b)"
    laws = ["for all s: u''(s) = -k*u(s)"]
    assert check_step(before, after, symbols=symbols, assume=laws).name == "proved"
