r"""Files that a file draws on: where one of them changes, what was found counts no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.cache.place import Cache
from derivcheck.cache.reports import Believed
from derivcheck.checking.check import check_derivation
from derivcheck.configuration.changed import keep_changed
from derivcheck.documents.inputs import files_behind
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

TEX = "\\input{own}\n% derivcheck: all; x real\n\\[ \\half x + \\half x = x \\]\n"
YAML = "symbols: {x: real}\nmacros: own.tex\nsteps:\n  - latex: \\half x + \\half x\n  - latex: x\n"
RIGHT, WRONG = "\\newcommand{\\half}{\\frac12}", "\\newcommand{\\half}{\\frac13}"


@pytest.mark.parametrize(("name", "text"), [("a.tex", TEX), ("a.yaml", YAML)])
def test_no_report_is_believed_once_a_macro_changed(tmp_path: Path, name: str, text: str) -> None:
    file, own = tmp_path / name, tmp_path / "own.tex"
    file.write_text(text)
    own.write_text(RIGHT)
    believed = Believed(Cache(tmp_path / "cache", b"engine"), Settings())
    reports = [check_derivation(d, Settings()) for d in load(str(file), text)]
    believed.keep({str(file): reports}, lambda evidence: None)
    assert list(believed.known([str(file)])) == [str(file)]
    own.write_text(WRONG)
    assert believed.known([str(file)]) == {}
    own.unlink()
    assert believed.known([str(file)]) == {}


@pytest.mark.parametrize(("name", "text"), [("a.tex", TEX), ("a.yaml", YAML)])
def test_a_file_changes_with_what_it_draws_on(tmp_path: Path, name: str, text: str) -> None:
    file, other = tmp_path / name, tmp_path / "b.tex"
    file.write_text(text)
    other.write_text("% derivcheck: all; x real\n\\[ x = x \\]")
    paths = [str(file), str(other)]
    changed = frozenset([(tmp_path / "own.tex").resolve()])
    assert keep_changed(paths, changed) == (str(file),)
    assert keep_changed(paths, frozenset()) == ()


def test_a_file_draws_on_what_others_input(tmp_path: Path) -> None:
    (tmp_path / "own.tex").write_text("\\input{more}\n\\input{/etc/none}")
    (tmp_path / "more.tex").write_text("\\input{own}")
    found = files_behind(
        str(tmp_path / "a.tex"), "% \\input{no}\n\\input{own} \\usepackage{amsmath}"
    )
    assert [(p.name, text is None) for p, text in found] == [
        ("own.tex", False), ("more.tex", False), ("amsmath.sty", True)]  # fmt: skip
