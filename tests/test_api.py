"""The Python interface."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sympy

import derivcheck
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.yaml import load

TEXT = "derivcheck: 1\nsymbols:\n  x: real\nsteps:\n  - expr: x\n  - expr: x + 1\n"
X = sympy.Symbol("x", real=True)

UNREADABLE = {
    "syntax":               (("2x", "x"), {}, "DC102"),
    "an undeclared name":   (("y", "y"), {}, "DC201"),
    "a statement":          (("x = 1", "x"), {}, "DC206"),
    "a number":             (("x", "x = 1"), {"relation": "implies"}, "DC206"),
    "a relation":           (("x", "x"), {"relation": "~"}, "DC706"),
    "no expression":        ((object(), "x"), {}, "DC109"),
    "a sort":               (("x", "x"), {"symbols": {"x": "rael"}}, "DC209"),
    "an assumption":        (("x", "x"), {"assume": ["x"]}, "DC206"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_a_diagnosis(case: str) -> None:
    sides, more, code = UNREADABLE[case]
    with pytest.raises(Diagnosis) as error:
        derivcheck.check_step(*sides, **{"symbols": {"x": "real"}, **more})
    assert error.value.diagnostic.code == code


REFUTED = {
    "texts":            ("x", "x + 1", "=", []),
    "expressions":      (X, X + 1, "=", []),
    "mixed":            ("x", X + 1, "=", []),
    "an inequality":    ("x", "x", "<", []),
    "an implication":   (X > 0, X > 1, "implies", []),
    "an assumption":    ("abs(x)", "x", "=", [X < 5]),
    "a Python number":  (1, 2, "=", []),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUTED)
def test_a_wrong_step_is_refuted(case: str) -> None:
    before, after, relation, assume = REFUTED[case]
    verdict = derivcheck.check_step(before, after, relation, {"x": "real"}, assume)
    assert verdict.name == "refuted"
    assert verdict.counterexample is not None


def test_a_text_a_path_and_a_derivation_are_checked_alike(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, "utf-8")
    (derivation,) = load("a.yaml", TEXT)
    reports = [derivcheck.check(source) for source in (TEXT, path, str(path), derivation)]
    found = [[s.verdict and s.verdict.name for f in r.files for s in f.steps] for r in reports]
    assert found == [[None, "refuted"]] * 4
    assert {r.exit_code for r in reports} == {1}


def test_a_text_of_one_line_is_a_text(tmp_path, monkeypatch) -> None:
    line = "steps: [{expr: 1 + 1}, {expr: '3'}]"
    assert derivcheck.check(line).exit_code == derivcheck.check_text(line).exit_code == 1
    monkeypatch.chdir(tmp_path)
    (tmp_path / "steps: 1").write_text(line, "utf-8")
    assert derivcheck.check_path("steps: 1").files[0].steps
    assert derivcheck.check_text("a.yaml").files[0].problems


def test_a_missing_file_is_an_os_error(tmp_path) -> None:
    with pytest.raises(OSError, match=r"missing\.yaml"):
        derivcheck.check(tmp_path / "missing.yaml")


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'prove'"):
        derivcheck.prove  # noqa: B018  # the access is what is tested


def test_importing_loads_nothing() -> None:
    code = "import sys, derivcheck\nprint(*(m for m in sys.modules if m.startswith('derivcheck')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["derivcheck.version", "derivcheck"]
