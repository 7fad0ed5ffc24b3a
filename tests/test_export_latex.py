import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from derivcheck.diagnostics import Place
from derivcheck.documents.model import Definition, Derivation, Step, Text
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, App, Bind, Sym, Term, call
from derivcheck.reporters.latex import render
from derivcheck.reporters.latex_words import declarations
from derivcheck.verdicts.report import (
    ConclusionReport,
    Counterexample,
    FileReport,
    StepReport,
    Verdict,
)

HERE = Place(1, 1)
a, i, k, l, m, j, S, L, yhat = map(Sym, ["a", "i", "k", "l", "m", "j", "S", "L", "yhat"])  # noqa: E741


def entry(array, index):
    return call("index", array, index)


def text(made: Term | None, source: str = "") -> Text:
    return Text(source, HERE, made)


def diff(body):
    return Bind("diff", "a", body, (a, ONE, i))


ea_l, ea_i, y_l, y_i = (
    call("exp", entry(a, l)),
    call("exp", entry(a, i)),
    entry(yhat, l),
    entry(yhat, i),
)
equal = call("indicator", call("=", l, i))
LINES = [
    (diff(L), ()),
    (-(1 / y_l * diff(y_l)), ("chain rule",)),
    (-(1 / y_l * diff(ea_l / S)), ("definition of yhat",)),
    (-(1 / y_l * (diff(ea_l) / S - ea_l * diff(S) / S**2)), ("quotient rule",)),
    (-(1 / y_l * (equal * ea_l / S - ea_l / S * ea_i / S)), ("indicator",)),
    (-(1 / y_l * (equal * y_l - y_l * y_i)), ("definition of yhat",)),
    (-(equal - y_i), ("cancellation",)),
]
REMARKS = (
    Step("5.a", "claim", text(call("=", diff(ea_l), equal * ea_l))),
    Step("5.b", "claim", text(call("=", diff(S), ea_i)), note="the other terms are constant"),
)
LECTURE = Derivation(
    path="lecture.yaml",
    source="",
    title="Gradient of the cross-entropy loss at a softmax output layer",
    origin='PadhAI, "Backpropagation - the full version", One Fourth Labs',
    context=Context(
        {"k": INTEGER, "a": Sort("real", ((ONE, k),)), "i": INTEGER, "l": INTEGER},
        tuple(call("<=", *ends) for ends in [(ONE, k), (ONE, i), (i, k), (ONE, l), (l, k)]),
    ),
    definitions=(
        Definition("S", (), text(Bind("sum", "m", call("exp", entry(a, m)), (ONE, k)))),
        Definition("yhat", ("j",), text(call("exp", entry(a, j)) / S)),
        Definition("L", (), text(-call("log", y_l))),
    ),
    spellings={"a": "a_{L}", "yhat": r"\hat{y}"},
    steps=tuple(
        Step(str(n), "expr", text(made), rules=rules, because=REMARKS if n == 5 else ())
        for n, (made, rules) in enumerate(LINES, 1)
    ),
)
PROVED = Verdict("proved", "calculus", conditions=("S != 0",))
REFUTED = Verdict(
    "refuted", counterexample=Counterexample({"a": "[0, 1]"}, "0.69314718", "undefined")
)


def report(derivation: Derivation, verdict: Verdict = PROVED) -> FileReport:
    steps = [
        StepReport(s.id, None, HERE, "before", s.text.source, s.relation, verdict)
        for step in derivation.steps
        for s in (*step.because, step)
    ]
    steps[0] = replace(steps[0], before="", verdict=None)
    chain = (ConclusionReport("1", "7", verdict, ends=("1", "7")),)
    return FileReport("lecture.yaml", "0", derivation.title, "", tuple(steps), chain)


def one_step(made: Term | None, source: str = "", **more) -> Derivation:
    steps = (Step("1", "expr", text(made, source), **more),)
    return Derivation("-", "", "A title", Context({"x": REAL}), steps=steps)


WIDE = App("+", tuple(call("sin", Sym(f"z{n}")) * Sym("x") ** n for n in range(1, 40)))
NESTED: Term = Sym("x")
for depth in range(1, 9):
    NESTED = 1 / (NESTED + call("sqrt", NESTED)) if depth % 2 else NESTED * (NESTED + depth)

HOSTILE = {
    "command": r"\input{/etc/passwd}",
    "conditional": r"\iffalse \end{document} \fi",
    "special characters": r"$ % # & _ ^ ~ \ { } ^^M ^^5c ?` !` -- --- << >>",
    "unbalanced": "}}} {{{ $$",
    "unicode": "déjà vu, Gödel, α ≤ β², Łukasiewicz, 漢字, \U0001f600, \u202e, \x07, \ufeff",
    "line ends": "one\n\ntwo\r\nthree\x0c",
    "long word": "x" * 500,
    "control sequence": r"\catcode`\%=12 \write18{ls} \csname input\endcsname",
}
DOCUMENTS = {
    "lecture": LECTURE,
    "wide sum": one_step(WIDE),
    "wide product": one_step(App("*", tuple(call("cos", Sym(f"z{n}")) for n in range(60)))),
    "wide fraction": one_step(WIDE / (1 + WIDE)),
    "wide exponent": one_step(call("exp", WIDE)),
    "wide root": one_step(call("sqrt", WIDE) + call("cbrt", WIDE)),
    "wide indicator": one_step(call("indicator", call("=", WIDE, 0))),
    "wide index": one_step(call("index", a, WIDE)),
    "wide cases": one_step(App("piecewise", (WIDE, call("<", WIDE, 1), Sym("x"), App("true", ())))),
    "wide matrix": one_step(App("vector", tuple(App("vector", (WIDE,) * 3) for _ in range(3)))),
    "wide chain": one_step(call("and", call("<=", WIDE, WIDE), call("<=", WIDE, a))),
    "deep fraction": one_step(NESTED),
    "long name": one_step(Sym("w" * 200) + 1),
    "unreadable step": one_step(None, r"2x \input{secret} $%&" + "z" * 200),
    "long rules": one_step(a, rules=("rule " * 40, "r" * 80), label="l" * 90, note="n " * 200),
    "many lines": Derivation("-", "", "", Context(), steps=LECTURE.steps * 12),
    "nothing": Derivation("-", "", "", Context()),
} | {
    f"hostile {name}": replace(
        one_step(a, rules=(value,), note=value, label=value), title=value, origin=value
    )
    for name, value in HOSTILE.items()
}


def test_lecture_prints_as_it_stands_in_the_notes():
    made = render(LECTURE, report(LECTURE))
    assert r"\usepackage{amsmath}" in made
    assert made.count(r"\usepackage") == 1
    assert r"$k$ be a positive integer" in made
    assert r"$i$, $l$ be indices in $\{1, \dots, k\}$" in made
    assert r"-\frac{1}{\hat{y}_{l}} \frac{\partial \hat{y}_{l}}{\partial a_{Li}}" in made
    assert r"\row{8mm}{5a.}{}" in made
    assert r"\row{0mm}{1.}{}" in made
    assert r"\row{0mm}{2.}{=}" in made
    assert "the other terms are constant" in made


def test_verdicts_stand_beside_their_lines():
    assert r"\textbf{proved}" in render(LECTURE, report(LECTURE))
    assert r"\textbf{refuted}" in render(LECTURE, report(LECTURE, REFUTED))
    assert r"\textbf" not in render(LECTURE, None)


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_command_of_the_author_survives(value):
    made = render(DOCUMENTS["nothing"], None)
    hostile = render(replace(DOCUMENTS["nothing"], title=value), None)
    new = set(re.findall(r"\\[a-zA-Z]+", hostile)) - set(re.findall(r"\\[a-zA-Z]+", made))
    assert not new & {r"\input", r"\iffalse", r"\catcode", r"\write", r"\csname", r"\end"}
    assert hostile.count(r"\end{document}") == 1
    assert hostile.isascii()


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("derivation", DOCUMENTS.values(), ids=DOCUMENTS)
def test_document_compiles_and_stays_on_the_page(derivation, tmp_path):
    found = report(derivation, REFUTED) if derivation.steps else None
    (tmp_path / "made.tex").write_text(render(derivation, found))
    command = ["pdflatex", "-halt-on-error", "-no-shell-escape", "-interaction=batchmode", "made"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    log = (tmp_path / "made.log").read_text(errors="replace")
    assert ran.returncode == 0, log[-2000:]
    if not derivation.steps:
        return
    boxes = tmp_path / "boxes.html"
    subprocess.run(["pdftotext", "-bbox", "made.pdf", boxes.name], cwd=tmp_path, check=True)
    for page in boxes.read_text().split("<page ")[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        words = re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', page
        )
        assert all(float(w[0]) >= 0 and float(w[2]) <= width for w in words)
        assert all(float(w[1]) >= 0 and float(w[3]) <= height for w in words)
    assert not re.findall(r"Overfull \\[hv]box \((\d\d+\.)", log)


DECLARED = {
    "one": ({"x": REAL}, "$x$ be a real number"),
    "several": ({"x": REAL, "y": REAL}, "$x$, $y$ be real numbers"),
    "a vowel": ({"n": INTEGER}, "$n$ be an integer"),
    "vectors": (
        {"a": Sort("real", ((ONE, Sym("k")),)), "b": Sort("real", ((ONE, Sym("k")),))},
        "$a$, $b$ be vectors with $k$ real entries",
    ),
    "matrices": (
        {v: Sort("real", ((ONE, Sym("k")),) * 2, frozenset({"symmetric"})) for v in "AB"},
        r"$A$, $B$ be symmetric matrices of size $k \times k$ with real entries",
    ),
}


@pytest.mark.parametrize(("sorts", "words"), DECLARED.values(), ids=DECLARED)
def test_names_are_declared_in_words(sorts, words):
    assert declarations(Context(sorts), {}) == [words]


def test_conclusions_name_steps_by_their_numbers():
    ends = ("2.a", "3")
    chain = (ConclusionReport("x^2", "y", Verdict("proved"), ends=ends),)
    found = FileReport("f.yaml", "0", "", "", (), chain)
    assert "Conclusion, from step 2a to step 3:" in render(one_step(Sym("x")), found)
