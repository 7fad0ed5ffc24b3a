"""Limits by the provers that know them: what they refuse, what they prove, and broken twins."""

from __future__ import annotations

from pathlib import Path

import pytest

import derivcheck
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.provers.equations import divergence, elementary
from derivcheck.provers.foundations.limits import Limits

LIBRARY = Path(__file__).parent.parent / "derivations" / "calculus"

NOT_FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "another improper integral": ({}, "int(sin(x)/x, x = 1..oo)", "lim(int(cos(x)/x, x = 1..t), t -> oo)"),
    "a wave": ({}, "lim(sin(x), x -> oo)", "0"),
    "different sides": ({}, "lim(|x|/x, x -> 0)", "1"),
    "a power of any real number": ({"q": "real"}, "lim(q^n, n -> oo)", "0"),
    "growth, as a number": ({}, "lim(x, x -> oo)", "1"),
    "a coefficient of any sign": ({"a": "real"}, "lim(a*x, x -> oo)", "0"),
    "a whole part at a step": ({}, "lim(floor(x), x -> 3)", "3"),
    "a whole part at any number": ({"a": "real"}, "lim(floor(x), x -> a, +)", "a"),
    "a whole part of a wave": ({}, "lim(floor(x*sin(1/x)), x -> 0, +)", "0"),
    "one side alone": ({}, "lim(sqrt(x), x -> 0)", "0"),
    "a weaker function": ({"f": "function C1", "x": "real"}, "lim((f(x + h) - f(x))/h, h -> 0)", "f'(x)"),
}  # fmt: skip
FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "an improper integral": ({}, "int(sin(x)/x, x = 1..oo)", "lim(int(sin(x)/x, x = 1..t), t -> oo)"),
    "a derivative": ({"f": "function", "x": "real"}, "lim((f(x + h) - f(x - h))/(2*h), h -> 0)", "f'(x)"),
    "a derivative, turned round": ({"x": "positive real"}, "diff(sqrt(x), x)", "lim((sqrt(x + h) - sqrt(x))/h, h -> 0)"),
    "inside an exponential": ({}, "exp(lim(x*log(1 + 1/x), x -> oo))", "E"),
    "a product of limits": ({"a": "real"}, "2*lim(sin(a*x)/x, x -> 0) + lim(cos(x), x -> 0)", "2*a + 1"),
    "by a sign that takes a proof": ({"a": "real"}, "lim(exp(-(a^2 + 1)*x)*x, x -> oo)", "0"),
    "by an identity of coefficients": ({"a": "real"}, "lim(x*sin(a)^2 + x*cos(a)^2 - x, x -> oo)", "0"),
    "of a sum": ({}, "lim(sum(k^2, k = 1..n)/n^3, n -> oo)", "1/3"),
    "of a sum that depends on its length": ({"a": "real"}, "lim(sum((a + k/n)/n, k = 1..n), n -> oo)", "a + 1/2"),
    "of a geometric sum": ({}, "lim(sum(2^k, k = 0..n)/2^n, n -> oo)", "2"),
    "by logarithms of numbers": ({}, "lim(binomial(2*n, n)*sqrt(pi*n)/4^n, n -> oo)", "1"),
    "a whole part from above": ({}, "lim(floor(x), x -> 3, +)", "3"),
    "a whole part from below": ({}, "lim(floor(x), x -> 3, -)", "2"),
    "a whole part beside its steps": ({}, "lim(floor(x + 1/2), x -> 3)", "3"),
    "a whole part of what turns back": ({}, "lim(floor(4 - x^2), x -> 0)", "3"),
    "the next whole number": ({}, "lim(ceiling(x), x -> 0, +) + lim(ceiling(x), x -> 0, -)", "1"),
    "a whole part of an irrational number": ({}, "lim(floor(pi*cos(x)), x -> 0)", "3"),
    "a remainder from below": ({"a": "positive real"}, "lim(mod(x, a), x -> 0, -)", "a"),
    "a whole part far out": ({}, "lim(floor(x)/x, x -> oo)", "1"),
    "two limits that agree": ({}, "lim(sin(x)/x, x -> 0)", "lim((exp(x) - 1)/x, x -> 0)"),
    "powers of a number below 1": ({"q": "real in (-1, 1)"}, "lim((1 - q^n)/(1 - q), n -> oo)", "1/(1 - q)"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "before", "after"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_not_found(symbols: dict[str, str], before: str, after: str) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    for prover in (elementary.prove, divergence.prove):
        evidence = prover(claim, Limits())
        assert evidence is None or not isinstance(judge(claim, evidence), Proved)


@pytest.mark.parametrize(("symbols", "before", "after"), FOUND.values(), ids=FOUND)
def test_what_is_found(symbols: dict[str, str], before: str, after: str) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = elementary.prove(claim, Limits())
    assert evidence is not None
    assert isinstance(judge(claim, evidence), Proved)


ELSEWHERE: dict[str, tuple[dict[str, str], str, str, bool]] = {
    "growth beside a number": ({}, "lim(x, x -> oo)", "1", True),
    "growth by a positive parameter": ({"a": "positive real"}, "lim(a*x, x -> oo)", "1", True),
    "different sides": ({}, "lim(|x|/x, x -> 0)", "1", True),
    "a step of a whole part": ({}, "lim(floor(x), x -> 3)", "3", True),
    "a part behind the point": ({}, "lim(x - floor(x), x -> 2, -)", "0", True),
    "another number": ({"a": "real"}, "lim(sin(a*x)/x, x -> 0)", "a + 1", True),
    "growth that a parameter may stop": ({"a": "real"}, "lim(a*x, x -> oo)", "0", False),
    "sides that a parameter makes the same": ({"a": "real"}, "lim(a*|x|/x, x -> 0)", "0", False),
    "the number itself": ({}, "lim(sin(x)/x, x -> 0)", "1", False),
    "an unknown function": ({"f": "function"}, "lim(f(x)/x, x -> 0)", "1", False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("symbols", "before", "after", "refuted"), ELSEWHERE.values(), ids=ELSEWHERE
)
def test_what_goes_elsewhere(
    symbols: dict[str, str], before: str, after: str, refuted: bool
) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = divergence.refute(claim, Limits())
    found = evidence is not None and isinstance(judge(claim, evidence), Refuted)
    assert found == refuted


TWINS = (
    # file                 line as it is                                    broken
    ("limits_sine",        "- expr: cos(x)\n",                              "- expr: -cos(x)\n"),
    ("limits_sine",        "h^2, h -> 0) = 1/2",                            "h^2, h -> 0) = 1"),
    ("limits_sine",        "h^3, h -> 0) = 1/6",                            "h^3, h -> 0) = 1/3"),
    ("limits_powers",      "- expr: 1/(2*sqrt(x))",                         "- expr: 1/sqrt(x)"),
    ("limits_powers",      "- expr: n*x^(n - 1)",                           "- expr: n*x^n"),
    ("limits_powers",      "= -1/x^2",                                      "= 1/x^2"),
    ("limits_exponential", "= log(b)",                                      "= b"),
    ("limits_exponential", "lim(exp(t)/t^s, t -> oo) = oo",                 "lim(exp(t)/t^s, t -> oo) = 0"),
    ("limits_exponential", "t^s*exp(-b*t), t -> oo) = 0",                   "t^s*exp(-b*t), t -> oo) = oo"),
    ("limits_lhopital",    "- expr: 1/2",                                   "- expr: 1"),
    ("limits_lhopital",    "lim((exp(x) - 1)/(2*x), x -> 0)",               "lim((exp(x) - 1)/x, x -> 0)"),
    ("limits_lhopital",    "lim((2/(1 + 2*x))/cos(x), x -> 0)",             "lim((1/(1 + 2*x))/cos(x), x -> 0)"),
    ("limits_sequences",   "n!/n^n, n -> oo) = 0",                          "n!/n^n, n -> oo) = 1"),
    ("limits_sequences",   "n^(1/n), n -> oo) = 1",                         "n^(1/n), n -> oo) = oo"),
    ("limits_sequences",   "- expr: 1/(1 - q)",                             "- expr: 1/(1 + q)"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "line", "broken"), TWINS)
def test_broken_twins_are_refuted_at_the_line(name: str, line: str, broken: str) -> None:
    text = (LIBRARY / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.count(line) == 1
    where = text[: text.index(line)].count("\n") + 1
    report = derivcheck.check_text(text.replace(line, broken))
    steps = [step for file in report.files for step in file.steps]
    assert [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"] == [where]


def test_a_limit_of_sums_that_goes_elsewhere_is_refuted_by_its_value() -> None:
    for limit, wrong in (("sum(k^2, k = 1..n)/n^3", "1/2"), ("sum(2^k, k = 0..n)/2^n", "1")):
        assert derivcheck.check_step(f"lim({limit}, n -> oo)", wrong).name == "refuted"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sum(1/k, k = 1..oo)", "1 + sum(1/k, k = 2..oo)"),
        ("sum(1/k, k = 1..oo) + 1", "oo"),
        ("lim(x^2, x -> oo)", "lim(x, x -> oo)^2"),
    ],
)
def test_a_line_made_of_what_is_infinite_may_be_infinite(before: str, after: str) -> None:
    assert derivcheck.check_step(before, after).name != "refuted"
    assert derivcheck.check_step(before, "5").name == "refuted"


def test_a_limit_that_sequences_show_to_be_infinite_is_not_refuted() -> None:
    assert derivcheck.check_step("lim(sum(k, k = 1..n)/n, n -> oo)", "oo").name != "refuted"
    assert derivcheck.check_step("lim(sum(k, k = 1..n)/n, n -> oo)", "1/2").name == "refuted"
    assert derivcheck.check_step("lim(sin(n), n -> oo)", "oo").name == "refuted"
