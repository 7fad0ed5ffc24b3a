"""Integrals, limits and sums that have values: what need not have one first, then what does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = dict.fromkeys(("a", "c", "n", "x"), "real") | {
    "p": "positive real", "b": "positive real", "f": "function"
}  # fmt: skip

NEVER = {
    "parts that diverge": ("int(1/x - 1/x, x = 0..1)", "int(1/x, x = 0..1) - int(1/x, x = 0..1)"),
    "constants over a half line": (
        "int(exp(-x) + 1 - 1, x = 0..oo)", "int(exp(-x) + 1, x = 0..oo) - int(1, x = 0..oo)"),
    "a harmonic series": (
        "sum(1/k - 1/(k + 1), k = 1..oo)", "sum(1/k, k = 1..oo) - sum(1/(k + 1), k = 1..oo)"),
    "limits of what swings": (
        "lim(sin(x) - sin(x), x -> oo)", "lim(sin(x), x -> oo) - lim(sin(x), x -> oo)"),
    "nothing times an integral": ("int(0*x, x = 0..oo)", "0*int(x, x = 0..oo)"),
    "a factor that may vanish": ("int(c*x^n, x = 0..1)", "c*int(x^n, x = 0..1)"),
    "a base of either sign": ("int(a^x, x = 0..1)", "int(a^(2*x)/a^x, x = 0..1)"),
    "any exponent": ("0", "int(x^n, x = 0..1) - int(x^n, x = 0..1)"),
    "a pole between the ends": ("0", "int(1/(x - 1/2), x = 0..1)"),
    "odd, and divergent": ("0", "int(x, x = -oo..oo)"),
    "a tangent across its pole": ("0", "int(tan(x), x = 0..pi)"),
    "a limit at a pole": ("0", "lim(1/x, x -> 0, +)*0"),
    "a limit from both sides": ("0", "lim(sqrt(x), x -> 0)"),
    "a limit at a step": ("lim(floor(x), x -> 1, -)", "1"),
    "a primitive at the wrong end": (
        "int(1/(b^2 + x^2), x = 0..oo)",
        "lim(atan(x/b)/b, x -> 0, +) - lim(atan(x/b)/b, x -> oo, -)"),
    "a primitive, a factor off": (
        "int(1/(b^2 + x^2), x = 0..oo)", "lim(atan(x/b), x -> oo, -) - lim(atan(x/b), x -> 0, +)"),
    "a variable turned round twice": (
        "int(x*f(x), x = 0..pi)", "int((pi + y)*f(pi - y), y = 0..pi)"),
    "a variable without its slope": ("int(f(x), x = 0..1)", "int(f(2*t), t = 0..1/2)"),
    "a sine without its slope": ("int(f(x), x = 0..p)", "int(f(p*sin(t))*cos(t), t = 0..pi/2)"),
    "a sine to half the range": ("int(f(x), x = 0..p)", "int(f(p*sin(t))*p*cos(t), t = 0..pi/6)"),
    "a variable that comes back": ("int(x^2, x = 0..0)", "int(sin(t)^2*cos(t), t = 0..pi)*0 + 1"),
    "a square that folds": ("int(f(x), x = 1..1)", "int(f(t^2)*t, t = -1..1) + 1"),
    "a range with a gap": (
        "int(exp(-x^2), x = 0..oo)", "int(exp(-x^2), x = 0..1) + int(exp(-x^2), x = 2..oo)"),
    "gamma, one off": ("gamma(p)", "int(x^p*exp(-x), x = 0..oo)"),
    "gamma of any argument": ("0", "0*int(x^a*exp(-x), x = 0..oo)"),
    "an arctangent of either sign": ("lim(atan(a*x), x -> oo, -)", "pi/2"),
    "a growing exponential": ("0", "0*lim(exp(a*x), x -> oo, -)"),
    "a power of either sign": ("lim(x^a, x -> oo, -)", "0"),
    "growth over a half line": ("int(exp(b*x), x = 0..oo)", "-1/b"),
    "growth or decay": ("1/a", "int(exp(-a*x), x = 0..oo)"),
    "a slow fall": ("int(1/x, x = 1..oo)", "lim(log(x), x -> oo, -)*0 + 1"),
    "parts without their sign": (
        "int(x*log(x), x = 1..2)", "lim(x^2/2*log(x), x -> 2, -) - 0 + int(x/2, x = 1..2)"),
}  # fmt: skip
RIGHT = {
    "a factor taken out": ("int(2*x^n, x = 0..1)", "2*int(x^n, x = 0..1)"),
    "written otherwise": ("int(x^n*(1 - x), x = 0..1)", "int((1 - x)*x^n, x = 0..1)"),
    "put together": ("int(x^n, x = 0..1) + int(x^p, x = 0..1)", "int(x^n + x^p, x = 0..1)"),
    "over a half line": (
        "int(exp(-p*x)*(1 + x), x = 0..oo)", "int(exp(-p*x) + x*exp(-p*x), x = 0..oo)"),
    "moving exponents": ("int(3^x/5^x, x = 0..1)", "int((3/5)^x, x = 0..1)"),
    "a positive base": ("int(p^x, x = 0..1)", "int(p^(2*x)/p^x, x = 0..1)"),
    "numbers, split": (
        "int(log(x)/(x^2 + 1) + log(1 + 1/x)/(x^2 + 1), x = 1..oo)",
        "int(log(x)/(x^2 + 1), x = 1..oo) + int(log(1 + 1/x)/(x^2 + 1), x = 1..oo)"),
    "a continuous part": (
        "int(f(x) + cos(x), x = 0..1)", "int(f(x), x = 0..1) + int(cos(x), x = 0..1)"),
    "a hole between the ends": ("int(1, x = -1..1)", "int(x/x, x = -1..1)"),
    "a hole at an end": ("int(1, x = 0..1)", "int(x/x, x = 0..1)"),
    "limits by continuity": (
        "lim(exp(-p*x)*cos(x), x -> 0, +) + lim(x^2, x -> c)", "1 + c^2"),
    "at the end of a domain": ("lim(sqrt(1 - x), x -> 1, -)", "0"),
    "a primitive at infinity": (
        "int(1/(b^2 + x^2), x = 0..oo)",
        "lim(atan(x/b)/b, x -> oo, -) - lim(atan(x/b)/b, x -> 0, +)"),
    "of a logarithm": (
        "int(log(x), x = 0..1)", "lim(x*log(x) - x, x -> 1, -) - lim(x*log(x) - x, x -> 0, +)"),
    "a tangent for the variable": (
        "int(log(x + 1)/(x^2 + 1), x = 0..1)", "int(log(tan(u) + 1), u = 0..pi/4)"),
    "turned round": (
        "int(x*sin(x)/(1 + cos(x)^2), x = 0..pi)",
        "int((pi - y)*sin(y)/(1 + cos(y)^2), y = 0..pi)"),
    "a sine for the variable": ("int(f(x), x = 0..p)", "int(f(p*sin(t))*p*cos(t), t = 0..pi/2)"),
    "a cosine that falls": (
        "int(sin(y)/(cos(y)^2 + 1), y = 0..pi)", "int(1/(u^2 + 1), u = -1..1)"),
    "a scale": (
        "int(log(x + 1)/(x^2 + 1), x = 0..1)", "int(log(t/b + 1)/((t/b)^2 + 1)/b, t = 0..b)"),
    "two ranges": (
        "int(log(x)/(x^2 + 1), x = 0..oo)",
        "int(log(x)/(x^2 + 1), x = 0..1) + int(log(x)/(x^2 + 1), x = 1..oo)"),
    "gamma": ("gamma(p)", "int(x^(p - 1)*exp(-x), x = 0..oo)"),
    "beta": ("beta(2, p)/3", "int(x*(1 - x)^(p - 1)/3, x = 0..1)"),
    "an arctangent, far out": ("lim(atan(x/b)/b, x -> oo, -)", "pi/(2*b)"),
    "a decay": ("lim(-exp(-p*x)/p, x -> oo, -) + exp(-0)/p", "1/p"),
    "a power that falls": ("lim(3*x^(-p)*log(x), x -> oo, -)", "0"),
    "a decay, integrated": ("int(exp(-p*x), x = 0..oo)", "1/p"),
    "and back": ("1/p", "int(exp(-p*x), x = 0..oo)"),
    "two decays": ("int(exp(-p*x) + exp(-b*x), x = 0..oo)", "1/p + 1/b"),
    "a decay times x": ("int(x*exp(-p*x), x = 0..oo)", "1/p^2"),
    "the whole line": ("int(1/(b^2 + x^2), x = -oo..oo)", "pi/b"),
    "powers of numbers": ("int((3^x + 4^x)/5^x, x = 0..1)", "-2/5/log(3/5) - 1/5/log(4/5)"),
    "by parts": (
        "int(x*log(x), x = 1..2)", "lim(x^2/2*log(x), x -> 2, -) - 0 - int(x/2, x = 1..2)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_need_not_have_a_value(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_has_a_value(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved", found.reasons
