"""What the README shows is what happens: its terminal, its Python session, its links and tables."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.cli.main import COMMANDS
from derivcheck.documents.yaml import load
from derivcheck.reporters import full
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import Report
from derivcheck.verdicts.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def blocks(kind: str) -> list[str]:
    """The fenced blocks of a kind, in order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_failing_step_prints_as_shown() -> None:
    command, shown = blocks("console")[0].split("\n", 1)
    path = command.split()[-1]
    wrong = blocks("yaml")[0].replace("s * (1 - s)", "s * (1 + s)")
    files = tuple(check_derivation(d, Settings()) for d in load(path, wrong))
    assert full.render(Report(files), Layout(width=80)) == shown


def test_the_python_session_runs_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    session = doctest.DocTestParser().get_doctest(
        "\n".join(blocks("python")), {}, "README", None, 0
    )
    assert session.examples
    assert doctest.DocTestRunner(verbose=False).run(session).failed == 0


def test_every_command_is_listed() -> None:
    listed = re.findall(r"^\| `derivcheck (\w+)", README, re.MULTILINE)
    assert sorted(listed) == sorted(row.name for row in COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    targets = [t for t in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in t]
    assert [t for t in targets if not (page.parent / t).exists()] == []
