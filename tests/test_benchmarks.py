"""The benchmarks run, and the page on performance says what its data say; no time is asserted."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import compare, grounds, growth, latex, maxima, plots, report
from benchmarks.families import FAMILIES, Family
from benchmarks.rows import case, sample
from benchmarks.summary import outcome, ratio
from benchmarks.systems import EQUALS, OURS, SIMPLIFY, derivcheck, sides
from benchmarks.workers import TIME_OUT, Answer, Decide, Row, Worker
from derivcheck.documents.rows import read_row

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="the workers are forked")
X = {"x": "real"}
ROWS: tuple[dict[str, Any], ...] = (
    {"id": "1", "symbols": X, "from": "(x + 1)^2", "to": "x^2 + 2*x + 1", "expected": "proved"},
    {"id": "2", "symbols": X, "from": "(x + 1)^2", "to": "x^2 + 1", "expected": "refuted"},
    {"id": "3", "symbols": X, "from": "x = 1", "to": "x^2 = 1", "relation": "implies"},
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


# --- compare -------------------------------------------------------------------------------------


@FORKS
def test_compare_asks_every_system_about_equations_only(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = CliRunner().invoke(compare.main, [str(rows), "--json", str(out)], catch_exceptions=False)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert done.exit_code == 0
    assert "left out: 1 rows of `implies`" in done.output
    assert {OURS, SIMPLIFY, EQUALS} <= found["systems"].keys()
    assert [row[OURS][0] for row in found["answers"]] == ["proved", "refuted"]
    assert [row[EQUALS][0] for row in found["answers"]] == ["proved", "refuted"]
    assert [row[SIMPLIFY][0] for row in found["answers"]] == ["proved", "undecided"]


@FORKS
def test_a_system_that_takes_too_long_is_killed_and_replaced() -> None:
    worker = Worker(stuck)
    try:
        assert worker.ask({"from": "wait"}, 0.2) == Answer(TIME_OUT, 0.2)
        assert worker.ask({"from": "now"}, 20.0) == Answer("proved", 0.0)
    finally:
        worker.stop()
    assert worker.process is None


def stuck() -> Decide:
    def decide(row: Row) -> Answer:
        while row["from"] == "wait":
            pass
        return Answer("proved", 0.0)

    return decide


def test_symbols_carry_their_signs_to_sympy() -> None:
    before, after = sides({"symbols": {"a": "positive real"}, "from": "sqrt(a^2)", "to": "a"})
    assert before == after


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2*x^2 - pi", "(((2)*(v_x^(2)))+(-(%pi)))"),
        ("int(x, x = 0..oo)", "integrate(v_x, v_x, (0), inf)"),
        ("diff(sin(x), x)", "diff((sin(v_x)), v_x, (1))"),
        ("lim(1/x, x -> 0)", "limit(((1)/v_x), v_x, (0))"),
    ],
)
def test_terms_are_written_for_maxima(text: str, written: str) -> None:
    assert maxima.write(read_row({"symbols": X, "from": text, "to": "1"}).before) == written


@pytest.mark.parametrize("text", ["cbrt(x)", "1{x = 1}"])
def test_what_maxima_has_no_word_for_is_not_asked(text: str) -> None:
    claim = read_row({"symbols": X, "from": text, "to": "1"})
    with pytest.raises(maxima.Unwritable):
        maxima.question(claim)


@pytest.mark.parametrize(
    ("expected", "verdict", "found"),
    [
        ("refuted", "proved", "wrong"),
        ("proved", "refuted", "wrong"),
        ("proved", TIME_OUT, "time_out"),
        ("proved", "invalid", "undecided"),
        (None, "proved", "unknown"),
        ("proved", "proved", "true_right"),
        ("refuted", "refuted", "false_right"),
    ],
)
def test_an_outcome(expected: str | None, verdict: str, found: str) -> None:
    assert outcome(expected, verdict) == found


def test_a_ratio_is_over_rows_both_were_asked_below_the_limit() -> None:
    found = ratio([1.0, 2.0, 3.0, 9.0], [2.0, None, 6.0, 10.0], below=10.0)
    assert found is not None
    assert (found.rows, found.medians, found.totals, found.faster) == (2, 0.5, 0.5, 1.0)
    assert ratio([1.0], [None]) is None


def test_a_sample_keeps_the_order_and_depends_on_the_seed_alone() -> None:
    cases = [case({"id": str(n), "from": "1", "to": "1", "origin": "a book"}) for n in range(50)]
    chosen = sample(cases, 5, seed=1)
    assert chosen == sample(cases, 5, seed=1) != sample(cases, 5, seed=2)
    assert [cases.index(one) for one in chosen] == sorted(cases.index(one) for one in chosen)
    assert "origin" not in chosen[0].row


# --- growth --------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", [pytest.param(f, id=name) for name, f in FAMILIES.items()])
def test_the_smallest_identity_of_a_family_is_proved(family: Family) -> None:
    assert derivcheck(10.0)(family.row(family.sizes[0], "t")).verdict == "proved"


def test_growth_measures_every_family(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    arguments = ["--runs", "1", "--sizes", "2", "--json", str(out)]
    done = CliRunner().invoke(growth.main, arguments, catch_exceptions=False)
    found = json.loads(out.read_text(encoding="utf-8"))["families"]
    assert done.exit_code == 0
    assert found.keys() == FAMILIES.keys()
    assert all(row["points"][0]["verdict"] == "proved" for row in found.values())


def test_the_exponent_of_a_square_is_two() -> None:
    assert growth.exponent([(1, 1.0), (2, 4.0), (4, 16.0)]) == 2.0
    assert growth.exponent([(1, 1.0)]) is None


# --- the page ------------------------------------------------------------------------------------


def test_the_page_says_what_its_data_say() -> None:
    text, data = report.PAGE.read_text(encoding="utf-8"), json.loads(report.DATA.read_text())
    assert report.page(text, data) == text
    assert report.written(data) == report.DATA.read_text(encoding="utf-8")


def test_the_data_hold_no_row() -> None:
    data = json.loads(report.DATA.read_text(encoding="utf-8"))
    assert all("answers" not in found for found in data["compare"])


def test_the_plots_come_out_the_same_twice(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    data = json.loads(report.DATA.read_text(encoding="utf-8"))
    drawn = []
    for _ in range(2):
        plots.draw(data, tmp_path)
        drawn.append([path.read_bytes() for path in sorted(tmp_path.glob("*.svg"))])
    assert len(drawn[0]) == 2
    assert drawn[0] == drawn[1]


# --- latex ---------------------------------------------------------------------------------------


def test_formulas_of_blocks_are_read_with_what_their_block_declares(tmp_path: Path) -> None:
    block = {
        "declarations": "symbols: {n: positive integer, v: 'real[n]'}\n"
        "names: {\\mean: 'sum(v[i], i = 1..n)/n'}\n",
        "macros": {"\\half": "\\frac12"},
        "lines": [{"latex": "\\half \\mean"}, {"latex": "v_{n+1} +"}],
    }
    path = tmp_path / "blocks.jsonl"
    path.write_text(json.dumps(block) + "\n", encoding="utf-8")
    (reader, first), (other, second) = latex.formulas(str(path))
    assert reader.line(first).sides[0].problem is None
    assert other.line(second).sides[0].problem is not None


# --- grounds -------------------------------------------------------------------------------------


def test_grounds_counts_each_proof_once_for_each_ground(rows: Path) -> None:
    done = CliRunner().invoke(grounds.main, [str(rows)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "2 proofs of 3 rows" in done.output
    axiom = {"kind": "Axiom", "name": "sin_square"}
    proof = {"prover": "elementary", "evidence": {"kind": "Chain", "links": [axiom, axiom]}}
    counted = grounds.shares([proof, proof])
    assert counted["axiom", "sin_square"] == counted["evidence", "Chain"] == 2
