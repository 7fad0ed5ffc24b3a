"""What other tools start derivcheck with: the steps of the Action, and the hook of pre-commit."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
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
    return shell(folder, step["run"], env)


def shell(folder: Path, script: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A script as the shell of a runner runs it, where `derivcheck` is installed."""
    (folder / "derivcheck").write_text(f'#!/bin/sh\nexec {sys.executable} -m derivcheck "$@"\n')
    (folder / "derivcheck").chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
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


def gitlab(**inputs: str) -> dict[str, Any]:
    """The job of GitLab's template, its inputs filled in."""
    head, job = (ROOT / "templates/gitlab.yml").read_text("utf-8").split("\n---\n")
    known = yaml.safe_load(head)["spec"]["inputs"]
    given = {name: row["default"] for name, row in known.items() if "default" in row} | inputs
    assert given.keys() == known.keys()
    filled = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: given[found[1]], job)
    assert "$[[" not in filled
    found: dict[str, Any] = yaml.safe_load(filled)["derivcheck"]
    return found


@pytest.mark.parametrize(
    ("content", "code", "lines"),
    [
        pytest.param(FINE.replace("2*x", "3*x"), 1, [4], id="wrong"),
        pytest.param(FINE, 0, [], id="right"),
    ],
)
def test_the_template_of_gitlab_tells_what_is_wrong(
    content: str, code: int, lines: list[int], tmp_path: Path
) -> None:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations/a.yaml").write_text(content, "utf-8")
    job = gitlab(source="derivcheck", arguments="-o tap=out.tap")
    (script,) = job["script"]
    done = shell(tmp_path, script, {})
    assert done.returncode == code, done.stderr
    reports = job["artifacts"]["reports"]
    told = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert sorted({one["location"]["lines"]["begin"] for one in told})[:1] == lines
    assert "<testsuite" in (tmp_path / reports["junit"]).read_text("utf-8")
    assert (tmp_path / "out.tap").exists()


def test_the_template_of_gitlab_installs_what_is_named() -> None:
    source = "git+https://example.org/derivcheck@1.0"
    assert gitlab(source=source)["before_script"] == [f'python -m pip install --quiet "{source}"']


def test_the_workflow_of_this_repository_runs_everything_on_every_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    jobs = workflow["jobs"]
    told = configparser.ConfigParser()
    told.read(ROOT / "setup.cfg", "utf-8")
    classifiers = told["metadata"]["classifiers"]
    supported = re.findall(r"Python :: (3\.\d+)", classifiers)
    assert jobs["all"]["strategy"]["matrix"]["python"] == supported
    assert jobs["all"]["steps"][-1]["run"] == ".ci/run"
    assert os.access(ROOT / ".ci/run", os.X_OK)
    steps = re.findall(r"^step (.+)$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    random_steps = "python tests/fuzz.py --count 300 -j 2"
    assert steps[-2:] == ["python -m pytest -q -n auto --dist worksteal", random_steps]
    (own,) = (step for step in jobs["action"]["steps"] if step["uses"] == "./")
    assert own["with"].keys() <= action()["inputs"].keys()


def test_the_action_installs_what_it_stands_in() -> None:
    install = next(s for s in action()["runs"]["steps"] if s.get("name") == "install")
    assert install["run"] == 'python -m pip install --quiet "$GITHUB_ACTION_PATH"'


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def tried(folder: Path) -> subprocess.CompletedProcess[str]:
    """The hook on all files of a repository; what it depends on is taken from this environment."""
    env = {
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "PIP_NO_DEPS": "1",
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "derivcheck", "--all-files"],
        cwd=folder, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if "No matching distribution found" in done.stdout:
        pytest.skip("pip reaches no index with setuptools, with which the hook is built")
    return done


@pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a clone can be tried")
def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / "derivations").mkdir(parents=True)
    wrong = FINE.replace("2*x", "3*x")
    for name, text in {"derivations/a": FINE, "derivations/b": wrong, "other": wrong}.items():
        (repository / f"{name}.yaml").write_text(text, "utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    done = tried(repository)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "DC301: this line does not follow" in done.stdout
    assert "derivations/b.yaml:4:11" in done.stdout
    assert "a.yaml" not in done.stdout
    assert "other.yaml" not in done.stdout


def test_the_hook_of_pre_commit_is_a_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command, *options = hook["entry"].split()
    known = {o for p in group.get_command(None, command).params for o in p.opts}  # type: ignore[arg-type, union-attr]  # no context is needed
    assert program == "derivcheck"
    assert set(options) <= known
