"""`fix` and `fmt` take the files that `check` takes: configured paths, exclusions, derivations."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from derivcheck.cli.main import group
from derivcheck.diagnostics import Diagnosis

HEAD = "derivcheck: 1\nsymbols: {x: real}\nsteps:\n"
BEFORE = f"{HEAD}  - expr: x+x\n  - expr: 3*x\n"
AFTER = {
    "fix": f"{HEAD}  - expr: x+x\n  - expr: 2*x\n",
    "fmt": f"{HEAD}  - expr: x + x\n  - expr: 3*x\n",
}
OTHER = "services: {web: {image:   x}}\n"
FILES = ("notes/a.yaml", "notes/old/b.yaml", "drafts/c.yaml")


@pytest.fixture(params=AFTER)
def command(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> str:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BEFORE, "utf-8")
    (tmp_path / "notes/compose.yaml").write_text(OTHER, "utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return str(request.param)


def run(command: str, *arguments: str, **environment: str) -> Result:
    arguments = (command, *arguments)
    return CliRunner().invoke(group, arguments, env=environment, standalone_mode=False)


def changed(command: str) -> list[str]:
    """The files that are as the command leaves them; all others are as they were."""
    assert Path("notes/compose.yaml").read_text("utf-8") == OTHER
    texts = {name: Path(name).read_text("utf-8") for name in FILES}
    assert set(texts.values()) <= {BEFORE, AFTER[command]}
    return [name for name, text in texts.items() if text != BEFORE]


REFUSED = {
    "no such option":   ('exclud = ["old"]\n', (), "DC811"),
    "no list":          ("exclude = 1\n", (), "DC812"),
    "all is excluded":  ('exclude = ["notes"]\n', ("notes",), "DC803"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_configuration_that_cannot_be_used_changes_nothing(case: str, command: str) -> None:
    text, paths, code = REFUSED[case]
    Path("derivcheck.toml").write_text(text, "utf-8")
    error = run(command, *paths).exception
    assert isinstance(error, Diagnosis)
    assert error.diagnostic.code == code
    assert changed(command) == []


PLACED = {
    "paths of the file":        ('paths = ["drafts"]\n', (), {}, ["drafts/c.yaml"]),
    "the command line first":   ('paths = ["drafts"]\n', ("notes/old",), {}, ["notes/old/b.yaml"]),
    "what the file excludes":   ('exclude = ["old"]\n', ("notes",), {}, ["notes/a.yaml"]),
    "what the option excludes": ("", ("notes", "--exclude", "old"), {}, ["notes/a.yaml"]),
    "the environment":          (
        "", ("notes",), {"DERIVCHECK_EXCLUDE": "old"}, ["notes/a.yaml"],
    ),
    "what is named":            (
        'exclude = ["old"]\n', ("notes/old/b.yaml",), {}, ["notes/old/b.yaml"],
    ),
    "without the file":         (
        'exclude = ["old"]\n', ("notes", "--no-config"), {}, ["notes/a.yaml", "notes/old/b.yaml"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACED)
def test_files_are_found_as_for_a_check(case: str, command: str) -> None:
    text, arguments, environment, expected = PLACED[case]
    Path("derivcheck.toml").write_text(text, "utf-8")
    assert run(command, *arguments, **environment).return_value == 0
    assert changed(command) == expected


def test_what_is_left_out_is_told(command: str) -> None:
    result = run(command, "notes", "--exclude", "old")
    assert result.output.endswith("; 1 file excluded; 1 other YAML file skipped\n")
