r"""The measure of blocks: what is read otherwise than meant is seen, and so is a seeded mistake."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from latex_blocks import Row, blamed, names, rows, seeded, told, verdicts
from latex_values import NoValue, points, same, value

from derivcheck.notation.plain import read

LINES = [("", "(x+y)^2", "opens"), ("=", r"\sq{x} + 2xy + y^2", "true"), ("=", "5xy", "false")]
BLOCK = {
    "id": 1,
    "latex": "\\begin{align*}\n(x+y)^2 &= \\sq{x} + 2xy + y^2 \\\\\n &= 5xy .\n\\end{align*}",
    "macros": {r"\sq[1]": "#1^2"},
    "declarations": "symbols:\n  x, y: real\n",
    "lines": [{"relation": r, "latex": t, "verdict": v} for r, t, v in LINES],
}


@pytest.fixture
def row(tmp_path: Path) -> Row:
    return written(tmp_path, BLOCK)


def written(folder: Path, block: dict[str, Any]) -> Row:
    (folder / "rows.jsonl").write_text(json.dumps(block), encoding="utf-8")
    (found,) = rows(str(folder / "rows.jsonl"))
    return found


def test_what_is_read_is_put_beside_the_side_before_it(row: Row) -> None:
    assert [t.what for t in told(row, names(row))] == ["meant"] * 3
    assert verdicts(row, row.document) == {0: "taken", 1: "proved", 2: "refuted"}


@pytest.mark.parametrize("change", [{"verdict": "false"}, {"value": "x^2 + 2*x*y"}])
def test_what_is_read_otherwise_is_seen(change: dict[str, str], tmp_path: Path) -> None:
    lines = [BLOCK["lines"][0], {**BLOCK["lines"][1], **change}]  # type: ignore[index]  # a list
    found = written(tmp_path, {**BLOCK, "lines": lines})
    assert [t.what for t in told(found, names(found))] == ["read", "OTHERWISE"]


def test_a_seeded_mistake_is_false_and_blamed_at_its_line(row: Row) -> None:
    made = told(row, names(row))
    before = verdicts(row, row.document)
    (one,) = seeded(row, names(row), made, random.Random(1))
    assert one.number == 1
    assert blamed(before, verdicts(one.row, one.document), one.number) == "found"
    assert blamed(before, {1: "proved"}, 1) == "missed: proved"
    assert blamed({}, {0: "refuted", 1: "refuted"}, 1) == "another line is blamed: 0"


VALUES = [
    ("sum(v[j]*v[j], j = 1..n)", "v @ v"),
    ("diff(v @ A @ v, v[i])", "(A @ v)[i] + (A.T @ v)[i]"),
    ("lim(sin(x*t)/t, t -> 0)", "x"),
    ("int(exp(-t), t = 0..oo)", "1"),
    ("tr(inv(A) @ A)", "n"),
    ("diff(f(2*x), x)", "2*f'(2*x)"),
]


@pytest.mark.parametrize(("one", "other"), VALUES)
def test_values_at_random_points_agree_where_they_should(one: str, other: str, row: Row) -> None:
    declared = "symbols: {n: positive integer, i: index of n, v: 'real[n]', A: 'real[n, n]', "
    held = names(Row("", declared + "x: real, f: function}", {}, "", ()))
    left, right = (read(text, held.reader.scope).term for text in (one, other))
    point = next(points(held.context, (), 1))
    assert same(value(left, point), value(right, point))
    assert not same(value(left, point), value(right, point) + 1)


def test_what_has_no_value_is_told(row: Row) -> None:
    held = names(row)
    with pytest.raises(NoValue):
        value(read("log(-1 - x^2)", held.reader.scope).term, next(points(held.context, (), 1)))
