"""Rechecking: every alteration of a report is caught, and neither SymPy nor a prover is needed."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import proving
import pytest

from derivcheck.checking import decide as deciding
from derivcheck.checking.batch import Answerer
from derivcheck.checking.check import check_derivation
from derivcheck.checking.recheck import recheck_report, recheck_rows
from derivcheck.checking.report import Report
from derivcheck.checking.settings import Settings
from derivcheck.documents.yaml import load
from derivcheck.kernel.evidence import Arithmetic
from derivcheck.kernel.terms import Sym
from derivcheck.notation.data import evidence_to_data
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS

ROOT = Path(__file__).parents[1]
SOURCE = """\
derivcheck: 1
title: Everything that a report may hold
symbols:
  x, y: real
  p: positive real
define:
  c: x + y
steps:
  - expr: c^2
  - expr: x^2 + 2*x*y + y^2
    label: A
  - expr: x^2 + y^2
    expect: refuted
  - expr: y^2 + x^2
  - expr: (y^2 + x^2)/1 + 0/p
  - claim: sin(x)^2 + cos(x)^2 = 1
    label: U
  - claim: sin(x)^2 + cos(x)^2 = 1
    using: U
  - expr: x^2/x
    from: none
  - expr: x
  - expr: 2x
  - given: x > 1
  - iff: 1 < x
  - implies: x > 0
"""


@pytest.fixture
def proved(monkeypatch):
    """The prover made for tests is the only one."""
    deciding._cached.cache_clear()
    monkeypatch.setattr(deciding, "PROVERS", proving.entries(proving.plain))
    yield
    deciding._cached.cache_clear()


@pytest.fixture
def report(proved) -> dict[str, Any]:
    """The report on the source, as JSON data."""
    files = tuple(check_derivation(d, Settings()) for d in load("a.yaml", SOURCE))
    return json.loads(REPORTERS["json"](Report(files), Layout()))


def findings(data: Any, source: str = SOURCE) -> list[str]:
    return [f"{f.step}: {f.message}" for f in recheck_report(data, lambda path: source)]


def test_the_report_holds_everything(report) -> None:
    steps = report["files"][0]["steps"]
    assert [s["verdict"] for s in steps] == [
        None, "proved", "refuted", "proved", "proved", "undecided", "proved", None, "proved",
        "invalid", None, "proved", "proved",
    ]  # fmt: skip
    assert steps[3]["rests_on"] == ["3"]
    assert steps[8]["conditions"] == ["x != 0"]
    assert [c["verdict"] for c in report["files"][0]["conclusions"]] == ["refuted", "proved"]


def test_an_unaltered_report_is_confirmed(report) -> None:
    assert findings(report) == []


def _set(*path: Any) -> Callable[[dict], None]:
    """Put the last item at the place that the others lead to, in the only file."""

    def alter(data: dict) -> None:
        *keys, last, value = path
        place = data["files"][0]
        for key in keys:
            place = place[key]
        assert place[last] != value
        place[last] = value

    return alter


def _step(index: int, **fields: Any) -> Callable[[dict], None]:
    def alter(data: dict) -> None:
        step = data["files"][0]["steps"][index]
        assert any(step[key] != value for key, value in fields.items())
        step.update(fields)

    return alter


def _copied(source: int, target: int, *keys: str) -> Callable[[dict], None]:
    def alter(data: dict) -> None:
        steps = data["files"][0]["steps"]
        steps[target].update({key: steps[source][key] for key in keys})

    return alter


def _without(*path: Any) -> Callable[[dict], None]:
    def alter(data: dict) -> None:
        *keys, last = path
        place: Any = data
        for key in keys:
            place = place[key]
        del place[last]

    return alter


WORD = {"kind": "Word", "name": "a friend", "detail": ""}
TRIVIAL = evidence_to_data(Arithmetic(Sym("x"), Sym("x")))

ALTERED: dict[str, Callable[[dict], None]] = {
    "a verdict, refuted":              _step(1, verdict="refuted"),
    "a verdict, undecided":            _step(1, verdict="undecided"),
    "a verdict, invalid":              _step(1, verdict="invalid"),
    "a verdict, none":                 _step(1, verdict=None),
    "an error said to be proved":      _step(2, verdict="proved"),
    "an open step said to be proved":  _step(5, verdict="proved"),
    "an invalid step":                 _step(9, verdict="proved"),
    "an opening":                      _step(0, verdict="proved"),
    "evidence of something else":      _step(1, evidence=TRIVIAL),
    "evidence of another step":        _copied(3, 4, "evidence"),
    "no evidence":                     _step(1, evidence=None),
    "evidence that is none":           _step(1, evidence={"kind": "Nothing"}),
    "the word of somebody":            _step(5, verdict="proved", evidence=WORD),
    "a condition less":                _step(8, conditions=[]),
    "another condition":               _step(8, conditions=["y != 0"]),
    "a condition more":                _step(1, conditions=["x != 0"]),
    "the text of a step":              _step(1, after="x^2 + y^2"),
    "the text before":                 _step(1, before="x"),
    "the relation":                    _step(1, relation="<"),
    "the label":                       _step(1, label="B"),
    "the place":                       _step(1, line=1),
    "what is expected":                _step(2, expect=None),
    "what it rests on":                _step(3, rests_on=[]),
    "an id":                           _step(1, id="1"),
    "a value of a counterexample":     _set("steps", 2, "counterexample", "point", "x", "7"),
    "a side of a counterexample":      _set("steps", 2, "counterexample", "before", "7"),
    "no counterexample":               _step(2, counterexample=None),
    "a conclusion":                    _set("conclusions", 0, "verdict", "proved"),
    "a conclusion that was proved":    _set("conclusions", 1, "verdict", "refuted"),
    "the counterexample of one":       _set("conclusions", 0, "counterexample", "before", "7"),
    "the first line of a conclusion":  _set("conclusions", 0, "first", "x"),
    "a conclusion less":               _without("files", 0, "conclusions", 0),
    "the expectation of a conclusion": _set("conclusions", 0, "expect", "refuted"),
    "a step less":                     _without("files", 0, "steps", 12),
    "the digest":                      _set("sha256", "0" * 64),
    "the title":                       _set("title", "Another"),
    "no title":                        _without("files", 0, "title"),
    "no files":                        _without("files"),
    "a file less":                     _without("files", 0),
    "a count of the summary":          lambda data: data["summary"].update(proved=99),
    "no summary":                      _without("summary"),
}  # fmt: skip


@pytest.mark.parametrize("case", ALTERED)
def test_an_alteration_is_caught(case: str, report) -> None:
    altered = copy.deepcopy(report)
    ALTERED[case](altered)
    assert findings(altered)


@pytest.mark.parametrize("value", [None, 3, [], {}, {"files": 3}, {"files": [None]}])
def test_what_is_no_report_is_a_finding(value: Any) -> None:
    assert findings(value if isinstance(value, dict) else {"files": [value]})


EDITED = {
    "a step": ("2*x*y", "3*x*y"),
    "a sort": ("p: positive real", "p: real"),
    "a definition": ("c: x + y", "c: x - y"),
    "a space": ("x^2 + y^2", "x^2  + y^2"),
    "one more": ("  - implies: x > 0\n", "  - implies: x > 0\n---\nderivcheck: 1\n"),
}


@pytest.mark.parametrize("case", EDITED)
def test_an_edited_source_is_caught(case: str, report) -> None:
    old, new = EDITED[case]
    assert SOURCE.replace(old, new) != SOURCE
    assert findings(report, SOURCE.replace(old, new)) == [
        ": DC903: the source has changed since the report was written"
    ]


def test_edited_source_and_digest_are_caught(report) -> None:
    edited = SOURCE.replace("c: x + y", "c: x - y")
    (derivation,) = load("a.yaml", edited)
    report["files"][0]["sha256"] = check_derivation(derivation, Settings()).sha256
    assert [text[:2] for text in findings(report, edited)][:1] == ["2:"]


# ------------------------------------------------------------------------------------------ rows

ROW = {"id": "7", "symbols": {"x": "real"}, "from": "x^2/x", "to": "x"}
FALSE_ROW = {"id": "7", "symbols": {"x": "real"}, "from": "x", "to": "x + 1"}


def answered(row: dict) -> dict[str, Any]:
    return json.loads(Answerer(Settings())(json.dumps(row)))


def test_answers_are_confirmed(proved) -> None:
    for row in (ROW, FALSE_ROW):
        assert list(recheck_rows([answered(row)], [row])) == [("7", True, True)]


ANSWERS = {
    "a verdict":        (ROW, {"verdict": "refuted"}),
    "a condition":      (ROW, {"conditions": []}),
    "evidence":         (ROW, {"evidence": TRIVIAL}),
    "no evidence":      (ROW, {"evidence": None}),
    "an id":            (ROW, {"id": "8"}),
    "hidden evidence":  (ROW, {"verdict": "undecided"}),
    "a counterexample": (FALSE_ROW, {"counterexample": {"point": {}, "before": "1", "after": "2"}}),
    "an error":         (FALSE_ROW, {"verdict": "proved"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_an_altered_answer_is_not_confirmed(case: str, proved) -> None:
    row, change = ANSWERS[case]
    ((_, decides, good),) = recheck_rows([answered(row) | change], [row])
    assert (decides, good) == (True, False)


def test_another_row_is_not_confirmed(proved) -> None:
    answer = answered(ROW)
    assert list(recheck_rows([answer], [ROW | {"to": "x + 1"}])) == [("7", True, False)]


def test_words_and_open_answers_are_not_confirmed() -> None:
    told = [
        {"id": "1", "verdict": "proved", "evidence": WORD},
        {"id": "2", "verdict": "undecided", "evidence": None},
    ]
    rows = [{"id": "1", "from": "1", "to": "1"}, {"id": "2", "from": "1", "to": "1"}]
    assert list(recheck_rows(told, rows)) == [("1", True, False), ("2", False, False)]


# ------------------------------------------------------------------------------- what is not needed

WITHOUT = """\
import sys
sys.modules["sympy"] = None
from derivcheck.cli.main import main
try:
    main(sys.argv[1:])
finally:
    loaded = [m for m in sys.modules if m.startswith("derivcheck.provers.")]
    assert loaded in ([], ["derivcheck.provers.limits"]), loaded
"""


def test_neither_sympy_nor_provers_are_needed(report, tmp_path) -> None:
    (tmp_path / "a.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "report.json").write_text(json.dumps(report), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "recheck", "report.json"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "confirmed: report.json\n", "")
