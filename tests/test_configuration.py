"""The configuration: which file counts, what it may say, and that nothing of it is silent."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.cli import main
from derivcheck.cli.check import command
from derivcheck.cli.show_config import _toml
from derivcheck.configuration.files import FILES, read_file
from derivcheck.configuration.forms import Refused, code
from derivcheck.configuration.patterns import Pattern
from derivcheck.configuration.table import BY_KEY, OPTIONS
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.recognition import holds_derivation

PAGE = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")

RIGHT = "derivcheck: 1\nsteps:\n  - expr: 1 + 1\n  - expr: 2\n"
WRONG = "derivcheck: 1\nsteps:\n  - expr: 1 + 1\n  - expr: 3\n"
LOST = "derivcheck: 1\nsymbols: {x: real}\nsteps:\n  - expr: x^2/x\n  - expr: x\n"
OPEN = "derivcheck: 1\nsymbols: {x: real}\nsteps:\n  - claim: zeta(x^2 + 2) > sin(x) - 1\n"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def derivcheck(capfd, monkeypatch, tmp_path):
    """Call the command line in an empty folder, that no configuration lies above."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in list(os.environ):
        if name.startswith("DERIVCHECK_"):
            monkeypatch.delenv(name)

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main.main(["check", "--format", "concise", *arguments])
        return Outcome(stop.value.code, *capfd.readouterr())

    return call


def put(folder: Path, **files: str) -> None:
    """Write files: `a` is `a.yaml`, `sub__a` is `sub/a.yaml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def shown(outcome: Outcome) -> dict[str, str]:
    """Option -> where its value comes from."""
    rows = re.findall(r"^(?:# )?([\w-]+)(?: = .*?)? +# (\S.*)$", outcome.out, re.MULTILINE)
    return dict(rows)


# ---------------------------------------------------------------------- what a file may not say

REFUSED = {
    "unknown, near":      ("strict = true\ntimout = 5\n", "DC811", ":2: there is no option `timo"),
    "unknown, far":       ("colour = 5\n", "DC811", "options: paths, exclude"),
    "where reports go":   ('output = "x"\n', "DC811", "there is no option `output`"),
    "silence":            ("quiet = true\n", "DC811", ":1: there is no option `quiet`"),
    "a word for a flag":  ('strict = "yes"\n', "DC812", ":1: `strict` cannot be 'yes'"),
    "a flag for a number": ("timeout = true\n", "DC812", "a number above 0"),
    "no time":            ("timeout = 0\n", "DC812", "a number above 0"),
    "infinite time":      ("timeout = inf\n", "DC812", "a number above 0"),
    "an army":            ("\n\njobs = 1000\n", "DC812", ":3: `jobs` cannot be 1000"),
    "an unknown word":    ('fail-on = "never"\n', "DC812", "one of refuted, undecided"),
    "an unknown format":  ('format = "pdf"\n', "DC812", "one of full, concise"),
    "a code that is none": ('ignore = ["DC6", "E501"]\n', "DC812", "codes as `derivcheck explain`"),
    "an internal error":  ('ignore = ["DC902"]\n', "DC812", "none of DC8xx and DC9xx"),
    "all codes":          ('ignore = ["DC"]\n', None, ""),
    "a path outside":     ('paths = ["../other"]\n', "DC812", "a path inside the folder"),
    "an absolute path":   ('baseline = "/etc/passwd"\n', "DC812", "a path inside the folder"),
    "an option of ours":  ('paths = ["--help"]\n', "DC812", "a path inside the folder"),
    "codes of nothing":   ('[per-file-ignores]\nx = ["DC6"]\ny = "E5"\n', "DC812", "codes as"),
    "no TOML":            ("strict = true\nignore = [\n", "DC813", "derivcheck.toml:3:1: not"),
    "no value":           ("strict = \n", "DC813", "derivcheck.toml:1:10: not valid TOML: invalid"),
    "twice":              ("seed = 1\nseed = 2\n", "DC813", "derivcheck.toml:2:"),
    "too deep":           (f"ignore = {'[' * 5000}{']' * 5000}\n", "DC813", "too deeply"),
    "too large":          (f"#{'x' * 600_000}\n", "DC813", "more than 500,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_file_may_not_say_is_told_with_its_line(case, derivcheck, tmp_path) -> None:
    text, found, told = REFUSED[case]
    put(tmp_path, derivations__a=RIGHT)
    (tmp_path / "derivcheck.toml").write_text(text, "utf-8")
    outcome = derivcheck()
    if found is None:
        assert outcome.code == 0
        return
    assert (outcome.code, outcome.out) == (2, "")
    assert f"derivcheck: {found}: " in outcome.err
    assert told in outcome.err
    assert "Traceback" not in outcome.err


def test_the_nearest_option_is_named(derivcheck, tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.derivcheck]\n\nfail_on = 'warning'\n", "utf-8")
    outcome = derivcheck()
    assert "DC811: pyproject.toml:3: there is no option `fail_on`" in outcome.err
    assert "did you mean `fail-on`?" in outcome.err


@pytest.mark.parametrize(
    "text", ["[derivcheck\n", "strict = true\n", "[derivcheck]\na = 1\na = 2\n"]
)
def test_a_broken_setup_cfg_is_told(text, derivcheck, tmp_path) -> None:
    (tmp_path / "setup.cfg").write_text(text, "utf-8")
    outcome = derivcheck()
    assert outcome.code == 2
    assert re.search(r"DC813: setup\.cfg:\d: not a valid setup\.cfg", outcome.err)


def test_bytes_and_pipes_are_no_configuration(derivcheck, tmp_path) -> None:
    (tmp_path / "derivcheck.toml").write_bytes(b"# \xff\n")
    assert "DC813: derivcheck.toml is not UTF-8: byte 3" in derivcheck().err
    (tmp_path / "derivcheck.toml").unlink()
    os.mkfifo(tmp_path / "derivcheck.toml")
    assert "DC813: cannot open derivcheck.toml: it is no file but a pipe" in derivcheck().err


# ----------------------------------------------------------------------------- which one counts


def test_command_line_over_environment_over_file(derivcheck, tmp_path, monkeypatch) -> None:
    (tmp_path / "derivcheck.toml").write_text("seed = 1\ntimeout = 5\njobs = 2\n", "utf-8")
    monkeypatch.setenv("DERIVCHECK_SEED", "2")
    monkeypatch.setenv("DERIVCHECK_TIMEOUT", "6")
    outcome = derivcheck("--show-config", "--seed", "3")
    assert outcome.code == 0
    for line in ("seed = 3 ", "timeout = 6.0 ", "jobs = 2 "):
        assert line in outcome.out
    told = shown(outcome)
    assert (told["seed"], told["timeout"]) == ("command line", "DERIVCHECK_TIMEOUT")
    assert (told["jobs"], told["strict"]) == ("derivcheck.toml:3", "default")
    assert (told["format"], set(told)) == ("command line", set(BY_KEY))


def test_help_needs_no_configuration(derivcheck, tmp_path) -> None:
    (tmp_path / "derivcheck.toml").write_text("broken", "utf-8")
    assert derivcheck("--help").code == 0
    assert derivcheck("--no-config", "--show-config").code == 0


def test_a_flag_of_the_file_can_be_taken_back(derivcheck, tmp_path) -> None:
    put(tmp_path, a=LOST)
    (tmp_path / "derivcheck.toml").write_text("strict = true\n", "utf-8")
    assert derivcheck("a.yaml").code == 1
    assert derivcheck("a.yaml", "--no-strict").code == 0
    assert derivcheck("a.yaml", "--no-config").code == 0


NEAREST = {
    "the folder's own":      ({"sub/derivcheck.toml": "seed=1", "derivcheck.toml": "seed=2"}, 1),
    "one above":             ({"derivcheck.toml": "seed = 2"}, 2),
    "first of a folder":     ({"derivcheck.toml": "seed=1", "setup.cfg": "[derivcheck]\na=3"}, 1),
    "pyproject":             ({"pyproject.toml": "[tool.derivcheck]\nseed = 4"}, 4),
    "pyproject of others":   ({"pyproject.toml": "[x]", "setup.cfg": "[derivcheck]\nseed: 3"}, 3),
    "not above a repository": ({"sub/.git/x": "", "derivcheck.toml": "seed = 2"}, 0),
}  # fmt: skip


@pytest.mark.parametrize("case", NEAREST)
def test_the_nearest_file_counts(case, derivcheck, tmp_path) -> None:
    files, seed = NEAREST[case]
    put(tmp_path, sub__a=RIGHT)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text + "\n", "utf-8")
    assert f"seed = {seed} " in derivcheck("--show-config", "sub/a.yaml").out


def test_paths_and_patterns_start_at_the_file(derivcheck, tmp_path, monkeypatch) -> None:
    put(tmp_path, notes__a=RIGHT, notes__b=WRONG, sub__c=WRONG)
    text = 'paths = ["notes"]\nexclude = ["notes/b.yaml"]\n'
    (tmp_path / "derivcheck.toml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "sub")
    outcome = derivcheck()
    assert (outcome.code, outcome.out) == (
        0, "1 file: 1 passed; 1 step: 1 proved; 1 file excluded\n"
    )  # fmt: skip


def test_setup_cfg_says_the_same(derivcheck, tmp_path) -> None:
    text = "[derivcheck]\nstrict = yes\nignore = DC5, DC6\nper-file-ignores =\n  a/*: DC3,DC4\n"
    (tmp_path / "setup.cfg").write_text(f"{text}  b: DC1\n", "utf-8")
    out = derivcheck("--show-config").out
    assert "strict = true " in out
    assert 'ignore = ["DC5", "DC6"] ' in out
    assert 'per-file-ignores = ["a/*: DC3,DC4", "b: DC1"]' in out


# ------------------------------------------------------------------------------ nothing is silent

QUIETED = {
    "ignore":           (WRONG, "ignored: 1 DC301"),
    "select":           (WRONG, "ignored: 1 DC301"),
    "per-file-ignores": (WRONG, "ignored: 1 DC301"),
    "fail-on":          (OPEN, "tolerated: 1 DC40"),
}  # fmt: skip
SETTINGS = {
    "ignore":           'ignore = ["DC3"]\n',
    "select":           'select = ["DC6"]\n',
    "per-file-ignores": '[per-file-ignores]\n"notes/*" = ["DC301"]\n',
    "fail-on":          'fail-on = "refuted"\n',
}  # fmt: skip


@pytest.mark.parametrize("case", QUIETED)
def test_what_a_file_silences_passes_and_is_told(case, derivcheck, tmp_path) -> None:
    text, told = QUIETED[case]
    put(tmp_path, notes__a=text)
    assert derivcheck("notes").code in (1, 3)
    (tmp_path / "derivcheck.toml").write_text(SETTINGS[case], "utf-8")
    outcome = derivcheck("notes")
    assert outcome.code == 0
    assert told in outcome.out
    assert "1 refuted" in outcome.out or "1 undecided" in outcome.out
    assert told in derivcheck("notes", "-q").err
    for form in ("junit", "sarif", "gitlab"):
        assert told in derivcheck("notes", "--format", form).err
    data = json.loads(derivcheck("notes", "--format", "json").out)
    assert sum(data["suppressed"].values()) == 1
    (step,) = [s for s in data["files"][0]["steps"] if "suppressed" in s]
    assert step["verdict"] in ("refuted", "undecided")
    assert step["suppressed"][0]["code"] == step["code"]


def test_a_conclusion_passes_with_its_slip_and_not_without(derivcheck, tmp_path) -> None:
    put(tmp_path, a="steps:\n  - expr: 1 + 1\n  - expr: 3\n  - expr: 6/2\n")
    assert derivcheck("a.yaml", "--ignore", "DC301").code == 0
    assert derivcheck("a.yaml", "--ignore", "DC303").code == 1
    assert derivcheck("a.yaml", "--ignore", "DC304,DC601").code == 1


def test_an_unexpected_proof_is_no_warning_that_could_be_ignored(derivcheck, tmp_path) -> None:
    put(tmp_path, a=f"{LOST}    expect: refuted\n")
    assert "DC708" in derivcheck("a.yaml", "--ignore", "DC601").out
    assert derivcheck("a.yaml", "--ignore", "DC601").code == 1


def test_warnings_fail_on_request(derivcheck, tmp_path) -> None:
    put(tmp_path, a=LOST)
    assert derivcheck("a.yaml").code == 0
    outcome = derivcheck("a.yaml", "--fail-on", "warning")
    assert outcome.code == 1
    assert ": error: DC601" in outcome.out
    assert derivcheck("a.yaml", "--fail-on", "warning", "--ignore", "DC6").code == 0


def test_what_is_excluded_is_counted_and_what_is_named_is_not_excluded(
    derivcheck, tmp_path
) -> None:
    put(tmp_path, notes__a=RIGHT, notes__old__b=WRONG, notes__old__c=WRONG)
    assert derivcheck("notes", "--exclude", "old").out.endswith("; 2 files excluded\n")
    assert derivcheck("notes/old/b.yaml", "--exclude", "old").code == 1
    nothing = derivcheck("notes", "--exclude", "notes")
    assert (nothing.code, nothing.out) == (2, "")
    assert "no derivation in notes (0 other YAML files, 3 excluded)" in nothing.err


# -------------------------------------------------------------------------------------- baseline


def test_a_baseline_knows_what_moves_and_nothing_else(derivcheck, tmp_path) -> None:
    put(tmp_path, a=WRONG, b=RIGHT)
    assert derivcheck("a.yaml", "b.yaml", "--write-baseline").code == 0
    known = ("--baseline", "derivcheck-baseline.json")
    put(tmp_path, a=WRONG.replace("steps:", "# a remark\n\nsteps:"))
    outcome = derivcheck("a.yaml", *known)
    assert (outcome.code, "baselined: 1 DC301" in outcome.out) == (0, True)
    put(tmp_path, a=WRONG.replace("expr: 3", "expr: 4"))
    outcome = derivcheck("a.yaml", *known)
    assert outcome.code == 1
    assert "1 stale finding in the baseline" in outcome.out
    put(tmp_path, c=WRONG)
    assert derivcheck("c.yaml", *known).code == 1


def test_the_second_of_two_equal_findings_is_new(derivcheck, tmp_path) -> None:
    chain = "  - expr: 1 + 1\n    from: none\n  - expr: 3\n"
    put(tmp_path, a=f"steps:\n{chain}")
    derivcheck("a.yaml", "--write-baseline")
    put(tmp_path, a=f"steps:\n{chain}{chain}")
    outcome = derivcheck("a.yaml", "--baseline", "derivcheck-baseline.json")
    assert (outcome.code, outcome.out.count("DC301")) == (1, 2)


def test_another_condition_is_another_finding(derivcheck, tmp_path) -> None:
    put(tmp_path, a=LOST)
    assert derivcheck("a.yaml", "--strict", "--write-baseline").code == 0
    known = ("--strict", "--baseline", "derivcheck-baseline.json")
    assert derivcheck("a.yaml", *known).code == 0
    put(tmp_path, a=LOST.replace("x: real", "x: real, y: real"))
    assert derivcheck("a.yaml", *known).code == 0
    put(
        tmp_path, a=LOST.replace("symbols", "define: {t: x - 1}\nsymbols").replace("x^2/x", "t*x/t")
    )
    assert derivcheck("a.yaml", *known).code == 1


def test_a_baseline_keeps_what_it_knows_of_files_that_were_not_checked(
    derivcheck, tmp_path
) -> None:
    put(tmp_path, a=WRONG, b=WRONG)
    derivcheck("a.yaml", "b.yaml", "--write-baseline")
    derivcheck("a.yaml", "--write-baseline")
    rows = json.loads((tmp_path / "derivcheck-baseline.json").read_text("utf-8"))["findings"]
    assert [row["path"] for row in rows] == ["a.yaml", "b.yaml"]
    (tmp_path / "b.yaml").unlink()
    outcome = derivcheck("a.yaml", "--baseline", "derivcheck-baseline.json")
    assert "1 stale finding" in outcome.out


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"derivcheck_baseline": 2, "findings": []}', "[" * 100_000,
     '{"derivcheck_baseline": 1, "findings": [{"id": "x"}]}',
     '{"derivcheck_baseline": 1, "findings": [{"id": 1, "path": "", "code": "", "about": "", '
     '"count": 1}]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_neither_used_nor_written_over(text, derivcheck, tmp_path) -> None:
    put(tmp_path, a=WRONG)
    (tmp_path / "b.json").write_text(text, "utf-8")
    for more in ((), ("--write-baseline",)):
        outcome = derivcheck("a.yaml", "--baseline", "b.json", *more)
        assert (outcome.code, outcome.out) == (2, "")
        assert "DC814" in outcome.err
    assert (tmp_path / "b.json").read_text("utf-8") == text


def test_a_missing_baseline_is_an_error(derivcheck, tmp_path) -> None:
    put(tmp_path, a=WRONG)
    assert "DC814" in derivcheck("a.yaml", "--baseline", "b.json").err


# --------------------------------------------------------------------------------------- by git


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    subprocess.run(("git", *name, *arguments), cwd=folder, check=True, capture_output=True)


def test_only_what_changed_is_checked(derivcheck, tmp_path) -> None:
    (tmp_path / ".git").rmdir()
    put(tmp_path, d__a=WRONG, d__b=RIGHT)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    nothing = derivcheck("d", "--changed")
    assert (nothing.code, nothing.out) == (
        0, "0 files: nothing to check; 2 files unchanged, not checked\n"
    )  # fmt: skip
    put(tmp_path, d__c=RIGHT, d__b=f"{RIGHT}# more\n")
    assert derivcheck("d", "--changed").out.startswith("2 files: 2 passed")
    git(tmp_path, "checkout", "-b", "work")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "two")
    assert derivcheck("d", "--changed").out.startswith("0 files")
    assert derivcheck("d", "--since", "main").out.startswith("2 files: 2 passed")
    (tmp_path / "derivcheck.toml").write_text("seed = 1\n", "utf-8")
    assert "3 files: 2 passed, 1 failed" in derivcheck("d", "--changed").out


@pytest.mark.parametrize("since", ["nowhere", "--output=x", ""])
def test_a_commit_that_is_none_is_told(since, derivcheck, tmp_path) -> None:
    (tmp_path / ".git").rmdir()
    put(tmp_path, a=RIGHT)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    outcome = derivcheck("a.yaml", "--changed", f"--since={since}")
    assert (outcome.code, outcome.out) == (2, "")
    assert "DC815" in outcome.err
    assert not (tmp_path / "x").exists()


def test_without_a_repository_nothing_passes(derivcheck, tmp_path) -> None:
    put(tmp_path, a=RIGHT)
    assert "DC815" in derivcheck("a.yaml", "--changed").err


# ------------------------------------------------------------------- fail-fast, statistics, profile


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fail_fast_stops_and_says_so(jobs, derivcheck, tmp_path) -> None:
    put(tmp_path, d__a=RIGHT, d__b=WRONG, d__c=WRONG, d__e=RIGHT)
    outcome = derivcheck("d", "--fail-fast", "-j", jobs)
    assert outcome.code == 1
    assert outcome.out.endswith("; 2 files not checked after the failure\n")
    assert derivcheck("d", "--fail-fast", "--ignore", "DC3", "-j", jobs).code == 0


def test_statistics_count_codes(derivcheck, tmp_path) -> None:
    put(tmp_path, a=WRONG, b=WRONG, c=LOST)
    out = derivcheck("a.yaml", "b.yaml", "c.yaml", "--statistics").out.splitlines()
    assert out[-2:] == [
        "2  DC301  refuted by a counterexample", "1  DC601  holds under a condition"
    ]  # fmt: skip
    outcome = derivcheck("a.yaml", "--statistics", "--format", "json")
    assert json.loads(outcome.out)
    assert outcome.err == "1  DC301  refuted by a counterexample\n"


def test_profile_tells_where_the_time_went(derivcheck, tmp_path) -> None:
    put(tmp_path, a=RIGHT)
    outcome = derivcheck("a.yaml", "--profile")
    assert re.search(
        r"s  proved by arithmetic, 1 step\nslowest:\n.* a\.yaml:4: step 2", outcome.err
    )
    assert "slowest" not in outcome.out


# ------------------------------------------------------------------------- derivations and others

OTHERS = {
    "another tool":          "on: push\njobs:\n  a:\n    steps:\n      - run: x\n",
    "steps of others":       "steps:\n  - label: x\n    command: make\n",
    "steps that are none":   "steps: 3\n",
    "deeper":                "a:\n  derivcheck: 1\n  steps:\n    - expr: x\n",
    "a text that says so":   "text: |\n  derivcheck: 1\n",
    "anchors":               "a: &a {steps: 1}\nb: *a\n",
    "a list":                "- derivcheck: 1\n",
    "nothing":               "",
    "broken":                "a: [\nsteps:\n",
}  # fmt: skip
DERIVATIONS = {
    "the key":               "derivcheck: 1\n",
    "the key in quotes":     '"derivcheck": 1\n',
    "in braces":             "{title: x, derivcheck: 1}\n",
    "steps":                 "title: x\nsteps:\n  - note: x\n  - claim: x = x\n",
    "a second document":     "a: 1\n---\nsteps: [{expr: x}]\n",
    "broken, with the key":  "derivcheck: 1\nsteps:\n\t- expr: x\n",
    "broken, with a step":   "steps:\n  - expr: [\n  - b: 'x\n",
    "a trap of YAML":        "steps:\n  - expr: |x|\n",
    "an escape":             '"ste\\u0070s":\n  - expr: x\n',
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_no_derivation(case: str) -> None:
    assert not holds_derivation(OTHERS[case].encode())


@pytest.mark.parametrize("case", DERIVATIONS)
def test_what_is_a_derivation(case: str) -> None:
    assert holds_derivation(DERIVATIONS[case].encode())


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_another_coding_hides_no_derivation(coding: str) -> None:
    assert holds_derivation(RIGHT.encode(coding))


def test_other_files_of_a_folder_are_counted_and_named_ones_are_checked(
    derivcheck, tmp_path
) -> None:
    put(tmp_path, d__a=RIGHT, d__b="steps:\n  - run: x\n", d__c=DERIVATIONS["broken, with a step"])
    outcome = derivcheck("d")
    assert outcome.code == 1
    assert "d/c.yaml:" in outcome.out
    assert outcome.out.endswith("; 1 other YAML file skipped\n")
    assert derivcheck("d/b.yaml").code == 1
    data = json.loads(derivcheck("d", "--format", "json").out)
    assert data["left_out"] == {
        "excluded": 0,
        "other": 1,
        "unchanged": 0,
        "unreached": 0,
        "stale": 0,
        "believed": 0,
    }


# --------------------------------------------------------------------------- patterns, codes, page

COVERED = {
    ("old", "a/old/b.yaml"): True,
    ("old", "a/older/b.yaml"): False,
    ("*.yml", "a/b.yml"): True,
    ("a/*.yaml", "a/b.yaml"): True,
    ("a/*.yaml", "a/c/b.yaml"): False,
    ("a/*.yaml", "c/a/b.yaml"): False,
    ("/a", "a/b.yaml"): True,
    ("./a/", "a/b.yaml"): True,
    ("a/**", "a/b/c.yaml"): True,
    ("a/**", "a"): False,
    ("a/**/c.yaml", "a/c.yaml"): True,
    ("a/**/c.yaml", "a/x/y/c.yaml"): True,
    ("**/c.yaml", "c.yaml"): True,
    ("**", "c.yaml"): True,
    ("../a", "a/b.yaml"): False,
    ("", "a"): False,
    ("[ab].yaml", "a.yaml"): True,
    ("A.yaml", "a.yaml"): False,
    ("**/" * 100 + "*a" * 100 + "b", "a" * 200): False,
}  # fmt: skip


@pytest.mark.parametrize(("case", "found"), COVERED.items(), ids=lambda c: str(c)[:40])
def test_what_a_pattern_covers(case, found, tmp_path) -> None:
    text, path = case
    assert Pattern(tmp_path, text).covers(str(tmp_path / path)) is found


def test_a_pattern_covers_nothing_outside_of_its_folder(tmp_path) -> None:
    assert not Pattern(tmp_path / "a", "**").covers(str(tmp_path / "b.yaml"))


@pytest.mark.parametrize("text", ["E501", "DC", "DC6", "DC601", "DC999", "dc601", "DC6011", "DC9"])
def test_codes(text: str) -> None:
    if text in ("DC", "DC6", "DC601"):
        assert code(text) == text
    else:
        with pytest.raises(Refused):
            code(text)


def test_the_page_lists_all_options_of_the_table() -> None:
    rows = PAGE.split("| option | is | default | what it does |\n|---|---|---|---|\n")[1]
    found = [
        f"| `{o.key}` | {o.form.words} | "
        f"{'none' if o.default is None else f'`{_toml(o.default)}`'} | {o.about} |"
        for o in OPTIONS
    ]
    assert rows.split("\n\n")[0].splitlines() == found


def test_every_option_is_one_of_the_command_line_with_the_same_default() -> None:
    parameters = {p.opts[0].removeprefix("--"): p for p in command.params}
    for option in OPTIONS:
        parameter = parameters[option.key]
        assert parameter.envvar == option.variable
        if option.form.words.startswith(("a number", "a whole", "`true`", "one of")):
            assert parameter.default == option.default


# -------------------------------------------------------------------------------------- any content


@given(st.text(max_size=80) | st.sampled_from(["", "[tool.derivcheck]\n", "[derivcheck]\n"]))
@settings(max_examples=150)
def test_any_text_is_read_or_refused_with_our_words(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            path = Path(folder) / name
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                read_file(path, optional=True)
            except Diagnosis as error:
                assert error.diagnostic.code in ("DC811", "DC812", "DC813")


PARTS = st.lists(st.sampled_from(["**", "*", "a", "?", "[a]", "["]), max_size=6)


@given(PARTS, st.text("ab/", max_size=8))
@settings(max_examples=150)
def test_a_pattern_that_covers_a_folder_covers_what_is_in_it(parts: list[str], path: str) -> None:
    pattern = Pattern(Path("/p"), "/".join(parts))
    if pattern.covers(f"/p/{path}"):
        assert pattern.covers(f"/p/{path}/x.yaml")
