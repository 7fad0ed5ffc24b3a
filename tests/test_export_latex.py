"""Derivations as LaTeX: read as a person would write it, compiles, and stays inside the margins."""

import random
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Place
from derivcheck.documents.model import Derivation, Step, Text
from derivcheck.documents.yaml import load, load_file
from derivcheck.exporters.composing import compose
from derivcheck.exporters.declaring import declarations
from derivcheck.exporters.latex import document
from derivcheck.exporters.latex_text import text
from derivcheck.exporters.manuscript import Plain, Shape
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, App, Bind, Sym, Term, call
from derivcheck.notation.formulas.author import STYLES, read
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.formulas.signs import ACCENTS, COMMANDS, FUNCTIONS, LETTERS
from derivcheck.notation.formulas.walk import boxes
from derivcheck.verdicts.report import Counterexample, FileReport, Repair, StepReport, Verdict
from derivcheck.verdicts.settings import Settings

HERE = Place(1, 1)
LIBRARY = Path(__file__).parent.parent / "derivations"
a, i, k = Sym("a"), Sym("i"), Sym("k")
FRAGMENT = Shape("fragment")
REFUTED = Verdict(
    "refuted", counterexample=Counterexample({"x": "-1", "a": "[0, 1]"}, "0.69314718", "undefined")
)


def made(term: Term | None, source: str = "") -> Text:
    return Text(source, HERE, term)


def one_step(term: Term | None, source: str = "", **more) -> Derivation:
    steps = (Step("1", "claim", made(term, source), **more),)
    return Derivation("-", "", "A title", Context({"x": REAL}), steps=steps)


def unjudged(derivation: Derivation, verdict: Verdict | None = None) -> FileReport:
    steps = tuple(
        StepReport(s.id, s.label, HERE, "before", s.text.source, s.relation, verdict)
        for s in derivation.every_step
    )
    return FileReport(derivation.path, "", derivation.title, "", steps)


def written(source: str, shape: Shape = FRAGMENT) -> str:
    """The LaTeX of the text of a file, checked."""
    (derivation,) = load("a.yaml", source)
    assert not derivation.problems
    report = check_derivation(derivation, Settings())
    return document([compose(derivation, report, numbers=shape.numbers)], shape)


def steps(*lines: str, symbols: str = "x: real, y: real", more: str = "") -> str:
    listed = "".join(f"  - {line}\n" for line in lines)
    return f"derivcheck: 1\n{more}symbols: {{{symbols}}}\nsteps:\n{listed}"


# --- what a person would have written ------------------------------------------------------------

PAGES = {
    "a chain joins its first line": (
        steps("expr: (x + y)^2", "expr: x^2 + 2*x*y + y^2", "expr: x*(x + 2*y) + y^2"),
        r"""\begin{align*}
  (x + y)^2 &= x^2 + 2 x y + y^2 \\
  &= x (x + 2 y) + y^2
\end{align*}""",
    ),
    "a note stands between the lines": (
        steps("expr: x + y", "{expr: y + x, note: turned around}", "expr: x + y"),
        "  x + y &= y + x \\\\\n\\intertext{turned around}\n  &= x + y\n",
    ),
    "a rule stands beside its line": (
        steps("expr: diff(x^2, x)", "{expr: 2*x, by: power rule}"),
        r"\frac{\mathrm{d}}{\mathrm{d}x} x^2 &= 2 x && \text{by the power rule}",
    ),
    "a condition is said in English": (
        steps("expr: x*y/x", "expr: y"), r"\text{for $x \ne 0$}"
    ),
    "statements have a column of arrows": (
        steps("given: x + 1 = 3", "iff: x = 2"),
        "Suppose that\n\\begin{align*}\n  & x + 1 = 3 \\\\\n  \\iff \\quad & x = 2\n\\end{align*}",
    ),
    "what is used has a tag and is referred to": (
        steps("{given: x = 1, label: start}", "{claim: x^2 = 1, using: start}"),
        r"\text{by \eqref{a:1}}",
    ),
    "separate chains are separate": (
        steps("expr: x + y", "expr: y + x", "{expr: x - y, from: none}", "expr: -y + x"),
        "\\end{equation*}\n\\begin{equation*}",
    ),
    "sub-steps are a block of their own": (
        steps("expr: x + y", "{expr: y + x, because: [claim: x + 0 = x]}"),
        "\\begin{quote}\nHere \\eqref{a:2} holds because\n\\begin{equation*}\n  x + 0 = x\n",
    ),
    "a derivative of a derivative is a second one": (
        steps("expr: diff(x^3*y, x, x)", "expr: 6*x*y"),
        r"\frac{\mathrm{d}^2}{\mathrm{d}x^2} (x^3 y)",
    ),
    "a second derivative by an array is one of a gradient": (
        steps("expr: hess(x.T @ x, x)", "expr: 2*eye(2)", symbols="x: 'real[2]'"),
        r"\frac{\partial}{\partial x} \frac{\partial}{\partial x} (x^\top x)",
    ),
    "formulas in notes are formulas": (
        steps("{claim: x = x, note: 'as $x^2 \\ge 0$ & so on'}"), r"as $x^2 \ge 0$ \& so on"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), PAGES.values(), ids=PAGES)
def test_page_is_written_as_a_person_would(source, expected):
    assert expected in written(source)


def test_numbers_and_marks():
    source = steps("expr: x + y", "{expr: y + x, by: algebra}")
    numbered = written(source, replace(FRAGMENT, numbers=True))
    assert r"\begin{align}" in numbered
    assert numbered.count(r"\label{") == 2
    assert "algebra" in written(source)
    assert "By algebra (proved)," in written(source, replace(FRAGMENT, marks="inline"))
    assert "algebra" not in written(source, replace(FRAGMENT, marks="none"))


MENDED = {
    "a line":               ("x = x", "$x = x$"),
    "a relation and a line": ("<= x + 1", r"$\le x + 1$"),
    "a link and a line":     ("implied by: x = 1", r"$\impliedby x = 1$"),
    "what cannot be read":   ("<= x +", r"\ensuremath{<}= x +"),
}  # fmt: skip


@pytest.mark.parametrize("case", MENDED)
def test_what_is_wrong_is_said_in_a_footnote(case: str):
    text, written_ = MENDED[case]
    derivation = one_step(call("=", Sym("x"), 1))
    report = unjudged(derivation, REFUTED)
    steps_ = (replace(report.steps[0], repair=Repair(text, "proved")),)
    said = document([compose(derivation, replace(report, steps=steps_))], FRAGMENT)
    assert r"\text{refuted\footnotemark}" in said
    assert r"at $x = -1$ and $a = (0, 1)$" in said
    assert f"This would follow: {written_}." in said
    assert "%" not in said.splitlines()


def test_quotation_marks_open_and_close():
    assert text((Plain('the "=" of (a "b") is "c".'),)) == "the ``='' of (a ``b'') is ``c''."


VALUES = {
    "what cannot be read":  ("2 +", "$x$ = 2 +"),
    "a number":             ("sqrt(2)/2", r"$x = \frac{\sqrt{2}}{2}$"),
    "a vector lies down":   ("[5, -7]", "$x = (5, -7)$"),
    "a matrix":             ("[[1, 2]]", r"$x = \begin{bmatrix} 1 & 2 \end{bmatrix}$"),
    "a function":           ("s -> s^2", "$x(s) = s^2$"),
    "a function of two":    ("s, t -> s*t + 1", "$x(s, t) = s t + 1$"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_point_is_written_as_formulas(value: str, expected: str):
    derivation = one_step(call("=", Sym("x"), 1))
    wrong = Verdict("refuted", counterexample=Counterexample({"x": value}, "-0.25...", "true"))
    said = document([compose(derivation, unjudged(derivation, wrong))], FRAGMENT)
    assert expected in " ".join(said.split())
    assert r"is $-0.25 \dots$, this one is true." in " ".join(said.split())


def test_long_lines_break_at_their_outer_signs():
    long = " + ".join(f"sin(x)^{n}*(x + {n})" for n in range(2, 12))
    (derivation,) = load("a.yaml", steps(f"claim: x = {long}"))
    lines = document([compose(derivation, unjudged(derivation))], FRAGMENT).splitlines()
    assert r"\begin{multline*}" in lines
    broken = [line.strip() for line in lines[3:] if line.startswith("  ")]
    assert all(line.startswith("{} +") for line in broken[1:] if not line.startswith("\\"))


def test_fragment_says_what_it_needs_and_document_needs_amsmath_alone():
    source = steps("expr: x + y", "expr: y + x")
    assert written(source).splitlines()[0].startswith("% needs amsmath: equation*")
    assert r"\documentclass" not in written(source)
    assert re.findall(r"\\usepackage.*", written(source, Shape())) == [r"\usepackage{amsmath}"]


def test_letters_of_the_blackboard_need_amsfonts_where_they_are_asked_for():
    source = "print: {x: '\\mathbb{E}[g]'}\n" + steps("expr: x + y", "expr: y + x")
    assert r"\usepackage{amsfonts}" in written(source, Shape())
    assert written(source).splitlines()[0] == r"% needs amsmath: equation*; amsfonts: \mathbb"
    assert r"\mathbb{E} [ g ] + y" in written(source)


DECLARED = {
    "one": ({"x": REAL}, "$x$ be a real number"),
    "several": ({"x": REAL, "y": REAL}, "$x$ and $y$ be real numbers"),
    "a vowel": ({"n": INTEGER}, "$n$ be an integer"),
    "from zero": ({"a": Sort("real", ((call("+", 0, 0), k),))}, None),
    "vectors": (
        {"a": Sort("real", ((ONE, k),)), "b": Sort("real", ((ONE, k),))},
        "$a$ and $b$ be vectors with $k$ real entries",
    ),
    "matrices": (
        {v: Sort("real", ((ONE, k),) * 2, frozenset({"symmetric"})) for v in "AB"},
        r"$A$ and $B$ be symmetric matrices of size $k \times k$ with real entries",
    ),
}
del DECLARED["from zero"]


@pytest.mark.parametrize(("sorts", "words"), DECLARED.values(), ids=DECLARED)
def test_names_are_declared_in_words(sorts, words):
    assert list(map(text, declarations(Context(sorts), boxes))) == [words]


# --- nothing of the author's is obeyed ------------------------------------------------------------

HOSTILE = {
    "command": r"\input{/etc/passwd}",
    "conditional": r"\iffalse \end{document} \fi",
    "special characters": r"$ % # & _ ^ ~ \ { } ^^M ^^5c ?` !` -- --- << >>",
    "unbalanced": "}}} {{{ $$",
    "unbalanced formula": r"$}{$ and $\frac{1}$ and $x^a^b$ and $\left( x$ and $x_$",
    "formula with a command": r"$\write18{ls}$ $\csname input\endcsname$ $^^5cinput$ $\def\x{}$",
    "formula that ends": r"$x$\end{document}$y$",
    "unicode": "déjà vu, Gödel, α ≤ β², Łukasiewicz, 漢字, \U0001f600, \u202e, \x07, \ufeff",
    "line ends": "one\n\ntwo\r\nthree\x0c",
    "long word": "x" * 500,
    "control sequence": r"\catcode`\%=12 \write18{ls} \csname input\endcsname",
    "html": "</script><script>alert(1)</script> ]]> <!-- &amp;",
    "typst": '#set page(fill: red) #import "x" $#eval("1")$ `#read("x")`',
}
FORBIDDEN = {r"\input", r"\iffalse", r"\catcode", r"\write", r"\csname", r"\end{document}", r"\def"}


def hostile(value: str) -> Derivation:
    return replace(one_step(a, rules=(value,), note=value, label=value, using=(value,)),
                   title=value, origin=value)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_command_of_the_author_survives(value):
    derivation = hostile(value)
    said = document([compose(derivation, unjudged(derivation))], FRAGMENT)
    body = re.sub(r"\\\\", "", said)
    assert not {c for c in FORBIDDEN if c in body}
    assert said.isascii()


# --- it compiles and stays on the page ------------------------------------------------------------

WIDE = App("+", tuple(call("sin", Sym(f"z{n}")) * Sym("x") ** n for n in range(1, 40)))
NESTED: Term = Sym("x")
for depth in range(1, 9):
    NESTED = 1 / (NESTED + call("sqrt", NESTED)) if depth % 2 else NESTED * (NESTED + depth)
TERMS = {
    "wide sum": WIDE,
    "wide product": App("*", tuple(call("cos", Sym(f"z{n}")) for n in range(60))),
    "wide fraction": WIDE / (1 + WIDE),
    "wide exponent": call("exp", WIDE),
    "wide root": call("sqrt", WIDE) + call("cbrt", WIDE),
    "wide indicator": call("indicator", call("=", WIDE, 0)),
    "wide index": call("index", a, WIDE),
    "wide cases": App("piecewise", (WIDE, call("<", WIDE, 1), Sym("x"), App("true", ()))),
    "wide matrix": App("vector", tuple(App("vector", (WIDE,) * 3) for _ in range(3))),
    "wide chain": call("and", call("<=", WIDE, WIDE), call("<=", WIDE, a)),
    "wide sides": call("=", WIDE, WIDE),
    "wide derivative": Bind("diff", "x", WIDE, (Sym("x"), ONE)),
    "deep fraction": NESTED,
    "long name": Sym("w" * 200) + 1,
}
DOCUMENTS = [
    *(one_step(term, "x + " * 60 + "x") for term in TERMS.values()),
    one_step(None, r"2x \input{secret} $%&" + "z" * 200),
    one_step(a, rules=("rule " * 40, "r" * 80), label="l" * 90, note="n " * 200),
    *map(hostile, HOSTILE.values()),
    Derivation("-", "", "", Context()),
]
TYPESETS = pytest.mark.skipif(
    not (shutil.which("pdflatex") and shutil.which("pdftotext")),
    reason="pdflatex and pdftotext are not installed",
)


def typeset(source: str, folder: Path) -> tuple[str, str]:
    """The log of TeX and the boxes of the words."""
    (folder / "made.tex").write_text(source)
    command = ["pdflatex", "-halt-on-error", "-no-shell-escape", "-interaction=batchmode", "made"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    log = (folder / "made.log").read_text(errors="replace")
    assert ran.returncode == 0, log[-2000:]
    subprocess.run(["pdftotext", "-bbox", "made.pdf", "boxes.html"], cwd=folder, check=True)
    return log, (folder / "boxes.html").read_text()


def inside(found: str, left: float, right: float) -> list[str]:
    """The words that reach beyond margins, in points."""
    words = re.findall(r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)".*', found)
    return [word for word in words if float(word[0]) < left or float(word[1]) > right]


@TYPESETS
@pytest.mark.parametrize("marks", ["margin", "inline"])
def test_everything_compiles_and_stays_inside_the_margins(marks, tmp_path):
    chapters = [compose(d, unjudged(d, REFUTED)) for d in DOCUMENTS]
    log, found = typeset(document(chapters, Shape(marks=marks)), tmp_path)
    assert not re.findall(r"Overfull \\[hv]box \((\d\d+)\.\d+pt too (?:wide|high)", log)
    assert inside(found, 120, 480) == []


ATOMS = [
    *"ab1{}{}_^'()[]|+-/=,.;!?:*<>%#&~$`é", "12", "3.5", "{a}", "{a}{b}", "^{2}", "_{i}", "^^5c",
    *(f"\\{c} " for c in (*COMMANDS, *LETTERS, *ACCENTS, *FUNCTIONS, *STYLES)),
    *(f"\\{c} " for c in "frac tfrac sqrt binom text operatorname left right bigl".split()),
    *(f"\\{c} " for c in "lvert rvert lfloor rfloor".split()),
    *(f"\\{c} " for c in ("{", "}", "|", ",", "quad", "input", "def", "csname", "write18")),
]  # fmt: skip


@TYPESETS
def test_what_is_taken_for_a_formula_compiles(tmp_path):
    """Notes go to TeX as they are, spellings as they were read."""
    chosen = random.Random(0)
    drawn = ("".join(chosen.choices(ATOMS, k=chosen.randint(1, 6))) for _ in range(4_000))
    taken = [(text, box) for text in drawn if (box := read(text)) is not None]
    assert len(taken) > 300
    lines = "".join(f"${text}$\n${latex(box)}$\n\n" for text, box in taken)
    packages = "\\usepackage{amsmath}\\usepackage{amsfonts}"
    frame = f"\\documentclass{{article}}{packages}\\begin{{document}}\n"
    typeset(f"{frame}{lines}\\end{{document}}\n", tmp_path)


@TYPESETS
def test_fragments_fit_into_a_paper_of_two_columns(tmp_path):
    names = ("ml/softmax_cross_entropy", "physics/damped_oscillator", "statistics/variance")
    files = [load_file(str(LIBRARY / f"{name}.yaml"))[0] for name in names]
    shape = replace(FRAGMENT, width=22.0)
    parts = [document([compose(d, unjudged(d, Verdict("proved")))], shape) for d in files]
    paper = (
        "\\documentclass[a4paper,twocolumn]{article}\n\\usepackage{amsmath}\n"
        "\\title{A paper}\\author{A. Author}\n\\begin{document}\n\\maketitle\n"
        + "\n\\section{On}\n".join(parts)
        + "\\end{document}\n"
    )
    log, _ = typeset(paper, tmp_path)
    assert not re.findall(r"Overfull \\hbox \((?:[2-9]|\d\d+)\.\d+pt", log)


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.yaml")), ids=lambda p: p.stem)
def test_source_of_the_library_holds_nothing_strange(path):
    for derivation in load_file(str(path)):
        said = document([compose(derivation, unjudged(derivation))], Shape())
        assert "hspace" not in said
        assert "{}," not in said
        assert max(map(len, said.splitlines())) <= 100
