"""A derivation file -> derivations: one for each YAML document, nothing judged, nothing raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic, Place
from derivcheck.documents.declarations import declare_all
from derivcheck.documents.files import beginning
from derivcheck.documents.keys import CONCLUSION_KEYS, FILE_KEYS, VERSION
from derivcheck.documents.model import Derivation
from derivcheck.documents.rereading import over_its_field
from derivcheck.documents.vocabulary import Expectation
from derivcheck.documents.words import EXPECTATIONS, FIELDS, LAYOUTS
from derivcheck.documents.yaml_fields import Fields, fields_of, problem
from derivcheck.documents.yaml_latex import Latex, latex_of
from derivcheck.documents.yaml_nodes import MAX_BYTES, Composed, compose, decode
from derivcheck.documents.yaml_steps import Labels, read_steps
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.formulas.author import read as read_latex
from derivcheck.notation.tex.macros import Macros

_START = Place(1, 1)


def load_file(path: str) -> tuple[Derivation, ...]:
    """The derivations of a file.

    Arguments:
        path: the file; `-` for standard input.

    Raises:
        OSError: if the file cannot be opened, or is no regular one.
    """
    return load(path, beginning(path, MAX_BYTES + 1))


def load(path: str, text: str | bytes) -> tuple[Derivation, ...]:
    """The derivations of a text, one for each YAML document; what is wrong is in their problems.

    Arguments:
        path: where the text comes from, for messages only.
        text: the content of the file.
    """
    try:
        decoded = decode(text)
    except Diagnosis as error:
        shown = text if isinstance(text, str) else text[:MAX_BYTES].decode(errors="replace")
        return (failed(path, shown, error.diagnostic),)
    document = compose(decoded)
    if document.failure:
        return (failed(path, decoded, *(document.traps.values() or (document.failure,))),)
    if not document.nodes:
        hint = "start with `derivcheck: 1` and add `steps:`"
        return (failed(path, decoded, Diagnostic("DC008", "the file is empty", hint)),)
    return tuple(derivation_of(path, document, node) for node in document.nodes)


def failed(path: str, source: str, *problems: Diagnostic) -> Derivation:
    """A derivation that cannot be read."""
    placed = (p if p.place else replace(p, place=_START) for p in problems)
    return Derivation(path, source, "", Context(), problems=tuple(placed))


def derivation_of(
    path: str, document: Composed, node: yaml.Node, macros: Macros | None = None
) -> Derivation:
    """One document; what is wrong with it is in its problems.

    Arguments:
        macros: of a text whose steps are written in LaTeX; None if they are in plain notation.
    """
    try:
        read = over_its_field(partial(_read, path, document, node, macros), _terms)
    except Diagnosis as error:
        return failed(path, document.source.text, error.diagnostic)
    return replace(read, problems=(*read.problems, *_unreported(document, node, read)))


def _read(
    path: str, document: Composed, node: yaml.Node, macros: Macros | None, field: Field
) -> Derivation:
    fields = fields_of(document, node, FILE_KEYS, "a derivation")
    _check_version(fields)
    field = fields.choice("field", FIELDS) or field
    columns = fields.choice("layout", LAYOUTS) or False
    written = None if macros is None else Latex(macros=macros)
    declared = declare_all(fields, field, columns, written)
    conclusion = _conclusion(fields)
    spellings = _spellings(fields)
    latex = latex_of(fields, declared.scope, spellings, macros or {}, path)
    if "steps" not in fields:
        hint = "add `steps:` with a list of steps"
        fields.problems.append(problem(fields.place, "DC704", "the derivation has no steps", hint))
    labels = Labels(document, latex, formulas=macros is not None)
    steps = read_steps(labels, fields.items("steps"), declared.scope)
    return Derivation(
        path=path,
        source=document.source.text,
        title=fields.word("title") or "",
        context=declared.context,
        definitions=declared.definitions,
        spellings=spellings,
        steps=steps,
        origin=fields.word("source") or "",
        conclusion=conclusion,
        scope=declared.scope,
        problems=tuple(fields.problems),
    )


def _spellings(fields: Fields) -> dict[str, str]:
    """`print:`, name -> LaTeX; what is no plain formula is refused."""
    found = {}
    for name, latex in fields.table("print"):
        if read_latex(latex.value) is not None:
            found[name.value] = latex.value
            continue
        message = f"`{latex.value}` cannot be printed for `{name.value}`"
        hint = r"use letters, digits and commands that only typeset, as in `\hat{y}`"
        fields.problems.append(problem(latex, "DC007", message, hint))
    return found


def _check_version(fields: Fields) -> None:
    version = fields.text("derivcheck")
    if version and version.value != VERSION:
        message = f"version `{version.value}` of the language is not known"
        found = problem(version, "DC706", message, f"write `derivcheck: {VERSION}`")
        fields.problems.append(found)


def _conclusion(fields: Fields) -> Expectation | None:
    """`conclusion: refuted` or `conclusion: {expect: refuted}`."""
    if "conclusion" not in fields:
        return None
    node = fields.entries["conclusion"][1]
    if not isinstance(node, yaml.MappingNode):
        return fields.choice("conclusion", EXPECTATIONS)
    inner = fields_of(fields.document, node, CONCLUSION_KEYS, "`conclusion:`")
    expected = inner.choice("expect", EXPECTATIONS)
    fields.problems.extend(inner.problems)
    return expected


def _terms(derivation: Derivation) -> Iterator[Term]:
    """Every term that was read."""
    steps = list(derivation.every_step)
    definitions = (*derivation.definitions, *(d for s in steps for d in s.definitions))
    texts = (*(s.text for s in steps), *(d.body for d in definitions))
    yield from derivation.context.assumptions
    yield from (text.term for text in texts if text.term is not None)


def _unreported(
    document: Composed, node: yaml.Node, derivation: Derivation
) -> tuple[Diagnostic, ...]:
    """Traps at places that were never read, such as the value of an unknown key."""
    reported = [*derivation.problems, *(p for s in derivation.every_step for p in s.problems)]
    within = range(node.start_mark.index, node.end_mark.index + 1)
    return tuple(d for i, d in document.traps.items() if i in within and d not in reported)
