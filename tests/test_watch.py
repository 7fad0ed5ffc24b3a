"""`derivcheck check --watch`: what changed is judged again, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from derivcheck.checking.questions import Judge
from derivcheck.cli.main import INTERRUPTED, group
from derivcheck.cli.watching import Watched, answer, showing
from derivcheck.diagnostics import Diagnosis
from derivcheck.verdicts.settings import Settings

HEAD = "derivcheck: 1\nsymbols: {x: real}\nsteps:\n"
FIRST = f"{HEAD}  - expr: x + x\n  - expr: 3*x\n  - claim: sin(x)^2 + cos(x)^2 = 1\n    by: z\n"


class Asked:
    """Watched files, and what was asked since the last look."""

    def __init__(self, folder: Path) -> None:
        self.watched = Watched([str(folder)], Settings())
        self.questions: list[object] = []
        answer = self.watched.memory.answer

        def noted(question: object) -> Any:
            self.questions.append(question)
            return answer(question)

        self.watched.memory.answer = noted

    def look(self) -> tuple[list[str], int]:
        """The names of the files that are reported on, and how many claims were judged."""
        self.questions.clear()
        files = self.watched.again().files
        judged = sum(isinstance(question, Judge) for question in self.questions)
        return [Path(f.path).name for f in files], judged


def test_only_what_changed_is_judged(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(FIRST)
    asked = Asked(tmp_path)
    assert asked.look() == (["one.yaml"], 2)
    assert asked.look() == ([], 0)
    one.write_text(FIRST.replace("3*x", "2*x  # now it is right"))
    assert asked.look() == (["one.yaml"], 1)
    two.write_text(FIRST.replace("symbols", "title: the same again\nsymbols"))
    assert asked.look() == (["two.yaml"], 0)
    assert [s.verdict.name for s in asked.watched.report.files[1].steps if s.verdict] == [
        "refuted", "proved",
    ]  # fmt: skip
    os.utime(one, ns=(0, 0))
    assert asked.look() == (["one.yaml"], 0)


def test_a_declaration_that_changes_changes_claims(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(FIRST)
    asked = Asked(tmp_path)
    asked.look()
    (tmp_path / "one.yaml").write_text(FIRST.replace("x: real", "x: positive real"))
    assert asked.look() == (["one.yaml"], 2)


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(FIRST)
    asked = Asked(tmp_path)
    asked.look()
    (tmp_path / "one.yaml").unlink()
    assert asked.look() == ([], 0)
    assert asked.watched.gone
    assert [Path(f.path).name for f in asked.watched.report.files] == ["two.yaml"]


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_bytes(b"\xff")
    (found,) = Watched([str(path)], Settings()).again().files
    assert found.problems[0].code == "DC002"


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("form", ["full", "concise", "junit"])
def test_what_there_is_in_all_is_told_once(form: str, quiet: bool, tmp_path: Path, capfd) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    watched, show = Watched([str(tmp_path)], Settings()), showing(form, (), quiet, False)
    one.write_text(FIRST)
    answer(watched, show)
    told = "".join(capfd.readouterr())
    assert told.count("1 file: 1 failed") == 1
    assert ("in all: " in told) == (quiet or form == "junit")
    two.write_text(FIRST)
    answer(watched, show)
    assert capfd.readouterr().err.startswith("in all: 2 files: 2 failed")


@pytest.mark.parametrize("arguments", [["-"], [".", "-o", "out.txt"]])
def test_what_cannot_be_watched_is_refused(arguments: list[str]) -> None:
    found = CliRunner().invoke(group, ["check", "--watch", *arguments], standalone_mode=False)
    assert isinstance(found.exception, Diagnosis)
    assert found.exception.diagnostic.code == "DC801"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    found = CliRunner().invoke(group, ["check", "--watch", "."], standalone_mode=False)
    assert isinstance(found.exception, Diagnosis)
    assert found.exception.diagnostic.code == "DC821"
    assert "pip install 'derivcheck[watch]'" in found.exception.diagnostic.hint


def test_a_saved_file_is_answered(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    path = tmp_path / "one.yaml"
    path.write_text(FIRST)
    command = [sys.executable, "-m", "derivcheck", "check", "--watch", "--format", "concise"]
    with subprocess.Popen(
        [*command, str(tmp_path)],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=interruptible,
    ) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert any("1 refuted" in line for line in until_waiting(lines))
        new = tmp_path / ".new"
        new.write_text(FIRST.replace("3*x", "2*x"))
        new.replace(path)
        assert any("2 proved" in line for line in until_waiting(lines))
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert process.returncode == INTERRUPTED


def interruptible() -> None:
    """Ctrl-C counts, though whoever started the tests in the background may have it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def until_waiting(lines: Any) -> list[str]:
    found: list[str] = []
    for line in lines:
        if "waiting for changes" in line:
            break
        found.append(line)
    return found
