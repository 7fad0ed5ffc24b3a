"""Conditions without names that fail where one looks, and those that say nothing."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import INFINITY, App, Bind, Sym, Term, call, number
from derivcheck.verdicts.judgement import impossible
from derivcheck.verdicts.nowhere import implied

CONTEXT = Context({"x": REAL}, (call("<", 0, Sym("x")),))
j, x, ONE, PI = Sym("j"), Sym("x"), number(1), call("pi")
NOTHING = call("sqrt", j) - call("sqrt", j)


def fails(condition: Term, context: Context) -> bool:
    return any(impossible(context, (s,)) for s in implied(condition, context))


def every(body: Term, low: Term, high: Term) -> Bind:
    return Bind("forall", "j", body, (low, high))


def has(head: str, body: Term, *args: Term) -> App:
    return App("defined", (Bind(head, "j", body, args),))


NOT_SEEN = {
    "a name": every(call("<", x, j), ONE, number(3)),
    "an empty range": every(call("!=", j, 5), number(5), number(4)),
    "beyond the range": every(call("!=", j, 5), ONE, number(4)),
    "an end that is no numeral": has("int", call("sqrt", PI - j), number(0), PI),
    "ends the wrong way round": has("int", call("sqrt", j), INFINITY, number(0)),
    "one place for an integral": has("int", NOTHING, -ONE, -ONE),
    "a limit from where there are values": has("lim+", call("sqrt", j), number(0)),
    "a sequence": has("lim", number(-1) ** j / j, INFINITY),
    "an integral beside a pole": has("int", ONE / j, number(-1), ONE),
    "a sum": has("sum", ONE / j, ONE, INFINITY),
}
SEEN = {
    "one of a range": every(call("!=", j, 2), ONE, INFINITY),
    "from one side": has("lim", call("sqrt", j), number(0)),
    "far out": has("lim", call("sqrt", -j), INFINITY),
    "a part of a range": has("int", NOTHING, number(-1), ONE),
    "an infinite range": has("int", call("sqrt", -j), ONE, INFINITY),
    "of a name of which enough is known": every(call("<", x, -j), ONE, number(3)),
    "the whole line": has("int", call("sqrt", j), -INFINITY, INFINITY),
}


@pytest.mark.parametrize("condition", NOT_SEEN.values(), ids=NOT_SEEN)
def test_a_condition_that_may_hold(condition: Term) -> None:
    assert not fails(condition, CONTEXT)


@pytest.mark.parametrize("condition", SEEN.values(), ids=SEEN)
def test_a_condition_that_fails(condition: Term) -> None:
    assert fails(condition, CONTEXT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sum(sqrt(-k)^2, k = 1..3)", "-6"),
        ("sum(0/(k - 2), k = 1..oo)", "0"),
        ("lim(sqrt(x)^2, x -> -1)", "-1"),
        ("int(sqrt(x)^2, x = -2..-1)", "-3/2"),
        ("int(log(-x) - log(-x), x = 0..oo)", "0"),
    ],
)
def test_a_proof_under_such_a_condition_is_none(before: str, after: str) -> None:
    found = check_step(before, after)
    assert found.name == "undecided"
    assert found.reasons == ("a side is defined at no allowed point",)


def test_a_condition_with_names_that_is_never_met() -> None:
    symbols = {"a": "real", "n": "positive integer"}
    for before, after in (("sum(sqrt(a)^2, k = 1..3)", "3*a"), ("int(sqrt(a)^2, x = 0..1)", "a"),
                          ("sum(sqrt(-k)^2, k = 1..n)", "-n*(n + 1)/2")):  # fmt: skip
        assert check_step(before, after, symbols=symbols, assume=["a < 0"]).name == "undecided"


def test_a_condition_with_names_stays_one() -> None:
    assert check_step("sum(sqrt(-a)^2, k = 1..3)", "-3*a", symbols={"a": "real"}).name == "proved"
