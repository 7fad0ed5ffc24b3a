"""Points at which arrays stand: sizes are chosen, not solved for; few entries tell little."""

from __future__ import annotations

from itertools import islice

import pytest

from derivcheck.counterexamples.search import first_look, relevant_names, search
from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import Num
from derivcheck.kernel.refutation.comparison import NotAllowed, compare
from derivcheck.provers.sampling.points import points

SYMBOLS = {
    "n": "positive integer", "k": "positive integer", "c": "nonzero real", "x": "real[n]",
    "A": "invertible real[n, n]", "B": "real[n, n]", "S": "symmetric real[n, n]",
    "a": "real[n]", "p": "index of n", "q": "index of n",
}  # fmt: skip


def claim_of(before: str, after: str, *assume: str) -> Claim:
    row = {"symbols": SYMBOLS, "assume": [*assume], "from": before, "to": after, "relation": "="}
    return read_row(row)


ALLOWED = {
    "A.T @ A = eye(n)": 8, "S @ S = S": 8, "A @ x = c*x": 4, "sum(a[j], j = 1..n) = 1": 8,
    "B @ B = zeros(n, n)": 6, "k = 2*n": 8,
}  # fmt: skip
"""What is assumed -> how many of the first eight points meet it at least."""


@pytest.mark.parametrize(("assume", "number"), ALLOWED.items(), ids=ALLOWED)
def test_most_points_meet_what_is_assumed_of_arrays(assume: str, number: int) -> None:
    claim = claim_of("c", "c", assume)
    drawn = islice(points(claim.context, relevant_names(claim), [()], 0), 8)
    outcomes = [compare(claim, drawing.chosen) for drawing in drawn]
    assert sum(not isinstance(outcome, NotAllowed) for outcome in outcomes) >= number


def test_a_size_is_solved_for_where_nothing_else_can_be() -> None:
    claim = claim_of("c", "c", "k = 2*n")
    drawing = next(points(claim.context, frozenset(("n", "k")), [()], 0))
    assert drawing.chosen["k"] == Num(4) and drawing.chosen["n"] == Num(2)


@pytest.mark.parametrize(
    ("before", "after", "assume", "number"),
    [
        ("A @ B", "B @ A", [], 1),
        ("sum(a[j], j = 1..n)", "sum(a[j], j = 2..n)", [], 1),
        ("A @ B", "B @ A", ["S @ S = S"], 3),
        ("sum(sum(a[i]*a[j], j = 1..i), i = 1..n)", "0", [], 3),
    ],
)
def test_more_points_are_looked_at_first_where_one_tells_little(
    before: str, after: str, assume: list[str], number: int
) -> None:
    assert first_look(claim_of(before, after, *assume)) == number


def test_indices_do_not_all_stand_at_the_first_entry() -> None:
    claim = claim_of("a[p]", "a[q]")
    drawn = islice(points(claim.context, relevant_names(claim), [()], 0), 1, 4)
    assert {(d.chosen["p"], d.chosen["q"]) for d in drawn} > {(Num(1), Num(1))}


def test_numbers_in_place_of_matrices_do_not_end_a_search() -> None:
    """The third point has n = 1."""
    claim = claim_of("A @ B", "A @ B")
    assert search(claim, 3, enough=2).agreeing == 2
    assert search(claim, 4, enough=3).agreeing == 4


def test_where_a_declared_inverse_is_lost_is_not_looked_for() -> None:
    claim = claim_of("S", "S @ A @ inv(A)", "S @ S = S")
    assert search(claim, 8).allowed == 8


@pytest.mark.parametrize(
    ("before", "after", "assume"),
    [
        ("B @ A @ A", "B", "A.T @ A = eye(n)"),
        ("S @ B @ S", "B @ S", "S @ S = S"),
        ("sum(sum(a[i]*a[j], j = 2..i), i = 1..n)", "sum(sum(a[i]*a[j], j = 1..i), i = 1..n)", ""),
    ],
)
def test_the_first_points_refute(before: str, after: str, assume: str) -> None:
    claim = claim_of(before, after, *filter(None, [assume]))
    enough = first_look(claim)
    assert search(claim, enough + 1, enough=enough).point is not None


@pytest.mark.parametrize(
    "given", [("norm(a) = 1", "norm(x) = 1"), ("a @ a = 4", "norm(x) = 3"), ("norm(a) <= 1",)]
)
def test_vectors_have_the_length_that_is_asked_for(given: tuple[str, ...]) -> None:
    assert search(claim_of("a @ x", "a @ x", *given), 12).allowed >= 8
