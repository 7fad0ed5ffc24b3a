"""What a shell completes: asked as the printed scripts ask, and in bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, CompletionItem

from derivcheck.cli.completion import PROGRAM, SHELLS, VARIABLE
from derivcheck.cli.main import COMMANDS, group

ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with the program, as it would be installed."""
    program = tmp_path / "derivcheck"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m derivcheck "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def ran(path: Path, *arguments: str) -> str:
    search = os.pathsep.join((str(path), os.environ["PATH"]))
    return subprocess.run(
        arguments, cwd=path, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": search},
    ).stdout  # fmt: skip


def completed(line: str) -> list[CompletionItem]:
    """What a shell is told at the end of a line."""
    *words, start = line.split(" ")[1:]
    return BashComplete(group, {}, PROGRAM, VARIABLE).get_completions(words, start)


LINES = [
    ("nothing",        "derivcheck nonsense",          set()),
    ("commands",       "derivcheck ",                  {row.name for row in COMMANDS}),
    ("one command",    "derivcheck exp",               {"explain", "export"}),
    ("formats",        "derivcheck check --format ju", {"junit"}),
    ("codes",          "derivcheck explain dc30",
     {"DC301", "DC302", "DC303", "DC304", "DC305"}),
    ("shells",         "derivcheck completion f",      {"fish"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), [pytest.param(*row[1:], id=row[0]) for row in LINES])
def test_what_may_come_next(line: str, words: set[str]) -> None:
    assert {item.value for item in completed(line)} == words


@pytest.mark.parametrize("command", ["check", "show", "export", "recheck", "batch", "init"])
def test_files_are_left_to_the_shell(command: str) -> None:
    assert [item.type for item in completed(f"derivcheck {command} a")] == ["file"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_by_the_printed_script(path: Path) -> None:
    asked = """
        eval "$(derivcheck completion bash)"
        complete -p derivcheck
        COMP_WORDS=(derivcheck sh) COMP_CWORD=1
        _derivcheck_completion derivcheck
        echo "${COMPREPLY[@]}"
    """
    found = ran(path, "bash", "--noprofile", "--norc", "-ec", asked)
    assert "-F _derivcheck_completion derivcheck" in found
    assert found.splitlines()[-1] == "show"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_one_its_shell_can_read(shell: str, path: Path) -> None:
    script = ran(path, "derivcheck", "completion", shell)
    assert "_DERIVCHECK_COMPLETE" in script
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    (path / "script").write_text(script, "utf-8")
    ran(path, shell, "-n", "script")
