"""Derivations as tests of pytest, in a process of its own: what must fail first."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FINE = "derivcheck: 1\nsymbols: {x: real}\nsteps:\n  - expr: x + x\n  - expr: 2*x\n"
WRONG = FINE.replace("2*x", "3*x")
EXPECTED = FINE.replace("- expr: 2*x", "- {expr: 3*x, expect: refuted}")
CASES: dict[str, tuple[str, dict[str, str]]] = {
    "wrong":     (WRONG, {"1::1": "PASSED", "1::2": "FAILED", "1::as a whole": "PASSED"}),
    "unread":    (FINE.replace("2*x", "2*(x"), {"1::1": "PASSED", "1::2": "FAILED",
                                                "1::as a whole": "PASSED"}),
    "no_steps":  ("derivcheck: 1\nsteps: 1\n", {"1::as a whole": "FAILED"}),
    "two":       (f"title: A\n{FINE}---\ntitle: B\n{WRONG}",
                  {"A::1": "PASSED", "A::2": "PASSED", "A::as a whole": "PASSED",
                   "B::1": "PASSED", "B::2": "FAILED", "B::as a whole": "PASSED"}),
    "chain":     (FINE.replace("steps", "conclusion: refuted\nsteps"),
                  {"1::1": "PASSED", "1::2": "PASSED", "1::as a whole": "FAILED"}),
    "right":     (FINE, {"1::1": "PASSED", "1::2": "PASSED", "1::as a whole": "PASSED"}),
    "expected":  (EXPECTED, {"1::1": "PASSED", "1::2": "PASSED", "1::as a whole": "PASSED"}),
    "no_version": (FINE.removeprefix("derivcheck: 1\n"),
                   {"1::1": "PASSED", "1::2": "PASSED", "1::as a whole": "PASSED"}),
    "other":     ("steps:\n  - run: make\n", {}),
    "no_text":   ("\0\ufffe", {}),
}  # fmt: skip
"""Name of a file -> what it holds, and what becomes of its tests."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints in a folder of all these files."""
    folder = tmp_path_factory.mktemp("derivations")
    (folder / "pytest.ini").touch()
    for name, (content, _) in CASES.items():
        (folder / f"{name}.yaml").write_text(content, "utf-16" if "\0" in content else "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "derivcheck.pytest_plugin", "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("name", CASES)
def test_steps_are_tests(name: str, told: str) -> None:
    found = dict(re.findall(rf"^{name}\.yaml::(.+) (PASSED|FAILED) ", told, re.MULTILINE))
    assert found == CASES[name][1]


@pytest.mark.parametrize("part", ["at x = ", "did you mean", "DC103", "DC007", "wrong.yaml:5:11"])
def test_a_failure_reads_like_a_report(part: str, told: str) -> None:
    assert part in told
    assert "Traceback" not in told
