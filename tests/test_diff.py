"""`derivcheck diff`: derivations compared by what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from derivcheck.checking.comparison import Comparison, compared
from derivcheck.cli.main import group
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.yaml import load
from derivcheck.verdicts.settings import Settings

HEAD = "symbols: {x: real, y: real, k: positive integer, a: 'real[k]'}\n"


def diff(before: str, after: str) -> Comparison:
    return compared(load("", before), load("", after), Settings())


def steps(*texts: str, head: str = HEAD) -> str:
    return f"{head}steps:\n" + "".join(f"  - {text}\n" for text in texts)


PAIRS = {
    "an equal value under a condition": ("expr: 1", "expr: x/x", "changed", "equal where x != 0"),
    "the same, the condition gone":     ("expr: x/x", "expr: 1", "changed", "equal where x != 0"),
    "another value":     ("expr: x + 1", "expr: x + 2", "changed", "at x = 3: 4 and 5"),
    "another domain":    ("expr: log(x^2)", "expr: 2*log(x)", "changed",
                          "at x = -1: 0 and undefined"),
    "another shape":     ("expr: x + x", "expr: a + a", "changed", None),
    "another statement": ("claim: x^2 >= 0", "claim: x^2 > 0", "changed",
                          "at x = 0: true and false"),
    "another rule":      ("{expr: x, by: y}", "{expr: x, by: z}", "changed", "by: y -> z"),
    "another key":       ("given: x = 1", "claim: x = 1", "changed", "key: given -> claim"),
    "unreadable":        ("expr: x + q", "expr: x + r", "changed", None),
    "blanks, brackets, spelling": ("expr: x**2+(y)", "expr: 'x^2 + y'", "same", None),
    "another bound name": ("expr: sum(a[i], i = 1..k)", "expr: sum(a[j], j = 1..k)", "same", None),
    "unreadable alike":  ("expr: x + q", "expr: x + q", "same", None),
    "an equal value":    ("expr: (x + y)^2", "expr: x^2 + 2*x*y + y^2", "equal", None),
    "an equal statement": ("claim: x < y", "claim: y > x", "equal", None),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS)
def test_a_step_is_compared_by_what_it_says(case: str) -> None:
    before, after, kind, remark = PAIRS[case]
    found = diff(steps(before), steps(after))
    (pair,) = found.pairs
    assert (pair.kind, pair.remarks) == (kind, () if remark is None else (remark,))
    assert found.same == (kind != "changed" and pair.judged_alike)


ORDERS = {
    "one is new":           ("A B C", "A X B C", "AA .X BB CC"),
    "one is gone":          ("A B C", "A C", "AA B. CC"),
    "one changed":          ("A B C", "A b C", "AA Bb CC"),
    "one changed, one new": ("A B C", "A X b C", "AA .X Bb CC"),
    "all is new":           ("A", "X", "AX"),
}  # fmt: skip
TEXTS = {
    "A": "sin(x)", "B": "(x + y)^2 + 1", "C": "exp(y)", "X": "k", "b": "(x + y)^2 + 2", ".": None,
}  # fmt: skip


@pytest.mark.parametrize("case", ORDERS)
def test_steps_are_paired_in_order(case: str) -> None:
    before, after, wanted = ORDERS[case]
    found = diff(*(steps(*(f"expr: {TEXTS[t]}" for t in x.split())) for x in (before, after)))
    pairs = [
        (p.before and p.before.step.text.source, p.after and p.after.step.text.source)
        for p in found.pairs
    ]
    expected = [(TEXTS[one], TEXTS[two]) for one, two in wanted.split()]
    assert sorted(pairs, key=str) == sorted(expected, key=str)


def test_labels_pair_steps_that_have_nothing_in_common() -> None:
    found = diff(steps("{expr: sin(x), label: l}"), steps("expr: k", "{expr: exp(y), label: l}"))
    assert [(p.kind, p.before is None) for p in found.pairs] == [
        ("added", True), ("changed", False),
    ]  # fmt: skip


DECLARATIONS = {
    "symbols: {x: real}":              "symbols: {x: real}",
    "symbols: {x: positive real}":     "assume: + 0 < x",
    "symbols: {x: integer}":           "symbols: another sort of x",
    "symbols: {x: real, y: real}":     "symbols: + y",
    "symbols: {x: real}\nassume: x != 1": "assume: + x != 1",
    "symbols: {x: real}\nfield: complex": "field: real -> complex",
    "symbols: {x: real}\ndefine: {f: x + 1}": "define: + f: x + 1",
}  # fmt: skip


@pytest.mark.parametrize("head", DECLARATIONS)
def test_declarations_are_compared(head: str) -> None:
    one, two = (steps("expr: x", head=f"{h}\n") for h in ("symbols: {x: real}", head))
    found = diff(one, two)
    assert found.declarations == ((DECLARATIONS[head],) if one != two else ())
    assert found.same == (one == two)


def test_a_definition_that_changed_changes_the_steps_that_use_it() -> None:
    one, two = (
        steps("expr: f + 1", head=f"symbols: {{x: real}}\ndefine: {{f: {body}}}\n")
        for body in ("x", "2*x")
    )
    found = diff(one, two)
    assert found.declarations == ("define: f: x -> 2*x",)
    assert found.pairs[0].kind == "changed"


def test_a_verdict_that_changed_is_a_difference() -> None:
    found = diff(steps("expr: 3*x", "expr: x + x"), steps("expr: 2*x", "expr: x + x"))
    assert [p.judged_alike for p in found.pairs] == [True, False]


# ------------------------------------------------------------ the command


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["diff", *map(str, arguments)], standalone_mode=False)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(steps("expr: x + x", "expr: 3*x", "expr: y"))
    other.write_text(steps("expr: x+x", "expr: 2*x"))
    return one, other


def test_differences_are_told_a_line_each(two: tuple[Path, Path]) -> None:
    result = run(*two)
    assert result.return_value == 1
    assert result.output.splitlines()[2:] == [
        "2 -> 2  changed  3*x -> 2*x (at x = 3: 9 and 6); refuted -> proved",
        "3 -> .  removed  y; refuted",
        "different: 3 steps: 1 same, 1 changed, 1 removed; 1 verdict changed",
    ]


def test_a_file_is_the_same_as_itself(two: tuple[Path, Path]) -> None:
    result = run(two[0], two[0])
    assert (result.return_value, result.output) == (0, "the same: 3 steps: 3 same\n")


def test_json_has_all_steps(two: tuple[Path, Path]) -> None:
    found = json.loads(run(*two, "--format", "json").output)
    assert found["summary"] == {"same": 1, "equal": 0, "changed": 1, "added": 0, "removed": 1}
    assert [step["kind"] for step in found["steps"]] == ["same", "changed", "removed"]
    assert found["steps"][1]["after"] == {
        "id": "2", "label": None, "line": 4, "column": 11, "relation": "=", "text": "2*x",
        "verdict": "proved",
    }  # fmt: skip


def test_what_cannot_be_read_is_refused(two: tuple[Path, Path]) -> None:
    two[0].write_text("steps: &a []")
    assert isinstance(run(*two).exception, Diagnosis)
