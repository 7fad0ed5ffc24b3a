"""`derivcheck fix`: what it changes is proved, and nothing else changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.checking.fixes import Fixed, fixed
from derivcheck.cli import rewriting
from derivcheck.cli.main import group
from derivcheck.cli.rewriting import Draft
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.edits import replacing
from derivcheck.documents.yaml import load
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.reporters.unified import unified
from derivcheck.verdicts.settings import Settings

MISTAKES = sorted(Path(__file__).parent.parent.joinpath("derivations", "mistakes").glob("*.yaml"))
HEAD = "derivcheck: 1\nsymbols: {x: real, y: real, p: positive real}\nsteps:\n"


def mended(text: str) -> Fixed:
    return fixed("a.yaml", text, Settings(), lambda step: True)


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(
        group, ["fix", *arguments], input=text and text.encode(), standalone_mode=False
    )


def outside(found: Fixed, text: str) -> Iterator[str]:
    """The lines of a file on which no step stands that was changed, nor a relation that was."""
    changed = {n for f in found.fixes for n in (f.after.place.line, f.after.place.line + 1)}
    return (line for n, line in enumerate(text.split("\n"), 1) if n not in changed)


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_what_is_changed_in_a_mistake_is_proved(path: Path) -> None:
    before = path.read_bytes().decode()
    found = mended(before)
    verdicts = {s.id: s.verdict for r in found.reports for s in r.steps}
    for fix in found.fixes:
        verdict = verdicts[fix.after.id]
        assert verdict
        assert verdict.name == "proved"
    kept = set(outside(found, found.text))
    assert kept <= set(before.split("\n"))
    assert comments(found.text) == comments(before)
    assert bool(found.fixes) == (found.text != before)


def comments(text: str) -> list[str]:
    return [line.split(" #")[1] for line in text.split("\n") if " #" in line]


BROKEN = {
    "plain, a comment beside it": (
        "  - expr: (x+y)**2   # one\n  - expr: x**2+y**2   # two\n",
        "  - expr: (x+y)**2   # one\n  - expr: x**2+y**2 + 2*x*y   # two\n",
    ),
    "single quotes": (
        "  - expr: 'sqrt(x^2)'\n  - expr:   'x'   # not for negative x\n",
        "  - expr: 'sqrt(x^2)'\n  - expr:   'abs(x)'   # not for negative x\n",
    ),
    "double quotes": (
        '  - expr: "x + x"\n  - expr: "3 * x"\n    note: "a \\"b\\""\n',
        '  - expr: "x + x"\n  - expr: "2 * x"\n    note: "a \\"b\\""\n',
    ),
    "folded lines": (
        "  - expr: >-\n      (x + y)^2\n  - expr: >-\n      x^2\n      - 2*x*y + y^2\n\n  # end\n",
        "  - expr: >-\n      (x + y)^2\n  - expr: >-\n      x^2\n      + 2*x*y + y^2\n\n  # end\n",
    ),
    "a block of lines": (
        "  - expr: |\n      (x + y)^2\n  - expr: |2\n      x^2 +\n       3*x*y +   \n      y^2\n",
        "  - expr: |\n      (x + y)^2\n  - expr: |2\n      x^2 +\n       2*x*y +   \n      y^2\n",
    ),
    "lines of Windows": (
        "  - expr: x + x\r\n  - expr: 3*x\r\n    note: |\r\n      a\r\n",
        "  - expr: x + x\r\n  - expr: 2*x\r\n    note: |\r\n      a\r\n",
    ),
    "letters of all kinds": (
        "  - expr: x·x + 1  # 𝒳 é\n    note: Ünïcode 𝒳\n  - expr: x² + 2\n"
        "  - expr: (x − 1)·(x + 1)  # ±\n    from: none\n  - expr: x·x − 2  # two\n",
        "  - expr: x·x + 1  # 𝒳 é\n    note: Ünïcode 𝒳\n  - expr: x² + 2\n"
        "  - expr: (x − 1)·(x + 1)  # ±\n    from: none\n  - expr: x·x − 1  # two\n",
    ),
    "two documents": (
        "  - expr: x + x\n  - expr: 3*x\n---\n# two\nsymbols: {y: real}\n"
        "steps:\n  - expr: y + y\n  - expr: 4*y\n",
        "  - expr: x + x\n  - expr: 2*x\n---\n# two\nsymbols: {y: real}\n"
        "steps:\n  - expr: y + y\n  - expr: 2*y\n",
    ),
    "a relation": (
        "  - expr: sqrt(p + p^2)\n  - expr: sqrt(p) + sqrt(p^2)  # one\n    by: z\n",
        "  - expr: sqrt(p + p^2)\n  - expr: sqrt(p) + sqrt(p^2)  # one\n    rel: <=\n    by: z\n",
    ),
    "a step that copies a mistake": (
        "  - expr: (x+y)^2\n  - expr: x^2 - 2*x*y + y^2\n  - expr: y^2 - 2*x*y + x^2\n",
        "  - expr: (x+y)^2\n  - expr: x^2 + 2*x*y + y^2\n  - expr: y^2 + 2*x*y + x^2\n",
    ),
    "old lines of a Macintosh": (
        "  - expr: sqrt(p + p^2)\r  - expr: sqrt(p) + sqrt(p^2)\r",
        "  - expr: sqrt(p + p^2)\r  - expr: sqrt(p) + sqrt(p^2)\r    rel: <=\r",
    ),
    "a trap of YAML elsewhere": (
        "  - expr: x + x\n  - expr: 3*x\n  - expr: |x|\n    from: none\n",
        "  - expr: x + x\n  - expr: 2*x\n  - expr: |x|\n    from: none\n",
    ),
    "an anchor": ("  - expr: x + x\n  - expr: 3*x\n    note: &a b\n", None),
    "a step that cannot be read": ("  - expr: x + x\n  - expr: x +\n", None),
    "nothing wrong": ("  - expr: x + x\n  - expr:  2*x  \n", None),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_derivation_is_repaired_where_it_is_wrong(case: str) -> None:
    before, after = BROKEN[case]
    found = mended(HEAD + before)
    assert found.text == HEAD + (before if after is None else after)
    assert all(f.after.verdict and f.after.verdict.name == "proved" for f in found.fixes)


SPELLED = st.sampled_from(["", " ", "  "])
STYLES = {
    "plain":  "{}",
    "single": "'{}'",
    "double": '"{}"',
    "folded": ">-\n      {}\n",
    "lines":  "|\n      {}\n",
}  # fmt: skip
CHANGED = [("x + 1", "x + 2"), ("2*x", "2*x + y"), ("x + y", "x - y"), ("x*(y)", "|x|*y")]


@given(
    blanks=st.lists(SPELLED, min_size=9, max_size=9),
    style=st.sampled_from(sorted(STYLES)),
    change=st.sampled_from(CHANGED),
    end=st.sampled_from(["\n", "\r\n"]),
    comment=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])),
)
def test_an_edit_touches_no_other_character(
    blanks: list[str], style: str, change: tuple[str, str], end: str, comment: str
) -> None:
    old, new = change
    spelled = "".join(b + c for b, c in zip(blanks, old.replace(" ", ""), strict=False)).strip()
    above = f"{HEAD}  - expr: y  #{blanks[0]}{comment}\n  - expr: "
    below = f"  #{comment}\n    note: 'a'\n  - expr: y  \n    from: none\n\n"
    source = (above + STYLES[style].format(spelled) + below).replace("\n", end)
    (derivation,) = load("", source)
    if derivation.problems:  # a comment that YAML refuses
        return
    step = derivation.steps[1]
    edit = replacing(source, step.text.place, step.text.source, new)
    assert edit
    changed = edit.applied(source)
    assert changed.startswith(above.replace("\n", end))
    assert changed.endswith(below.replace("\n", end))
    (again,) = load("", changed)
    assert again.steps[1].text.term == read(new, Scope(derivation.context.sorts)).term


# ------------------------------------------------------------ the command

WRONG = f"""{HEAD}  - expr: x + x
  - expr: 3*x
    label: l
  - claim: x*x = x^3
    expect: refuted
"""
RIGHT = WRONG.replace("3*x", "2*x")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG)
    return path


def test_a_step_that_is_refuted_as_expected_stays(wrong: Path) -> None:
    result = run(str(wrong))
    assert (result.return_value, wrong.read_text()) == (0, RIGHT)
    assert "3*x becomes 2*x, which is proved" in result.output
    assert "1 step repaired in 1 file" in result.output


def test_one_step_alone_is_repaired_if_it_is_named(wrong: Path) -> None:
    run(str(wrong), "--step", "3")
    assert wrong.read_text() == WRONG.replace("x^3", "x^2")


def test_a_step_may_be_named_by_its_label(wrong: Path) -> None:
    run(str(wrong), "--step", "l")
    assert wrong.read_text() == RIGHT


def test_a_step_that_is_not_there_is_named(wrong: Path) -> None:
    assert isinstance(run(str(wrong), "--step", "7").exception, Diagnosis)


def test_a_dry_run_shows_a_diff_and_changes_nothing(wrong: Path) -> None:
    result = run(str(wrong), "--dry-run")
    assert (result.return_value, wrong.read_text()) == (1, WRONG)
    assert "\n-  - expr: 3*x\n+  - expr: 2*x\n" in result.stdout


def test_standard_input_goes_to_standard_output() -> None:
    result = run("-", text=WRONG)
    assert (result.return_value, result.stdout) == (0, RIGHT)


def test_what_has_no_repair_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{HEAD}  - expr: exp(x)\n  - expr: 7*y^5 + sin(x)\n")
    result = run(str(path))
    assert result.return_value == 1
    assert "step 2 is refuted; no repair is known" in result.output


def test_the_byte_order_mark_the_rights_and_the_link_stay(wrong: Path) -> None:
    wrong.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())
    wrong.chmod(0o640)
    link = wrong.with_name("link.yaml")
    link.symlink_to(wrong.name)
    run(str(link))
    assert wrong.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()
    assert (link.is_symlink(), wrong.stat().st_mode & 0o777) == (True, 0o640)
    assert sorted(p.name for p in wrong.parent.iterdir()) == ["link.yaml", "wrong.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(wrong: Path) -> None:
    draft = Draft.of(str(wrong))
    wrong.write_text("other")
    with pytest.raises(Diagnosis, match="DC806"):
        draft.save(RIGHT)
    assert wrong.read_text() == "other"
    assert [p.name for p in wrong.parent.iterdir()] == ["wrong.yaml"]


def test_a_file_is_written_whole_or_not_at_all(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewriting.os, "fsync", full)
    with pytest.raises(Diagnosis, match="No space left"):
        Draft.of(str(wrong)).save(RIGHT)
    assert wrong.read_text() == WRONG
    assert [p.name for p in wrong.parent.iterdir()] == ["wrong.yaml"]


def test_what_is_no_file_is_not_changed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Diagnosis, match="DC804"):
        Draft.of(str(tmp_path / "pipe"))


def test_a_diff_says_where_a_file_does_not_end_its_last_line() -> None:
    assert unified("a", "x\r\ny", "x\r\nz").endswith(
        " x\r\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
    )
    assert unified("a", "x", "x") == ""
