"""What the kernel works out by itself: exact arithmetic, derivatives, signs."""

from __future__ import annotations

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require, require_defined
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.checker.suppositions import knowing_defined
from derivcheck.kernel.checker.theorems import Equality, Rejected, equal
from derivcheck.kernel.language.definedness import by_table
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import Arithmetic, Derivative, Sign
from derivcheck.kernel.language.terms import ZERO, App, Bind, Term, alpha_equal, call


def arithmetic(e: Arithmetic, facts: Facts, by: Deduction) -> Term:
    """An equation by exact arithmetic, modulo lemmas."""
    # Lemmas stay out of the facts' own field, and relations that came into it stay out of here.
    field = Field(facts.context) if e.lemmas or facts.field.bound else facts.field
    known = knowing_defined(facts, e.left, e.right)
    lemmas = [by.equality(lemma, known) for lemma in e.lemmas]
    for lemma in lemmas:
        _require_harmless(lemma, field, known)
        field.assume(lemma.left, lemma.right)
    for lemma in lemmas:  # as they look now that others have been assumed
        _require_harmless(lemma, field, known)
    if not field.equal(e.left, e.right, known.holds):
        raise Rejected("the two sides are not equal by exact arithmetic")
    return equal(e.left, e.right)


def _require_harmless(found: Equality, field: Field, facts: Facts) -> None:
    if not all(field.harmless(t, facts.holds, alone=True) for t in (found.left, found.right)):
        raise Rejected("a lemma may divide by zero where an indicator hides it")


def table_derivative(e: Derivative, facts: Facts, by: Deduction) -> Term:
    """A derivative by the handbook."""
    found = derivative(e.term, facts.context)
    if found is None:
        raise Rejected("the table of derivatives does not cover this term")
    if isinstance(e.term, Bind) and not by_table(e.term, facts.context):
        known = knowing_defined(facts, *found[:1])  # elsewhere the formula says nothing
        for condition in found[1]:  # but the derivative may exist there
            require(known, condition)
    return equal(e.term, found[0])


def sign(goal: App, e: Sign, facts: Facts, by: Deduction) -> None:
    """A comparison by the sign of the difference of its sides."""
    (a, b), rel = goal.args, goal.head
    require_defined(facts, goal)
    found = by.equality(e.of, facts)
    if not alpha_equal(found.left, a if b == ZERO else a - b):
        raise Rejected("the evidence rewrites something else")
    if not within(facts.signs.sign(found.right), ALLOWED[rel]):
        raise Rejected("the sign is not known", call(rel, found.right, ZERO))
