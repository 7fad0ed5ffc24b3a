"""Searches for side conditions are remembered: when one is repeated first, then when it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.counting import counted
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import Sym, Term, call
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.settings import Settings

X, Y = Sym("x"), Sym("y")
ASKED = call("<", 0, call("exp", X) + X**2 - 1)
"""True at some points only, so that models do not answer."""


def claim(before: str, after: str, *assume: str) -> Claim:
    symbols = {"x": "real", "y": "real"}
    return read_row({"symbols": symbols, "assume": list(assume), "from": before, "to": after})


@pytest.fixture
def asked() -> Iterator[list[Term]]:
    with counted(1e9):
        yield []


def known(asked: list[Term], *assume: str) -> ProofContext:
    def search(known: ProofContext, statement: Term) -> None:
        asked.append(statement)

    return ProofContext(facts_of(claim("x", "x", *assume)), search)


def test_more_about_a_name_in_it_asks_again(asked: list[Term]) -> None:
    context = known(asked, "x > 1")
    assert not context.holds(ASKED)
    assert not context.knowing(call("<", 2, X)).holds(ASKED)
    assert len(asked) == 2


def test_names_that_are_connected_count(asked: list[Term]) -> None:
    context = known(asked, "x > 1").knowing(call("<", X, Y))
    assert not context.holds(ASKED)
    assert not context.knowing(call("<", Y, 9)).holds(ASKED)
    assert len(asked) == 2


def test_more_about_other_names_asks_no_more(asked: list[Term]) -> None:
    context = known(asked, "x > 1")
    assert not context.holds(ASKED)
    assert not context.knowing(call("<", 2, Y)).holds(ASKED)
    assert len(asked) == 1


def test_no_answer_rests_on_what_was_judged_before() -> None:
    claims = [
        claim("int(exp(-x^2)*x^2, x = 0..oo)", "sqrt(pi)/4"),
        claim("int(log(x)/(x^2 + 1), x = 0..oo)", "0"),
        claim("int(x*sin(x), x = 0..pi)", "pi"),
    ]
    once = [decide(c, Settings(cache=False)).evidence for c in claims]
    again = [decide(c, Settings(cache=False)).evidence for c in reversed(claims)]
    assert None not in once
    assert once == again[::-1]
