"""Sums over what has few values, as a label y[i] in {-1, 1} or a choice c[i] in {0, 1}.

A function of u in {v1, .., vk} is a polynomial of a degree below k, by Lagrange's formula, and one
only (Davis, Interpolation and Approximation, section 2.5):

    sum(f(y[i]), i = 1..n) = sum(f(1)*(y[i] + 1)/2 - f(-1)*(y[i] - 1)/2, i = 1..n)

Each value is one case of what is known of u.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Congruence,
    Either,
    Evidence,
    Hypothesis,
    Lemma,
)
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Term,
    call,
    conjuncts,
    number,
    numeral,
    subterms,
)
from derivcheck.provers.foundations.polynomials import coefficients, sum_of
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import alternatives
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.sideconditions.known_instances import state_choices

MAX_VALUES = 4
"""How many values something may have."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is known to have one of some values.

    Arguments:
        statement: the disjunction that says so.
        of: what has them.
        values: all different.
    """

    statement: App
    of: Term
    values: tuple[Fraction, ...]


def interpolated(basis: Basis, t: Bind) -> bool:
    """Proposes a sum with a polynomial in what has few values under it; whether it is accepted."""
    if not any(_chooses(s) for s in conjuncts(basis.known.facts.statements)):
        return False
    name = name_for(basis, t)
    old = renamed(t, name)
    known = basis.known.inside(t, name)
    known = known.knowing(*definedness(old.body, known.facts.context))
    state_choices(known, call("=", old.body, old.body))
    for choice in map(_choice, alternatives(known.facts)):
        if choice is None or _is_polynomial(Field(known.facts.context), old.body, choice):
            continue
        body = _polynomial(old.body, choice)
        parts = (Arithmetic(old.body, body, (Hypothesis(p),)) for p in choice.statement.args)
        same = Lemma(call("=", old.body, body), Either(choice.statement, tuple(parts)))
        of: tuple[Evidence | None, ...] = (known.shown(same), *(None for _ in t.args))
        return basis.propose(Congruence(old, replace(old, body=body), of, name))
    return False


def _chooses(s: Term) -> bool:
    """Whether a statement says, for all values, that something is one of several things."""
    match s:
        case Bind("forall", _, App("or", _)):
            return True
    return False


def _choice(statement: App) -> Choice | None:
    sides = [p.args for p in statement.args if isinstance(p, App) and p.head == "="]
    of, values = {u for u, _ in sides}, tuple(numeral(v) for _, v in sides)
    if len(sides) < len(statement.args) or len(of) > 1 or len(values) > MAX_VALUES:
        return None
    numbers = tuple(Fraction(v) for v in values if v is not None)
    distinct = len(set(numbers)) == len(values)
    return Choice(statement, of.pop(), numbers) if distinct else None


def _is_polynomial(field: Field, body: Term, choice: Choice) -> bool:
    """Whether a term is a polynomial of a degree below the number of values already."""
    if choice.of not in subterms(body):
        return True
    v = field.value(body)
    atoms = {n: field.terms[n] for n in field.used(v)}
    own = [n for n, atom in atoms.items() if atom == choice.of]
    if any(choice.of in subterms(atom) for n, atom in atoms.items() if n not in own):
        return False
    top, bottom = field.up(v.top), field.up(v.bottom)
    places = [top.context().nvars() - 1 - n for n in own]
    degree = max((d for p in places for d in coefficients(top, p)), default=0)
    return degree < len(choice.values) and not any(max(coefficients(bottom, p)) for p in places)


def _polynomial(body: Term, choice: Choice) -> Term:
    """The polynomial that has the values of a term where something has its own."""
    return sum_of([_at(body, choice, v) for v in choice.values])


def _at(body: Term, choice: Choice, value: Fraction) -> Term:
    """The summand that is the term at one value and vanishes at the others."""
    factors = list(_basic(choice.of, value, choice.values))
    return product_of([replaced(body, choice.of, number(value)), *factors])


def _basic(u: Term, value: Fraction, values: Sequence[Fraction]) -> Iterator[Term]:
    for other in values:
        if other != value:
            yield (u - number(other)) / number(value - other)
