"""Instances of the rows of the axiom table."""

from __future__ import annotations

from collections.abc import Mapping

from derivcheck.kernel.checker.axioms import AXIOMS, Kind, Row, instance, letters
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.definite import DEFINITE, definiteness
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require, require_defined, require_meaningful
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import is_statement
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import INFINITE, App, Bind, Sym, Term

STATED: dict[int, Kind] = {0: "statement", 1: "statement of a number"}
"""The kinds of statements about so many numbers."""


def axiom(e: Axiom, facts: Facts, by: Deduction) -> Term:
    """The statement of a row, whose conditions hold."""
    row = AXIOMS.get(e.name)
    if row is None:
        raise Rejected(f"there is no axiom {e.name!r}")
    if row.field not in ("both", facts.context.field):
        raise Rejected(f"{e.name} holds over the {row.field} field only")
    values = dict(e.bindings)
    _require_fitting(row, values, facts)
    statement, conditions = instance(row, e.bindings)
    require_meaningful(facts, statement, *conditions)
    if any(kind in ("array", "definite") for _, kind in letters(row)):
        for t in (statement, *conditions):
            if not facts.field.fits(t):
                raise Rejected(f"{row.name} needs shapes that fit")
    if isinstance(statement, App) and statement.head == "defined":
        numbers = (values[letter] for letter, kind in letters(row) if kind == 0)
        require_defined(facts, *(t for t in numbers if t not in INFINITE))
    for condition in conditions:
        require(facts, condition)
    return statement


def _require_fitting(row: Row, values: Mapping[str, Term], facts: Facts) -> None:
    """Every letter of a row needs a number, a statement or a function, as it stands in the row."""
    for letter, kind in letters(row):
        t = values.get(letter)
        if t is None:
            raise Rejected(f"{row.name} leaves {letter} open")
        if kind != (found := kind_of(t, facts)) and (kind, found) != ("array", "definite"):
            raise Rejected(f"{row.name} is not about such a {letter}", t)


def kind_of(t: Term, facts: Facts) -> Kind:
    """What a term may stand for in a row: the arity of a function of numbers, or its kind."""
    arity = 0
    while isinstance(t, Bind) and t.head == "lambda":
        arity, t = arity + 1, t.body
    sort = facts.context.sorts.get(t.name) if isinstance(t, Sym) else None
    if is_statement(t) or (sort is not None and sort.base == "boolean"):
        return STATED.get(arity, "other")
    if sort is not None and sort.base == "function":
        plain = sort.codomain != "boolean" and not sort.gives and not any(sort.takes)
        return arity + (sort.arity or 1) if plain else "other"
    if not shape_of(t, facts.context) and not facts.field.is_array(t):
        return arity
    if arity:
        return "other"
    return "definite" if definiteness(t, facts) == DEFINITE else "array"
