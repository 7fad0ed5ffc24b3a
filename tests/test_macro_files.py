r"""Macros in other files: what a document inputs, what `macros:` names, settings of MathJax."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.documents.loading import load
from derivcheck.documents.macro_files import MAX_DEPTH

DOCUMENT = "\\input{%s}\n% derivcheck: x real; all\n\\begin{document}\n\\[ \\half x = x/2 \\]\n"
HALF = r"\newcommand{\half}{\frac12}"


def problems(path: Path, text: str) -> list[str]:
    (derivation,) = load(str(path), text)
    found = [p for s in derivation.every_step for p in s.problems]
    return [p.code for p in (*derivation.problems, *found)]


INPUTS = {
    "a file":              ({"m.tex": HALF}, "m", []),
    "with its end":        ({"m.tex": HALF}, "m.tex", []),
    "in a folder":         ({"in/m.tex": HALF}, "in/m", []),
    "of another file":     ({"m.tex": r"\input{n}", "n.tex": HALF}, "m", []),
    "that inputs itself":  ({"m.tex": r"\input{m}" + HALF}, "m", []),
    "in a comment":        ({"m.tex": r"%\input{n}", "n.tex": HALF}, "m", ["DC120"]),
    "that is not there":   ({}, "m", ["DC120"]),
    "in a package":        ({"m.tex": r"\usepackage{a, own}", "own.sty": HALF}, "m", []),
    "deep below":          ({f"m{n}.tex": rf"\input{{m{n + 1}}}" for n in range(MAX_DEPTH)}
                            | {f"m{MAX_DEPTH}.tex": HALF}, "m0", ["DC120"]),
}  # fmt: skip


@pytest.mark.parametrize(("files", "name", "codes"), INPUTS.values(), ids=INPUTS)
def test_macros_of_files_that_a_document_inputs(
    files: dict[str, str], name: str, codes: list[str], tmp_path: Path
) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert problems(tmp_path / "a.tex", DOCUMENT.replace("%s", name, 1)) == codes


def test_a_document_inputs_nothing_by_an_absolute_path(tmp_path: Path) -> None:
    (tmp_path / "m.tex").write_text(HALF, encoding="utf-8")
    text = DOCUMENT.replace("%s", str(tmp_path / "m.tex"), 1)
    assert problems(tmp_path / "a.tex", text) == ["DC120"]


def test_a_definition_of_the_document_counts_rather_than_an_inputted_one(tmp_path: Path) -> None:
    (tmp_path / "m.tex").write_text(r"\newcommand{\half}{\nothing}", encoding="utf-8")
    assert problems(tmp_path / "a.tex", HALF + DOCUMENT.replace("%s", "m", 1)) == []


SETTINGS = {
    "LaTeX":             ("m.tex", HALF + r"\def\sq#1{#1^2}", []),
    "KaTeX":             ("m.json", r'{"\\half": "\\frac12", "\\sq": "#1^2"}', []),
    "MathJax in JSON":   ("m.json", r'{"tex": {"macros": {"half": "\\frac12", "sq": ["#1^2", 1]}}}',
                          []),
    "MathJax":           ("m.js", r"window.MathJax = {tex: { // a remark, {" "\n"
                          r"inlineMath: [['$', '$']], macros: {half: '\\frac{1}{2}',"
                          r' sq: ["{#1}^2", 1],}}};', []),
    "not there":         ("n.tex", "", ["DC121"]),
    "no table":          ("m.json", "[1, 2]", ["DC121"]),
    "no macro in it":    ("m.json", '{"a b": "x"}', ["DC121"]),
    "broken":            ("m.js", "macros: {a: [", ["DC121"]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "codes"), SETTINGS.values(), ids=SETTINGS)
def test_macros_names_a_file(name: str, text: str, codes: list[str], tmp_path: Path) -> None:
    if name != "n.tex":
        (tmp_path / name).write_text(text, encoding="utf-8")
    steps = "steps:\n  - latex: \\half \\sq{x}\n  - expr: x^2/2\n" if not codes else "steps: [x]\n"
    found = problems(tmp_path / "a.yaml", f"symbols: {{x: real}}\nmacros: {name}\n{steps}")
    assert found[: len(codes)] == codes
    assert codes or not found


def test_lists_of_a_table_are_those_of_mathjax() -> None:
    text = "symbols: {x: real}\nmacros: {sq: ['{#1}^2', 1]}\nsteps:\n  - latex: \\sq{x}\n"
    assert problems(Path("a.yaml"), text) == []
