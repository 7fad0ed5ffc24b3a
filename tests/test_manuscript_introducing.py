"""Equations of a list that bring a name in: what is judged all the same, and what is given."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

FIRST = r"x^2 - 5x + 6 &= 0"
MARK = (
    "x, y, Delta, x_1, x_2, S, S_2 real; n positive integer; r positive real; a real[3]; f function"
)

JUDGED = {
    "a name of which a line above speaks": (rf"{FIRST} \\ x &= 7", MARK),
    "one that is assumed something of": (rf"{FIRST} \\ y &= 7", f"{MARK}; y < 3"),
    "one that is assumed something of, in words of its own": (
        rf"{FIRST} \\ \Delta &= 7", f"{MARK}; assume Delta < 3"),
    "one that is defined": (rf"{FIRST} \\ z &= 7", f"{MARK}; z := x^3"),
    "one that is spelled": (rf"{FIRST} \\ z &= 7", f"{MARK}; name z = x + 1"),
    "one that stands on both sides": (rf"{FIRST} \\ y &= y + 1", MARK),
    "one that stands further on": (rf"{FIRST} \\ y &= 1 = 2y + 3", MARK),
    "no equation": (rf"{FIRST} \\ y &\le 7", MARK),
    "no name": (rf"{FIRST} \\ y + 1 &= 7", MARK),
    "a link": (rf"{FIRST} \\ \implies y &= 7", MARK),
    "a claim": (f"{FIRST} \\\\ y &= 7 % derivcheck: claim\n", MARK),
    "an entry of an array above": (r"\sum_{k=1}^3 a_k &= 0 \\ a_1 &= 7", MARK),
    "the same entry": (r"a_1 + a_2 &= 3 \\ a_1 &= 7", MARK),
    "the second time": (rf"{FIRST} \\ y &= 7 \\ y &= 8", MARK),
    "one line": (r"y &= 7 = 7 + 0", MARK),
    "a number that a name is not by its declaration": (rf"{FIRST} \\ n &= -\frac{{1}}{{2}}", MARK),
    "a sign that a name has not": (rf"{FIRST} \\ r &= -1", MARK),
}  # fmt: skip

BROUGHT_IN = {
    "a name": (rf"{FIRST} \\ \Delta &= 5^2 - 24", [2]),
    "a name with a sign": (r"x^2 &= 4 \\ r &= \sqrt{y^2 + 1}", [2]),
    "two labels": (rf"{FIRST} \\ x_1 &= \frac{{5 + 1}}{{2}} \\ x_2 &= \frac{{5 - 1}}{{2}}", [2, 3]),
    "a label beside its name": (r"S &= x + y \\ S_2 &= 2S", [2]),
    "other entries": (r"a_1 &= 2 \\ a_2 &= 3", [2]),
    "what is used further on": (rf"{FIRST} \\ y &= x + 1 \\ y^2 - 7 y + 12 &= 0", [2]),
    "what goes on": (rf"{FIRST} \\ y &= 2x + x = 3x", [2]),
}


def told(lines: str, mark: str) -> list[str]:
    text = f"% derivcheck: {mark}\n\\begin{{align}}\n{lines}\n\\end{{align}}"
    (derivation,) = load("a.tex", text)
    assert derivation.problems == ()
    steps = check_derivation(derivation, Settings()).steps
    return [s.verdict.name if s.verdict else s.code or "given" for s in steps]


@pytest.mark.parametrize("case", JUDGED)
def test_what_a_line_says_of_a_known_name_is_judged(case: str) -> None:
    assert "refuted" in told(*JUDGED[case])


@pytest.mark.parametrize(
    ("line", "wanted"),
    {
        r"S = x + y = y + x": ["given", "given", "proved"],
        r"S = x + y = y - x": ["given", "given", "refuted"],
        r"r = \frac{x}{y} = x y": ["given", "given", "refuted"],
        r"S = x + y": ["given", "refuted"],
        r"S = x + S = S + x": ["given", "refuted", "proved"],
        r"S = 2 = 1 + 1": ["given", "refuted", "proved"],
        r"n = x + y = y + x": ["given", "given", "proved"],
    }.items(),
)
def test_a_calculation_goes_on_from_what_it_says_of_a_name(line: str, wanted: list[str]) -> None:
    assert told(line, MARK) == wanted


@pytest.mark.parametrize("case", BROUGHT_IN)
def test_what_brings_a_name_in_is_given(case: str) -> None:
    lines, given = BROUGHT_IN[case]
    found = told(lines, MARK)
    assert [found[n - 1] for n in given] == ["given"] * len(given)
    assert {*found} <= {"given", "proved"}


SOLVED = {
    # lines of a list of which nothing is declared: verdicts
    "a wrong number": (r"2x + 1 &= 5 \\ 2x &= 4 \\ x &= 3", [None, "proved", "refuted"]),
    "a wrong root": (
        r"\frac{v^2}{r} &= \frac{m}{r^2} \\ v^2 &= \frac{m}{r} \\ v &= \frac{m}{r}",
        [None, "proved", "refuted"],
    ),
    "the right number": (r"2x + 1 &= 5 \\ 2x &= 4 \\ x &= 2", [None, "proved", "proved"]),
    "what names stand for": (r"E &= K + V \\ K &= m v^2 \\ V &= m g h", [None, None, None]),
    "another equation": (r"F - f &= m a \\ f &= \mu N", [None, None]),
    "another equation, defined": (r"2x &= 4 \\ x &:= 3", [None, None]),
}


@pytest.mark.parametrize("case", SOLVED)
def test_an_equation_that_is_solved_defines_nothing(case: str) -> None:
    lines, wanted = SOLVED[case]
    (derivation,) = load("a.tex", f"\\begin{{align*}}\n{lines}\n\\end{{align*}}\n", infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict and s.verdict.name for s in steps] == wanted


SOUGHT = {
    # sentence: verdicts on `h'(x) = 2x`
    "Find the minimum of $h(x) = x^2 + 1$. We have": ["given", "given", "proved"],
    "Find the zeros for the function $h(x) = x^2 - 1$. Here": ["given", "given"],
    "We find $h(x) = x^2 + 1$. So": ["given", "given"],
    "We find that the value of $h = 3$. So": ["given", "given"],
}


@pytest.mark.parametrize("sentence", SOUGHT)
def test_of_what_something_is_sought_is_defined(sentence: str) -> None:
    text = f"{sentence}\n\\[ h'(x) = 2x \\]"
    (derivation,) = load("a.tex", text, infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict.name if s.verdict else "given" for s in steps] == SOUGHT[sentence]


MOCK = {
    r"1 := 2": ["given", "refuted"],
    r"x + x := 3x": ["given", "refuted"],
    r"x + x =: 3x": ["given", "refuted"],
    r"(x + y)^2 =: S = x^2 + y^2": ["given", "given", "refuted"],
    r"x + y =: S": ["given"],
    r"f(x - 1) := x^2": ["given"],
    r"\Delta := y^2 - 4x": ["given"],
}


@pytest.mark.parametrize("line", MOCK)
def test_what_is_no_name_is_not_defined(line: str) -> None:
    assert told(line, MARK) == MOCK[line]


IDENTITIES = {
    # lines: verdicts
    r"(a_1 + y)^2 &= a_1^2 + y^2 \\ x + y &= y + x": ["given", "proved"],
    r"\sin 2x &= \sin x\cos x \\ \cos 2x &= \cos^2 x - \sin^2 x": ["refuted", "proved"],
    r"\cos 2x &= 2\cos^2 x - 1 \\ \tan x &= \frac{\sin x}{\cos x}": ["proved", "proved"],
    r"x^2 - y^2 &= (x - y)(x + y) & x + y &= 2(x + y)": ["refuted"],
    r"x + y &= 3 & x - y &= 1": ["given"],
    r"x^2 + y^2 &= 2xy \\ x^2 - xy &= xy - y^2": ["given", "proved"],
    r"3(x + 1) &= 2x + 7 \\ 3x + 3 &= 2x + 7": ["given", "proved"],
    r"x^2 + y^2 &= 2xy \\ (x - y)^2 &= 0": ["given", "proved"],
    r"f(x) + x &= f(x)^2 + x^2 \\ f(x) - f(x)^2 &= x^2 - x": ["given", "proved"],
}


@pytest.mark.parametrize("lines", IDENTITIES)
def test_several_identities_are_claimed(lines: str) -> None:
    assert told(lines, MARK) == IDENTITIES[lines]
