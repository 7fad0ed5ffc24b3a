"""Signs of real numbers made of complex ones, by real and imaginary parts: z = re(z) + I*im(z).

|z - w|^2 - |1 - z*conjugate(w)|^2     = -(1 - |z|^2)*(1 - |w|^2)
re(z*conjugate(w))^2 - |z|^2*|w|^2     = -(re(z)*im(w) - im(z)*re(w))^2
re(1/z)                                = re(z)/(re(z)^2 + im(z)^2)

Source: L. Ahlfors, Complex Analysis, chapter 1, sections 1.2 to 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.claims import manifestly_real
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, subterms
from derivcheck.provers.equations.elementary import reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, coefficients, of_powers, sum_of
from derivcheck.provers.foundations.positions import depth
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.normalforms.trigonometric import UNIT
from derivcheck.provers.sideconditions.conjugates import rationalised

MAX_PARTS, MAX_TERMS = 6, 200
"""How many complex numbers, and how many terms of a polynomial in them, are taken apart."""


def by_parts(known: ProofContext, basis: Basis, rel: str, gap: Term) -> Evidence | None:
    """Evidence for the sign of a difference by the parts of the complex numbers in it, or None.

    Arguments:
        known: where it is asked.
        basis: over which the difference is in normal form.
        rel: how it shall compare with zero.
    """
    if known.facts.context.field != "complex":
        return None
    numbers = [t for t in basis.atoms(gap) if t != UNIT and not _is_real(known, t)]
    if not 0 < len(numbers) <= MAX_PARTS:
        return None
    for form in _forms(known, basis, gap, numbers):
        if known.holds(App(rel, (form, ZERO))) and basis.equal(gap, form):
            return basis.wrapped(Sign(basis.arithmetic(gap, form)))
    return None


def _is_real(known: ProofContext, t: Term) -> bool:
    return manifestly_real(t, known.facts.context)


def _forms(known: ProofContext, basis: Basis, gap: Term, numbers: list[Term]) -> Iterator[Term]:
    """The difference by real and imaginary parts, then by real parts and absolute values."""
    value, field = basis.value(gap), known.facts.field
    if max(len(value.top), len(value.bottom)) > MAX_TERMS:
        return
    plain = _apart(basis, value.top, numbers) / _apart(basis, value.bottom, numbers)
    plain = rationalised(field, plain) or plain
    if UNIT in _atoms(field, plain):
        return
    for u in numbers:
        basis.visit(call("re", u))
    yield _factored(field, plain)
    for u in numbers:
        basis.axiom("abs_conjugate", u=u)
        plain = _by_size(field, plain, u)
    yield _factored(field, plain)


def _atoms(field: Field, t: Term) -> list[Term]:
    return [field.terms[n] for n in field.used(field.value(t))]


def _apart(basis: Basis, p: Poly, numbers: list[Term]) -> Term:
    """A polynomial with re(z) + I*im(z) for each of some numbers."""
    field = basis.field
    top = field.up(p)
    last = top.context().nvars() - 1
    parts = {u: call("re", u) + UNIT * call("im", u) for u in numbers}
    found = []
    for monomial, c in top.terms():
        powers = [(field.terms[last - n], int(e)) for n, e in enumerate(monomial) if e]
        found.append(number(int(c)) * of_powers([(parts.get(u, u), e) for u, e in powers]))
    return sum_of(found)


def _by_size(field: Field, t: Term, u: Term) -> Term:
    """A term with |u|^2 - re(u)^2 for im(u)^2."""
    value, part = field.value(t), call("im", u)
    square = call("abs", u) ** number(2) - call("re", u) ** number(2)
    top, bottom = (_reduced(field, p, part, square) for p in (value.top, value.bottom))
    return top / bottom


def _reduced(field: Field, p: Poly, part: Term, square: Term) -> Term:
    top = field.up(p)
    if part not in field.terms:
        return written(field, top)
    rows = coefficients(top, top.context().nvars() - 1 - field.terms.index(part))
    return sum_of([
        written(field, q) * square ** number(d // 2) * part ** number(d % 2)
        for d, q in rows.items()
    ])  # fmt: skip


def _factored(field: Field, t: Term) -> Term:
    c, powers = as_powers(field, field.value(t))
    top = scaled(c, of_powers([(p, e) for p, e in powers if e > 0]))
    bottom = of_powers([(p, -e) for p, e in powers if e < 0])
    return top if bottom == ONE else top / bottom


UPPER = {"re": "re_upper", "im": "im_upper"}
"""head -> the row that says that a part is at most the absolute value."""


def learn_sizes(known: ProofContext, goal: App, limits: Limits) -> bool:
    """Learns that the parts in a comparison are, with either sign, at most absolute values.

    The absolute value is written over those of its factors, as the other side has it.
    """
    parts = {t for t in subterms(goal) if isinstance(t, App) and t.head in UPPER}
    for part in sorted(parts, key=depth)[:MAX_PARTS]:
        (u,) = part.args
        for v, signed in ((u, part), (-u, -part)):
            _learn_size(known, UPPER[part.head], v, signed, limits)
    return bool(parts)


def _learn_size(known: ProofContext, row: str, u: Term, signed: Term, limits: Limits) -> None:
    size = call("abs", u)
    head = row.removesuffix("_upper")
    basis = reduced(size, call(head, u) - signed, known.knowing(), limits)
    normal = basis.normal(size)
    gap, plain = signed - normal, call(head, u) - size
    if not known.learn(Axiom(row, (("u", u),))) or not basis.equal(gap, plain):
        return
    known.learn(
        Lemma(call("<=", signed, normal), basis.wrapped(Sign(basis.arithmetic(gap, plain))))
    )
