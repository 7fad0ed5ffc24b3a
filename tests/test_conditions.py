"""The conditions of a proof: what is left of them, and how they are said."""

from __future__ import annotations

import pytest

import derivcheck
from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, call, number
from derivcheck.notation.plain import read_statement, show
from derivcheck.notation.scope import Scope
from derivcheck.notation.words import listed, told
from derivcheck.verdicts.essential import essential

SYMBOLS = {"x": "real", "y": "real", "p": "positive real", "n": "integer", "z": "complex"}


def claim_of(*assume: str) -> Claim:
    return read_row({"symbols": SYMBOLS, "assume": list(assume), "from": "x", "to": "x"})


def statement(text: str) -> Term:
    return read_statement(text, Scope(claim_of().context.sorts, "real")).term


# (name, the conditions, those that are left)
ESSENTIAL = [
    ("neither follows",  ["x != 0", "y != 0"],              ["x != 0", "y != 0"]),
    ("a half line",      ["x >= 0", "x != 0"],              ["x >= 0", "x != 0"]),
    ("an alternative",   ["x != 0 or y != 0", "x != 1"],    ["x != 0 or y != 0", "x != 1"]),
    ("one alone",        ["x^2 != 0"],                      ["x^2 != 0"]),
    ("declared",         ["p != 0"],                        []),
    ("of two",           ["p != 0", "y != 0"],              ["y != 0"]),
    ("a square",         ["x != 0", "x^2 != 0"],            ["x != 0"]),
    ("a square first",   ["x^2 != 0", "x != 0"],            ["x != 0"]),
    ("a multiple",       ["2*x != 0", "x != 0"],            ["x != 0"]),
    ("a product",        ["x*y != 0", "x != 0", "y != 0"],  ["x != 0", "y != 0"]),
    ("a sign",           ["x != 0", "x > 0"],               ["x > 0"]),
    ("up to arithmetic", ["x - y != 0", "y - x != 0"],      ["y - x != 0"]),
    ("an alternative given", ["x != 0", "x != 0 or y != 0"], ["x != 0"]),
    ("a declared sign",  ["p != 0", "x*p != 0", "x != 0"],  ["x != 0"]),
]  # fmt: skip


@pytest.mark.parametrize("case", ESSENTIAL, ids=lambda case: case[0])
def test_what_follows_from_the_rest_is_dropped(case: tuple[str, list[str], list[str]]) -> None:
    _, given, left = case
    claim, conditions = claim_of(), tuple(map(statement, given))
    found = essential(claim, conditions)
    assert [show(c) for c in found] == left
    known = facts_of(claim).knowing(*found)
    assert all(map(known.holds, conditions))  # so that the rest says the same


# (name, a condition, in words)
WORDS = [
    ("plain",           "x != 0",                          "x != 0"),
    ("whole",           "floor(x) = x",                    "x is a whole number"),
    ("not whole",       "floor(x + 1) != x + 1",           "x + 1 is no whole number"),
    ("another floor",   "floor(x) = y",                    "floor(x) = y"),
    ("poles",           "x > 0 or floor(x) != x",          "x is not 0, -1, -2, ..."),
    ("complex poles",   "im(x) != 0 or x > 0 or floor(x) != x", "x is not 0, -1, -2, ..."),
    ("no poles",        "x > 0 or floor(y) != y",          "x > 0 or y is no whole number"),
    ("guarded",         "x > 0 implies y != 0",            "y != 0 where x > 0"),
    ("nested",          "x > 0 or (y != 0 and n >= 0)",    "x > 0 or (y != 0 and n >= 0)"),
    ("for all indices", "for all j = 1..n: y - j != 0",    "y - j != 0 for all j = 1..n"),
    ("for all numbers", "for all t: t + y != 0",           "t + y != 0 for all t"),
    ("real",            "im(x) = 0",                       "x is real"),
]  # fmt: skip


@pytest.mark.parametrize("case", WORDS, ids=lambda case: case[0])
def test_conditions_are_said_as_one_would_say_them(case: tuple[str, str, str]) -> None:
    _, text, words = case
    assert told(statement(text)) == words


X = Sym("x")
OO = App("oo", ())
EXIST = [
    (Bind("lim", "t", 1 / Sym("t"), (number(0),)),      "the limit lim(1/t, t -> 0) exists"),
    (Bind("int", "t", X, (number(0), OO)),              "the integral int(x, t = 0..oo) converges"),
    (Bind("int", "t", X, (number(0), X)),               "the integral int(x, t = 0..x) exists"),
    (Bind("sum", "j", X, (number(0), OO)),              "the sum sum(x, j = 0..oo) converges"),
    (App("zeta", (X,)),                                 "zeta(x) has a value"),
    (X,                                                 "x has a value"),
]  # fmt: skip


@pytest.mark.parametrize(("term", "words"), EXIST)
def test_that_something_has_a_value_is_said_by_its_kind(term: Term, words: str) -> None:
    assert told(App("defined", (term,))) == words


def test_a_list_of_conditions_can_be_read_one_way_only() -> None:
    assert listed([]) == ""
    assert listed(["x > 0 or y > 0"]) == "x > 0 or y > 0"
    assert listed(["x > 0 or y > 0", "x != 1"]) == "(x > 0 or y > 0) and x != 1"
    assert told(call("and", call(">", X, 0), call("!=", X, 1))) == "x > 0 and x != 1"


def test_a_condition_found_within_a_search_that_failed_is_looked_for_again() -> None:
    symbols = {"K": "positive integer", "q, J": "positive real[K]", "s": "positive real"}
    before = "sum(q[z]*log(q[z]/(J[z]/s)), z = 1..K)"
    after = "sum(q[z]*log(q[z]), z = 1..K) - sum(q[z]*log(J[z]), z = 1..K)"
    last = " + log(s)*sum(q[z], z = 1..K)"
    assert derivcheck.check_step(before, after + last, symbols=symbols).name == "proved"
    assert derivcheck.check_step(before, after, symbols=symbols).name == "refuted"
