"""Rechecking: every alteration of a report is caught, and neither SymPy nor a prover is needed."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import proving
import pytest

from derivcheck.checking.batch import Answerer
from derivcheck.checking.check import check_derivation
from derivcheck.checking.recheck import recheck_report
from derivcheck.checking.recheck_rows import recheck_rows
from derivcheck.documents.loading import load as load_any
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.evidence import Arithmetic
from derivcheck.kernel.language.terms import Sym
from derivcheck.notation.data import evidence_to_data
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts import decide as deciding
from derivcheck.verdicts.report import Report
from derivcheck.verdicts.settings import Settings

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
    by: commutativity
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


def findings(data: Any, source: str = SOURCE, covers: Sequence[str] = ()) -> list[str]:
    found = recheck_report(data, lambda path: source, covers).findings
    return [f"{f.step}: {f.message}" for f in found]


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
        assert any(step.get(key) != value for key, value in fields.items())
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


def _steps(change: Callable[[list], None]) -> Callable[[dict], None]:
    """Change the list of steps."""
    return lambda data: change(data["files"][0]["steps"])


def _ends(change: Callable[[list], None]) -> Callable[[dict], None]:
    """Change the list of conclusions."""
    return lambda data: change(data["files"][0]["conclusions"])


def _swapped(first: int, second: int, key: str) -> Callable[[dict], None]:
    def alter(data: dict) -> None:
        one, other = (data["files"][0]["steps"][n] for n in (first, second))
        assert one[key] != other[key]
        one[key], other[key] = other[key], one[key]

    return alter


def _turned(items: list, first: int, second: int) -> None:
    items[first], items[second] = items[second], items[first]


def _twice(items: list, source: int, target: int) -> None:
    """One takes the place of another."""
    items[target] = copy.deepcopy(items[source])


def _problem(data: dict) -> None:
    data["files"][0]["problems"] = [{"code": "DC003", "message": "a fault"}]


def _warning(data: dict) -> None:
    data["files"][0]["warnings"] = [{"code": "DC147", "message": "guessed"}]


WORD = {"kind": "Word", "name": "a friend", "detail": ""}
TRIVIAL = evidence_to_data(Arithmetic(Sym("x"), Sym("x")))
ELSEWHERE = [{"from": "1", "evidence": TRIVIAL}]
DEEP: Any = []
for _ in range(600):
    DEEP = [DEEP]

OTHER = "of the report is not what comes out again"
ALTERED: dict[str, tuple[Callable[[dict], None], str]] = {
    "a verdict, refuted":     (_step(1, verdict="refuted"), "2: it is not shown to be refuted"),
    "a verdict, undecided":   (_step(1, verdict="undecided"), "2: it is said to be undecided"),
    "a verdict, invalid":     (_step(1, verdict="invalid"), "2: it is said to be invalid, and can"),
    "an error, invalid":      (_step(2, verdict="invalid", evidence=None), "3: it is said to be i"),
    "a verdict, none":        (_step(1, verdict=None), "2: null is no verdict"),
    "a verdict, unknown":     (_step(1, verdict="certain"), '2: "certain" is no verdict'),
    "an error said to be proved": (_step(2, verdict="proved"), "3: it is not shown to be proved"),
    "an open step said to be proved": (_step(5, verdict="proved"), "6: it is said to be proved, a"),
    "an invalid step, proved":    (_step(9, verdict="proved"), f"10: DC903: `verdict` {OTHER}"),
    "an invalid step, undecided": (_step(9, verdict="undecided"), f"10: DC903: `verdict` {OTHER}"),
    "an opening":             (_step(0, verdict="proved"), f"1: DC903: `verdict` {OTHER}"),
    "evidence of something else": (_step(1, evidence=TRIVIAL), "2: it is not shown to be proved"),
    "evidence of another step":   (_copied(3, 4, "evidence"), "5: it is not shown to be proved"),
    "evidence swapped":       (_swapped(1, 3, "evidence"), "2: it is not shown to be proved"),
    "evidence of an error swapped": (_swapped(1, 2, "evidence"), "2: it is not shown to be proved"),
    "no evidence":            (_step(1, evidence=None), "2: it is said to be proved, and carries "),
    "evidence that is none":  (_step(1, evidence={"kind": "Nothing"}), "2: its evidence cannot be"),
    "evidence too deep":      (_step(1, evidence=DEEP), "2: its evidence cannot be read (too deep"),
    "evidence that is a term": (_step(1, evidence={"term": ["x"]}), "2: it is not shown"),
    "the word of somebody":   (_step(5, verdict="proved", evidence=WORD), "6: its evidence cannot"),
    "a condition less":       (_step(8, conditions=[]), f"9: DC903: `conditions` {OTHER}"),
    "another condition":      (_step(8, conditions=["y != 0"]), f"9: DC903: `conditions` {OTHER}"),
    "a condition more":       (_step(1, conditions=["x != 0"]), f"2: DC903: `conditions` {OTHER}"),
    "the code":               (_step(2, code=None), f"3: DC903: `code` {OTHER}"),
    "the text of a step":     (_step(1, after="x^2 + y^2"), f"2: DC903: `after` {OTHER}"),
    "the text before":        (_step(1, before="x"), f"2: DC903: `before` {OTHER}"),
    "the relation":           (_step(1, relation="<"), f"2: DC903: `relation` {OTHER}"),
    "the label":              (_step(1, label="B"), f"2: DC903: `label` {OTHER}"),
    "the place":              (_step(1, line=1), f"2: DC903: `line` {OTHER}"),
    "a place that is no number": (_step(1, column=5.0), f"2: DC903: `column` {OTHER}"),
    "the name of a rule":     (_set("steps", 3, "rule", "name", "product rule"), "4: DC903: `rule"),
    "a rule that none named": (_step(1, rule={"name": "a", "confirmed": True}), "2: DC903: `rule`"),
    "what is expected":       (_step(2, expect=None), f"3: DC903: `expect` {OTHER}"),
    "what is expected, added": (_step(1, expect="proved"), f"2: DC903: `expect` {OTHER}"),
    "what it rests on":       (_step(3, rests_on=[]), f"4: DC903: `rests_on` {OTHER}"),
    "what it follows from":   (_step(3, follows_from="2"), "4: it is not shown to be proved: "),
    "a value of a counterexample": (
        _set("steps", 2, "counterexample", "point", "x", "7"), "3: DC903: `counterexample`"),
    "a side of a counterexample": (
        _set("steps", 2, "counterexample", "before", "7"), "3: DC903: `counterexample`"),
    "no counterexample":      (_step(2, counterexample=None), "3: DC903: `counterexample` of"),
    "an id":                  (_step(1, id="1"), "2: DC903: it is missing in the report"),
    "a step less":            (_steps(list.pop), "13: DC903: it is missing in the report"),
    "an error less":          (_steps(lambda s: s.pop(2)), "3: DC903: it is missing in the report"),
    "no steps":               (_steps(list.clear), "1: DC903: it is missing in the report"),
    "a step more":            (_steps(lambda s: s.append(s[1] | {"id": "14"})), "14: DC903: it is"),
    "a step twice":           (_steps(lambda s: s.append(s[1])), "2: DC903: it is there twice"),
    "a step for an error":    (_steps(lambda s: _twice(s, 1, 2)), "3: DC903: it is missing in the"),
    "steps in another order": (_steps(lambda s: _turned(s, 0, 1)), "2: DC903: the steps stand in "),
    "a conclusion":           (_set("conclusions", 0, "verdict", "proved"), "conclusion 1: it is "),
    "a conclusion, undecided": (
        _set("conclusions", 0, "verdict", "undecided"), "conclusion 1: it is said to be undecided"),
    "a conclusion that was proved": (
        _set("conclusions", 1, "verdict", "refuted"), f"conclusion 2: DC903: `verdict` {OTHER}"),
    "the counterexample of one": (
        _set("conclusions", 0, "counterexample", "before", "7"), "conclusion 1: DC903: `counterex"),
    "the first line of a conclusion": (
        _set("conclusions", 0, "before", "x"), f"conclusion 1: DC903: `before` {OTHER}"),
    "the last step of a conclusion": (
        _set("conclusions", 0, "last", "2"), f"conclusion 1: DC903: `last` {OTHER}"),
    "the expectation of a conclusion": (
        _set("conclusions", 0, "expect", "refuted"), f"conclusion 1: DC903: `expect` {OTHER}"),
    "a conclusion less":      (_ends(lambda e: e.pop(0)), "conclusion 1: it is said to be proved,"),
    "no conclusions":         (_ends(list.clear), "conclusion 1: DC903: it is missing in the repo"),
    "a conclusion more":      (_ends(lambda e: e.append(e[1])), "conclusion 3: DC903: it is missi"),
    "conclusions turned":     (_ends(lambda e: _turned(e, 0, 1)), "conclusion 1: "),
    "the digest":             (_set("sha256", "0" * 64), ": DC903: the source has changed since"),
    "the title":              (_set("title", "Another"), ": DC903: the title, the problems or"),
    "problems":               (_problem, ": DC903: the title, the problems or"),
    "warnings":               (_warning, ": DC903: the title, the problems or the warnings"),
    "a note":                 (_step(2, note="so it is"), f"3: DC903: `note` {OTHER}"),
    "a refutation from elsewhere": (_step(4, others=ELSEWHERE), f"5: DC903: `others` {OTHER}"),
    "no title":               (_without("files", 0, "title"), ": DC903: file 1 lacks `title`"),
    "no reasons":             (_without("files", 0, "steps", 2, "reasons"), ": DC903: file 1, ste"),
    "no verdict of an end":   (
        _without("files", 0, "conclusions", 0, "verdict"), ": DC903: file 1, conclusion 1 lacks `"),
    "steps that are no list": (_set("steps", {"id": "1"}), ": DC903: file 1, step 1 lacks `label`"),
    "no files":               (_without("files"), ": DC903: the report lacks `files`"),
    "a file less":            (_without("files", 0), ": DC903: the summary counts something else"),
    "a file twice":           (
        lambda data: data["files"].append(data["files"][0]), ": DC903: the report has 2 derivatio"),
    "a file twice, spelled otherwise": (
        lambda data: data["files"].append(data["files"][0] | {"path": "b/../a.yaml"}),
        ": DC903: the report has 2 derivations"),
    "a count of the summary": (lambda data: data["summary"].update(proved=99), ": DC903: the summ"),
    "a summary that is true": (lambda data: data["summary"].update(refuted=True), ": DC903: the s"),
    "no summary":             (_without("summary"), ": DC903: the report lacks `summary`"),
    "another version":        (lambda data: data.update(schema_version=1), ": DC903: its schema v"),
    "a version to come":      (lambda data: data.update(schema_version=3), ": DC903: its schema v"),
    "a version in words":     (lambda data: data.update(schema_version="2"), ": DC903: its schema"),
    "no version":             (_without("schema_version"), ": DC903: its schema version is None"),
}  # fmt: skip


@pytest.mark.parametrize("case", ALTERED)
def test_an_alteration_is_caught(case: str, report) -> None:
    alter, reason = ALTERED[case]
    altered = copy.deepcopy(report)
    alter(altered)
    assert findings(altered)[0].startswith(reason)


GUESSED = """\
<!-- derivcheck: document; guessed; all; x real -->

$$ x + x = 2 x $$
"""


def test_a_warning_that_all_is_guessed_cannot_be_dropped(proved) -> None:
    files = tuple(check_derivation(d, Settings()) for d in load_any("a.md", GUESSED))
    data = json.loads(REPORTERS["json"](Report(files), Layout()))
    assert findings(data, GUESSED) == []
    assert [w["code"] for w in data["files"][0].pop("warnings")] == ["DC147"]
    assert findings(data, GUESSED) == [
        ": DC903: the title, the problems or the warnings of the file are others"
    ]


HARMLESS: dict[str, Callable[[dict], None]] = {
    "an open step stays open": _step(5, reasons=[]),
    "a repair is no verdict": _step(2, repair={"text": "1", "verdict": "proved"}),
    "the prover is no matter": _step(1, prover="somebody"),
    "evidence where none is asked": _step(0, evidence=TRIVIAL),
    "a key that nobody reads": lambda data: data.update(oracle="yes"),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_bears_no_verdict_is_not_judged(case: str, report) -> None:
    altered = copy.deepcopy(report)
    HARMLESS[case](altered)
    assert (altered != report, findings(altered)) == (True, [])


def test_a_proved_step_that_is_called_undecided_only_loses(report) -> None:
    _step(1, verdict="undecided", evidence=None, code="DC401")(report)
    report["summary"] |= {"proved": 6, "undecided": 2}
    assert all("`rests_on`" in text or "conclusion" in text for text in findings(report))


def test_a_report_about_nothing_confirms_nothing(proved) -> None:
    source = "derivcheck: 1\nsymbols:\n  x: real\nsteps:\n  - expr: x\n"
    files = tuple(check_derivation(d, Settings()) for d in load("a.yaml", source))
    for some in ((), files):
        data = json.loads(REPORTERS["json"](Report(some), Layout()))
        assert findings(data, source) == [
            ": DC903: no step was judged, so there is nothing to confirm"
        ]


def test_it_is_counted_what_is_confirmed(report) -> None:
    found = recheck_report(report, lambda path: SOURCE)
    assert found.confirmed == {"a.yaml": 8}
    assert (found.counts["undecided"], found.counts["invalid"]) == (1, 1)
    _step(1, conditions=["x != 0"])(report)
    assert recheck_report(report, lambda path: SOURCE).confirmed == {"a.yaml": 7}


def test_each_forgery_is_told_by_itself(report) -> None:
    _step(1, evidence=TRIVIAL)(report)
    _step(8, conditions=[])(report)
    assert [text.split(":")[0] for text in findings(report)] == ["2", "9"]


def test_what_is_to_be_covered_must_be_there(report) -> None:
    assert findings(report, covers=["a.yaml", "./a.yaml"]) == []
    assert findings(report, covers=["a.yaml", "b.yaml"]) == [": the report leaves this file out"]


SHAPES = [None, 3, [], {}, {"files": 3}, {"files": [None]}, "text", {"schema_version": 2}]


@pytest.mark.parametrize("value", SHAPES)
def test_what_is_no_report_is_a_finding(value: Any) -> None:
    assert findings(value)
    assert findings({"schema_version": 2, "files": [value], "summary": {}})


JUNK = [None, 3, True, "", [], {}, [None], {"": 1}, "proved", float("nan"), -1]


def _places(data: Any, path: tuple = ()) -> Iterator[tuple]:
    """The paths to all parts of a report but those of evidence."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list) and key != "evidence":
            yield from _places(value, (*path, key))


def test_junk_anywhere_is_a_finding_or_says_nothing(report) -> None:
    """Whatever stands in a place that is judged is a finding, and nothing crashes."""
    free = {"reasons", "repair", "prover", "confirmed", "code", "rule", "path"}
    for number, path in enumerate(_places(report)):
        *keys, last = path
        altered = copy.deepcopy(report)
        place: Any = altered
        for key in keys:
            place = place[key]
        junk = JUNK[number % len(JUNK)]
        if place[last] == junk or free & set(map(str, path)):
            junk = place[last]
        changed = json.dumps(place[last]) != json.dumps(junk)
        place[last] = junk
        idle = last == "evidence" and place["verdict"] in (None, "invalid", "proved")
        assert findings(altered) or not changed or idle, path


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


def rechecked(answers: list[dict], rows: list[dict | None]) -> list[tuple]:
    return [(r.id, r.confirmed, r.failed, r.reason) for r in recheck_rows(answers, rows)]


def test_answers_are_confirmed(proved) -> None:
    for row in (ROW, FALSE_ROW, ROW | {"id": 7}, ROW | {"id": None}):
        assert rechecked([answered(row)], [row]) == [(row["id"], True, False, "")]


LEFT = "of the answer is not what comes out again"
ANSWERS = {
    "a verdict":        (ROW, {"verdict": "refuted"}, "it is not shown to be refuted"),
    "no verdict":       (ROW, {"verdict": "certain"}, '"certain" is no verdict on it'),
    "a condition":      (ROW, {"conditions": []}, f"`conditions` {LEFT}"),
    "evidence":         (ROW, {"evidence": TRIVIAL}, "it is not shown to be proved"),
    "no evidence":      (ROW, {"evidence": None}, "it is said to be proved, and carries no"),
    "hidden evidence":  (ROW, {"verdict": "undecided"}, "it is said to be undecided, and carries"),
    "evidence of what is invalid": (ROW, {"verdict": "invalid"}, "it is said to be invalid, and c"),
    "a counterexample": (
        FALSE_ROW, {"counterexample": {"point": {}, "before": "1", "after": "2"}},
        f"`counterexample` {LEFT}"),
    "an error":         (FALSE_ROW, {"verdict": "proved"}, "it is not shown to be proved"),
    "the word of somebody": (ROW, {"evidence": WORD}, "its evidence cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_an_altered_answer_is_not_confirmed(case: str, proved) -> None:
    row, change, why = ANSWERS[case]
    ((_, confirmed, failed, reason),) = rechecked([answered(row) | change], [row])
    assert (confirmed, failed) == (False, True)
    assert reason.startswith(why)


def test_an_answer_to_another_row_is_not_confirmed(proved) -> None:
    ((_, confirmed, failed, _),) = rechecked([answered(ROW)], [ROW | {"to": "x + 1"}])
    assert (confirmed, failed) == (False, True)
    ((_, confirmed, failed, reason),) = rechecked([answered(ROW)], [ROW | {"to": "x +"}])
    assert (confirmed, failed, reason[:5]) == (False, True, "DC104")


@pytest.mark.parametrize("verdict", ["undecided", "invalid"])
def test_open_answers_are_no_failure(verdict: str) -> None:
    told = [{"id": "2", "verdict": verdict, "evidence": None}]
    assert rechecked(told, [ROW | {"id": "2"}]) == [("2", False, False, f"it is {verdict}")]


MISMATCHED = {
    "a row twice": ([0], [0, 0], [("7", "the id is not unique")] * 2),
    "an answer twice": ([0, 0], [0], [("7", "the id is not unique")]),
    "both twice": ([0, 0], [0, 0], [("7", "the id is not unique")] * 2),
    "two with one id": ([0, 1], [0, 1], [("7", "the id is not unique")] * 2),
    "no answer": ([], [0], [("7", "no answer has this id")]),
    "no row": ([0], [], [("7", "no row has this id")]),
    "another id": ([0], [2], [(7, "no answer has this id"), ("7", "no row has this id")]),
}


@pytest.mark.parametrize("case", MISMATCHED)
def test_rows_and_answers_belong_together(case: str, proved) -> None:
    told, asked, expected = MISMATCHED[case]
    rows = [ROW, FALSE_ROW, ROW | {"id": 7}]
    found = rechecked([answered(rows[n]) for n in told], [rows[n] for n in asked])
    assert found == [(name, False, True, reason) for name, reason in expected]


def test_lines_that_are_no_rows_have_no_id() -> None:
    invalid = {"id": None, "verdict": "invalid", "evidence": None}
    assert [failed for _, _, failed, _ in rechecked([invalid] * 2, [None] * 2)] == [False] * 2
    assert [failed for _, _, failed, _ in rechecked([invalid], [None] * 2)] == [True] * 2
    lies = [invalid | {"verdict": "proved"}] * 2
    assert [failed for _, _, failed, _ in rechecked(lies, [None] * 2)] == [True] * 2


@pytest.mark.parametrize("junk", [3, [], {}, {"kind": 3}, {"kind": "Point", "values": 3}, "", True])
def test_junk_is_not_confirmed(junk: Any, proved) -> None:
    for key in ("evidence", "verdict", "conditions"):
        ((_, confirmed, failed, _),) = rechecked([answered(ROW) | {key: junk}], [ROW])
        assert (confirmed, failed) == (False, True)


# ------------------------------------------------------------------------------- what is not needed

WITHOUT = """\
import sys
sys.modules["sympy"] = None
from derivcheck.cli.main import main
try:
    main(sys.argv[1:])
finally:
    loaded = [m for m in sys.modules if m.startswith("derivcheck.provers.")]
    assert loaded in ([], ["derivcheck.provers.foundations.limits"]), loaded
"""


CONFIRMED = "report.json: confirmed: 8 steps of 1 file; 1 undecided, 1 invalid\n"


def test_neither_sympy_nor_provers_are_needed(report, tmp_path) -> None:
    (tmp_path / "a.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "report.json").write_text(json.dumps(report), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "recheck", "report.json"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, CONFIRMED, "")


SLIP = """\
derivcheck: 1
symbols: {x: real}
steps:
  - expr: x
  - expr: x + 1
  - expr: x + 0
  - expr: x + 2
  - expr: x + 5
"""


@pytest.fixture
def after_a_slip(proved) -> dict[str, Any]:
    """The report on a chain with a slip, a right line after it, and two more slips."""
    files = tuple(check_derivation(d, Settings()) for d in load("a.yaml", SLIP))
    return json.loads(REPORTERS["json"](Report(files), Layout()))


def test_a_line_that_follows_from_another_one_is_confirmed(after_a_slip) -> None:
    steps = after_a_slip["files"][0]["steps"]
    assert [s["follows_from"] for s in steps] == [None, None, "1", None, None]
    assert [[o["from"] for o in s.get("others", ())] for s in steps] == [[], [], [], [], ["3"]]
    assert findings(after_a_slip, SLIP) == []


NOWHERE = {"kind": "Point", "values": [], "given": []}
ALTERED_AFTER_A_SLIP: dict[str, Callable[[dict], None]] = {
    "it follows from the line before": _step(2, follows_from=None),
    "it follows from itself":          _step(2, follows_from="3"),
    "it follows from no line":         _step(2, follows_from="9"),
    "it is refuted":                   _step(2, verdict="refuted"),
    "it is not refuted elsewhere":     _set("steps", 4, "others", 0, "evidence", NOWHERE),
}  # fmt: skip


@pytest.mark.parametrize("case", ALTERED_AFTER_A_SLIP)
def test_an_alteration_after_a_slip_is_caught(case: str, after_a_slip) -> None:
    altered = copy.deepcopy(after_a_slip)
    ALTERED_AFTER_A_SLIP[case](altered)
    assert findings(altered, SLIP)


DOUBT = """\
derivcheck: 1
symbols: {x: real}
steps:
  - expr: sum(k, k = 1..5000) + x
  - expr: 12502501 + x
  - expr: 12502500 + x
"""
DOUBTED: dict[str, Callable[[dict], None]] = {
    "it follows from the line before": _step(2, follows_from=None),
    "it follows from the open line":   _step(2, follows_from="2"),
    "it is refuted":                   _step(2, verdict="refuted", follows_from=None),
    "the line before is proved":       _step(1, verdict="proved"),
    "it does not fail elsewhere":      _set("steps", 2, "others", []),
    "it fails elsewhere at no point":  _set("steps", 2, "others", 0, "evidence", NOWHERE),
}  # fmt: skip


@pytest.fixture
def after_an_open_line() -> dict[str, Any]:
    """The report on a chain with a wrong line that is undecided, and a right one after it."""
    files = tuple(check_derivation(d, Settings()) for d in load("a.yaml", DOUBT))
    return json.loads(REPORTERS["json"](Report(files), Layout()))


def test_a_line_that_follows_from_above_an_open_one_is_confirmed(after_an_open_line) -> None:
    steps = after_an_open_line["files"][0]["steps"]
    assert [s["verdict"] for s in steps] == [None, "undecided", "proved"]
    assert [s["follows_from"] for s in steps] == [None, None, "1"]
    assert findings(after_an_open_line, DOUBT) == []


@pytest.mark.parametrize("case", DOUBTED)
def test_an_alteration_after_an_open_line_is_caught(case: str, after_an_open_line) -> None:
    altered = copy.deepcopy(after_an_open_line)
    DOUBTED[case](altered)
    assert findings(altered, DOUBT)
