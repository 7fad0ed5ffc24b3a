"""What other tools start derivcheck with: the steps of the Action, and the hook of pre-commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from derivcheck.cli.main import group

ROOT = Path(__file__).parent.parent
FINE = "symbols: {x: real}\nsteps:\n  - expr: x + x\n  - expr: 2*x\n"


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return found


def checked(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The check of the Action in a folder, as its shell runs it."""
    step = next(s for s in action()["runs"]["steps"] if s.get("name") == "check")
    given = {name: row["default"] for name, row in action()["inputs"].items()} | inputs
    env = {
        name: given[text.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, text in step["env"].items()
    }
    (folder / "derivcheck").write_text(f'#!/bin/sh\nexec {sys.executable} -m derivcheck "$@"\n')
    (folder / "derivcheck").chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env={**os.environ, **env, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        pytest.param(FINE.replace("2*x", "3*x"), 1, "::error file=derivations/a.yaml", id="wrong"),
        pytest.param(FINE, 0, "", id="right"),
    ],
)
def test_the_action_annotates_what_is_wrong(
    content: str, code: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations/a.yaml").write_text(content, "utf-8")
    done = checked(tmp_path, arguments="-o tap=out.tap")
    assert done.returncode == code, done.stderr
    assert told in done.stdout
    assert (tmp_path / "out.tap").read_text("utf-8").startswith("TAP")


def test_the_action_installs_what_it_stands_in() -> None:
    install = next(s for s in action()["runs"]["steps"] if s.get("name") == "install")
    assert install["run"] == 'python -m pip install --quiet "$GITHUB_ACTION_PATH"'


def test_the_hook_of_pre_commit_is_a_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command, *options = hook["entry"].split()
    known = {o for p in group.get_command(None, command).params for o in p.opts}  # type: ignore[arg-type, union-attr]  # no context is needed
    assert program == "derivcheck"
    assert set(options) <= known
