"""Lines with terms of an order: how they read, what is found, refused and refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

import derivcheck
from derivcheck import check_step
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.notation.plain import read, show
from derivcheck.notation.scope import Scope
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.order import by_expansions
from derivcheck.provers.statements import orders

FILE = Path(__file__).parent.parent / "derivations" / "calculus" / "taylor_orders.yaml"
SCOPE = Scope({"x": REAL, "a": REAL, "n": INTEGER, "f": Sort("function", arity=1)})

INVALID: dict[str, tuple[str, str]] = {
    "of no name": ("O(1)", "DC205"),
    "of two names": ("O(a*x)", "DC205"),
    "without an argument": ("O()", "DC104"),
    "without a place": ("O(x, a)", "DC205"),
    "of a whole number that goes to zero": ("O(1/n, n -> 0)", "DC214"),
    "of a whole number and another": ("O(n*x)", "DC205"),
    "of a whole number that a sum runs over": ("sum(O(k), k = 1..n)", "DC214"),
    "from one side": ("O(x, x -> 0+)", "DC205"),
    "two places": ("O(x) + O(1/x, x -> oo)", "DC214"),
    "under a sum": ("sum(O(x), k = 1..n)", "DC214"),
    "under a derivative": ("diff(x + O(x^2), x)", "DC214"),
    "under a limit that leads elsewhere": ("lim(1 + O(x), x -> oo)", "DC214"),
    "in an order": ("O(O(x))", "DC214"),
    "in an inequality": ("exp(x) >= 1 + O(x)", "DC214"),
    "in a compound statement": ("x > 0 implies exp(x) = 1 + O(x)", "DC214"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), INVALID.values(), ids=INVALID)
def test_what_is_not_read(text: str, code: str) -> None:
    with pytest.raises(Diagnosis) as error:
        read(text, SCOPE)
    assert error.value.diagnostic.code == code


READ = {
    "O(x^2)": "O(x^2)", "Order(x^2)": "O(x^2)", "O(x**2, (x, 0))": "O(x^2)",
    "O(x - 1, x -> 1)": "O(x - 1, x -> 1)", "O(1/n, (n, oo))": "O(1/n, n -> oo)",
    "O(1, x -> 0)": "O(1, x -> 0)", "O(f(x))": "O(f(x), x -> 0)", "O(x, x -> -oo)": "O(x, x -> -oo)",
    "O(n^2)": "O(n^2, n -> oo)", "O(1/n)": "O(1/n, n -> oo)",
    "lim(1 + O(h), h -> 0)": "lim(1 + O(h), h -> 0)", "exp(x) = 1 + O(x)": "exp(x) = 1 + O(x)",
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), READ.items())
def test_what_is_read_and_shown(text: str, shown: str) -> None:
    term = read(text, SCOPE).term
    assert show(term) == shown
    assert read(shown, SCOPE).term == term


NOT_ASSUMED = {
    "assumed": {"assume": ["f(x) = O(x)"]},
    "of another relation": {"relation": "<="},
    "between statements": {"relation": "iff", "from": "x = O(x)", "to": "x = O(x)"},
}  # fmt: skip


@pytest.mark.parametrize("changed", NOT_ASSUMED.values(), ids=NOT_ASSUMED)
def test_what_no_row_may_say(changed: dict) -> None:
    symbols = {"x": "real", "f": "function"}
    with pytest.raises(Diagnosis) as error:
        read_row({"id": "", "symbols": symbols, "from": "exp(x)", "to": "1 + O(x)", **changed})
    assert error.value.diagnostic.code == "DC214"


OPEN: dict[str, tuple[dict[str, str], str, str]] = {
    "a wave of an order": ({"x": "nonzero real"}, "x*sin(1/x)", "O(x^2)"),
    "a function of which little is known": ({"f": "function C0", "x": "real"}, "f(x)", "f(0) + O(x)"),
    "a weaker function": ({"f": "function C1", "x": "real"}, "f(x)", "f(0) + f'(0)*x + O(x^2)"),
    "a coefficient that may be zero": ({"x": "real", "a": "real", "f": "function"}, "f(x)", "O(x)"),
    "one side alone": ({"x": "real"}, "log(1 + sqrt(x))", "sqrt(x) + O(x)"),
}  # fmt: skip
FOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "a parameter": ({"x": "real", "a": "real"}, "exp(a*x)", "1 + a*x + O(x^2, x -> 0)"),
    "around a number": ({"x": "real"}, "exp(x)", "E*x + O((x - 1)^2, x -> 1)"),
    "around a name": ({"x": "real", "a": "real"}, "sin(x)", "sin(a) + (x - a)*cos(a) + O((x - a)^2, x -> a)"),
    "a symbolic power": ({"x": "real", "p": "real"}, "(1 + x)^p", "1 + p*x + O(x^2)"),
    "a function": ({"f": "function", "x": "real"}, "f(x)", "f(0) + f'(0)*x + O(x^2)"),
    "a difference quotient": ({"f": "function", "x": "real", "h": "real"}, "(f(x + h) - f(x))/h", "f'(x) + O(h)"),
    "a quotient of lines": ({"x": "real"}, "(x + O(x^3))/(1 + O(x^2))", "x + O(x^3)"),
    "an exponential of a line": ({"x": "real"}, "exp(x + O(x^2))", "1 + x + O(x^2)"),
    "Stirling": ({"n": "positive integer"}, "log(n!)", "n*log(n) - n + log(2*pi*n)/2 + O(1/n, n -> oo)"),
    "two limits": ({}, "lim(sin(x)/x, x -> 0)", "lim((x + O(x^3))/x, x -> 0)"),
    "a limit of a line": ({"a": "real"}, "lim((a*x + O(x^2))/x, x -> 0)", "a"),
    "a limit that is infinite": ({}, "lim(1/x^2 + O(1/x), x -> 0)", "oo"),
}  # fmt: skip
WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "a coefficient": ({"x": "real"}, "sin(x)", "x - x^3/3 + O(x^4)"),
    "an order too many": ({"x": "real"}, "cos(x)", "1 - x^2/2 + O(x^5)"),
    "from right to left": ({"x": "real"}, "O(x)", "O(x^2)"),
    "two of one order": ({"x": "real"}, "O(x) - O(x)", "0"),
    "a parameter": ({"x": "real", "a": "real"}, "exp(a*x)", "1 + x + O(x^2)"),
    "a difference quotient": ({"f": "function", "x": "real", "h": "real"}, "(f(x + h) - f(x))/h", "f'(x) + O(h^2)"),
    "around a number": ({"x": "real"}, "exp(x)", "E + x - 1 + O((x - 1)^2, x -> 1)"),
    "a limit of a line": ({}, "lim((x + O(x^2))/x, x -> 0)", "2"),
    "a limit that no line has": ({}, "lim((x + O(x))/x, x -> 0)", "1"),
}  # fmt: skip


def claimed(symbols: dict[str, str], before: str, after: str):
    return read_row({"id": "", "symbols": symbols, "from": before, "to": after})


@pytest.mark.parametrize(
    "row", (*OPEN.values(), *WRONG.values()), ids=(*OPEN, *(f"wrong: {w}" for w in WRONG))
)
def test_what_is_not_found(row: tuple[dict[str, str], str, str]) -> None:
    assert by_expansions(claimed(*row), Limits()) is None


@pytest.mark.parametrize("row", FOUND.values(), ids=FOUND)
def test_what_is_found(row: tuple[dict[str, str], str, str]) -> None:
    claim = claimed(*row)
    evidence = by_expansions(claim, Limits())
    assert evidence is not None
    assert isinstance(judge(claim, evidence), Proved)
    assert orders.refute(claim, Limits()) is None


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_what_is_refuted(row: tuple[dict[str, str], str, str]) -> None:
    claim = claimed(*row)
    evidence = orders.refute(claim, Limits())
    assert evidence is not None
    assert isinstance(judge(claim, evidence), Refuted)


TWINS = {
    "exp(x) = 1 + x + x^2/2 + O(x^3)": "exp(x) = 1 + x + O(x^3)",
    "- expr: 1 + x + O(x^3)": "- expr: 1 + x + x^2/2 + O(x^3)",
    "O(x)*O(x^2) = O(x^3)": "O(x)*O(x^2) = O(x^4)",
    "O(x) - O(x) = O(x)": "O(x) - O(x) = 0",
    "- expr: f'(x) + O(h^2)": "- expr: f'(x) + O(h^3)",
    "- n + O(log(n), n -> oo)": "+ n + O(log(n), n -> oo)",
}  # fmt: skip


def test_broken_twins_are_refuted_at_the_line() -> None:
    text = FILE.read_text(encoding="utf-8")
    for line, broken in TWINS.items():
        assert text.count(line) == 1, line
        where = text[: text.index(line)].count("\n") + 1
        report = derivcheck.check_text(text.replace(line, broken))
        steps = [step for file in report.files for step in file.steps]
        wrong = [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"]
        assert wrong == [where], broken


def test_a_line_of_an_order_is_no_fact() -> None:
    report = derivcheck.check_text(
        "symbols: {x: real}\n"
        "steps:\n"
        "  - claim: sin(x) = x + O(x^3)\n"
        "    label: expansion\n"
        "  - claim: sin(x) - x = 0\n"
        "    using: expansion\n"
    )
    (file,) = report.files
    assert [s.verdict.name for s in file.steps if s.verdict] == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("exp(1/n) + O(1/n^2, n -> oo)", "1 + O(1/n^2, n -> oo)", "refuted"),
        ("O(1/n, n -> oo)", "O(1/n^2, n -> oo)", "refuted"),
        ("log(-n) + O(1/n, n -> oo)", "log(-n) + O(1/n, n -> oo)", "undecided"),
        ("exp(1/n) + O(1/n^2, n -> oo)", "1 + O(1/n, n -> oo)", "proved"),
        ("O(1/n^2, n -> oo)", "O(1/n, n -> oo)", "proved"),
    ],
)
def test_an_order_at_infinity_on_the_left(before: str, after: str, verdict: str) -> None:
    found = check_step(before, after, symbols={"n": "positive integer"})
    assert found.name == verdict
