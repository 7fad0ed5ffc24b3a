"""Reporters: golden files, and what must hold for whatever a report contains.

`DERIVCHECK_GOLDEN=write pytest tests/test_reporters.py` writes the golden files anew.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import handmade
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from derivcheck.checking.report_data import faults
from derivcheck.checking.walk import walk
from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.documents.yaml import load
from derivcheck.reporters.clean import clean
from derivcheck.reporters.excerpt import cut, excerpt
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.reporters.summary import first_failure
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import FileReport, Report, Verdict

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = Report((handmade.HOSTILE,))
ANSI = re.compile(r"\x1b\[[0-9;]*m")

SNAPSHOTS = {
    "hostile_full_80.txt":     ("full", HOSTILE, Layout()),
    "hostile_concise.txt":     ("concise", HOSTILE, Layout()),
    "empty_full.txt":          ("full", handmade.EMPTY_REPORT, Layout()),
    "calm_full_80.txt":        ("full", handmade.CALM_REPORT, Layout()),
    "calm_full_120.txt":       ("full", handmade.CALM_REPORT, Layout(width=120)),
    "calm_full_color.txt":     ("full", handmade.CALM_REPORT, Layout(color=True)),
    "calm_concise.txt":        ("concise", handmade.CALM_REPORT, Layout()),
    "full_full_80.txt":        ("full", handmade.FULL_REPORT, Layout()),
    "full_full_120.txt":       ("full", handmade.FULL_REPORT, Layout(width=120)),
    "full_full_40.txt":        ("full", handmade.FULL_REPORT, Layout(width=40)),
    "full_full_quiet.txt":     ("full", handmade.FULL_REPORT, Layout(quiet=True)),
    "full_full_timings.txt":   ("full", handmade.FULL_REPORT, Layout(timings=True)),
    "full_concise.txt":        ("concise", handmade.FULL_REPORT, Layout()),
    "full_concise_quiet.txt":  ("concise", handmade.FULL_REPORT, Layout(quiet=True)),
    "full_github.txt":         ("github", handmade.FULL_REPORT, Layout()),
    "full_gitlab.json":        ("gitlab", handmade.FULL_REPORT, Layout()),
    "full_junit.xml":          ("junit", handmade.FULL_REPORT, Layout()),
    "full_junit_timings.xml":  ("junit", handmade.FULL_REPORT, Layout(timings=True)),
    "full_lines.jsonl":        ("json-lines", handmade.FULL_REPORT, Layout()),
    "full_markdown.md":        ("markdown", handmade.FULL_REPORT, Layout()),
    "full_sarif.json":         ("sarif", handmade.FULL_REPORT, Layout()),
    "full_tap.txt":            ("tap", handmade.FULL_REPORT, Layout()),
    "hostile_github.txt":      ("github", HOSTILE, Layout()),
    "hostile_markdown.md":     ("markdown", HOSTILE, Layout()),
}  # fmt: skip


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_snapshot(name: str) -> None:
    form, report, layout = SNAPSHOTS[name]
    text = REPORTERS[form](report, layout)
    if os.environ.get("DERIVCHECK_GOLDEN") == "write":
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    assert text == (GOLDEN / name).read_bytes().decode("utf-8")


# ------------------------------------------------------------------- whatever the report contains


@pytest.mark.parametrize("form", REPORTERS)
def test_hostile_text_reaches_no_terminal(form: str) -> None:
    text = REPORTERS[form](HOSTILE, Layout())
    assert not {c for c in text if c != "\n" and clean(c) != c}


@pytest.mark.parametrize("form", ["full", "concise"])
def test_markup_of_a_file_is_shown_and_not_obeyed(form: str) -> None:
    coloured = REPORTERS[form](HOSTILE, Layout(color=True, width=100))
    plain = REPORTERS[form](HOSTILE, Layout(width=100))
    assert ANSI.sub("", coloured) == plain
    assert "[/]" in plain


def test_colour_adds_nothing_but_colour() -> None:
    coloured = REPORTERS["full"](handmade.FULL_REPORT, Layout(color=True))
    assert coloured != ANSI.sub("", coloured) == REPORTERS["full"](handmade.FULL_REPORT, Layout())


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"COLUMNS": "33"}]
)
@pytest.mark.parametrize("color", [False, True])
def test_only_the_layout_decides(
    environment: dict[str, str], color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = REPORTERS["full"](handmade.FULL_REPORT, Layout(color=color))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert REPORTERS["full"](handmade.FULL_REPORT, Layout(color=color)) == expected


@pytest.mark.parametrize("width", [60, 79, 80, 100, 120, 200])
def test_nothing_is_wider_than_the_page(width: int) -> None:
    text = REPORTERS["full"](handmade.FULL_REPORT, Layout(width=width))
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("form", REPORTERS)
def test_seconds_are_told_only_on_request(form: str) -> None:
    slower = replace(handmade.CALM_REPORT, seconds=99.0)
    assert REPORTERS[form](slower, Layout()) == REPORTERS[form](handmade.CALM_REPORT, Layout())


def test_every_judged_step_is_named_with_its_verdict() -> None:
    lines = REPORTERS["full"](handmade.FULL_REPORT, Layout(width=120)).splitlines()
    for step in (s for f in handmade.FULL_REPORT.files for s in f.steps if s.verdict):
        assert any(re.match(rf"  [✓✗?!] {step.verdict.name} +{step.id}\b", line) for line in lines)


# ------------------------------------------------------------------------------------------ concise


def test_concise_lines_can_be_grepped() -> None:
    *lines, summary = REPORTERS["concise"](handmade.FULL_REPORT, Layout()).splitlines()
    assert all(re.match(r"[^:]+:\d+:\d+: (error|warning|note): DC\d{3} \S", line) for line in lines)
    assert summary.startswith("4 files: 1 passed, 3 failed")


def test_concise_says_nothing_about_calm_steps() -> None:
    text = REPORTERS["concise"](handmade.CALM_REPORT, Layout())
    assert text == "1 file: 1 passed; 8 steps: 8 proved\n"


# --------------------------------------------------------------------------------------------- json

STEP_KEYS = [
    "id", "label", "line", "column", "before", "after", "relation", "verdict", "expect", "code",
    "follows_from", "prover", "rule", "conditions", "counterexample", "repair", "rests_on",
    "reasons", "evidence",
]  # fmt: skip


def _data(report: Report, **layout: bool) -> dict:
    return json.loads(REPORTERS["json"](report, Layout(**layout)))


def test_json_keys_are_the_ones_promised() -> None:
    data = _data(handmade.FULL_REPORT)
    calm = next(f for f in data["files"] if f["path"].startswith("derivations/ml"))
    assert list(data) == ["schema_version", "files", "summary"]
    assert list(data["summary"].items()) == [
        ("proved", 14), ("refuted", 3), ("undecided", 2), ("invalid", 2)
    ]  # fmt: skip
    assert list(calm) == ["path", "sha256", "title", "steps", "conclusions"]
    steps = [list(s) for f in data["files"] for s in f["steps"]]
    assert all(s in (STEP_KEYS, [*STEP_KEYS, "note"]) for s in steps)
    keys = ["first", "last", "before", "after", "verdict", "expect", "counterexample", "rests_on"]
    keys.append("evidence")
    assert list(calm["conclusions"][0]) == keys


def test_json_names_the_steps_of_a_conclusion() -> None:
    calm = next(f for f in _data(handmade.FULL_REPORT)["files"] if "softmax" in f["path"])
    end = calm["conclusions"][0]
    assert (end["first"], end["last"]) == ("1", "7")
    assert (end["before"], end["after"]) == ("diff(L, a[i])", "-(1{l = i} - yhat[i])")


def test_json_has_its_layout() -> None:
    data = _data(handmade.FULL_REPORT)
    assert (data["schema_version"], list(faults(data))) == (2, [])


def test_json_tells_a_refuted_step_whole() -> None:
    file = next(f for f in _data(handmade.FULL_REPORT)["files"] if "log_square" in f["path"])
    step = file["steps"][1]
    assert (step["id"], step["line"], step["column"]) == ("2", 7, 11)
    values = {"before": "0", "after": "undefined", "by": None}
    assert step["counterexample"] == {"point": {"x": "-1"}, **values}
    assert step["repair"] == {"text": "2*log(|x|)", "verdict": "proved"}
    assert step["evidence"]


def test_json_orders_files_by_path() -> None:
    turned = replace(handmade.FULL_REPORT, files=handmade.FULL_REPORT.files[::-1])
    assert _data(turned) == _data(handmade.FULL_REPORT)


def test_json_carries_the_problems_of_a_file() -> None:
    files = _data(handmade.FULL_REPORT)["files"]
    assert [f["path"] for f in files if "problems" in f] == ["notes/broken.yaml"]
    assert files[-1]["problems"][0]["code"] == "DC003"


def test_json_has_seconds_only_with_timings() -> None:
    steps = _data(handmade.CALM_REPORT, timings=True)["files"][0]["steps"]
    assert steps[1]["seconds"] == 0.0021


def test_several_rules_are_confirmed_together() -> None:
    file = next(f for f in _data(handmade.FULL_REPORT)["files"] if "expected" in f["path"])
    assert file["steps"][2]["rule"] == {"name": "cancel, collect terms", "confirmed": False}
    assert file["steps"][0]["rule"] is None


# ----------------------------------------------------------------------------------------- excerpts


def test_there_is_no_excerpt_beyond_the_file() -> None:
    assert excerpt("one line", Place(2, 1), 40) is None


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    min_size=1,
)


@given(TEXT, st.integers(1, 200), st.integers(1, 200), st.integers(24, 90))
def test_an_excerpt_fits_and_underlines_its_text(
    line: str, column: int, width: int, room: int
) -> None:
    found = excerpt(line, Place(1, column, width), room)
    if found is None:
        assert not line.splitlines()
        return
    assert cell_len(found.line) <= room
    assert found.length > 0
    assert found.start + found.length <= cell_len(found.line) + 1


def test_an_excerpt_of_wide_characters_is_underlined_by_cells() -> None:
    found = excerpt("漢字 + x", Place(1, 6, 1), 40)
    assert found is not None
    assert (found.start, found.length) == (7, 1)


@given(st.text(), st.integers(3, 40))
def test_cut_fits(text: str, room: int) -> None:
    assert cell_len(cut(clean(text), room)) <= room


# ------------------------------------------------------------------------- a run that was stopped


@pytest.mark.parametrize("quiet", [False, True])
def test_what_a_stopped_run_did_not_come_to_takes_a_line(quiet: bool) -> None:
    (read,) = load("a.yaml", "steps:\n  - expr: 1 + 1\n  - expr: 2\n  - expr: 3\n")
    unjudged = Verdict("undecided", reasons=(Reason(Kind.STOPPED),))
    walked = walk(read, lambda *_: unjudged).report
    why = Diagnostic("DC405", "the file was not read: the run was stopped before that")
    unread = [FileReport(f"{name}.yaml", "", "", "", problems=(why,)) for name in "bc"]
    shown = REPORTERS["full"](Report((walked, *unread)), Layout(quiet=quiet))
    assert shown.count("not judged") == (2 if quiet else 4)
    assert "╭" not in shown and "stopped before that\n\n" in shown
    assert [line for line in shown.splitlines() if line.startswith(("b.yaml", "c.yaml"))] == [
        f"{name}.yaml: the file was not read: the run was stopped before that" for name in "bc"
    ]


def test_a_step_that_failed_is_named_before_one_that_was_not_judged() -> None:
    (read,) = load("a.yaml", "steps:\n  - expr: 1 + 1\n  - expr: 2\n  - expr: 3\n")
    unjudged = Verdict("undecided", reasons=(Reason(Kind.STOPPED),))
    steps = walk(read, lambda *_: unjudged).report.steps
    refuted = replace(steps[2], verdict=Verdict("refuted"), code="DC301")
    for found, told in (((*steps[:2], refuted), "step 3 refuted"), (steps, "step 2 not judged")):
        assert first_failure(FileReport("a.yaml", "", "", "", steps=found)) == told
