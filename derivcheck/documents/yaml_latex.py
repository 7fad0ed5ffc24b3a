r"""LaTeX in a derivation file: `names:` and `macros:` of the file, `latex:` of a step.

names: {'\hat{y}': yhat}                 a spelling and what it stands for, in plain notation
macros: {'\R': '\mathbb{R}'}             or a text with \newcommand and its kin, or a file's name
- latex: = \frac{1}{2}                   in place of `expr:`; the relation may stand in front
- expr: x/2                              beside it: the two are proved to be the same
  latex: \frac{x}{2}
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.macro_files import is_file_name, macros_of_file
from derivcheck.documents.model import Step, Text
from derivcheck.documents.positions import Located
from derivcheck.documents.vocabulary import Role
from derivcheck.documents.words import RELATIONS
from derivcheck.documents.yaml_fields import Fields, problem
from derivcheck.kernel.language.claims import Relation
from derivcheck.kernel.language.terms import ZERO, App, Num, Term, alpha_equal
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import Scope
from derivcheck.notation.tex.names import MAX_NAMES, spelling_of
from derivcheck.notation.tex.reading import LatexReader, Line, Macro, macros_in, macros_of, sides_of
from derivcheck.notation.tex.units import UNIT

MAX_BESIDE = 4
"""How many sides of a chain are looked at for the size of a 0 or a unit matrix."""


def is_latex(text: str) -> bool:
    r"""Whether a text can only be LaTeX: it holds a command, or `^{`, or `_{`."""
    return "\\" in text or "^{" in text or "_{" in text


@dataclass(frozen=True, slots=True)
class Latex:
    """What a file says of its LaTeX.

    Arguments:
        names: spelling -> plain notation.
        macros: their names -> what they stand for.
        readers: those that were made, by the names that are declared for them.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, Macro] = field(default_factory=dict)
    readers: dict[Scope, LatexReader] = field(default_factory=dict, init=False, compare=False)

    def reader(self, scope: Scope) -> LatexReader:
        """What reads where some names are declared; it is made once, with all spellings.

        Raises:
            Diagnosis: for a spelling that cannot be read.
        """
        if scope not in self.readers:
            self.readers[scope] = LatexReader(scope, self.names, self.macros)
        return self.readers[scope]

    def term(self, text: Located, scope: Scope) -> Term:
        """The term of an expression or a statement.  Raises: Diagnosis, with its place."""
        try:
            return self.reader(scope).read(text.value)[0].term
        except Diagnosis as error:
            raise text.error(error.diagnostic) from None


def latex_of(
    fields: Fields,
    scope: Scope,
    spellings: Mapping[str, str],
    known: Mapping[str, Macro],
    path: str = "",
) -> Latex:
    """`names:` and `macros:` of a file; what is wrong is added to the problems of its fields.

    Arguments:
        spellings: `print:`, name -> LaTeX, which is read as well.
        known: macros that are defined elsewhere.
        path: of the file, beside which one with macros may stand.
    """
    macros = {**known, **(fields.attempt(_macros, fields, path) or {})}
    names = {latex: name for name, latex in spellings.items() if name in scope.names}
    rows = fields.table("names")
    if len(rows) > MAX_NAMES:
        message = f"more than {MAX_NAMES} names are spelled"
        fields.problems.append(problem(rows[MAX_NAMES][0], "DC009", message, "split the file"))
        rows = ()
    for key, value in rows:
        if fields.attempt(_checked, key, value, scope, macros):
            names[key.value] = value.value
    return Latex(names, macros)


def _macros(fields: Fields, path: str) -> dict[str, Macro]:
    """`macros:`, a table or a text with definitions.  Raises: Diagnosis."""
    if "macros" not in fields:
        return {}
    node = fields.entries["macros"][1]
    if isinstance(node, yaml.MappingNode):
        return _settings(fields, node)
    text = fields.text("macros")
    if text is None:
        return {}
    if is_file_name(text.value):
        return _file(text, path)
    found = macros_in(text.value)
    if not found:
        hint = r"write a table, \R: \mathbb{R}, or definitions, \newcommand{\R}{\mathbb{R}}"
        raise Diagnosis(problem(text, "DC121", "`macros:` defines none", hint))
    return found


def _settings(fields: Fields, node: yaml.MappingNode) -> dict[str, Macro]:
    """A table of macros: their texts, or lists as MathJax has them.  Raises: Diagnosis."""
    found: dict[str, Macro] = {}
    rows, lists = node.value, [r for r in node.value if isinstance(r[1], yaml.SequenceNode)]
    told: dict[str, object] = {k.value: [part.value for part in v.value] for k, v in lists}
    node.value = [row for row in rows if row not in lists]
    texts = fields.table("macros")
    node.value = rows
    for key, value in texts:
        try:
            found.update(macros_of({key.value: value.value}))
        except Diagnosis as error:
            raise key.error(error.diagnostic) from None
    try:
        return {**found, **macros_of(told)}
    except Diagnosis as error:
        raise fields.place.error(error.diagnostic) from None


def _file(text: Located, path: str) -> dict[str, Macro]:
    """The macros of a file.  Raises: Diagnosis, if it cannot be read."""
    try:
        return macros_of_file(path, text.value.strip())
    except (OSError, ValueError, yaml.YAMLError) as error:
        hint = "name a .tex or .sty file, or settings of MathJax or KaTeX, beside this one"
        message = f"`{text.value}` holds no macros that can be read: {error}"
        raise Diagnosis(problem(text, "DC121", message.splitlines()[0], hint)) from None
    except Diagnosis as error:
        raise text.error(error.diagnostic) from None


def _checked(key: Located, value: Located, scope: Scope, macros: Mapping[str, Macro]) -> bool:
    """Whether a row of `names:` can be read.  Raises: Diagnosis, at its key or its value."""
    try:
        parse(value.value)
    except Diagnosis as error:
        raise value.error(error.diagnostic) from None
    try:
        spelling_of(key.value, value.value, scope, macros)
    except Diagnosis as error:
        raise key.error(error.diagnostic) from None
    return True


@dataclass(frozen=True, slots=True)
class Formula:
    """What stands under `latex:`.

    Arguments:
        role: `expr`, or `claim` for a statement.
        term: what it means.
        text: it as it stands in the file, without the relation.
        relation: what stands before it, if something does.
    """

    role: Role
    term: Term
    text: Text
    relation: Relation | None = None


def read_latex(text: Located, latex: Latex, scope: Scope) -> Formula:
    """The formula of a step.

    Raises:
        Diagnosis: with its place in the file.
    """
    try:
        reader = latex.reader(scope)
        if sides_of(text.value, latex.macros).sides[0].joint:
            return _continued(reader.line(text.value), text)
        reading, sort = reader.read(text.value)
    except Diagnosis as error:
        raise text.error(error.diagnostic) from None
    found = Text(text.value, text.place(), reading.term)
    return Formula("claim" if sort.base == "boolean" else "expr", reading.term, found)


def _continued(line: Line, text: Located) -> Formula:
    """A line that begins with a relation."""
    side, *more = line.sides
    if side.joint not in RELATIONS:
        hint = r"begin the line with =, \le and their kin, or state the whole relation"
        found = Diagnostic("DC126", "what stands before the formula is not read", hint, side.sign)
        raise Diagnosis(found)
    if more:
        hint = "write what follows as a step of its own"
        raise Diagnosis(Diagnostic("DC126", "a step has one relation in front", hint, more[0].sign))
    if side.reading is None:
        hint = "write what the line before is related to"
        missing = Diagnostic("DC104", "nothing stands behind the relation", hint, side.sign)
        raise Diagnosis(side.problem or missing)
    term, span = side.reading.term, side.span
    written = Text(text.value[span.start : span.stop], text.place(span), term)
    return Formula("expr", term, written, RELATIONS[side.joint])


def read_side(
    text: Located, latex: Latex, scope: Scope, integrated: set[str], above: Sequence[str] = ()
) -> Term:
    """The term of a side of a chain, which is no statement.

    Arguments:
        integrated: the variables that the integrals above go by; those of this one are added.
        above: the sides before it in LaTeX, the next one first.

    Raises:
        Diagnosis: with its place in the file.
    """
    try:
        line = latex.reader(scope).line(text.value, frozenset(integrated))
    except Diagnosis as error:
        raise text.error(error.diagnostic) from None
    side = line.sides[0]
    if is_unsized(side.problem, side.reading.term if side.reading else None):
        tried = (sized_beside(text.value, one, latex, scope) for one in above[:MAX_BESIDE])
        found = next((term for term in tried if term is not None), None)
        if found is not None:
            return found
    if side.problem:
        raise text.error(side.problem)
    if side.reading is None or side.sort is None:
        raise Diagnosis(problem(text, "DC104", "a side of the relation is missing"))
    if side.sort.base == "boolean":
        hint = "a chain of relations is one of numbers"
        raise Diagnosis(
            problem(text, "DC206", "a statement stands where a number is expected", hint)
        )
    integrated |= line.integrated
    return side.reading.term


def is_unsized(problem: Diagnostic | None, term: Term | None) -> bool:
    """Whether only another side can say what one means.

    A 0 and a unit matrix have its size; of what a function is taken a derivative there may say.
    """
    if problem is not None:
        unit = problem.code == "DC201" and problem.message.startswith(f"`{UNIT}` ")
        return unit or (problem.code == "DC205" and "without arguments" in problem.message)
    return term == ZERO


def sized_beside(side: str, other: str, latex: Latex, scope: Scope) -> Term | None:
    """What a side means beside another one that it is equal to; None if that is not clear."""
    try:
        term = latex.reader(scope).formula(f"{other} = {side}").term
    except Diagnosis:
        return None
    match term:
        case App("=", (_, right)):
            return right
    return None


def read_stated(text: Located, latex: Latex, scope: Scope) -> Term:
    r"""The term of a statement; `x \approx 3.14` says that it is less than 0.01 off.

    Raises:
        Diagnosis: with its place in the file.
    """
    try:
        reader = latex.reader(scope)
        sides = sides_of(text.value, latex.macros).sides
        signs = [(s.joint, text.value[s.sign.start : s.sign.stop].strip()) for s in sides]
        if len(signs) == 2 and signs[1][0] == "~" and signs[1][1] not in (r"\equiv", "≡"):
            return _nearly(reader.line(text.value), text)
        reading, sort = reader.read(text.value)
    except Diagnosis as error:
        raise text.error(error.diagnostic) from None
    if sort.base != "boolean":
        hint = "write a relation, or a statement"
        raise Diagnosis(
            problem(text, "DC206", "a number stands where a statement is expected", hint)
        )
    return reading.term


def _nearly(line: Line, text: Located) -> Term:
    """The statement that a number is one with some digits, but for less than a unit of the last."""
    left, right = line.sides
    for side in line.sides:
        if side.problem:
            raise Diagnosis(side.problem)
    digits = text.value[right.span.start : right.span.stop].strip().lstrip("-")
    if left.reading is None or right.reading is None or not re.fullmatch(r"\d+(\.\d+)?", digits):
        hint = "write a number with digits behind it, or another relation"
        message = f"`{text.value[right.sign.start : right.sign.stop]}` is not checked here"
        raise Diagnosis(Diagnostic("DC143", message, hint, right.sign))
    places = len(digits.partition(".")[2])
    off = App("abs", (App("+", (left.reading.term, App("neg", (right.reading.term,)))),))
    return App("<", (off, Num(Fraction(1, 10**places))))


def beside(name: str, role: Role, text: Text, latex: Located, formula: Formula) -> Step | None:
    """The sub-step that states that a step and its LaTeX are the same; None if they are as read.

    Arguments:
        name: the id of the sub-step.
        role, text: of the step, which was read.
        latex: beside it.
        formula: what that means.

    Raises:
        Diagnosis: DC206 if one is a statement and the other a number.
    """
    statement = role != "expr"
    if statement != (formula.role != "expr"):
        hint = "write the same in both"
        message = "`latex:` is a statement and the step a number, or the other way round"
        raise Diagnosis(problem(latex, "DC206", message, hint))
    if text.term is None or alpha_equal(text.term, formula.term):
        return None
    same = App("iff" if statement else "=", (text.term, formula.term))
    source = f"{text.source} {'<=>' if statement else '='} {latex.value}"
    return Step(name, "claim", Text(source, latex.place(), same))
