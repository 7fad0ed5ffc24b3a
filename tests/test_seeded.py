"""Seeded mistakes: every edit is really false, every kind is made, a seed fixes the rows."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import seeded
from mpmath import mp

from derivcheck.documents.rows import read_row


def row(
    name: str, symbols: str, before: str, after: str, relation: str = "=", *assume: str
) -> dict[str, Any]:
    """A row; names and sorts as in `x y: real; n: integer`."""
    pairs = (part.split(":") for part in symbols.split(";") if part)
    sorts = {n: sort.strip() for names, sort in pairs for n in names.split()}
    keys = {"id": name, "symbols": sorts, "assume": list(assume)}
    return {**keys, "from": before, "to": after, "relation": relation}


ROWS = [
    row("numbers", "", "2^3", "8"),
    row("matrix", "", "[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    row("square", "x y: real", "(x + y)^2", "x^2 + 2*x*y + y^2"),
    row("quotient", "x y: real", "x/y - y/x", "(x^2 - y^2)/(x*y)"),
    row("angle", "x y: real", "sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)"),
    row("log", "x: real", "log(x - 2)*2", "log((x - 2)^2)", "=", "x > 2"),
    row("plane", "z: complex", "z^2 + 1", "(z - I)*(z + I)"),
    row("total", "n: positive integer", "sum(k^2, k = 1..n)", "n*(n + 1)*(2*n + 1)/6"),
    row("slope", "x: real", "diff(x^2*sin(x), x)", "2*x*sin(x) + x^2*cos(x)"),
    row("area", "b: positive real", "int(2*t, t = 0..b)", "b^2"),
    row("array", "k: positive integer; a: real[k]; i j: index of k", "a[i] + a[j]", "a[j] + a[i]"),
    row("linear", "v t s: positive real", "s = v*t", "t = s/v", "implies"),
    row("root", "v t s: positive real", "s = v*t^2", "t = sqrt(s/v)", "implies"),
    row("two", "a b c d: real", "a = b + c and d = 2*a", "d = 2*b + 2*c", "implies"),
    row("equation", "a b: real", "a*b", "b^2 + b", "=", "a = b + 1"),
    row("order", "x: real", "x^2", "x^2 + 1", "<="),
    row("shifted", "x y: real", "x = y", "x + 1 = y + 1", "iff"),
    row("factorial", "n: positive integer", "(n + 1)*factorial(n)", "factorial(n + 1)"),
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, seeded.Seeded]:
    return {r["id"]: seeded.wrong_rows(r, 5, 1) for r in ROWS}


@pytest.mark.parametrize("before", ["lim(sin(x)/x, x -> 0)", "zeta(x)", "asec(x)", "f(x)"])
def test_refuses_what_it_cannot_evaluate(before: str) -> None:
    true = row("open", "x: real; f: function", before, before)
    assert seeded.wrong_rows(true, 5, 1).wrong == ()


def test_refuses_hypotheses_that_never_hold() -> None:
    """Whatever an empty hypothesis implies is true."""
    true = row("vacuous", "a: real; x: real", "a^2 = -1", "x = a", "implies")
    found = seeded.wrong_rows(true, 40, 1)
    assert not any(w.side == "to" for w in found.wrong)
    assert "hypotheses never seen to hold" in found.why


@pytest.mark.parametrize(
    ("before", "after", "symbols"),
    [
        ("x + y", "y + x", "x y: real"),
        ("2*x - x", "x", "x: real"),
        ("sqrt(x)^2", "x", "x: real"),
        ("log(x^2)", "2*log(x)", "x: real"),
        ("cos(x)", "cos(-x)", "x: real"),
        ("(x^2)^(1/2)", "abs(x)", "x: real"),
    ],
)
def test_what_is_true_is_never_seen_false(before: str, after: str, symbols: str) -> None:
    claim = read_row(row("true", symbols, before, after))
    for point in seeded.points(claim, random.Random(1), 50):
        assert seeded.settled(lambda p=point: seeded.step_holds(claim, p)) is not False


@pytest.mark.parametrize("name", [r["id"] for r in ROWS])
def test_five_wrong_rows_are_made(made: dict[str, seeded.Seeded], name: str) -> None:
    assert len(made[name].wrong) == 5, made[name].why
    assert len({(w.row["from"], w.row["to"]) for w in made[name].wrong}) == 5


@pytest.mark.parametrize("name", [r["id"] for r in ROWS])
def test_no_wrong_row_is_proved(made: dict[str, seeded.Seeded], name: str) -> None:
    answer = seeded.Answerer(seeded.Settings())
    for wrong in made[name].wrong:
        assert answer.verdict(json.dumps(wrong.row), wrong.row).name != "proved", wrong


def test_a_hypothesis_holds_where_the_row_is_false(made: dict[str, seeded.Seeded]) -> None:
    for wrong in made["linear"].wrong:
        claim = read_row(wrong.row)
        with mp.workdps(20):
            point = {n: mp.mpf(v) for n, v in wrong.point.items()}
            s = seeded.scope(claim, point)
            supposed, followed = (
                abs(seeded.value(u, s) - seeded.value(v, s))
                for u, v in (claim.before.args, claim.after.args)
            )
            assert supposed < 1e-9 < followed


def test_hypotheses_are_solved_in_whatever_order_they_stand() -> None:
    true = row("zero", "a b c: positive real", "a = b + c and a = 0", "0 = b + c", "implies")
    assert "a = b + c and a = 1" in {w.row["from"] for w in seeded.wrong_rows(true, 5, 1).wrong}


@pytest.mark.parametrize("size", [80, 120, 160, 200, 240, 400, 10_000])
def test_a_tiny_number_is_no_zero(size: int) -> None:
    claim = read_row(row("tiny", "x: real", f"exp(-{size}*x)", "0"))
    point = {"x": mp.mpf(1)}
    assert not seeded.settled(lambda: seeded.step_holds(claim, point))


def test_a_rounding_error_is_zero() -> None:
    claim = read_row(row("error", "x: real", "sin(pi) + x^2 - 2", "0"))
    with mp.workdps(100):
        point = {"x": mp.sqrt(2)}
    assert seeded.settled(lambda: seeded.step_holds(claim, point))


def test_every_kind_is_made(made: dict[str, seeded.Seeded]) -> None:
    kinds = {w.kind for found in made.values() for w in found.wrong}
    assert kinds == seeded.KINDS.keys()
    assert {w.side for found in made.values() for w in found.wrong} == {"from", "to"}


def test_a_seed_fixes_the_rows() -> None:
    first, again, other = (seeded.wrong_rows(ROWS[2], 5, seed) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("kind", list(seeded.KINDS))
def test_edits_of_each_kind(kind: str) -> None:
    claim = read_row(row("k", "x y: real", "sum(x^j*y, j = 1..3)/2", "sin(x) + 3*y^2"))
    sides = (("from", claim.before), ("to", claim.after))
    assert any(e.kind == kind for side, t in sides for e in seeded.edits(side, t, claim))


def test_the_command(tmp_path: Any, monkeypatch: Any, capsys: Any) -> None:
    true = ROWS[2] | {"expected": "proved"}
    file, out = tmp_path / "rows.jsonl", tmp_path / "out.json"
    file.write_text(f"{seeded.json.dumps(true)}\n{seeded.json.dumps(true | {'expected': 'no'})}\n")
    monkeypatch.setattr("sys.argv", ["seeded.py", str(file), "--json", str(out), "-j", "1"])
    assert seeded.main() == 0
    assert "rows 1, wrong rows 5" in capsys.readouterr().out
    assert len(seeded.json.loads(out.read_text())[0]["wrong"]) == 5


def test_a_proved_wrong_row_fails_the_run() -> None:
    wrong = {"verdict": "proved"}
    assert seeded.failed([{"wrong": [wrong, *[{"verdict": "refuted"}] * 999]}])
    assert seeded.failed([{"wrong": [{"verdict": v} for v in ("refuted", "undecided")]}])
    assert not seeded.failed([{"wrong": [{"verdict": "refuted"}]}])
