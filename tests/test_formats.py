"""Formats: what must not pass, then what they hold, on hostile reports, handmade and real ones."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import handmade
import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from derivcheck.checking.check import check_derivation
from derivcheck.cli import judging, main
from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.documents.edits import Edit, relating, replacing
from derivcheck.documents.positions import Source
from derivcheck.documents.yaml import load
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.reporters.clean import clean
from derivcheck.reporters.findings import LEVELS, of_report
from derivcheck.reporters.github import COMMANDS
from derivcheck.reporters.gitlab import SEVERITIES
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.markdown import MOST
from derivcheck.reporters.paths import slashed, uri
from derivcheck.reporters.registry import REPORTERS
from derivcheck.reporters.schema import schema
from derivcheck.reporters.shorten import LINE, shorten_to_change
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import (
    ConclusionReport,
    Counterexample,
    FileReport,
    Repair,
    Report,
    Rule,
    StepReport,
    Verdict,
)
from derivcheck.verdicts.settings import Settings

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
PROGRAMS = {"json", "json-lines"}
PEOPLE = [form for form in REPORTERS if form not in PROGRAMS]
WHOLE = {"sarif", "html"}
"""Formats that show texts whole: in fixes, and on a page that can be scrolled."""
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def written(form: str, report: Report, **layout: Any) -> str:
    return REPORTERS[form](report, Layout(**layout))


# ------------------------------------------------------------ hostile material

HOSTILE = {
    "line ends":        "a\nb\r\nc\rd\u2028e\x85f\x0bg\x0ch",
    "commands":         "::error::x\n::stop-commands::y\n  ::add-mask::z :: ::",
    "old commands":     "##[add-mask]x ##[stop-commands]y",
    "percent":          "%0A::error::x%25 %s {0} %(a)s",
    "properties":       "a,line=1::b,title=c:d",
    "CDATA":            "]]><!-- --> <?xml?> &amp; &#0; <a b='c' d=\"e\">",
    "quotes":           "\" ' ` '' \"\" `` \\ \\\\ \\\" \\n",
    "control":          "\x00\x01\x1b[2J\x1b]0;x\x07\x7f\x9b31m\ufffe\uffff\ud800\udcff",
    "directions":       "\u202e\u2066\u200b\ufeff\u00ad",
    "digits":           "9" * 300_000,
    "terms":            " + ".join(f"sin({n}*x)" for n in range(3_000)),
    "one long word":    "]" * 5_000 + "`" * 5_000 + "|" * 5_000,
    "Markdown":         "`</code>` | [x](http://e.org) ![i](u) <img src=x> @all #1 ``` **b** $x$",
    "escaped pipes":    "[x](http://e.org) \\| \\\\| \\|x\\| a\\",
    "tables":           "a | b\n|---|\n| c |\n\n# d\n\n- e\n\n---\n",
    "YAML":             "---\n...\nok 1 - x\nnot ok 2 # TODO y\nBail out!\n1..7",
    "directives":       "x # SKIP y \\# TODO z",
    "links of SARIF":   "[x](1) [y](http://e.org) {0} {{",
    "markup":           "[bold]x[/bold] [link=y]z :smile:",
    "nothing":          "",
    "blanks":           "  \t ",
}  # fmt: skip


def hostile(text: str) -> Report:
    """A report that holds a text wherever a report can hold one."""
    told = Diagnostic("DC501", text, text, place=Place(2, 3, 400_000))
    point = Counterexample({text or "x": text, "y": text}, text, text, text or None)
    reasons = tuple(Reason(kind, text) for kind in (Kind.TOLD, Kind.LIMIT, Kind.TRY, Kind.INTERNAL))
    refuted = Verdict("refuted", counterexample=point, reasons=reasons)
    source = f"steps:\n  - expr: {text}\n  - expr: {text}\n"
    fields: dict[str, Any] = {
        "label": text, "place": Place(3, 11, max(1, len(text))), "before": text, "after": text,
        "relation": "=", "note": text, "rules": (Rule(text, False),), "rests_on": (text,) * 9,
        "follows_from": text, "repair": Repair(text, "proved"), "before_place": Place(2, 11, 7),
    }  # fmt: skip
    steps = (
        StepReport(id="1", verdict=None, expect="proved", **{**fields, "before": ""}),
        StepReport(id="2", verdict=refuted, code="DC301", diagnostics=(told,), **fields),
        StepReport(id="3", verdict=Verdict("undecided", reasons=reasons), **fields),
        StepReport(id="4", verdict=Verdict("invalid"), code="DC101", diagnostics=(told,), **fields),
        StepReport(
            id="5", verdict=Verdict("proved", conditions=(text,) * 5, words=(text,) * 5), **fields
        ),
        StepReport(id="6", verdict=refuted, expect="refuted", **fields),
    )
    chain = ConclusionReport(text, text, refuted, ends=("1", "6"), rests_on=(text,) * 3)
    path = text[:40] or "x"
    good = FileReport(path, "0" * 64, text, source, steps, (chain,), warnings=(told,))
    bad = FileReport(path, "0" * 64, text, source, problems=(told, replace(told, place=None)))
    return Report((good, bad), "1.0")


@cache
def shown(form: str, case: str) -> str:
    return written(form, hostile(HOSTILE[case]))


@pytest.mark.parametrize("form", REPORTERS)
@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_reaches_a_terminal_or_a_log_as_a_command(case: str, form: str) -> None:
    lines = shown(form, case).split("\n")
    assert [line for line in lines if clean(line) != line] == []
    if form != "github":
        assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []


@pytest.mark.parametrize("form", [form for form in PEOPLE if form not in WHOLE])
@pytest.mark.parametrize("case", ["digits", "terms", "one long word"])
def test_long_texts_are_cut_for_people(case: str, form: str) -> None:
    assert len(shown(form, case)) < 80_000  # dozens of places, cut one by one
    assert max(map(len, shown(form, case).split("\n"))) < 8_000


@pytest.mark.parametrize("form", sorted(PROGRAMS))
@pytest.mark.parametrize("case", ["digits", "terms"])
def test_long_texts_are_whole_for_programs(case: str, form: str) -> None:
    assert shown(form, case).count(HOSTILE[case]) > 20


def test_a_cut_number_says_how_long_it_is() -> None:
    for form in PEOPLE:
        assert "(300,000 characters)" in shown(form, "digits").replace("\\", "")
    assert re.search(r"y = 9{64}…9{16} \(300,000 characters\)", shown("junit", "digits"))


SUM = " + ".join(f"x^{n}" for n in range(3_000))
REPAIRS = {
    "a short one":           ("x*2", "x*3", r"x\*2"),
    "at the start":          (SUM, "1" + SUM, r"x\^0 .+….+x\^2999 \(25,887 characters\)"),
    "in the middle":         (SUM, SUM.replace("^777 ", "^77 "),
                              r"….+ \+ x\^777 \+ .+… \(25,887 characters\)"),
    "at the end":            (SUM, SUM[:-3] + "88", r"….+ \+ x\^2999 \(25,887 characters\)"),
    "of another length":     (SUM, SUM[:5_000], r"….+ x\^650 \+ .+… \(25,887 characters\)"),
}  # fmt: skip


@pytest.mark.parametrize("case", REPAIRS)
def test_a_long_repair_shows_what_it_changes(case: str) -> None:
    text, other, expected = REPAIRS[case]
    found = shorten_to_change(text, other, LINE)
    assert re.fullmatch(expected, found), found
    assert len(found) < LINE + 30


# ------------------------------------------------------------ each format can be read again


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of a log as the runner reads them; every line but the last is one."""
    found = []
    for line in text.splitlines()[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.partition("=") for pair in match[2].split(",")]
        values = {key: unescaped(value) for key, _, value in pairs}
        found.append((match[1], values, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


KEYS = {"file", "line", "endLine", "col", "endColumn", "title"}


@pytest.mark.parametrize("case", HOSTILE)
def test_github_gets_one_command_a_finding(case: str) -> None:
    found = commands(shown("github", case))
    assert len(found) == len(list(of_report(hostile(HOSTILE[case]))))
    assert all(values.keys() == KEYS for _, values, _ in found)
    assert {values["title"].split(",")[0] for _, values, _ in found} <= {
        f"derivcheck DC{n}" for n in (101, 301, 303, 304, 401, 402, 501, 601, 708, 902)
    }


@pytest.mark.parametrize("case", HOSTILE)
def test_concise_has_one_line_a_finding(case: str) -> None:
    assert shown("concise", case).count("\n") == 1 + len(list(of_report(hostile(HOSTILE[case]))))


def count_tests(report: Report) -> int:
    """How many tests a report makes: judged steps, steps unlike expected, chains, odd files."""
    return sum(
        sum(s.verdict is not None or not s.as_expected for s in file.steps)
        + len(file.conclusions)
        + bool(file.problems or file.warnings)
        for file in report.files
    )


@pytest.mark.parametrize("case", HOSTILE)
def test_tap_keeps_its_plan(case: str) -> None:
    verdicts = list(tap(shown("tap", case)))
    assert len(verdicts) == count_tests(hostile(HOSTILE[case]))


def tap(text: str) -> Iterator[bool]:
    """The results of a TAP stream, its form checked."""
    version, plan, *lines = text.splitlines()
    assert version == "TAP version 14"
    number, open_block = 0, False
    for line in lines:
        if match := re.fullmatch(r"(ok|not ok) (\d+) - ((?:[^\\#]|\\[\\#])*)", line):
            number += 1
            assert (int(match[2]), open_block) == (number, False)
            yield match[1] == "ok"
        elif line.startswith("  "):
            open_block = line != "  ..."
            value = re.fullmatch(r"  (?:  - |\w+: )(.+)", line)
            assert value is None or json.loads(value[1]) is not None
        else:
            assert line.startswith("# ")
    assert plan.split(" ")[0] == f"1..{number}"


JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


@pytest.mark.parametrize("case", HOSTILE)
def test_junit_is_xml_with_all_tests(case: str) -> None:
    text = shown("junit", case)
    JUNIT.validate(text)
    root = ET.fromstring(text)
    assert len(list(root.iter("testcase"))) == int(root.get("tests", "")) > 0
    assert int(root.get("tests", "")) == count_tests(hostile(HOSTILE[case]))


MARKDOWN = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize("case", HOSTILE)
def test_markdown_holds_no_link_no_image_no_html_and_calls_nobody(case: str) -> None:
    tokens = MARKDOWN.parse(shown("markdown", case))
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence", "em_open"}
    assert not kinds & {"hr", "bullet_list_open", "ordered_list_open", "code_block"}
    texts = [token.content for token in inner if token.type == "text"]
    assert [t for t in texts if re.search(r"[@#]\w|https?://\S", t) and "http" not in t] == []
    headings = [token for token in tokens if token.type == "heading_open"]
    assert 2 <= len(headings) <= 3  # one for each file that there was room for


@pytest.mark.parametrize("case", HOSTILE)
def test_markdown_tables_have_two_columns(case: str) -> None:
    tokens = MARKDOWN.parse(shown("markdown", case))
    kinds = Counter(token.type for token in tokens)
    assert kinds["td_open"] == 2 * (kinds["tr_open"] - kinds["thead_open"])


# ------------------------------------------------------------ schemas

MISTAKES = (
    "double_angle forgotten_inner_derivative freshmans_dream logarithm_of_a_square lost_root "
    "index_capture one_slip root_of_a_sum softmax_as_printed unfounded_fact square_of_a_root"
).split()
EXPECTATION = re.compile(r"^ *(expect|conclusion): .*\n", re.MULTILINE)


@cache
def real() -> Report:
    """Derivations of the library: some as they are, some whose mistakes are not expected."""
    files = []
    for name in ("algebra/nested_roots", "mistakes/lost_root", "calculus/quotient_rule"):
        path = ROOT / "derivations" / f"{name}.yaml"
        files += [check_derivation(d, Settings()) for d in load(path.name, path.read_bytes())]
    return Report((*files, *mistaken()), "1.0", 2.0)


@cache
def mistaken() -> tuple[FileReport, ...]:
    """Wrong derivations whose mistakes are not expected."""
    found = []
    for name in MISTAKES:
        path = ROOT / "derivations" / "mistakes" / f"{name}.yaml"
        text = EXPECTATION.sub("", path.read_text("utf-8"))
        found += [check_derivation(d, Settings()) for d in load(f"{name}.yaml", text)]
    return tuple(found)


REPORTS = {
    "handmade": lambda: handmade.FULL_REPORT,
    "calm":     lambda: handmade.CALM_REPORT,
    "empty":    lambda: handmade.EMPTY_REPORT,
    "real":     real,
    **{case: (lambda case=case: hostile(HOSTILE[case])) for case in HOSTILE},
}  # fmt: skip


def shipped(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


VALIDATORS = {
    "json":       jsonschema.Draft202012Validator(schema("report")),
    "json-lines": jsonschema.Draft202012Validator(schema("line")),
    "gitlab":     jsonschema.Draft202012Validator(shipped("gitlab-code-quality.json")),
    "sarif":      jsonschema.Draft4Validator(shipped("sarif-2.1.0-rtm.5.json")),
}  # fmt: skip


@pytest.mark.parametrize("timings", [False, True])
@pytest.mark.parametrize("form", VALIDATORS)
@pytest.mark.parametrize("case", REPORTS)
def test_a_report_has_the_form_of_its_schema(case: str, form: str, timings: bool) -> None:
    text = written(form, REPORTS[case](), timings=timings)
    parts = text.splitlines() if form == "json-lines" else [text]
    for part in parts:
        VALIDATORS[form].validate(json.loads(part))


@pytest.mark.parametrize("timings", [False, True])
@pytest.mark.parametrize("case", REPORTS)
def test_junit_has_the_form_of_its_schema(case: str, timings: bool) -> None:
    JUNIT.validate(written("junit", REPORTS[case](), timings=timings))


BROKEN = {
    "a key too many":    lambda data: data["files"][0].update(more=1),
    "a key too few":     lambda data: data["files"][0]["steps"][0].pop("id"),
    "another version":   lambda data: data.update(schema_version=3),
    "no such verdict":   lambda data: data["files"][0]["steps"][1].update(verdict="true"),
    "a line before one": lambda data: data["files"][0]["steps"][1].update(line=0),
    "a point in words":  lambda data: data["files"][0]["steps"][1].update(counterexample="x = 1"),
    "a code in words":   lambda data: data["files"][0]["steps"][1].update(code="refuted"),
    "no counts":         lambda data: data["summary"].clear(),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_the_schema_of_reports_refuses(case: str) -> None:
    data = json.loads(written("json", handmade.FULL_REPORT))
    VALIDATORS["json"].validate(data)
    BROKEN[case](data)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATORS["json"].validate(data)


LINES = {
    "of no kind":       {"schema_version": 2},
    "of another kind":  {"kind": "row"},
    "without a count":  {"kind": "end", "exit_code": 0},
    "a whole report":   {"schema_version": 2, "files": [], "summary": {}},
    "exit code 2":      {"kind": "end", "exit_code": 2, "summary": dict.fromkeys(
        ("proved", "refuted", "undecided", "invalid"), 0)},
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_the_schema_of_lines_refuses(case: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATORS["json-lines"].validate(LINES[case])


@pytest.mark.parametrize("of", ["report", "line"])
def test_the_published_schemas_are_schemas(of: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(of))


def test_lines_hold_what_the_report_holds() -> None:
    data = json.loads(written("json", real()))
    lines = list(map(json.loads, written("json-lines", real()).splitlines()))
    assert [line["kind"] for line in lines[:2]] == ["start", "file"]
    assert lines[-1]["summary"] == data["summary"]
    for number, file in enumerate(data["files"]):
        own = [line for line in lines if line.get("file") == number]
        for kind, told in (("step", file["steps"]), ("conclusion", file["conclusions"])):
            found = [line for line in own if line["kind"] == kind]
            bare = [{k: v for k, v in f.items() if k not in ("kind", "file")} for f in found]
            assert bare == [{"path": file["path"], **one} for one in told]


# ------------------------------------------------------------ formats do not disagree

GITLAB = {"critical": "error", "major": "error", "minor": "warning", "info": "note"}


def problems(form: str, report: Report, **layout: Any) -> Counter[tuple[str, str, str, int]]:
    """Level, code, path and line of every problem that a format tells."""
    text = written(form, report, **layout)
    if form == "github" and layout.get("quiet"):
        text += "\n"  # no summary
    if form == "concise":
        found = re.findall(r"^(.+?):(\d+):\d+: (\w+): (DC\d+) ", text, re.MULTILINE)
        return Counter((level, code, path, int(line)) for path, line, level, code in found)
    if form == "github":
        return Counter(
            (level.replace("notice", "note"), v["title"][11:16], v["file"], int(v["line"]))
            for level, v, _ in commands(text)
        )
    if form == "gitlab":
        return Counter(
            (GITLAB[i["severity"]], i["check_name"], i["location"]["path"],
             i["location"]["lines"]["begin"])
            for i in json.loads(text)
        )  # fmt: skip
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        path, line = place["artifactLocation"]["uri"], place["region"]["startLine"]
        found.append((result["level"], result["ruleId"], path, line))
    return Counter(found)


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("case", ["handmade", "calm", "empty", "real"])
def test_formats_tell_the_same_problems(case: str, form: str) -> None:
    report = REPORTS[case]()
    assert problems(form, report) == problems("concise", report)
    assert bool(problems(form, report)) == (case in ("handmade", "real"))


@pytest.mark.parametrize("case", ["handmade", "calm", "empty", "real"])
def test_a_report_has_an_error_where_a_file_does_not_pass(case: str) -> None:
    report = REPORTS[case]()
    failed = {file.path for file in report.files if not file.passed}
    for form in ("concise", "github", "gitlab", "sarif"):
        found = {path for level, _, path, _ in problems(form, report) if level == "error"}
        assert found == failed, form


@pytest.mark.parametrize("case", ["handmade", "calm", "empty", "real"])
def test_a_test_fails_where_something_is_not_as_expected(case: str) -> None:
    report = REPORTS[case]()
    failed = sum(
        sum(not s.as_expected for s in f.steps)
        + sum(not c.as_expected for c in f.conclusions)
        + bool(f.problems)
        for f in report.files
    )
    assert list(tap(written("tap", report))).count(False) == failed
    root = ET.fromstring(written("junit", report))
    assert len([*root.iter("failure"), *root.iter("error")]) == failed
    assert int(root.get("failures", "")) + int(root.get("errors", "")) == failed


@pytest.mark.parametrize("form", ["concise", "github", "gitlab", "sarif"])
def test_quiet_leaves_errors_only(form: str) -> None:
    found = problems(form, handmade.FULL_REPORT)
    quiet = Counter({problem: n for problem, n in found.items() if problem[0] == "error"})
    assert problems(form, handmade.FULL_REPORT, quiet=True) == quiet != found


@pytest.mark.parametrize("form", REPORTERS)
def test_the_bytes_depend_on_the_report_only(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(form, handmade.FULL_REPORT)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI"):
        monkeypatch.setenv(name, "33")
    monkeypatch.chdir("/")
    later = replace(handmade.FULL_REPORT, seconds=99.0)
    assert written(form, later) == expected


# ------------------------------------------------------------ fingerprints


def prints(report: Report) -> list[str]:
    issues = json.loads(written("gitlab", report))
    results = json.loads(written("sarif", report))["runs"][0]["results"]
    found = [issue["fingerprint"] for issue in issues]
    assert found == [r["partialFingerprints"]["derivcheck/v1"] for r in results]
    return found


@pytest.mark.parametrize("case", REPORTS)
def test_fingerprints_are_all_different(case: str) -> None:
    found = prints(REPORTS[case]())
    assert len(set(found)) == len(found)


def test_a_fingerprint_does_not_depend_on_the_line() -> None:
    (step,) = handmade.HOSTILE.steps
    moved = replace(handmade.HOSTILE, steps=(replace(step, id="9", place=Place(99, 5)),))
    assert prints(Report((moved,))) == prints(Report((handmade.HOSTILE,)))


@pytest.mark.parametrize("change", [{"after": "z"}, {"before": "z"}, {"relation": "<="}])
def test_a_fingerprint_depends_on_what_the_lines_say(change: dict[str, str]) -> None:
    (step,) = handmade.HOSTILE.steps
    other = replace(handmade.HOSTILE, steps=(replace(step, **change),))
    assert prints(Report((other,))) != prints(Report((handmade.HOSTILE,)))


PATHS = {
    "./a/b.yaml":   ("a/b.yaml", "a/b.yaml"),
    "a b%.yaml":    ("a b%.yaml", "a%20b%25.yaml"),
    "a\\b.yaml":    ("a/b.yaml", "a/b.yaml"),
    "../é.yaml":    ("../é.yaml", "../%C3%A9.yaml"),
    "/a/b.yaml":    ("/a/b.yaml", "file:///a/b.yaml"),
    "a:b.yaml":     ("a:b.yaml", "a%3Ab.yaml"),
    "\udcff.yaml":  ("\udcff.yaml", "%FF.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_as_other_tools_want_them(path: str) -> None:
    assert (slashed(path), uri(path)) == PATHS[path]


# ------------------------------------------------------------ fixes

HEAD = "symbols: {x: real, y: real}\nsteps:\n"
EDITS = {
    "a text that is not there":  ("  - expr: x + 1\n", "x + 2", "x", None),
    "a line that is not there":  ("", "x + 2", "x", None),
    "a doubled quote":           ("  - expr: 'f''(x)'\n", "f'(x)", "x", None),
    "a repair that is no text":  ("  - expr: x\n", "x", "x +", None),
    "a repair with a relation":  ("  - expr: x\n", "x", "<= x", None),
    "a repair on two lines":     ("  - expr: x\n", "x", "x\n", None),
    "another key":               ("  - expr: x\n", "x", "x\n    by: y", None),
    "quotes that do not fit":    ('  - expr: "x"\n', "x", '"', None),
    "plain":                     ("  - expr: x + 1\n", "x + 1", "x + 2", "x + 2"),
    "with a comment after it":   ("  - expr: x + 1  # one\n", "x + 1", "x", "x"),
    "an absolute value":         ("  - expr: x\n", "x", "|x|", "'|x|'"),
    "a bracket":                 ("  - expr: x\n", "x", "(x)", "(x)"),
    "in single quotes":          ("  - expr: 'x + 1'\n", "x + 1", "|x|", "|x|"),
    "in double quotes":          ('  - expr: "x + 1"\n', "x + 1", "|x|", "|x|"),
    "on two lines":              ("  - expr: >-\n      x\n      + 1\n", "x + 1",
                                  "x - 1", "x\n      - 1"),
    "the author's own spelling": ("  - expr: (x)**2+1\n", "(x)**2+1", "x^2 - 1", "(x)**2-1"),
    "in a table on a line":      ("  - {expr: x, by: z}\n", "x", "max(x, y)", "'max(x, y)'"),
    "a colon":                   ("  - claim: x < x + 1\n", "x < x + 1",
                                  "for all t: t^2 >= 0", "for all t: t^2 >= 0"),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_given_only_if_it_reads_as_it_should(case: str) -> None:
    text, old, new, inserted = EDITS[case]
    source = f"{HEAD}{text}  - expr: y\n    from: none\n"
    (derivation,) = load("a.yaml", source)
    place = derivation.steps[0].text.place if text else Place(99, 11, 5)
    found = replacing(source, place, old, new)
    assert (found and found.text) == inserted
    if found:
        (edited,) = load("a.yaml", found.applied(source))
        meant = read(new, Scope(derivation.context.sorts)).term
        assert edited.steps[0].text.term == meant
        assert found.applied(source)[: found.span.start] == source[: found.span.start]
        assert found.applied(source).endswith(source[found.span.stop :])


RELATIONS = {
    "a line of its own":    ("- expr: x  # one\n", "<=", "- expr: x  # one\n    rel: <=\n"),
    "lines of Windows":     ("- expr: x\r\n", "<=", "- expr: x\r\n    rel: <=\r\n"),
    "quotes where needed":  ("- expr: x\n", ">=", "- expr: x\n    rel: '>='\n"),
    "one that is there":    ("- expr: x\n    rel: '>='  # one\n", "<",
                             "- expr: x\n    rel: <  # one\n"),
    "in a table on a line": ("- {expr: x, by: z}\n", "<", "- {expr: x, rel: <, by: z}\n"),
    "below a block":        ("- expr: |\n      x\n\n  # one\n", "<",
                             "- expr: |\n      x\n    rel: <\n\n  # one\n"),
    "another key":          ("- 'iff': x = 1  # one\n    rel: x\n", "implies", None),
    "a link":               ("- iff: x = 1  # one\n", "implies", "- implies: x = 1  # one\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", RELATIONS)
def test_a_relation_is_changed_where_it_stands(case: str) -> None:
    text, relation, wanted = RELATIONS[case]
    opening = "  - given: y = 1\n" if "iff" in text else "  - expr: y\n"
    source = f"{HEAD}{opening}  {text}"
    (derivation,) = load("a.yaml", source)
    found = relating(source, derivation.steps[1].text.place, relation)
    assert (found and found.applied(source)) == (wanted and f"{HEAD}{opening}  {wanted}")


def test_sarif_offers_another_relation_too() -> None:
    text = "derivcheck: 1\nsymbols: {p: positive real, q: positive real}\nsteps:\n"
    text += "  - expr: sqrt(p + q)\n  - expr: sqrt(p) + sqrt(q)\n"
    report = Report(tuple(check_derivation(d, Settings()) for d in load("a.yaml", text)))
    assert fixes(report) == [("a.yaml", f"{text.rstrip()}\n    rel: <=\n")]


def fixes(report: Report) -> list[tuple[str, Edit]]:
    """Path and edit of every fix in the SARIF of a report."""
    sources = {file.path: Source.of(file.source) for file in report.files}
    found = []
    for result in json.loads(written("sarif", report))["runs"][0]["results"]:
        for fix in result.get("fixes", ()):
            (change,) = fix["artifactChanges"]
            (part,) = change["replacements"]
            region, source = part["deletedRegion"], sources[change["artifactLocation"]["uri"]]
            start, stop = (
                source.starts[region.get(f"{end}Line", region["startLine"]) - 1]
                + region[f"{end}Column"] - 1
                for end in ("start", "end")
            )  # fmt: skip
            span = (start, stop)
            text = source.text[: span[0]] + part["insertedContent"]["text"] + source.text[span[1] :]
            found.append((change["artifactLocation"]["uri"], text))
    return found


def test_a_fix_makes_its_step_proved() -> None:
    """Of files with one mistake; what comes after it may need a repair of its own."""
    report = real()
    wrong = {
        f.path: [s.id for s in f.steps if s.repair]
        for f in report.files
        if sum(s.repair is not None for s in f.steps) == 1
    }
    tried = [(path, text) for path, text in fixes(report) if path in wrong]
    assert len(tried) > 3
    for path, text in tried:
        (derivation,) = load(path, text)
        steps = {s.id: s for s in check_derivation(derivation, Settings()).steps}
        verdict = steps[wrong[path][0]].verdict
        assert verdict
        assert verdict.name == "proved", path


def test_a_repair_that_is_not_proved_is_no_fix() -> None:
    files = [
        replace(f, steps=tuple(
            replace(s, repair=replace(s.repair, verdict="undecided")) if s.repair else s
            for s in f.steps
        ))
        for f in real().files
    ]  # fmt: skip
    assert fixes(real())
    assert not fixes(Report(tuple(files)))


def test_sarif_points_at_the_line_before() -> None:
    for result in json.loads(written("sarif", handmade.FULL_REPORT))["runs"][0]["results"]:
        if result["ruleId"] == "DC301":
            (before,) = result["relatedLocations"]
            assert before["message"] == {"text": "line before"}
            line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
            assert before["physicalLocation"]["region"]["startLine"] < line


# ------------------------------------------------------------ full


def blocks(report: Report, **layout: Any) -> str:
    return written("full", report, **layout)


def test_full_shows_the_line_before_where_it_stands() -> None:
    text = blocks(Report((handmade.FAILED,)))
    assert " 5 │   - expr: log(x^2)\n         │           -------- line before\n" in text
    assert "line before     log(x^2)" not in text


def test_full_repeats_a_line_before_of_which_it_cannot_show_all() -> None:
    long = " + ".join(f"x^{n}" for n in range(60))
    source = f"steps:\n  - expr: {long}\n  - expr: x\n"
    step = StepReport("2", None, Place(3, 11), long, "x", "=", Verdict("refuted"), code="DC301",
                      before_place=Place(2, 11, len(long)))  # fmt: skip
    text = blocks(Report((FileReport("a.yaml", "0", "", source, (step,)),)))
    assert "--- line before" in text or "line before\n" in text
    assert "│ line before     x^0 + x^1 +" in text


def test_full_tells_about_explain_once_a_code() -> None:
    found = re.findall(r"╰ see derivcheck explain (DC\d+)\n", blocks(handmade.FULL_REPORT))
    assert found == list(dict.fromkeys(found))
    assert {"DC301", "DC401", "DC101", "DC708"} <= set(found)
    assert "explain" not in blocks(handmade.CALM_REPORT)


def test_full_shows_the_note_of_every_step_once() -> None:
    calm = replace(handmade.CALM, steps=tuple(
        replace(s, note=f"remark {s.id}.\nIt goes on.") for s in handmade.CALM.steps
    ))  # fmt: skip
    text = blocks(Report((calm, handmade.FAILED)), width=100)
    for step in calm.steps:
        assert text.count(f"note: remark {step.id}. It goes on.\n") == 1
    assert text.count("the classic; the domain shrinks") == 1


# ------------------------------------------------------------ markdown


def test_markdown_has_room_for_a_comment() -> None:
    step = handmade.FAILED.steps[1]
    steps = tuple(replace(step, id=str(n)) for n in range(3_000))
    report = Report((replace(handmade.FAILED, steps=steps), handmade.UNREADABLE))
    text = written("markdown", report)
    assert len(text) < MOST + 1_000
    shown_ = text.count("**error DC301**")
    assert f"\n{3_000 - shown_ + 2} more are not shown here.\n" in text


def test_markdown_says_nothing_if_asked_to_be_quiet_and_all_is_well() -> None:
    assert written("markdown", handmade.CALM_REPORT, quiet=True) == ""


# ------------------------------------------------------------ many outputs


@pytest.fixture
def derivcheck(capfd, monkeypatch, tmp_path):
    """Call `check` on a handmade report, in an empty folder but for `a.yaml`."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.yaml").write_text("derivcheck: 1\n", "utf-8")
    judged: list[str] = []

    def judge(paths, *_):
        judged.extend(paths)
        return handmade.FULL_REPORT

    monkeypatch.setattr(judging, "judge", judge)

    def call(*arguments: str) -> tuple[int, str, str, list[str]]:
        judged.clear()
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main.main(["check", "a.yaml", *arguments])
        return (int(str(stop.value.code)), *capfd.readouterr(), judged)

    return call


REFUSED = {
    "no folder":           (["-o", "tap=none/x", "-o", "new"], "DC802: cannot write none/x: No"),
    "a name too long":     (["-o", "x" * 300], f"DC802: cannot write {'x' * 300}: File name"),
    "a folder":            (["-o", "folder"], "DC802: cannot write folder: Is a directory"),
    "the input":           (["-o", "json=./a.yaml"], "DC802: a.yaml is one of the files to be"),
    "the input by a link": (["-o", "link"], "DC802: link is one of the files to be checked"),
    "an unknown format":   (["-o", "sarf=x"], "DC801: there is no format sarf\n  hint: did you"),
    "an upper-case one":   (["-o", "SARIF=x"], "DC801: there is no format SARIF"),
    "no name":             (["-o", "sarif="], "DC801: `-o sarif=` names no file"),
    "a console":           (["-o", "-"], "DC801: `-o -` names no file\n  hint: `--format full`"),
    "twice":               (["-o", "x", "-o", "y"], "DC801: two files for one report: x and y"),
    "one for two":         (["-o", "tap=x", "-o", "junit=link2"], "DC801: two reports for one"),
    "no summary":          (["--format", "github"], "DC802: cannot write none/summary: No such"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_an_output_that_cannot_be_is_refused_before_the_run(
    case: str, derivcheck, monkeypatch, tmp_path
) -> None:
    arguments, message = REFUSED[case]
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("a.yaml")
    (tmp_path / "link2").symlink_to("x")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "none/summary")
    before = sorted(tmp_path.iterdir())
    code, out, err, judged = derivcheck(*arguments)
    assert (code, out, judged) == (2, "", [])
    assert err.startswith(f"derivcheck: {message}")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "a.yaml").read_text("utf-8") == "derivcheck: 1\n"


def test_what_is_refused_leaves_the_other_files_as_they_were(derivcheck, tmp_path) -> None:
    (tmp_path / "old.txt").write_text("old", "utf-8")
    assert derivcheck("-o", "tap=old.txt", "-o", "sarif=none/x")[0] == 2
    assert (tmp_path / "old.txt").read_text("utf-8") == "old"


def test_all_formats_at_once(derivcheck, tmp_path) -> None:
    options = [text for form in REPORTERS for text in ("-o", f"{form}=report.{form}")]
    code, out, err, _ = derivcheck(*options, "--format", "concise")
    assert (code, err) == (1, "")
    assert out == written("concise", handmade.FULL_REPORT)
    for form in REPORTERS:
        text = (tmp_path / f"report.{form}").read_bytes().decode("utf-8")
        assert text == written(form, handmade.FULL_REPORT), form


def test_a_file_without_a_format_takes_that_of_the_console(derivcheck, tmp_path) -> None:
    (tmp_path / "out").write_text("x" * 100_000, "utf-8")
    code, out, _, _ = derivcheck("--format", "tap", "-o", "out", "-o", "sarif=a=b.sarif")
    assert (code, out) == (1, "")
    assert (tmp_path / "out").read_text("utf-8") == written("tap", handmade.FULL_REPORT)
    assert (tmp_path / "a=b.sarif").exists()


@pytest.mark.parametrize("name", ["./sarf=x", "folder.d=x/y", "a.b=c"])
def test_a_file_may_have_a_name_with_an_equals_sign(name: str, derivcheck, tmp_path) -> None:
    (tmp_path / "folder.d=x").mkdir()
    assert derivcheck("-o", name)[0] == 1
    assert (tmp_path / name).exists()


def test_a_file_does_not_depend_on_the_terminal(derivcheck, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("COLUMNS", "133")
    monkeypatch.setenv("FORCE_COLOR", "1")
    derivcheck("-o", "full.txt")
    assert (tmp_path / "full.txt").read_text("utf-8") == written("full", handmade.FULL_REPORT)


@pytest.mark.parametrize("arguments", [["--format", "github"], ["-o", "github=log"]])
def test_the_summary_of_a_step_is_added(arguments, derivcheck, monkeypatch, tmp_path) -> None:
    (tmp_path / "summary.md").write_text("# Before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    derivcheck(*arguments)
    expected = "# Before\n" + written("markdown", handmade.FULL_REPORT)
    assert (tmp_path / "summary.md").read_text("utf-8") == expected
    assert "at x = -1: the line before is 0, this line is undefined" in expected


def test_other_formats_leave_the_summary_alone(derivcheck, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    derivcheck("-o", "sarif=x")
    assert not (tmp_path / "summary.md").exists()


def test_a_run_that_fails_leaves_no_report_of_an_earlier_one(
    derivcheck, monkeypatch, tmp_path
) -> None:
    derivcheck("-o", "json=report.json")
    monkeypatch.setattr(judging, "judge", lambda *_: 1 / 0)
    assert derivcheck("-o", "json=report.json")[0] == 70
    assert (tmp_path / "report.json").read_bytes() == b""


def _run(script: str, folder: Path) -> tuple[int, str]:
    """Exit code and messages of a shell command in which `derivcheck` is ours."""
    (folder / "a.yaml").write_text("steps:\n  - expr: 1\n  - expr: 1\n", "utf-8")
    command = f'derivcheck() {{ {sys.executable} -m derivcheck "$@"; }}; {script}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.returncode, done.stderr


SHELL = {
    "a closed console":  ("derivcheck check a.yaml >&-", 2, "DC802: standard output is closed"),
    "a full console":    ("derivcheck check a.yaml >/dev/full", 2, "cannot write standard output"),
    "a full device":     ("derivcheck check a.yaml -o /dev/full", 2, "cannot write /dev/full"),
    "a reader that went": ("derivcheck check a.yaml | true; exit ${PIPESTATUS[0]}", 141, ""),
    "a closed console and a file": ("derivcheck check a.yaml -o x >&-", 0, ""),
    "a pipe by its name": ("derivcheck check a.yaml -o >(cat >&2) | cat; sleep 0.2", 0, "1 passed"),
}  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("case", SHELL)
def test_what_cannot_be_written_never_looks_like_a_verdict(case: str, tmp_path: Path) -> None:
    script, code, message = SHELL[case]
    found, err = _run(script, tmp_path)
    assert found == code
    assert message in err
    assert "Traceback" not in err
    assert bool(err) == bool(message)


# ------------------------------------------------------------ the page

PAGE = (ROOT / "docs" / "reports.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text("utf-8")


def named(page: str, header: str) -> list[str]:
    """What stands between backquotes in the first column of a table."""
    table = page.split(header + "\n")[1].split("\n\n")[0]
    return [n for row in table.splitlines()[1:] for n in re.findall("`([^`]+)`", row.split("|")[1])]


def test_every_format_is_on_the_pages() -> None:
    assert sorted(named(PAGE, "| format | what it holds | long texts |")) == sorted(REPORTERS)
    assert sorted(named(README, "| format | for |")) == sorted(REPORTERS)
    (row,) = (line for line in CONFIGURATION.splitlines() if line.startswith("| `format` |"))
    assert re.findall("`([^`]+)`", row.split("|")[2]) == list(REPORTERS)


def test_severities_are_those_of_the_page() -> None:
    rows = PAGE.split("| `junit`, `tap` |\n")[1].split("\n\n")[0].splitlines()[1:]
    cells = [[cell.strip(" `") for cell in row.split("|")[2:-1]] for row in rows]
    assert {full: level or None for full, level, *_ in cells} == LEVELS
    told = {full: (github, gitlab) for full, _, github, gitlab, _ in cells if github}
    assert told == {s: (COMMANDS[LEVELS[s] or "note"], SEVERITIES[s]) for s in told}
