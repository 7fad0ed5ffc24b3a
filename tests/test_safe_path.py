"""Nothing is imported from the folder in which derivcheck runs, by workers or by `python -m`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from derivcheck.checking.safe_path import leave_working_folder, safe_path

ROOT = Path(__file__).parent.parent
MODULES = """
__future__ click contextlib dataclasses decimal enum flint gmpy2 importlib json mpmath
multiprocessing numpy random re rich select signal socket string sympy typing warnings yaml
""".split()
OF_PYTHON = frozenset(("contextlib", "importlib", "warnings"))
"""What Python itself looks for in the working folder, whatever module `-m` names (`runpy`)."""
ROW = '{"id": 1, "from": "int(1/(1 + x^2), x = 0..1)", "to": "pi/4"}'
SPOILED = "steps:\n  - expr: 1 + 1\n  - expr: 2\n"


@pytest.fixture
def folder(start: str, tmp_path: Path) -> Path:
    """A folder in which every module tells that it was executed, and two files to be judged."""
    work = tmp_path / "work"
    work.mkdir()
    for name in set(MODULES) - (OF_PYTHON if start == "module" else set()):
        (work / f"{name}.py").write_text(f"open('executed', 'a').write('{name} ')\n", "utf-8")
    (work / "rows.jsonl").write_text(f"{ROW}\n", "utf-8")
    for name in "ab":
        (work / f"{name}.yaml").write_text(SPOILED, "utf-8")
    script = "from derivcheck.cli.main import main\nif __name__ == '__main__':\n    main()\n"
    (tmp_path / "derivcheck.script").write_text(script, "utf-8")
    return work


COMMANDS = {
    "check in processes": ["check", "-j", "2", "a.yaml", "b.yaml"],
    "batch": ["batch", "rows.jsonl", "-o", "out.jsonl", "-j", "2"],
    "show as SymPy": ["show", "a.yaml", "--as", "sympy"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("start", ["script", "module"])
def test_what_lies_in_the_working_folder_is_not_executed(
    start: str, command: str, folder: Path
) -> None:
    script = str(folder.parent / "derivcheck.script")
    first = ["-m", "derivcheck"] if start == "module" else [script]
    done = subprocess.run(
        [sys.executable, *first, *COMMANDS[command]],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    executed = folder / "executed"
    assert not executed.exists(), executed.read_text("utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("start", ["script"])
def test_python_finds_such_modules_where_nothing_is_done(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", "import gmpy2"], cwd=folder, check=True)
    assert (folder / "executed").read_text("utf-8") == "gmpy2 "


def test_what_is_changed_for_a_new_process_is_put_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    link = tmp_path.parent / f"{tmp_path.name}.link"
    link.symlink_to(tmp_path)
    before = ["", ".", str(tmp_path), str(link), str(tmp_path / "nowhere"), "/"]
    monkeypatch.setattr(sys, "path", before.copy())
    with safe_path():
        assert sys.path == [str(tmp_path / "nowhere"), "/"]
        assert os.environ["PYTHONSAFEPATH"] == "1"
    assert sys.path == before
    assert "PYTHONSAFEPATH" not in os.environ


def test_the_folder_in_which_derivcheck_lies_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT), "/"])
    leave_working_folder()
    assert sys.path == ["/", str(ROOT)]
