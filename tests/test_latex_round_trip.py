"""Terms written as LaTeX and read back: the same terms, and nothing else where they are refused.

`python tests/test_latex_round_trip.py 20000 1` does it with so many terms from a seed, and tells
how many there were, how many of them different, and which were refused.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_latex_reading import scope_of

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    call,
)
from derivcheck.notation.latex import write
from derivcheck.notation.tex.reading import LatexReader

Draw = Callable[[Sequence[Any]], Any]
"""Takes one of several; hypothesis does, and `random`, which is twenty times as fast."""

SCOPE = scope_of({
    "n": "positive integer", "k": "integer", "i": "index of n", "x": "real", "y": "positive real",
    "theta": "real", "x_0": "real", "rate": "real",
    "f": "function", "g": "function real, real -> real",
    "v": "real[n]", "A": "real[n, n]", "B": "real[n, n]",
})  # fmt: skip
READER = LatexReader(SCOPE)
NAMES = [Sym(name) for name in ("x", "y", "theta", "x_0", "rate", "n", "k")]
UNARY = "sin cos tan exp log sqrt abs sinh atan floor factorial".split()
BOUND = ["j", "t", "u"]


def pick(draw: Draw, *choices: Any) -> Any:
    return draw(choices)


def a_number(draw: Draw, size: int) -> Term:
    if size <= 0:
        numeral = Num(pick(draw, 0, 1, 2, 3, 12, 1000, Fraction(1, 2), Fraction(5, 4)))
        entry = pick(
            draw, call("index", Sym("v"), Sym("i")), call("index", Sym("A"), Sym("i"), ONE)
        )
        return pick(draw, numeral, call("pi"), entry, *NAMES)
    return pick(draw, *FORMS)(draw, size - 1)


def numbers(draw: Draw, size: int, least: int = 2, most: int = 3) -> tuple[Term, ...]:
    return tuple(a_number(draw, size) for _ in range(draw(range(least, most + 1))))


def summed(draw: Draw, size: int) -> Term:
    name = pick(draw, *BOUND)
    body = pick(draw, "+", "*")
    inner = App(body, (a_number(draw, size), Sym(name)))
    return Bind(pick(draw, "sum", "prod"), name, inner, (ONE, Sym("n")))


def integrated(draw: Draw, size: int) -> Term:
    name = pick(draw, "t", "u", "x")
    return Bind("int", name, a_number(draw, size) * Sym(name), numbers(draw, 0, 2, 2))


def differentiated(draw: Draw, size: int) -> Term:
    order = pick(draw, ONE, Num(2), Sym("k"))
    return Bind("diff", "x", a_number(draw, size), (Sym("x"), order))


def limited(draw: Draw, size: int) -> Term:
    target = pick(draw, Num(0), INFINITY, Sym("y"))
    return Bind(pick(draw, "lim", "lim+"), "t", a_number(draw, size) + Sym("t"), (target,))


def traced(draw: Draw, size: int) -> Term:
    product = call(
        "matmul", call("transpose", Sym("A")), pick(draw, Sym("B"), call("inv", Sym("A")))
    )
    return call(pick(draw, "tr", "det"), pick(draw, product, Sym("A") + Sym("B")))


FORMS: list[Callable[[Draw, int], Term]] = [
    lambda d, s: App("+", numbers(d, s)),
    lambda d, s: App("*", numbers(d, s)),
    lambda d, s: App("*", numbers(d, s)),
    lambda d, s: App("^", numbers(d, s, 2, 2)),
    lambda d, s: a_number(d, 0) / a_number(d, s),  # a big sign over a line is set beside it
    lambda d, s: -a_number(d, s),
    lambda d, s: call(pick(d, *UNARY), a_number(d, s)),
    lambda d, s: App("apply", (Sym("f"), a_number(d, s))),
    lambda d, s: App("apply", (Sym("g"), *numbers(d, s, 2, 2))),
    lambda d, s: App(pick(d, "max", "min"), numbers(d, s)),
    lambda d, s: call("binomial", *numbers(d, s, 2, 2)),
    lambda d, s: App("indicator", (a_relation(d, s),)),
    summed,
    integrated,
    differentiated,
    limited,
    traced,
]


def a_relation(draw: Draw, size: int) -> Term:
    return App(pick(draw, "=", "!=", "<", "<=", ">", ">="), numbers(draw, size, 2, 2))


def a_term(draw: Draw) -> Term:
    return pick(draw, a_number, a_number, a_relation)(draw, 3)


@st.composite
def terms(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Term:
    return a_term(lambda choices: draw(st.sampled_from(choices)))


# Euler's number is left out: its powers are written as the exponential, which is how they are read.


REFUSALS = ("DC124", "DC127", "DC107", "DC106", "DC204")
"""Codes of formulas with two readings, of those too large, of arrays that do not fit."""


def read_again(term: Term) -> str:
    """The code with which a term is refused when it is written and read; "" if it is the same."""
    latex = write(term)
    try:
        again = READER.formula(latex).term
    except Diagnosis as error:
        assert error.diagnostic.code in REFUSALS, latex
        return error.diagnostic.code
    assert alpha_equal(again, term), latex
    return ""


@given(terms())
def test_what_is_written_reads_as_the_same_or_not_at_all(term: Term) -> None:
    read_again(term)


BESIDE = {
    "a sum in a sine":      (call("sin", Sym("x") + Sym("k")) * Sym("n"), r"\sin(x + k) \cdot n"),
    "its square":           (call("sin", -Sym("x")) ** 2 * Sym("n"), r"\sin^2(-x) \cdot n"),
    "a name in a sine":     (call("sin", Sym("x")) * Sym("n"), r"\sin(x) n"),
    "a factorial twice":    (call("factorial", call("factorial", Sym("n"))), "(n!)!"),
}  # fmt: skip


@pytest.mark.parametrize(("term", "latex"), BESIDE.values(), ids=BESIDE)
def test_what_could_be_read_otherwise_is_written_apart(term: Term, latex: str) -> None:
    assert write(term) == latex and not read_again(term)


@pytest.mark.parametrize("latex", ["n!!", "{n!}!"])
def test_a_factorial_without_brackets_has_two_readings(latex: str) -> None:
    with pytest.raises(Diagnosis, match="DC124"):
        READER.formula(latex)


def main(count: int, seed: int = 1) -> None:
    """Random terms, so many of them; ends with an error at the first that is read as another."""
    found: Counter[str] = Counter()
    distinct: set[Term] = set()
    rng = random.Random(seed)
    for _ in range(count):
        term = a_term(rng.choice)
        distinct.add(term)
        found[read_again(term) or "the same"] += 1
    told = ", ".join(f"{n} {what}" for what, n in found.most_common())
    print(f"{found.total()} terms, {len(distinct)} of them different: {told}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or (20_000,)))
