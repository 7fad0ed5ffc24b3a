"""Infinite sums by the provers that know them: what they refuse, what they prove, broken twins."""

from __future__ import annotations

from pathlib import Path

import pytest

import derivcheck
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.notation.plain import show
from derivcheck.provers.equations import divergence, elementary
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import implications

LIBRARY = Path(__file__).parent.parent / "derivations" / "calculus"
Q = {"q": "real in (-1, 1)"}

NOT_FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "a pole in the range": ({}, "sum(1/(k - 3)^2, k = 0..oo)", "pi^2/6"),
    "an unknown function": ({"f": "function"}, "sum(f(k + 1) - f(k), k = 1..oo)", "-f(1)"),
    "divergent parts": ({}, "sum(1/k - 1/(k + 2), k = 1..oo)", "sum(1/k, k = 1..oo) - sum(1/(k + 2), k = 1..oo)"),
}  # fmt: skip
FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "factors far apart": ({}, "sum(i/((i + 2)*(i + 4)*(i + 8)), i = 1..oo)", "4/35"),
    "factors twenty apart": ({}, "sum(1/(i*(i + 20)), i = 1..oo)", "55835135/310390080"),
    "geometric": (Q, "sum(q^k, k = 0..oo)", "1/(1 - q)"),
    "from a name on": (Q | {"n": "positive integer"}, "sum(q^k, k = n..oo)", "q^n/(1 - q)"),
    "arithmetico-geometric": ({}, "sum(k^2/3^k, k = 1..oo)", "3/2"),
    "neighbours": ({}, "sum(atan(k + 1) - atan(k), k = 1..oo)", "pi/4"),
    "by differences": ({}, "sum(1/(k*(k + 2)), k = 1..oo)", "3/4"),
    "parts that diverge": ({}, "sum(1/k - 1/(k + 1), k = 1..oo)", "1"),
    "two kinds": ({}, "sum(1/k^2 + 1/2^k, k = 1..oo)", "pi^2/6 + 1"),
    "Poisson": ({"c": "positive real"}, "sum(k^2*exp(-c)*c^k/k!, k = 0..oo)", "c^2 + c"),
    "an exponential, moved": ({"x": "real"}, "sum(x^(k - 1)/(k - 1)!, k = 1..oo)", "exp(x)"),
    "a cosine": ({"x": "real"}, "sum((-1)^k*x^(2*k)/(2*k)!, k = 0..oo)", "cos(x)"),
    "Leibniz": ({}, "sum((-1)^k/(2*k + 1), k = 0..oo)", "pi/4"),
    "a logarithm, moved": ({}, "sum((-1)^k/(k + 1), k = 0..oo)", "log(2)"),
    "zeta without its first terms": ({}, "sum(1/k^4, k = 3..oo)", "pi^4/90 - 17/16"),
    "zeta and differences": ({}, "sum(1/(k^2*(k + 1)), k = 1..oo)", "pi^2/6 - 1"),
    "zeta at half-integers": ({}, "sum(1/(k + 1/2)^2, k = 0..oo)", "pi^2/2"),
    "zeta of a name": ({"s": "real in (1, 5)"}, "sum(1/k^s, k = 1..oo)", "zeta(s)"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "before", "after"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_not_found(symbols: dict[str, str], before: str, after: str) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = elementary.prove(claim, Limits())
    assert evidence is None or not isinstance(judge(claim, evidence), Proved)


@pytest.mark.parametrize(("symbols", "before", "after"), FOUND.values(), ids=FOUND)
def test_what_is_found(symbols: dict[str, str], before: str, after: str) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = elementary.prove(claim, Limits())
    assert evidence is not None
    found = judge(claim, evidence)
    assert isinstance(found, Proved)
    assert found.conditions == ()


WHERE: dict[str, tuple[dict[str, str], str, str, tuple[str, ...]]] = {
    "a ratio that may be 1": ({"q": "real in [0, 1]"}, "sum(q^k, k = 0..oo)", "1/(1 - q)", ("1 - q != 0",)),
    "a ratio of any size": (
        {"q": "real"}, "sum(q^k, k = 0..oo)", "1/(1 - q)", ("converges(sum(q^k, k = 0..oo))",)),
    "a logarithm below -1": (
        {"x": "real in (-2, 1)"}, "sum(x^k/k, k = 1..oo)", "-log(1 - x)", ("converges(sum(x^k/k, k = 1..oo))",)),
    "an exponent below 1": (
        {"s": "real"}, "sum(1/k^s, k = 1..oo)", "zeta(s)", ("converges(sum(1/k^s, k = 1..oo))",)),
    "a bound that need be no integer": (
        {"a": "positive real"}, "sum(1/2^k, k = a..oo)", "2^(1 - a)", ("floor(a) = a", "converges(sum(1/2^k, k = a..oo))")),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "before", "after", "where"), WHERE.values(), ids=WHERE)
def test_where_a_series_has_a_value(
    symbols: dict[str, str], before: str, after: str, where: tuple[str, ...]
) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = elementary.prove(claim, Limits())
    assert evidence is not None
    found = judge(claim, evidence)
    assert isinstance(found, Proved)
    assert tuple(map(show, found.conditions)) == where


WITHOUT: dict[str, tuple[dict[str, str], str, str, bool]] = {
    "harmonic": ({}, "sum(1/k, k = 1..oo)", "5", True),
    "alternating ones": ({}, "1/2", "sum((-1)^k, k = 0..oo)", True),
    "a ratio beyond 1": ({}, "sum(2^k, k = 0..oo)", "-1", True),
    "through a pole": ({}, "int(1/(x - 1)^3, x = 0..2)", "0", True),
    "through poles of a tangent": ({}, "int(tan(x), x = 0..pi)", "0", True),
    "an exponent too small": ({"p": "real in (0, 1)"}, "int(1/x^p, x = 1..oo)", "1/(p - 1)", True),
    "a wave near a point": ({}, "lim(cos(1/x), x -> 0)", "1", True),
    "a wave of a name": ({"a": "positive real"}, "lim(sin(a*x), x -> oo)", "0", True),
    "a wave that may stand still": ({"a": "real"}, "lim(sin(a*x), x -> oo)", "0", False),
    "a ratio of any size": ({"q": "real"}, "sum(q^k, k = 0..oo)", "1/(1 - q)", False),
    "a value": ({}, "int(1/sqrt(x), x = 0..1)", "2", False),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "before", "after", "refuted"), WITHOUT.values(), ids=WITHOUT)
def test_what_has_no_value(symbols: dict[str, str], before: str, after: str, refuted: bool) -> None:
    claim = read_row({"id": "", "symbols": symbols, "from": before, "to": after})
    evidence = divergence.refute(claim, Limits())
    found = evidence is not None and isinstance(judge(claim, evidence), Refuted)
    assert found == refuted


TWINS = (
    # file                line as it is                                        broken
    ("series_geometric", "- expr: 1/(1 - q)\n",                                "- expr: 1/(1 + q)\n"),
    ("series_geometric", "k = 1..oo) = 1/(1 - q)^2",                           "k = 1..oo) = q/(1 - q)^2"),
    ("series_geometric", "sum(1/2^k, k = 1..oo) = 1",                          "sum(1/2^k, k = 1..oo) = 2"),
    ("series_geometric", "= (1 - p)/p^2",                                      "= 1/p^2"),
    ("series_known",     "sum(1/k^2, k = 1..oo) = pi^2/6",                     "sum(1/k^2, k = 1..oo) = pi^2/8"),
    ("series_known",     "k = 1..oo) = log(2)",                                "k = 1..oo) = -log(2)"),
    ("series_known",     "- expr: c\n",                                        "- expr: c^2\n"),
    ("series_divergent", "sum(1/k, k = 1..oo) = oo",                           "sum(1/k, k = 1..oo) = 12"),
    ("series_divergent", "int(1/x^2, x = -1..1) = oo",                         "int(1/x^2, x = -1..1) = -2"),
    ("series_divergent", "sum(1/(k*log(k)), k = 2..oo) = oo",                  "sum(1/(k*log(k)), k = 2..oo) = 3"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "line", "broken"), TWINS)
def test_broken_twins_are_refuted_at_the_line(name: str, line: str, broken: str) -> None:
    text = (LIBRARY / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.count(line) == 1
    before = text[: text.index(line)]
    where = before.count("\n") + 1
    report = derivcheck.check_text(before + broken)
    steps = [step for file in report.files for step in file.steps]
    assert [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"] == [where]


CONVERGES: dict[str, tuple[str, bool]] = {
    "squares": ("converges(sum(1/k^2, k = 1..oo))", True),
    "alternating": ("converges(sum((-1)^k/k, k = 1..oo))", True),
    "not the harmonic series": ("not converges(sum(1/k, k = 1..oo))", True),
    "not an integral through a pole": ("not converges(int(1/x, x = -1..1))", True),
    "not an oscillating limit": ("not converges(lim(sin(x), x -> oo))", True),
    "the harmonic series": ("converges(sum(1/k, k = 1..oo))", False),
    "a pole in the range": ("converges(sum(1/(k - 3)^2, k = 0..oo))", False),
    "not the squares": ("not converges(sum(1/k^2, k = 1..oo))", False),
}


@pytest.mark.parametrize(("statement", "proved"), CONVERGES.values(), ids=CONVERGES)
def test_what_is_said_to_converge(statement: str, proved: bool) -> None:
    claim = read_row({"id": "", "from": "True", "to": statement, "relation": "implies"})
    evidence = implications.prove(claim, Limits())
    assert (evidence is not None and isinstance(judge(claim, evidence), Proved)) == proved
    assert show(claim.after) == statement


@pytest.mark.parametrize("sort", ["function", "function C1", "real[3]"])
def test_names_that_a_line_does_not_speak_of_change_nothing(sort: str) -> None:
    lines = (
        "sum(1/k, k = 1..oo) - sum(1/k, k = 1..oo) = 0",
        "lim(t, t -> oo) - lim(t, t -> oo) = 0",
    )
    steps = "".join(f"  - claim: {line}\n" for line in lines)
    report = derivcheck.check_text(f"symbols: {{other: '{sort}', x: real}}\nsteps:\n{steps}")
    assert [step.code for step in report.files[0].steps] == ["DC305", "DC305"]


def test_a_line_without_a_value_has_a_code_of_its_own() -> None:
    report = derivcheck.check_text("steps:\n  - claim: sum(1/k, k = 1..oo) = 5\n")
    (step,) = report.files[0].steps
    assert step.code == "DC305"
    assert step.verdict is not None
    assert step.verdict.reasons == ("sum(1/k, k = 1..oo) diverges to oo: it has no value",)
