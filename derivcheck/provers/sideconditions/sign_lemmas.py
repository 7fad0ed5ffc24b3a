"""Signs of a difference: the comparison of two sides by another form of what they differ by.

A comparison and the difference of its sides go in; the proof context learns the comparison if the
table sees the sign of a form: with known values put in, or less a multiple of a known zero.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.claims import ORDERS, manifestly_real
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Hypothesis, Lemma
from derivcheck.kernel.language.evidence import Sign as BySign
from derivcheck.kernel.language.terms import (
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    is_infinite,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.absolutes import without_absolutes
from derivcheck.provers.sideconditions.signed_forms import difference, forms


def by_sign(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides in a form whose sign the table sees."""
    if not manifestly_real(difference, known.facts.context):
        return
    for t in subterms(difference):
        match t:
            case App("abs" | "sqrt", (u,)):
                known.nonzero(u)
    plain, lemmas = without_absolutes(known, difference)
    for form in forms(known.facts, plain, ALLOWED[rel]):
        if _is_seen(known, s, rel, Arithmetic(difference, form, lemmas)):
            return


def _is_seen(known: ProofContext, s: Term, rel: str, of: Arithmetic) -> bool:
    """Learns a comparison if the table sees the sign of a form of the difference of its sides."""
    is_signed = within(known.facts.signs.sign(of.right), ALLOWED[rel])
    return is_signed and known.learn(Lemma(s, BySign(of)))


def by_values(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides with the terms put in that names are known to equal."""
    equal: dict[str, tuple[Term, Evidence]] = {}
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App("=", (Sym(name), t)) | App("=", (t, Sym(name))) if name not in free_names(t):
                if name in free_names(difference):
                    equal[name] = (t, Hypothesis(fact))
    plain = substitute(difference, {name: t for name, (t, _) in equal.items()})
    lemmas = tuple(lemma for _, lemma in equal.values())
    for form in (plain, *forms(known.facts, plain, ALLOWED[rel])) if equal else ():
        if _is_seen(known, s, rel, Arithmetic(difference, form, lemmas)):
            return


def by_equal_parts(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides with a part put in that it is known to equal as it is written."""
    parts = {t for t in subterms(difference) if isinstance(t, App) and free_names(t)}
    for fact in conjuncts(known.given):
        match fact:
            case App("=", (a, b)) if not parts.isdisjoint((a, b)):
                plain = replaced(difference, *((a, b) if a in parts else (b, a)))
            case _:
                continue
        if _is_seen(known, s, rel, Arithmetic(difference, plain, (Hypothesis(fact),))):
            return


def by_equations(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides less a multiple of what is known to be zero."""
    facts, v = known.facts, known.facts.field.value(difference)
    if not v.bottom.is_constant() or v.top.is_constant():
        return
    scale = int(v.bottom.leading_coefficient())
    for fact in conjuncts(facts.statements):
        match fact:
            case App("=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                zero = facts.field.up(facts.field.value(a - b).top)
            case _:
                continue
        top = facts.field.up(v.top)
        for m, c in zero.terms():
            rest = top - zero * top[m] / c if top[m] % c == 0 else top
            form = written(facts.field, rest) / number(scale)
            of = Arithmetic(difference, form, (Hypothesis(fact),))
            if rest != top and _is_seen(known, s, rel, of):
                return


def by_multiples(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """The difference of the sides as a known one divided by a factor whose sign is seen."""
    facts = known.facts
    top = facts.field.value(gap).top
    for fact in conjuncts(known.given) if rel in ORDERS else ():
        match fact:
            case App("<" | "<=" | ">" | ">=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                stated = difference(a, b)
            case _:
                continue
        whole, part = facts.field.up(facts.field.value(stated).top), facts.field.up(top)
        if not 0 < part.total_degree() <= whole.total_degree() or divmod(whole, part)[1] != 0:
            continue
        form = stated * fraction(facts.field, facts.field.value(gap / stated))
        if _is_seen(known, s, rel, Arithmetic(gap, form)):
            return


def by_parts(known: ProofContext, rel: str, difference: Term) -> None:
    """A complex number that is not zero because a part of it is not."""
    if rel != "!=" or manifestly_real(difference, known.facts.context):
        return
    for row in ("nonzero_real", "nonzero_imaginary"):
        if known.learn(Axiom(row, (("u", difference),))):
            return
