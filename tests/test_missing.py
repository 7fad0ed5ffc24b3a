"""Why a step is undecided: in the terms of its author, and nothing else."""

from __future__ import annotations

import re

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.rows import read_row
from derivcheck.documents.yaml import load
from derivcheck.kernel.algebra.atoms import TooLarge
from derivcheck.kernel.checker import proof as proving
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic
from derivcheck.kernel.language.terms import App, Sym, call
from derivcheck.notation.plain import show
from derivcheck.provers.order import PROVERS
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.differing import differing
from derivcheck.verdicts.missing import TOO_LARGE, limits_met, missing, unfinished
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.settings import Settings

SYMBOLS = {
    "x, y, z": "real", "p": "positive real", "n": "positive integer", "f": "function C0",
    "A, B": "real[n, n]", "a": "real[n]",
}  # fmt: skip
QUICK = Settings(points=4, quick_points=4)


def claimed(before: str, after: str, relation: str = "=") -> Claim:
    symbols = {name: sort for names, sort in SYMBOLS.items() for name in names.split(", ")}
    return read_row({"symbols": symbols, "from": before, "to": after, "relation": relation})


def told(case: Claim, *failures: Exception, agreeing: int = 0) -> list[str]:
    return list(map(str, missing(case, failures, agreeing, 0)))


# (name, before, relation, after, how the first reason reads)
KINDS = [
    ("limit",        "lim(sin(x)^x, x -> oo)",       "=", "1",
     "no rule was found that gives the limit lim(sin(x)^x, x -> oo)"),
    ("endless sum",  "sum(1/j^2, j = 1..oo) + y",    "=", "pi^2/6 + y",
     "what is left to show is sum(1/j^2, j = 1..oo) = pi^2/6"),
    ("product",      "prod(1 - 1/(j + 1)^2, j = 1..oo)", "=", "1/2",
     "no rule was found that gives the infinite product prod(1 - 1/(j + 1)^2, j = 1..oo)"),
    ("improper",     "int(exp(-x^2), x = 0..oo)",    "=", "sqrt(pi)/2",
     "no rule was found that gives the improper integral int(exp(-x^2), x = 0..oo)"),
    ("integral",     "int(log(sin(x)), x = 1..2)",   "=", "z",
     "no rule was found that gives the integral int(log(sin(x)), x = 1..2)"),
    ("unknown",      "int(f(t), t = 0..x)",          "=", "z",
     "no rule was found for the integral of an unknown function int(f(t), t = 0..x)"),
    ("long sum",     "sum(binomial(n, j)^2, j = 0..n)", "=", "z",
     "neither a closed form nor an induction was found for sum(binomial(n, j)^2, j = 0..n)"),
    ("matrices",     "det(A @ B)",                   "=", "det(A)*det(B)",
     "few identities of `det` are known here"),
    ("rounding",     "floor(x) + floor(x + 1/2)",    "=", "floor(2*x)",
     "identities of `floor` are decided in simple cases only"),
    ("a function",   "zeta(2)",                      "=", "pi^2/6",
     "few identities of `zeta` are known here"),
    ("large power",  "(x + y + z)^400",              "=", "z",
     "a power of more than 5,000 terms is not multiplied out: (x + y + z)^400"),
    ("short sum",    "sum(x^j, j = 1..3)",           "=", "z",
     "no chain of identities was found from the one side to the other"),
    ("inequality",   "x^6 + y^6 + z^6",              ">=", "3*x^2*y^2*z^2",
     "the sign of the difference of the two sides could not be found"),
    ("implication",  "x^5 + x = 3",                  "implies", "x > 1",
     "no way was found from the one statement to the other"),
    ("statement",    "True",                         "implies", "for all t: exp(t) >= 1 + t",
     "no way was found to derive the statement"),
    ("no value",     "x",                            "=", "x*log(x^2 + f(x))/log(x^2 + f(x))",
     "it could not be shown that this line has a value wherever the one before has:"
     " x^2 + f(x) > 0"),
]  # fmt: skip


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case[0])
def test_the_kind_of_step_is_named(case: tuple[str, ...]) -> None:
    _, before, relation, after, reason = case
    assert told(claimed(before, after, relation))[0] == reason


INTERNAL = re.compile(
    r"\b(Rejected|RecursionError|TooLarge|Traceback|evidence|prover|kernel|axiom|defined\()"
    rf"|floor\((.*)\) = \1|\b({'|'.join(entry.name for entry in PROVERS)}):"
)


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case[0])
def test_nothing_internal_is_told(case: tuple[str, ...]) -> None:
    _, before, relation, after, _ = case
    verdict = decide(claimed(before, after, relation), QUICK)  # type: ignore[arg-type]
    if verdict.name == "undecided":
        assert verdict.reasons
        assert not [r for r in verdict.reasons if INTERNAL.search(r)]


ADVICE = [
    ("an integral", "int(exp(-x^2), x = 0..1)", "=", "z",
     "try: a line in between, after a substitution or an integration by parts"),
    ("an infinite sum", "sum(1/j^n, j = 1..oo)",    "=", "z",
     "try: take it as a `given:` with its source, and name that under `using:`"),
    ("a line between", "sin(x + y)*cos(x + z)",    "=",
     "(sin(x)*cos(y) + cos(x)*sin(y))*(cos(x)*cos(z) - sin(x)*sin(z))",
     "try: a line in between, (sin(x)*cos(y) + cos(x)*sin(y))*cos(x + z)"),
    ("an inequality",  "x^4 + y^4",                ">=", "2*x^2*y^2",
     "try: a line in which the difference of the sides is a sum of squares or a product"),
    ("what is missing", "x",                       "=", "log(exp(x)^2 - f(x)) + x*0*log(x)",
     "try: state it under `assume:`, or prove it in a claim and name that under `using:`"),
]  # fmt: skip


@pytest.mark.parametrize("case", ADVICE, ids=lambda case: case[0])
def test_the_last_reason_is_advice(case: tuple[str, ...]) -> None:
    _, before, relation, after, advice = case
    assert told(claimed(before, after, relation))[-1] == advice


def test_conditions_are_told_of_names_the_author_wrote() -> None:
    here, elsewhere = call(">", Sym("x"), 0), call(">", Sym("t_1"), 0)
    failures = [Rejected("unknown", here), Rejected("unknown", elsewhere), Rejected("broken")]
    reasons = told(claimed("abs(x)", "x"), *failures)
    assert reasons[0] == "it could not be shown that x > 0"
    assert not [r for r in reasons if "t_1" in r]


def test_a_missing_thing_that_is_no_statement_is_not_told() -> None:
    failure = Rejected("not a real number for certain", Sym("x") - Sym("y"))
    assert not [r for r in told(claimed("abs(x)", "x"), failure) if "could not be shown" in r]


@pytest.mark.parametrize("side", ["log(-1 - x^2)", "sqrt(-1)^2", "x/0"])
def test_a_side_without_a_value_anywhere_is_called_that(side: str) -> None:
    assert told(claimed("x", side)) == ["a side is defined at no allowed point"]
    assert told(claimed(side, "x")) == ["a side is defined at no allowed point"]


def test_the_goal_itself_is_no_missing_condition() -> None:
    failure = Rejected("unknown", App("=", (App("abs", (Sym("x"),)), Sym("x"))))
    assert not [r for r in told(claimed("abs(x)", "x"), failure) if "could not be shown" in r]


LIMITS = [
    (RecursionError(), "a limit on nesting was met on the way"),
    (TooLarge(), "a limit on the size of expressions was met on the way"),
    (Rejected(TOO_LARGE), "a limit on the size of expressions was met on the way"),
    (KeyError("x"), "a part of the search failed, which is a fault of derivcheck"),
]


@pytest.mark.parametrize(("failure", "text"), LIMITS)
def test_what_stopped_the_search_is_told_once(failure: Exception, text: str) -> None:
    assert list(map(str, limits_met([failure, failure, Rejected("no")]))) == [text]


def test_what_is_known_when_time_is_up_is_told() -> None:
    case = claimed("lim(sin(t)^t, t -> oo)", "1")
    found = list(map(str, unfinished(case, [RecursionError()], 3)))
    assert found == [
        "a limit on nesting was met on the way",
        "no rule was found that gives the limit lim(sin(t)^t, t -> oo)",
        "the two numbers agree",
        "try: smaller steps",
    ]


FOLLOWED = """
symbols: {x: real, b: positive real, f: function C0}
assume: f(x) != 0
steps:
  - expr: int(x*exp(x^2), x = 0..b)
  - expr: int(exp(u)/2, u = 0..b^2)     # a line in between, after a substitution
  - expr: (exp(b^2) - 1)/2
  - claim: x = x*f(x)/f(x)              # with what was missing under assume:
  - given: lim(sin(x)/x, x -> 0) = 1
    label: taken
  - claim: 3*lim(sin(x)/x, x -> 0) = 3  # with the limit taken as given
    using: taken
"""


def test_advice_that_is_followed_leads_to_a_proof() -> None:
    (derivation,) = load("f.yaml", FOLLOWED)
    verdicts = [s.verdict.name for s in check_derivation(derivation, Settings()).steps if s.verdict]
    assert verdicts == ["proved"] * 4


def test_agreement_is_counted_where_there_are_names() -> None:
    assert "7 points agree" in told(claimed("x", "y"), agreeing=7)
    assert "the two numbers agree" in told(claimed("zeta(2)", "pi^2/6"), agreeing=1)


# (before, after, the parts that differ)
DIFFERING = [
    ("x + y",               "x + z",                     ["x + y = x + z"]),
    ("sin(x)^2 + cos(x)^2", "1",                         ["sin(x)^2 + cos(x)^2 = 1"]),
    ("exp(x + x) + y",      "y + exp(2*x)",              ["x + x = 2*x"]),
    ("f(x*x)*abs(-y)",      "f(x^2)*abs(y)",             ["x*x = x^2", "abs(-y) = abs(y)"]),
    ("x + y",               "y + x",                     ["x + y = y + x"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "parts"), DIFFERING)
def test_the_smallest_parts_that_agree(before: str, after: str, parts: list[str]) -> None:
    found = differing(claimed(before, after), 0)
    assert [show(App("=", pair)) for pair in found.pairs] == parts


def test_a_lost_constant_is_said() -> None:
    assert told(claimed("int(x, x)", "x^2/2")) == [
        "int(x, x) stands for all antiderivatives, and this line is one of them",
        "try: declare `C: constant` under symbols:, and add C to this line",
    ]


def test_the_kernel_says_so_of_evidence_beyond_its_limits(monkeypatch) -> None:
    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(proving, "_conditions", deep)
    case = claimed("x", "y")
    assert judge(case, Arithmetic(Sym("x"), Sym("y"))) == Rejected(TOO_LARGE)


def test_a_reason_is_data() -> None:
    assert str(Reason(Kind.CONDITION, "x > 0")) == "it could not be shown that x > 0"
