"""What is fed: one function a reader, which raises only where the reader breaks its word.

A reader may refuse its input as its docstring says.  Anything else it raises is a find, and so is
a refusal with an unknown code or a place outside the text, and a term that does not read back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from derivcheck.checking.batch import Answerer
from derivcheck.checking.check import check_derivation
from derivcheck.checking.recheck import recheck_report
from derivcheck.checking.recheck_rows import recheck_rows
from derivcheck.checking.walk import walk
from derivcheck.cli.json_input import DoubledKey, parsed
from derivcheck.codes import CODES
from derivcheck.configuration.baseline import read_baseline
from derivcheck.configuration.files import FILES, read_file
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.loading import load as load_any
from derivcheck.documents.loading import readings
from derivcheck.documents.manuscripts.transcription import transcribed
from derivcheck.documents.model import Derivation
from derivcheck.documents.rows import parsed_row, read_row
from derivcheck.documents.yaml import load
from derivcheck.notation.data import Malformed, evidence_from_data
from derivcheck.notation.formulas.author import read as read_latex
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.formulas.mathml import formula as mathml
from derivcheck.notation.formulas.typst import typst
from derivcheck.notation.plain import read, show
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.tex.reading import LatexReader, macros_in
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.report import Report, Verdict
from derivcheck.verdicts.settings import Settings
from fuzzing import cached
from fuzzing.broken import Broken

CORPUS = Path(__file__).parent / "corpus"
DECLARED = {
    "x": "real", "y": "positive real", "z": "complex", "n": "positive integer", "t": "boolean",
    "i": "index of n", "a": "real[n]", "A": "real[n, n]", "f": "function", "c": "constant",
}  # fmt: skip
SOURCE = """\
derivcheck: 1
symbols: {x: real, n: positive integer}
steps:
  - expr: (x + 1)^2
  - expr: x^2 + 2*x + 1
  - claim: x = x + 1
  - claim: sum(j, j = 1..n) = n*(n + 1)/2
"""
ASKED = {"id": "1", "symbols": {"x": "real"}, "from": "x + x", "to": "2*x"}


@dataclass(frozen=True, slots=True)
class Target:
    """A reader with what to feed it.

    Arguments:
        feed: what is done with one input.
        words: what may make a difference when it is put into a text.
        structured: whether the input is JSON, which is changed as data too.
    """

    name: str
    feed: Callable[[bytes], object]
    words: tuple[str, ...]
    structured: bool = False

    def seeds(self) -> list[bytes]:
        """The corpus of the target, in the order of the names."""
        files = sorted((CORPUS / self.name).glob("*"))
        return [*(file.read_bytes() for file in files), *MADE.get(self.name, list)()]


def _told(problem: Diagnostic, length: int | None = None) -> None:
    """Whether a refusal is one for people."""
    if problem.code not in CODES or not problem.message:
        raise Broken(f"refused with {problem!r}")
    span = problem.span
    if length is not None and span and not 0 <= span.start < span.stop <= length + 1:
        raise Broken(f"refused outside of the text: {problem!r}")


def _text(data: bytes) -> str:
    """The text of bytes; half characters are let in, as JSON lets them in."""
    return data.decode("utf-8", "surrogateescape")


@cache
def _scope() -> Scope:
    scope = Scope()
    for name, text in DECLARED.items():
        scope = scope.declare(name, read_declaration(name, text, scope)[0])
    return scope


def plain(data: bytes) -> None:
    """An expression or statement; what is read is shown, and reads back."""
    text = _text(data)
    try:
        term = read(text, _scope()).term
    except Diagnosis as error:
        return _told(error.diagnostic, len(text))
    shown = show(term)
    try:
        again = read(shown, _scope()).term
    except Diagnosis as error:
        if error.diagnostic.code in ("DC106", "DC107"):  # written out it is too large
            return None
        raise Broken(f"{shown!r} does not read back: {error}") from error
    if again != term:
        raise Broken(f"{shown!r} reads back as another term")
    return None


def mathematics(data: bytes) -> None:
    """A formula, and a line with relations; behind a blank line stand macros."""
    text, _, macros = _text(data).partition("\n\n")
    reader = LatexReader(_scope(), {r"\hat{y}": "y", r"P(A \mid B)": "x"}, macros_in(macros))
    try:
        reader.formula(text)
    except Diagnosis as error:
        _told(error.diagnostic, len(text))
    try:
        line = reader.line(text)
    except Diagnosis as error:
        return _told(error.diagnostic, len(text))
    for side in line.sides:
        if side.problem:
            _told(side.problem, len(text))
    return None


def declaration(data: bytes) -> None:
    """The right side of a line of `symbols:`."""
    text = _text(data)
    try:
        read_declaration("v", text, _scope())
    except Diagnosis as error:
        _told(error.diagnostic, len(text))


def document(data: bytes) -> None:
    """A file: read, its obligations made, and reported in the words of people."""
    found = load("a.yaml", data)
    reports = [walk(derivation, lambda _, __: Verdict("undecided")).report for derivation in found]
    _placed(found)
    REPORTERS["full"](Report(tuple(reports)), Layout())


def manuscript(data: bytes) -> None:
    """A document with displayed formulas; also guessed at, and written as a file."""
    path = "a.ipynb" if data[:1] == b"{" else "a.tex" if b"\\begin{document" in data else "a.md"
    found = readings(path, data)
    _placed(one.derivation for one in found)
    _placed(load_any(path, data, infer=True))
    for one in found:
        if one.node and not one.derivation.problems:
            load("a.yaml", transcribed(one))


def _placed(found: Iterable[Derivation]) -> None:
    """Whether what is wrong is told at a place of the text."""
    for derivation in found:
        lines = derivation.source.count("\n") + derivation.source.count("\r") + 1
        steps = (p for step in derivation.every_step for p in step.problems)
        for problem in (*derivation.problems, *steps):
            _told(problem)
            if problem.place is None or not 1 <= problem.place.line <= lines:
                raise Broken(f"refused nowhere: {problem!r}")


def row(data: bytes) -> None:
    """A line of `derivcheck batch`."""
    found = parsed_row(data.decode("utf-8", "backslashreplace"))
    if found is None:
        return
    try:
        read_row(found)
    except Diagnosis as error:
        _told(error.diagnostic)


def evidence(data: bytes) -> None:
    """Evidence as data."""
    try:
        evidence_from_data(parsed(_text(data), "a.json", 1))
    except Malformed:
        pass
    except (Diagnosis, DoubledKey) as error:
        _refused(error)


def report(data: bytes) -> None:
    """A JSON report, rechecked against its source."""
    try:
        recheck_report(parsed(_text(data), "a.json", 1), lambda _: SOURCE)
    except (Diagnosis, DoubledKey) as error:
        _refused(error)


def answer(data: bytes) -> None:
    """An answer of a batch, rechecked against its row."""
    try:
        told = [parsed(_text(data), "a.json", 1)]
    except (Diagnosis, DoubledKey) as error:
        return _refused(error)
    for one in recheck_rows(told, [ASKED]):
        json.dumps({"id": one.id, "reason": one.reason})
    return None


def configuration(data: bytes) -> None:
    """A configuration file, under each name that one may have."""
    for name in FILES:
        try:
            read_file(_written(name, data), optional=True)
        except Diagnosis as error:
            _told(error.diagnostic)


def baseline(data: bytes) -> None:
    """A file of known findings."""
    try:
        read_baseline(_written("baseline.json", data))
    except Diagnosis as error:
        _told(error.diagnostic)


def formula(data: bytes) -> None:
    """The LaTeX of an author; what is read is printed in every notation."""
    box = read_latex(_text(data))
    if box is None:
        return
    latex(box)
    typst(box)
    ElementTree.fromstring(mathml(box))


def _written(name: str, data: bytes) -> Path:
    """A file of this content, in a folder that goes with the process."""
    path = Path(_folder().name, name)
    path.write_bytes(data)
    return path


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def _refused(error: Diagnosis | DoubledKey) -> None:
    if isinstance(error, Diagnosis):
        _told(error.diagnostic)


@cache
def _reports() -> list[bytes]:
    """The report on the source of `report`, whole: the one that is confirmed."""
    (derivation,) = load("a.yaml", SOURCE)
    found = Report((check_derivation(derivation, Settings()),))
    return [REPORTERS["json"](found, Layout()).encode()]


MADE: dict[str, Callable[[], Iterable[bytes]]] = {
    "report": _reports,
    "answer": lambda: [Answerer(Settings())(json.dumps(ASKED)).encode()],
    "evidence": lambda: [
        json.dumps(step["evidence"]).encode()
        for step in json.loads(_reports()[0])["files"][0]["steps"]
        if step["evidence"]
    ],
    "entry": cached.entries,
    "believed": cached.kept,
    "store": cached.files,
}
"""Inputs that are made, for they change with the project."""

_MATH = r"""
( ) [ ] { } + - * / ^ ** = != < <= > >= -> .. ... , | || ' '' ! √ ± ∓ · π ∞ oo I E 1{ 0 1 2 10 1e9
1e-9 0.5 1.. x y z n t i j a[i] A A[i,j] A.T @ .^ .* ./ f f' f(x) f.(a) c and or not in for all xor
implies iff sum( prod( int( diff( lim( Sum( Integral( Derivative( Limit( subs( at( pv( sqrt( root(
log( exp( abs( binomial( factorial( min( max( mod( floor( gamma( zeta( Piecewise( inv( det( tr(
norm( eye( diag( block( kron( vec( converges( O( ,x->0) ,j=1..n) ,x=0..1) ,(x,2)) x² \hat
""".split()
_LATEX = r"""
( ) [ ] { } + - * / ^ _ ' = < > , . ; : | ! & # $ % ~ \\ \{ \} \| 0 1 2 12 0.5 x y z n i j a A f d e
T
\frac \sqrt \left \right \left. \right| \big| \sum_ \prod_ \int_ \int \lim_{x\to \,dx \frac{d}{dx}
\partial \sin \cos \log \ln \exp \max \min_ \alpha \pi \infty \hat \bar \mathbf \mathrm \text{if
\operatorname \cdot \times \pm \le \ne \in \Rightarrow \iff \land \forall \begin{cases} \end{cases}
\begin{pmatrix} \end{pmatrix} \quad \, \binom \over \choose \cdots \underbrace \cancel \color
\overset
\mathbf{1}_{ \delta_{ij} \lfloor \rfloor \langle \rangle \| \top ^{-1} ^{(i)} _{i} \newcommand{\a}
\def\a#1 \a \hat{y} \mid x_{ij} f(x) f' dx
""".split()
_SORTS = """
real complex integer rational boolean positive nonnegative negative nonzero symmetric hermitian
orthogonal invertible definite diagonal index of in function -> C1 constant [n] [n,n] [0..n-1] (0,1)
[0,oo) 0..n-1 n x 1 , [ ] ( ) { } vector matrix
""".split()
_KEYS = """
symbols define assume print steps conclusion field title layout expr claim given iff implies by
using because let rel from label expect note latex
""".split()
_YAML = r"""
none refuted --- ... | > & * ! &a *a !!python/object <<: # ? % @ ` " ' [ ] { } : , - ~ null true
""".split()
_MANUSCRIPT = r"""
\begin{align} \end{align} \begin{equation*} \end{equation*} \begin{aligned} \end{aligned}
\begin{gather} \end{gather} \begin{multline} \end{multline} \begin{verbatim} \end{verbatim}
\begin{document} \end{document} \begin{cases} \[ \] $$ $ & &= \\ \\[2ex] \label{a} \eqref{a} \tag{1}
\nonumber \intertext{so} \quad\text{or}\quad \iff \implies \impliedby \approx \newcommand{\a}
\def\a % <!-- --> ``` ```math ~~~ --- derivcheck: document; all skip claim given using by note
expect assume define name macro field title ; , : {"cells": "cell_type" "markdown" "source" "\n"
""".split()
_JSON = r'{ } [ ] : , " null true false 0 -1 1e999 NaN 1.5 "\ud800" "id" "from" "kind"'.split()
_KEPT = """
"proved" "refuted" "undecided" "invalid" "INTERNAL" "TRY" "verdict" "prover" "reasons" "evidence"
"before" "after" "relation" ["", ["{}", ["Kept", ["Place", ["Reason", ["FileReport", ["StepReport",
["Verdict", "a.yaml" "path" "sha256"
""".split()
_TOML = """
[ ] [[ ]] [derivcheck] [tool.derivcheck] = == . , ' " ''' true false inf nan 0x 1e999 9e9 -1 { } #
derivcheck tool strict exclude timeout jobs paths format select ignore fail-on baseline 1979-05-27
""".split()
_LATEX = r"""
\frac \tfrac \sqrt \binom \text \operatorname \mathrm{ \mathbf \hat \overline \left( \right) \left.
\right|
\bigl( \lvert \rvert \sum_ \int \lim \sin \alpha \infty \, \quad \{ \} \| { } _ ^ ' '' ( ) [ ]
| + - = < , . 1 2.5 12 x \input \def \csname ^^5c % # & ~ $
""".split()
_SQL = """
\0 \x01 \x02 \x7f \xff \x04\0 \x02\0 CREATE TABLE entries VIEW TRIGGER INDEX key digest used payload
table index BLOB INTEGER ( , ) tableentriesentries SQLite format 3
""".split()
_ODD = ("\n", "\n  - ", "\r\n", "\t", "\ufeff", "\u2028", "\u200b", "\ud800", "\x00", "\xa0")
_LINES = (*(f"\n{key}: " for key in _KEYS), *(f"\n  - {key}: " for key in _KEYS))

TARGETS: tuple[Target, ...] = (
    Target("plain",       plain,       (*_MATH, *_ODD)),
    Target("latex",       mathematics,     (*_LATEX, *_ODD)),
    Target("declaration", declaration, (*_SORTS, *_ODD, *_MATH[:40])),
    Target("document",    document,    (*_LINES, *_YAML, *_ODD, *_MATH)),
    Target("manuscript",  manuscript,  (*_MANUSCRIPT, *_LATEX, *_ODD)),
    Target("row",         row,         (*_JSON, *_MATH), structured=True),
    Target("evidence",    evidence,    tuple(_JSON), structured=True),
    Target("report",      report,      tuple(_JSON), structured=True),
    Target("answer",      answer,      tuple(_JSON), structured=True),
    Target("configuration", configuration, (*_TOML, *_ODD)),
    Target("formula",     formula,     (*_LATEX, *_ODD)),
    Target("baseline",    baseline,    tuple(_JSON), structured=True),
    Target("entry",       cached.entry, (*_JSON, *_KEPT), structured=True),
    Target("believed",    cached.believed, (*_JSON, *_KEPT, *_ODD)),
    Target("store",       cached.store, tuple(_SQL)),
)  # fmt: skip
