"""Random limits, improper integrals and series: `python tests/random_calculus.py --count 200`.

The judge is mpmath: values near the place of a limit at 300 digits, quadrature, summation by
acceleration.  A value that is a small rational multiple of a known constant makes a true step, a
value nearby a false one; what has no value is only compared with numbers.  Where the judge's own
error is large the step is counted apart and listed with the verdict.  A wrong verdict makes the
exit code 1.  `--kind` picks one of the kinds.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mpmath import mp, mpf
from random_steps import Step, Tally, judged, told

Number = Callable[[mpf], mpf]

SMALL, LARGE = mpf("1e-12"), mpf("1e-4")
"""A difference below the first is none, one above the second is one; so for the judge's error."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of one name, as text and as a value."""

    text: str
    at: Number

    def __add__(self, other: Function) -> Function:
        return Function(f"({self.text} + {other.text})", lambda x: self.at(x) + other.at(x))

    def __sub__(self, other: Function) -> Function:
        return Function(f"({self.text} - {other.text})", lambda x: self.at(x) - other.at(x))

    def __mul__(self, other: Function) -> Function:
        return Function(f"{self.text}*{other.text}", lambda x: self.at(x) * other.at(x))

    def __truediv__(self, other: Function) -> Function:
        return Function(f"({self.text})/({other.text})", lambda x: self.at(x) / other.at(x))

    def __pow__(self, other: Function) -> Function:
        return Function(f"({self.text})^({other.text})", lambda x: self.at(x) ** other.at(x))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge says: a value with its error, or that there is none."""

    value: mpf | None
    error: mpf


@dataclass(frozen=True, slots=True)
class Row:
    """A term, what the judge says of it, and the constants of which its value may be a multiple."""

    text: str
    judged: Judged
    constants: tuple[str, ...]


def number(q: Fraction | int) -> Function:
    q = Fraction(q)
    text = str(q) if q >= 0 and q.denominator == 1 else f"({q})"
    return Function(text, lambda x: mpf(q.numerator) / q.denominator)


def name(letter: str) -> Function:
    return Function(letter, lambda x: x)


def applied(head: str, inner: Function) -> Function:
    outer = {"log": mp.log, "factorial": mp.factorial, "abs": abs}.get(head) or getattr(mp, head)
    return Function(f"{head}({inner.text})", lambda x: outer(inner.at(x)))


CONSTANTS: dict[str, Callable[[], mpf]] = {
    "1": lambda: mpf(1), "pi": lambda: +mp.pi, "pi^2": lambda: mp.pi**2, "E": lambda: +mp.e,
    "1/E": lambda: 1 / mp.e, "E^2": lambda: mp.e**2, "sqrt(E)": lambda: mp.exp(0.5),
    "1/sqrt(E)": lambda: mp.exp(-0.5), "exp(-2)": lambda: mp.exp(-2),
    "sqrt(pi)": lambda: mp.sqrt(mp.pi),
    "sqrt(2)": lambda: mp.sqrt(2), "sqrt(3)": lambda: mp.sqrt(3), "log(2)": lambda: mp.log(2),
    "log(3)": lambda: mp.log(3), "pi*sqrt(2)": lambda: mp.pi * mp.sqrt(2),
    "pi*sqrt(3)": lambda: mp.pi * mp.sqrt(3), "pi/E": lambda: mp.pi / mp.e,
    "sqrt(2*pi)": lambda: mp.sqrt(2 * mp.pi), "pi*log(2)": lambda: mp.pi * mp.log(2),
    "log(3/2)": lambda: mp.log(mpf(3) / 2), "cos(1)": lambda: mp.cos(1),
    "sin(1)": lambda: mp.sin(1),
    "pi^4": lambda: mp.pi**4, "log(2)^2": lambda: mp.log(2) ** 2,
}  # fmt: skip


def rational(rng: random.Random, high: int = 4) -> Fraction:
    above = rng.choice([n for n in range(-high, high + 1) if n])
    return Fraction(above, rng.choice([1, 1, 1, 2, 3]))


def positive(rng: random.Random, high: int = 4) -> Fraction:
    return abs(rational(rng, high))


# --- limits --------------------------------------------------------------------------------------

LIMIT_CONSTANTS = ("1", "E", "1/E", "E^2", "exp(-2)", "sqrt(E)", "1/sqrt(E)", "sqrt(2)", "pi",
                   "log(2)", "log(3)", "log(3/2)", "sqrt(pi)", "sqrt(2*pi)")  # fmt: skip
NEAR = tuple(mpf(10) ** -k * mpf(s) for k, s in ((40, "1.7"), (60, "1.3"), (80, "2.1")))
"""Distances from the place of a limit, or their reciprocals."""
HUGE = mpf(10) ** 25


def vanishing(rng: random.Random, x: Function) -> Function:
    """Something that goes to 0 with x."""
    ax = number(rational(rng)) * x
    one = number(1)
    simple = [
        lambda: applied(rng.choice(("sin", "tan", "atan", "sinh", "asin", "tanh")), ax),
        lambda: applied("exp", ax) - one,
        lambda: applied("log", one + ax),
        lambda: one - applied("cos", ax),
        lambda: applied("cosh", ax) - one,
        lambda: applied("sqrt", one + ax) - one,
        lambda: x ** number(rng.randint(1, 3)),
        lambda: x - applied(rng.choice(("sin", "atan", "tan")), x),
        lambda: (number(rng.randint(2, 4)) ** x) - one,
    ]
    u = rng.choice(simple)()
    if rng.random() < 0.35:
        v = rng.choice(simple)()
        u = rng.choice((u * v, u + v, u - v))
    return u


def at_zero(rng: random.Random, x: Function) -> Function:
    one = number(1)
    u, v = vanishing(rng, x), vanishing(rng, x)
    shapes = [
        lambda: u / v, lambda: u / v, lambda: u / v, lambda: u / v,
        lambda: (u + v) / vanishing(rng, x),
        lambda: (one + number(rational(rng)) * x) ** (number(rational(rng)) / x),
        lambda: applied("cos", number(rational(rng)) * x) ** (one / x ** number(rng.randint(1, 2))),
        lambda: one / u - one / v,
        lambda: u * applied(rng.choice(("sin", "cos")), one / x) / rng.choice((one, x)),
        lambda: applied("abs", u) / v,
    ]  # fmt: skip
    return rng.choice(shapes)()


def at_zero_above(rng: random.Random, x: Function) -> Function:
    one = number(1)
    shapes = [
        lambda: x ** number(positive(rng)) * applied("log", x) ** number(rng.randint(1, 3)),
        lambda: x ** (number(rational(rng)) * x),
        lambda: applied("sqrt", x) / applied("sin", applied("sqrt", number(positive(rng)) * x)),
        lambda: applied("exp", number(0) - one / x) / x ** number(rng.randint(1, 4)),
        lambda: (applied("sin", x) / x) ** (one / x),
        lambda: applied("log", applied("sin", number(positive(rng)) * x)) / applied("log", x),
        lambda: x ** (applied("sin", x)),
        lambda: at_zero(rng, x),
    ]
    return rng.choice(shapes)()


def polynomial(rng: random.Random, x: Function, degree: int) -> Function:
    u = number(positive(rng)) * x ** number(degree)
    for _ in range(rng.randint(1, 2)):
        u = u + number(rational(rng)) * x ** number(rng.randint(0, degree))
    return u


def at_infinity(rng: random.Random, x: Function) -> Function:
    one, two = number(1), number(2)
    d = rng.randint(1, 3)
    a, b = number(positive(rng)), number(rational(rng))
    shapes = [
        lambda: polynomial(rng, x, d) / polynomial(rng, x, max(d + rng.choice((0, 0, 1, -1)), 1)),
        lambda: applied("sqrt", x**two + b * x + a) - x,
        lambda: applied("sqrt", a * x**two + x) - applied("sqrt", a * x**two + b * x),
        lambda: (one + b / x) ** (a * x),
        lambda: ((x + a) / (x + b)) ** x,
        lambda: applied("log", one + applied("exp", a * x)) / x,
        lambda: x * (applied("log", x + a) - applied("log", x)),
        lambda: x ** number(d) * applied("exp", number(0) - a * x),
        lambda: applied("log", x) ** number(d) / x,
        lambda: x * applied("sin", b / x),
        lambda: applied(rng.choice(("sin", "cos")), x) / x ** number(d - 1),
        lambda: applied("atan", b * x) * x / (x + one),
        lambda: (applied("exp", x) + x ** number(d)) / (applied("exp", a * x) - x),
        lambda: applied("floor", a * x) / x,
        lambda: x ** (one / x),
        lambda: at_zero(rng, one / x),
    ]
    return rng.choice(shapes)()


def of_sequence(rng: random.Random, n: Function) -> Function:
    one, faculty = number(1), applied("factorial", n)
    shapes = [
        lambda: (number(-1) ** n) / n ** number(rng.randint(0, 2)),
        lambda: n ** (number(positive(rng)) / n),
        lambda: number(positive(rng)) ** n / applied("factorial", n),
        lambda: applied("factorial", n) / n**n,
        lambda: applied("factorial", n) ** (one / n) / n,
        lambda: applied("factorial", number(2) * n) / (faculty ** number(2) * number(4) ** n),
        lambda: n ** number(rng.randint(1, 3)) * number(Fraction(rng.randint(1, 4), 3)) ** n,
        lambda: at_infinity(rng, n),
    ]
    return rng.choice(shapes)()


def limits(rng: random.Random) -> Row | None:
    place = rng.choice(("0", "0", "0, +", "1", "2", "oo", "oo", "oo", "n"))
    letter = "n" if place == "n" else "x"
    x = name(letter)
    point = {"1": 1, "2": 2}.get(place, 0)
    if point:
        body = at_zero(rng, Function(f"(x - {point})", lambda x: x - point))
        ways = [[point + h for h in NEAR], [point - h for h in NEAR]]
    elif place == "0":
        body, ways = at_zero(rng, x), [list(NEAR), [-h for h in NEAR]]
    elif place == "0, +":
        body, ways = at_zero_above(rng, x), [list(NEAR)]
    elif place == "oo":
        body, ways = at_infinity(rng, x), [[1 / h for h in NEAR]]
    else:
        body = of_sequence(rng, x)
        with mp.workdps(300):  # else even and odd ones are the same
            ways = [[mp.floor(1 / h) + k for h in NEAR] for k in (0, 1, 2, 3)]
    spelled = "integer n -> oo" if place == "n" else f"x -> {place}"
    with mp.workdps(300):
        found = near(body.at, ways)
    return Row(f"lim({body.text}, {spelled})", found, LIMIT_CONSTANTS) if found else None


def near(f: Number, ways: list[list[mpf]]) -> Judged | None:
    """The limit by values nearby; without values nearby None."""
    try:
        values = [[f(x) for x in way] for way in ways]
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    flat = [v for way in values for v in way]
    if not all(isinstance(v, mpf) and mp.isfinite(v) for v in flat):
        return None
    if any(abs(way[0]) > HUGE and abs(way[2]) > abs(way[0]) for way in values):
        return Judged(None, mpf(0))
    ends = [way[-1] for way in values]
    settled = all(abs(way[1] - way[2]) < SMALL for way in values)
    if settled and max(ends) - min(ends) > LARGE:
        return Judged(None, mpf(0))
    value = ends[0]
    return Judged(value, max(abs(v - value) for way in values for v in way[1:]))


# --- improper integrals --------------------------------------------------------------------------

INTEGRAL_CONSTANTS = ("1", "pi", "sqrt(pi)", "sqrt(2*pi)", "pi^2", "log(2)", "log(3)",
                      "log(3/2)", "pi*sqrt(2)", "pi*sqrt(3)", "pi/E", "1/E", "exp(-2)",
                      "pi*log(2)", "E")  # fmt: skip


def on_half_line(rng: random.Random, x: Function) -> Function:
    one, two, zero = number(1), number(2), number(0)
    a, b, d = number(positive(rng)), number(positive(rng)), number(rng.randint(0, 3))
    s = number(Fraction(rng.choice((-3, -1, 1, 3)), 2))
    shapes = [
        lambda: x**d * applied("exp", zero - a * x),
        lambda: x**s * applied("exp", zero - a * x),
        lambda: x**d * applied("exp", zero - a * x**two),
        lambda: one / (x**two + a * a),
        lambda: x**d / (x**two + one) ** two,
        lambda: x ** number(Fraction(rng.choice((-2, -1, 1)), 3)) / (one + x),
        lambda: applied("exp", zero - a * x) * applied(rng.choice(("sin", "cos")), b * x),
        lambda: (applied("exp", zero - a * x) - applied("exp", zero - b * x)) / x,
        lambda: applied("log", x) / (x**two + one),
        lambda: x / (applied("exp", x) - one),
        lambda: x / (applied("exp", x) + one),
        lambda: one / applied("cosh", a * x),
        lambda: one / ((x + a) * (x + a + b)),
        lambda: one / (applied("sqrt", x) * (x + a)),
        lambda: one / (x ** number(3) + one),
        lambda: x / (x**two + a),
    ]
    return rng.choice(shapes)()


def on_unit(rng: random.Random, x: Function) -> Function:
    one = number(1)
    d = number(rng.randint(0, 3))
    s = number(Fraction(rng.choice((-5, -3, -2, -1, 1)), rng.choice((2, 3))))
    shapes = [
        lambda: x**s,
        lambda: x**d * applied("log", x) ** number(rng.randint(1, 3)),
        lambda: x**s * applied("log", x),
        lambda: one / applied("sqrt", one - x),
        lambda: x**d / applied("sqrt", one - x ** number(2)),
        lambda: applied("sqrt", x / (one - x)),
        lambda: applied("log", one - x),
        lambda: applied("log", x) / applied("sqrt", x),
        lambda: (one - x) ** s * x**d,
        lambda: one / applied("sqrt", x * (one - x)),
        lambda: applied("log", x) / (one + x) ** number(2),
    ]
    return rng.choice(shapes)()


def on_tail(rng: random.Random, x: Function) -> Function:
    one, two = number(1), number(2)
    s = number(Fraction(rng.randint(1, 6), 2))
    shapes = [
        lambda: one / x**s,
        lambda: applied("log", x) / x**s,
        lambda: one / (x * (x + number(positive(rng)))),
        lambda: one / (x * applied("sqrt", x**two + one)),
        lambda: one / (x**two * applied("sqrt", x**two - one)),
        lambda: applied("exp", number(0) - x) * (x + one),
        lambda: applied("atan", x) / x**two,
        lambda: (x + one) / (x ** number(3) + x),
    ]
    return rng.choice(shapes)()


def on_line(rng: random.Random, x: Function) -> Function:
    a, b, two = number(positive(rng)), number(rational(rng)), number(2)
    shapes = [
        lambda: applied("exp", number(0) - a * x**two),
        lambda: x**two * applied("exp", number(0) - a * (x - b) ** two),
        lambda: number(1) / (x**two + b * x + b * b),
        lambda: applied("cos", x) / (x**two + number(1)),
        lambda: number(1) / applied("cosh", x) ** two,
        lambda: applied("exp", number(0) - a * applied("abs", x)),
        lambda: applied("atan", x) / (number(1) + x**two),
        lambda: x / (number(1) + x**two),
    ]
    return rng.choice(shapes)()


RANGES: tuple[tuple[str, list[mpf], Callable[[random.Random, Function], Function]], ...] = (
    ("0..oo", [mpf(0), mpf(1), mp.inf], on_half_line),
    ("0..1", [mpf(0), mpf("0.5"), mpf(1)], on_unit),
    ("1..oo", [mpf(1), mpf(2), mp.inf], on_tail),
    ("-oo..oo", [-mp.inf, mpf(-1), mpf(0), mpf(1), mp.inf], on_line),
)


def integrals(rng: random.Random) -> Row | None:
    spelled, points, made = rng.choice(RANGES)
    body = made(rng, name("x"))
    with mp.workdps(30):
        found = quadrature(body.at, points)
    return Row(f"int({body.text}, x = {spelled})", found, INTEGRAL_CONSTANTS) if found else None


def quadrature(f: Number, points: list[mpf]) -> Judged | None:
    """The integral over pieces; without a value where the parts near an end do not become less."""
    try:
        if any(grows(f, end) for end in (points[0], points[-1])):
            return Judged(None, mpf(0))
        value, error = mp.quad(f, points, error=True, maxdegree=9)
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return Judged(value, error) if mp.isfinite(value) and mp.im(value) == 0 else None


def grows(f: Number, end: mpf) -> bool:
    """Whether |f| is no less than 1/distance near an end, or 1/x towards infinity."""
    sign = -1 if end > 0 else 1

    def scaled(step: mpf) -> mpf:
        x = -sign / step if mp.isinf(end) else end + sign * step
        return abs(f(x) * x) if mp.isinf(end) else abs(f(x) * step)

    first, second = scaled(mpf("1e-6")), scaled(mpf("1e-9"))
    return bool(first > mpf("1e-8") and second > first * mpf("0.9"))


# --- series --------------------------------------------------------------------------------------

SERIES_CONSTANTS = ("1", "pi", "pi^2", "pi^4", "E", "1/E", "sqrt(E)", "E^2", "log(2)", "log(3)",
                    "log(3/2)", "cos(1)", "sin(1)", "pi*sqrt(3)", "exp(-2)",
                    "log(2)^2")  # fmt: skip


def general(rng: random.Random, k: Function) -> Function:
    one = number(1)
    r = number(Fraction(rng.choice((-1, 1)) * rng.randint(1, 4), rng.choice((2, 3, 4, 5))))
    d, m = number(rng.randint(0, 3)), number(rng.randint(1, 3))
    sign = number(-1) ** k
    shapes = [
        lambda: r**k, lambda: k**d * r**k, lambda: (k + m) * r**k, lambda: r**k / k,
        lambda: r**k / applied("factorial", k), lambda: k**d / applied("factorial", k),
        lambda: (k + m) * r**k / applied("factorial", k),
        lambda: one / (k * (k + m)), lambda: one / ((k + m) * (k + m + one)),
        lambda: one / (number(4) * k ** number(2) - one),
        lambda: one / (k * (k + one) * (k + number(2))),
        lambda: one / k ** number(rng.randint(1, 4)),
        lambda: sign / k ** number(rng.randint(1, 2)), lambda: sign / (number(2) * k + one),
        lambda: sign / applied("factorial", number(2) * k),
        lambda: one / applied("factorial", number(2) * k + one),
        lambda: one / (number(2) * k - one) ** number(2),
        lambda: applied("sqrt", k + one) - applied("sqrt", k),
        lambda: applied("atan", k + one) - applied("atan", k),
        lambda: one / applied("sqrt", k) - one / applied("sqrt", k + one),
        lambda: applied("log", one + one / k), lambda: k / (k + m),
        lambda: (number(2) ** k + number(3) ** k) / number(rng.randint(4, 6)) ** k,
        lambda: (number(2) * k + one) / (k ** number(2) * (k + one) ** number(2)),
    ]  # fmt: skip
    return rng.choice(shapes)()


def series(rng: random.Random) -> Row | None:
    body, low = general(rng, name("k")), rng.choice((0, 1, 1, 1, 2))
    with mp.workdps(30):
        found = summed(body.at, low)
    return Row(f"sum({body.text}, k = {low}..oo)", found, SERIES_CONSTANTS) if found else None


def summed(f: Number, low: int) -> Judged | None:
    """The sum by acceleration; without a value where the terms do not fall faster than 1/k."""
    try:
        terms = [f(mpf(10) ** e + j) for e in (5, 8) for j in (0, 1)]
        alternates = terms[0] * terms[1] < 0
        early, late = abs(terms[0]), abs(terms[2]) * (1 if alternates else 1000)
        if early > mpf("1e-14") and late > mpf("0.9") * early:
            return Judged(None, mpf(0))
        value = mp.nsum(f, [low, mp.inf])
        again = mp.fsum(f(mpf(k)) for k in range(low, low + 60)) + mp.nsum(f, [low + 60, mp.inf])
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return Judged(value, abs(value - again)) if mp.isfinite(value) else None


# --- steps ---------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[random.Random], Row | None]] = {
    "limits": limits, "integrals": integrals, "series": series,
}  # fmt: skip


def multiple(row: Row) -> tuple[str, Fraction] | None:
    """A constant and the small rational number by which the value is a multiple of it."""
    value = row.judged.value
    assert value is not None
    if abs(value) < SMALL:
        return "1", Fraction(0)
    for constant in row.constants:
        ratio = value / CONSTANTS[constant]()
        q = Fraction(str(mp.nstr(ratio, 25))).limit_denominator(400)
        off = abs(ratio - mpf(q.numerator) / q.denominator)
        if abs(q.numerator) < 4000 and off < SMALL * abs(ratio):
            return constant, q
    return None


def written(constant: str, q: Fraction) -> str:
    return str(q) if constant == "1" else f"{q}*{constant}"


def mistaken(rng: random.Random, q: Fraction) -> Fraction:
    """Another number: a sign, a factor, a summand."""
    others = [-q, 2 * q, q / 2, q + 1, q - 1, q + Fraction(1, 6), 1 / q if q else Fraction(1)]
    return rng.choice([other for other in others if other != q])


def steps_of(rng: random.Random, row: Row) -> Iterator[Step]:
    """A true and a false step where the value is recognised, else a false one."""
    judge = row.judged
    if judge.value is None:
        yield Step(row.text, str(rational(rng)), "", False)
        return
    known = judge.error < SMALL
    found = multiple(row) if known else None
    if found:
        constant, q = found
        yield Step(row.text, written(constant, q), "", True)
        yield Step(row.text, written(constant, mistaken(rng, q)), "", False)
        return
    guess = Fraction(str(mp.nstr(judge.value, 8))).limit_denominator(12)
    apart = abs(judge.value - mpf(guess.numerator) / guess.denominator)
    differs = known or apart > LARGE + 10 * judge.error
    yield Step(row.text, str(guess), "", False if differs else None)


PATIENCE = 200
"""So many rows in a row that there were already, and all are taken to be made."""


def steps(seed: int, count: int, kind: str) -> Iterator[Step]:
    """So many steps of one kind, or all: true ones, and false ones with the same terms."""
    rng = random.Random(f"{kind} {seed}")
    seen: set[str] = set()
    made = again = 0
    while made < count and again < PATIENCE:
        row = KINDS[kind](rng)
        if row is None or row.text in seen:
            again += 1
            continue
        again = 0
        seen.add(row.text)
        for step in steps_of(rng, row):
            made += 1
            yield step


def run(seed: int, count: int, kind: str) -> Tally:
    return judged(steps(seed, count, kind), {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="steps of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(KINDS))
    options = parser.parse_args()
    wrong = 0
    for kind in [options.kind] if options.kind else KINDS:
        print(f"{kind}:")
        wrong |= told(run(options.seed, options.count, kind))
    return wrong


if __name__ == "__main__":
    sys.exit(main())
