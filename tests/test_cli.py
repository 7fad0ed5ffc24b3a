"""The command line: exit codes, streams, what is loaded, and what it says when things go wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from derivcheck.checking.recheck import Finding, Rechecked
from derivcheck.checking.recheck_rows import Confirmation
from derivcheck.cli import judging, main, recheck, rules, show
from derivcheck.cli.main import COMMANDS, run
from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnosis, Diagnostic, Place
from derivcheck.documents.yaml import load
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.report import ConclusionReport, FileReport, Report, StepReport, Verdict
from derivcheck.version import VERSION


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def derivcheck(capfd, monkeypatch, tmp_path):
    """Call the command line in an empty folder: `derivcheck("check", "a.yaml")`."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "DERIVCHECK_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main.main(arguments)
        return Outcome(stop.value.code, *capfd.readouterr())

    return call


@pytest.fixture
def judged(monkeypatch):
    """Let every file be judged as the steps given here, whatever it holds."""

    def use(*steps: StepReport, **fields) -> list:
        seen: list = []

        def judge(paths, settings, *_):
            seen.extend((path, settings) for path in paths)
            reports = (FileReport(p, "0" * 64, "A title", "x\n", steps, **fields) for p in paths)
            return Report(tuple(reports), VERSION)

        monkeypatch.setattr(judging, "judge", judge)
        return seen

    return use


def _step(name: str | None, expect: str | None = None) -> StepReport:
    verdict = Verdict(name) if name else None
    return StepReport("1", None, Place(1, 1), "y" if name else "", "x", "=", verdict, expect)


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("derivcheck: 1\n", "utf-8")


# --------------------------------------------------------------------------------------- exit codes

PROBLEM = {"problems": (Diagnostic("DC001", "not YAML", place=Place(1, 1)),)}
CHAIN = {"conclusions": (ConclusionReport("x", "y", Verdict("refuted")),)}
UNSURE = {"conclusions": (ConclusionReport("x", "y", Verdict("undecided"), "proved"),)}

EXIT_CODES = {
    "refuted":                              (1, [_step("refuted")], {}),
    "invalid":                              (1, [_step("invalid")], {}),
    "undecided":                            (3, [_step("undecided")], {}),
    "undecided and refuted":                (1, [_step("undecided"), _step("refuted")], {}),
    "undecided and invalid":                (1, [_step("undecided"), _step("invalid")], {}),
    "proved, but expected refuted":         (1, [_step("proved", "refuted")], {}),
    "undecided, but expected refuted":      (3, [_step("undecided", "refuted")], {}),
    "a file that cannot be read":           (1, [], PROBLEM),
    "undecided in a file with a problem":   (1, [_step("undecided")], PROBLEM),
    "conclusion refuted":                   (1, [_step("proved")], CHAIN),
    "conclusion undecided, expected proved": (3, [_step("proved")], UNSURE),
    "proved":                               (0, [_step("proved")], {}),
    "given":                                (0, [_step(None)], {}),
    "refuted as expected":                  (0, [_step("refuted", "refuted")], {}),
    "undecided as expected":                (0, [_step("undecided", "undecided")], {}),
    "invalid as expected":                  (0, [_step("invalid", "invalid")], {}),
}  # fmt: skip


@pytest.mark.parametrize("form", REPORTERS)
@pytest.mark.parametrize("case", EXIT_CODES)
def test_exit_code_of_check(case, form, derivcheck, judged, tmp_path) -> None:
    code, steps, fields = EXIT_CODES[case]
    judged(*steps, **fields)
    _write(tmp_path, "a.yaml")
    outcome = derivcheck("check", "a.yaml", "--format", form)
    assert (outcome.code, outcome.err) == (code, "")
    assert outcome.out


USAGE = {
    "unknown command":       ["chekc"],
    "unknown option":        ["check", "--fast"],
    "unknown format":        ["check", "--format", "xml"],
    "seed is no number":     ["check", "--seed", "x"],
    "no such file":          ["check", "missing.yaml"],
    "no match of a glob":    ["check", "*.nothing"],
    "nothing in the folder": ["check", "."],
    "no default folder":     ["check"],
    "output in no folder":   ["check", "here.yml", "-o", "missing/report.txt"],
    "output in no folder, with a format": ["check", "here.yml", "-o", "sarif=missing/x.sarif"],
    "output over the input": ["check", "here.yml", "-o", "here.yml"],
    "output of no name":     ["check", "here.yml", "-o", ""],
    "output to the console": ["check", "here.yml", "-o", "sarif=-"],
    "no such output format": ["check", "here.yml", "-o", "sarf=out.sarif"],
    "two outputs of one format": ["check", "here.yml", "-o", "a.txt", "-o", "b.txt"],
    "two reports in a file": ["check", "here.yml", "-o", "tap=a.txt", "-o", "junit=./a.txt"],
    "no such schema":        ["schema", "rows"],
    "no such code":          ["explain", "DC999"],
    "no such rule":          ["rules", "no such rule"],
    "show of nothing":       ["show", "missing.yaml"],
    "export to nothing":     ["export", "here.yml"],
    "export of nothing":     ["export", "missing.yaml", "--to", "latex"],
    "export with a baseline": ["export", "here.yml", "--to", "latex", "--baseline", "known.json"],
    "recheck of nothing":    ["recheck", "missing.json"],
    "recheck of no JSON":    ["recheck", "here.yml"],
    "recheck of a list":     ["recheck", "list.json"],
    "recheck of two":        ["recheck", "list.json", "list.json"],
    "recheck of all at once": ["recheck", "list.json", "--rows", "list.json", "--covers", "."],
    "coverage of nothing":   ["recheck", "deep.json", "--covers", "missing"],
    "recheck of no rows":    ["recheck", "list.json", "--rows", "here.yml"],
    "recheck of deep JSON":  ["recheck", "deep.json"],
    "init over a file":      ["init", "here.yml"],
    "init below a file":     ["init", "here.yml/a.yaml"],
}  # fmt: skip


@pytest.mark.parametrize("case", USAGE)
def test_usage_errors(case, derivcheck, judged, tmp_path) -> None:
    judged(_step("proved"))
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    if case != "nothing in the folder":
        _write(tmp_path, "here.yml")
    outcome = derivcheck(*USAGE[case])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("derivcheck: DC80")
    assert outcome.err.split()[1].strip(":") in CODES
    assert "Traceback" not in outcome.err


def test_without_a_command_help_is_an_error(derivcheck) -> None:
    outcome = derivcheck()
    assert (outcome.code, outcome.out) == (2, "")
    assert "Commands:" in outcome.err


RAISED = {
    "interrupted":   (KeyboardInterrupt(), 130, "interrupted"),
    "aborted":       (click.Abort(), 130, "interrupted"),
    "a bug":         (ZeroDivisionError("secret"), 70, "derivcheck: DC901: internal error"),
    "out of memory": (MemoryError(), 70, "derivcheck: DC901: internal error"),
    "a diagnosis":   (Diagnosis(Diagnostic("DC803", "no")), 2, "derivcheck: DC803: no"),
    "bad usage":     (click.UsageError("no"), 2, "derivcheck: DC801: no"),
}  # fmt: skip


@pytest.mark.parametrize("case", RAISED)
def test_what_is_raised_becomes_an_exit_code(case, capsys, monkeypatch) -> None:
    error, code, message = RAISED[case]
    monkeypatch.delenv("DERIVCHECK_DEBUG", raising=False)

    def fail() -> None:
        raise error

    assert run(fail) == code
    captured = capsys.readouterr()
    assert captured.err.startswith(message)
    assert (captured.out, "Traceback" in captured.err) == ("", False)


def test_debug_shows_the_traceback(monkeypatch) -> None:
    monkeypatch.setenv("DERIVCHECK_DEBUG", "1")

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(fail)


def test_a_bug_in_the_checker_exits_70(derivcheck, judged, monkeypatch, tmp_path) -> None:
    judged(_step("proved"))
    monkeypatch.setattr(judging, "judge", lambda *_: 1 / 0)
    _write(tmp_path, "a.yaml")
    outcome = derivcheck("check", "a.yaml")
    assert (outcome.code, outcome.out) == (70, "")
    assert "report it" in outcome.err


# --------------------------------------------------------------------------- which files, which way


def test_folders_are_searched_and_files_come_once_in_order(derivcheck, judged, tmp_path) -> None:
    seen = judged(_step("proved"))
    _write(
        tmp_path, "d/b.yaml", "d/a.yml", "d/deep/c.yaml", "d/.hidden/x.yaml", "d/n.txt", "e.yaml"
    )
    assert derivcheck("check", "d", "d/b.yaml", "*.yaml").code == 0
    assert [path for path, _ in seen] == ["d/a.yml", "d/b.yaml", "d/deep/c.yaml", "e.yaml"]


def test_the_default_is_the_folder_derivations(derivcheck, judged, tmp_path) -> None:
    seen = judged(_step("proved"))
    _write(tmp_path, "derivations/a.yaml", "other.yaml")
    assert derivcheck("check").code == 0
    assert [path for path, _ in seen] == ["derivations/a.yaml"]


def test_options_become_settings(derivcheck, judged, tmp_path) -> None:
    seen = judged(_step("proved"))
    _write(tmp_path, "a.yaml")
    derivcheck("check", "a.yaml", "--strict", "--seed", "7")
    settings = seen[0][1]
    assert (settings.seed, settings.strict) == (7, True)


def test_standard_input_is_read(derivcheck, judged) -> None:
    seen = judged(_step("proved"))
    assert derivcheck("check", "-").code == 0
    assert seen[0][0] == "-"


def test_a_file_that_cannot_be_opened_fails_alone(derivcheck, monkeypatch, tmp_path) -> None:
    _write(tmp_path, "a.yaml", "b.yaml")

    def derivations(path, _infer):
        if path == "a.yaml":
            raise Diagnosis(Diagnostic("DC804", "cannot open a.yaml"))
        return load(path, FINE)

    monkeypatch.setattr(judging, "derivations", derivations)
    outcome = derivcheck("check", "a.yaml", "b.yaml", "--format", "concise")
    assert outcome.code == 1
    assert outcome.out.splitlines()[0] == "a.yaml:1:1: error: DC804 cannot open a.yaml"
    assert "1 passed, 1 failed" in outcome.out


def test_output_goes_to_a_file_without_colour(derivcheck, judged, monkeypatch, tmp_path) -> None:
    judged(_step("refuted"))
    _write(tmp_path, "a.yaml")
    monkeypatch.setenv("FORCE_COLOR", "1")
    outcome = derivcheck("check", "a.yaml", "--output", "report.txt")
    assert (outcome.code, outcome.out) == (1, "")
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "✗ refuted" in text
    assert "\x1b" not in text


COLOURS = {
    "forbidden":            ({"NO_COLOR": "1"}, False),
    "forbidden, but asked": ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    "asked with 0":         ({"FORCE_COLOR": "0"}, False),
    "no terminal":          ({}, False),
    "empty values":         ({"NO_COLOR": "", "FORCE_COLOR": ""}, False),
    "asked":                ({"FORCE_COLOR": "1"}, True),
    "asked, NO_COLOR empty": ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
}  # fmt: skip


@pytest.mark.parametrize("case", COLOURS)
def test_colour(case, derivcheck, judged, monkeypatch, tmp_path) -> None:
    environment, coloured = COLOURS[case]
    judged(_step("proved"))
    _write(tmp_path, "a.yaml")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    outcome = derivcheck("check", "a.yaml")
    assert ("\x1b[" in outcome.out) is coloured
    assert "✓ proved" in outcome.out


def test_quiet_says_nothing_when_all_is_well(derivcheck, judged, tmp_path) -> None:
    judged(_step("proved"))
    _write(tmp_path, "a.yaml")
    assert derivcheck("check", "a.yaml", "--quiet") == Outcome(0, "", "")


def test_twice_the_same_bytes(derivcheck, judged, tmp_path) -> None:
    judged(_step("refuted"))
    _write(tmp_path, "a.yaml")
    assert derivcheck("check", "a.yaml") == derivcheck("check", "a.yaml")


# ----------------------------------------------------------------------------------- other commands


def test_the_number_of_processes_changes_nothing(derivcheck) -> None:
    folder = str(Path(__file__).parent.parent / "derivations" / "algebra")
    reports = [derivcheck("check", folder, "--format", "json", "-j", jobs).out for jobs in "12"]
    assert reports[0] == reports[1]
    assert '"proved"' in reports[0]


def test_explain_one_and_all(derivcheck) -> None:
    assert derivcheck("explain", "dc301").out.startswith("DC301: ")
    listed = derivcheck("explain").out.splitlines()
    assert [line.split()[0] for line in listed] == list(CODES)


def test_explain_lists_a_family(derivcheck) -> None:
    codes = [line.split()[0] for line in derivcheck("explain", "dc4").out.splitlines()]
    assert codes == [code for code in CODES if code.startswith("DC4")]


NEAREST = {
    "a misspelt command": ("chek", "did you mean `derivcheck check`?"),
    "nothing like one":   ("zzz", "try `derivcheck --help`"),
    "a file":             ("here.yml", "did you mean `derivcheck check here.yml`?"),
}  # fmt: skip


@pytest.mark.parametrize("case", NEAREST)
def test_the_nearest_command_is_told(case: str, derivcheck, tmp_path) -> None:
    _write(tmp_path, "here.yml")
    name, hint = NEAREST[case]
    outcome = derivcheck(name)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"derivcheck: DC801: there is no command {name}\n  hint: {hint}\n"


def test_a_number_that_is_none_is_called_so(derivcheck) -> None:
    assert "'x' is not a valid number" in derivcheck("check", "--timeout", "x").err


def test_explain_suggests_the_nearest_code(derivcheck) -> None:
    assert "DC30" in derivcheck("explain", "DC3O1").err


def test_init_writes_a_file_once(derivcheck, tmp_path) -> None:
    assert derivcheck("init").code == 0
    text = (tmp_path / "derivation.yaml").read_text("utf-8")
    assert text.startswith("#")
    assert derivcheck("init").code == 2
    assert (tmp_path / "derivation.yaml").read_text("utf-8") == text


def test_init_makes_the_folder_but_not_over_a_file(derivcheck, tmp_path) -> None:
    assert derivcheck("init", "derivations/a/first.yaml").code == 0
    assert derivcheck("check").code == 0
    outcome = derivcheck("init", "derivations/a/first.yaml/second.yaml")
    assert outcome.code == 2
    assert "DC802: cannot write derivations/a/first.yaml/second.yaml" in outcome.err


def test_show_reads_what_init_writes(derivcheck) -> None:
    derivcheck("init")
    for notation in show.NOTATIONS:
        outcome = derivcheck("show", "derivation.yaml", "--as", notation)
        assert (outcome.code, outcome.err) == (0, "")
        assert "!" not in outcome.out


@pytest.mark.parametrize("of", [[], ["derivation"], ["report"], ["report-lines"]])
def test_schema_is_json(of: list[str], derivcheck) -> None:
    assert json.loads(derivcheck("schema", *of).out)["$schema"].endswith("2020-12/schema")


def test_rules_are_listed(derivcheck, monkeypatch) -> None:
    rows = [("chain rule", "P", "R", "f smooth"), ("cancel", "x/x", "1", "")]
    monkeypatch.setattr(rules, "rule_rows", lambda: rows)
    assert derivcheck("rules", "CHAIN").out == "chain rule\n    P  ->  R\n    where f smooth\n"
    assert derivcheck("rules").out.count("->") == 2


def test_recheck_tells_what_is_not_confirmed(derivcheck, monkeypatch, tmp_path) -> None:
    (tmp_path / "report.json").write_text("{}", "utf-8")
    counts = Counter({"a.yaml": 2, "b.yaml": 1}), Counter(proved=3, undecided=4)
    finding = Finding("a.yaml", "3", "the evidence proves another claim\x1b[2J")
    found = Rechecked([finding, Finding("", "", "DC903: no files")], *counts)
    monkeypatch.setattr(recheck, "recheck_report", lambda *_: found)
    assert derivcheck("recheck", "report.json") == Outcome(
        1,
        "a.yaml: step 3: the evidence proves another claim\\x1b[2J\n"
        "report.json: DC903: no files\n"
        "report.json: not confirmed: 2 findings; of the rest 3 steps of 2 files; "
        "4 undecided, 0 invalid\n",
        "",
    )
    monkeypatch.setattr(recheck, "recheck_report", lambda *_: Rechecked([], *counts))
    assert derivcheck("recheck", "report.json") == Outcome(
        0, "report.json: confirmed: 3 steps of 2 files; 4 undecided, 0 invalid\n", ""
    )


def test_recheck_covers_files_and_folders(derivcheck, monkeypatch, tmp_path) -> None:
    _write(tmp_path, "derivations/a.yaml", "derivations/more/b.yml", "c.yaml")
    (tmp_path / "report.json").write_text("{}", "utf-8")
    seen: list[Sequence[str]] = []
    monkeypatch.setattr(
        recheck, "recheck_report", lambda data, read, paths: seen.append(paths) or Rechecked()
    )
    derivcheck("recheck", "report.json", "--covers", "derivations", "--covers", "c.yaml")
    derivcheck("recheck", "report.json", "--covers", "derivations", "c.yaml", "./c.yaml")
    derivcheck("recheck", "report.json")
    everything = ("derivations/a.yaml", "derivations/more/b.yml", "c.yaml")
    assert seen == [everything, everything, ()]


def test_a_key_that_is_there_twice_is_not_confirmed(derivcheck, tmp_path) -> None:
    (tmp_path / "report.json").write_text('{"files": [{"path": "a", "path": "b"}]}', "utf-8")
    outcome = derivcheck("recheck", "report.json")
    assert (outcome.code, outcome.out) == (
        1, "report.json: not confirmed: the key `path` is there twice in one object\n"
    )  # fmt: skip


ANSWERS = {
    "not confirmed": (1, [Confirmation("7", False, True, "why")]),
    "one of two":    (1, [Confirmation("7", True, False), Confirmation(8, False, True, "why")]),
    "undecided":     (0, [Confirmation("7", False, False, "it is undecided")]),
    "confirmed":     (0, [Confirmation("7", True, False)]),
    "nothing":       (1, []),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
def test_recheck_of_a_batch(case, derivcheck, monkeypatch, tmp_path) -> None:
    code, answers = ANSWERS[case]
    (tmp_path / "out.jsonl").write_text('{"id": "7"}\n\n', "utf-8")
    monkeypatch.setattr(recheck, "recheck_rows", lambda out, rows: iter(answers))
    outcome = derivcheck("recheck", "out.jsonl", "--rows", "out.jsonl")
    assert outcome.code == code
    told = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(a["id"], a["confirmed"], a.get("reason", "")) for a in told] == [
        (a.id, a.confirmed, a.reason) for a in answers
    ]
    assert bool(outcome.err) == (not answers)


# --------------------------------------------------------------------------------- what is loaded


def _run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = ["-c", code] if code else ["-m", "derivcheck"]
    return subprocess.run(
        [sys.executable, *command, *arguments], capture_output=True, text=True, encoding="utf-8"
    )


HEAVY = ("rich", "sympy", "flint", "yaml", "derivcheck.checking", "derivcheck.provers")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["explain", "DC301"]])
def test_help_and_explain_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom derivcheck.cli.main import main\n"
        f"try:\n    main({arguments!r})\n"
        f"finally:\n    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    result = _run(code=code)
    assert (result.returncode, result.stderr.strip()) == (0, "[]")


def test_every_command_has_its_module_and_its_help() -> None:
    result = _run("--help")
    for row in COMMANDS:
        assert row.summary in result.stdout
        assert row.module.endswith(row.name)


@pytest.mark.parametrize("name", [row.name for row in COMMANDS])
def test_help_of_a_command(name: str, derivcheck) -> None:
    outcome = derivcheck(name, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: derivcheck {name}")


@pytest.mark.parametrize("command", [["explain"], ["explain", "DC301"], ["check", "-"]])
def test_a_closed_pipe_is_neither_a_bug_nor_a_verdict(command: list[str]) -> None:
    code = (
        "import os, sys\nfrom derivcheck.cli.main import main\n"
        f"read, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)\nmain({command!r})\n"
    )
    result = _run(code=code)
    assert (result.returncode, result.stderr) == (141, "")


# --- nothing passes in silence -------------------------------------------------------------------

FINE = "symbols: {x: real}\nsteps:\n  - expr: x + x\n  - expr: 2*x\n"
WRONG, UNREAD = FINE.replace("2*x", "3*x"), FINE.replace("2*x", "2*(x")
EXPECTED = WRONG.replace("- expr: 3*x", "- {expr: 3*x, expect: refuted}")


def test_what_is_missing_beside_others_fails_alone(derivcheck) -> None:
    Path("a.yaml").write_text(FINE, "utf-8")
    found = derivcheck("check", "nowhere", "a.yaml", "no*.yaml", "--format", "concise")
    assert found.code == 1
    assert found.out.count("DC804") == 2
    assert "3 files: 1 passed, 2 failed" in found.out


def test_a_folder_that_cannot_be_searched_is_told(derivcheck, monkeypatch) -> None:
    Path("good").mkdir()
    Path("good/a.yaml").write_text(FINE, "utf-8")
    Path("good/closed").mkdir()
    search = {name: getattr(os, name) for name in ("scandir", "listdir")}

    def closed(name: str) -> Any:
        def look(path: Any = ".") -> Any:
            if Path(os.fspath(path)).name == "closed":
                raise PermissionError(13, "Permission denied", os.fspath(path))
            return search[name](path)

        return look

    for name in search:
        monkeypatch.setattr(os, name, closed(name))
    found = derivcheck("check", "good", "--format", "concise")
    assert found.code == 1
    assert "good/closed:1:1: error: DC804 cannot open good/closed: Permission denied" in found.out
    assert "1 passed, 1 failed" in found.out


@pytest.mark.parametrize(
    ("content", "more", "code"),
    [
        pytest.param(WRONG, [], 1, id="refuted"),
        pytest.param(UNREAD, [], 1, id="unreadable"),
        pytest.param(UNREAD, ["--draft"], 1, id="unreadable draft"),
        pytest.param("steps: 1\n", ["--draft"], 1, id="no derivation, draft"),
        pytest.param(WRONG, ["--draft"], 0, id="refuted draft"),
        pytest.param(EXPECTED, [], 0, id="refuted as expected"),
        pytest.param(FINE, [], 0, id="proved"),
    ],
)
def test_what_fails_is_exported_as_a_draft_only(derivcheck, content, more, code) -> None:
    Path("a.yaml").write_text(content, "utf-8")
    found = derivcheck("export", "a.yaml", "--to", "latex", *more)
    assert found.code == code
    assert (r"\begin{document}" in found.out) == (code == 0)
    assert ("DC805" in found.err) == (code == 1)


def test_a_draft_is_refused_for_what_cannot_be_read(derivcheck) -> None:
    steps = "steps: [expr: x, {expr: x + 1}, expr: nothing_known]\n"
    Path("a.yaml").write_text(f"derivcheck: 1\nsymbols: {{x: real}}\n{steps}", "utf-8")
    found = derivcheck("export", "a.yaml", "--to", "latex", "--draft")
    assert "step 3 is invalid" in found.err


def test_a_folder_is_exported_as_one_document(derivcheck) -> None:
    Path("some").mkdir()
    for name in ("a", "b"):
        Path("some", f"{name}.yaml").write_text(FINE, "utf-8")
    found = derivcheck("export", "some", "--to", "latex", "-o", "all.tex")
    assert (found.code, found.out) == (0, "")
    assert Path("all.tex").read_text("utf-8").count(r"\section{") == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param(["--to", "pdf"], "a PDF needs a file", id="pdf to standard output"),
        pytest.param(["--to", "latex", "--template", "t.tex"], "no place for", id="template"),
        pytest.param(["--to", "latex", "--template", "none.tex"], "cannot open", id="no template"),
        pytest.param(["--to", "latex", "--marks", "loud"], "not one of", id="marks"),
        pytest.param(["--to", "latex", "-o", "no/where.tex"], "cannot write", id="no folder"),
    ],
)
def test_export_says_what_it_cannot_do(derivcheck, more, said) -> None:
    Path("a.yaml").write_text(FINE, "utf-8")
    Path("t.tex").write_text("nothing", "utf-8")
    found = derivcheck("export", "a.yaml", *more)
    assert found.code == 2
    assert said in found.err


def test_pdf_is_typeset_where_that_can_be_done(derivcheck, monkeypatch) -> None:
    Path("a.yaml").write_text(FINE, "utf-8")
    if shutil.which("pdflatex"):
        assert derivcheck("export", "a.yaml", "--to", "pdf", "-o", "a.pdf").code == 0
        assert Path("a.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setenv("PATH", "")
    found = derivcheck("export", "a.yaml", "--to", "pdf", "-o", "b.pdf")
    assert (found.code, Path("b.pdf").exists()) == (2, False)
    assert "texlive-latex-base" in found.err


def test_a_template_takes_the_body(derivcheck) -> None:
    Path("a.yaml").write_text(FINE, "utf-8")
    Path("t.tex").write_text("before DERIVCHECK-BODY after", "utf-8")
    found = derivcheck("export", "a.yaml", "--to", "latex", "--template", "t.tex")
    assert found.out.startswith("before ")
    assert found.out.endswith(" after")
