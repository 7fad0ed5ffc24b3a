"""Inequalities between inner products and norms by bounds that are known: x @ y <= 1.

Each inner product gives way to the product of its norms (Cauchy and Schwarz), each norm of a sum or
of a product to those of its parts; what is left is an inequality between norms, which are numbers
(Horn and Johnson, Matrix Analysis, 5.1 and 5.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from itertools import product as pairs

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ONE, TWO, ZERO, App, Term, call, conjuncts, subterms
from derivcheck.provers.equations import squares
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.parts import Word, mirrored, parts, product, summands
from derivcheck.provers.sideconditions.signed_forms import ascending, difference
from derivcheck.provers.statements import comparisons
from derivcheck.provers.statements.conclusions import alone
from derivcheck.provers.statements.quadratic_forms import MADE, compared_arrays

MAX_BOUNDED = 6
"""How many inner products and norms give way."""
MAX_KNOWN = 4
"""Of how many arrays with a known norm one is put together."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number in a difference that gives way to a bound.

    Arguments:
        number: what stands there, and its factor.
        bound: what is not less than the number, or than its negative.
        sign: 1, or -1 for the negative.
    """

    factor: Term
    number: Term
    bound: Term
    sign: int


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between inner products and norms, or None."""
    goal = compared_arrays(claim)
    if goal is None:
        return None
    low, high = ascending(goal)
    known, rel = known_of(claim), "<" if goal.head in ("<", ">") else "<="
    gap = difference(high, low)
    rows = list(_bounded(known, gap))
    if not rows or len(rows) > MAX_BOUNDED:
        return None
    field, left = known.facts.field, gap
    for row in rows:
        left = left + row.factor * (_signed(row.sign, row.bound) - row.number)
    plain = _shown(known, rel, fraction(field, field.value(left)), claim, limits)
    if plain is None:
        return None
    spared = [row.factor * (row.number - _signed(row.sign, row.bound)) for row in rows]
    form = sum_of([plain, *spared])
    if not known.holds(App(rel, (ZERO, form))):
        return None
    form = form if low == goal.args[1] else -form
    shown = Lemma(goal, Sign(Arithmetic(difference(*goal.args), form)))
    return with_domain(claim, known.shown(shown)) if known.inferred(shown) else None


def _shown(known: ProofContext, rel: str, t: Term, claim: Claim, limits: Limits) -> Term | None:
    """What is left of a difference as it is shown to have a sign, which is learnt; or None."""
    for plain in dict.fromkeys((t, _in_norms(t))):
        left = App(rel, (ZERO, plain))
        found = alone(left, claim.context, limits, (comparisons.prove,))
        if found is not None and known.learn(Lemma(left, found)):
            return plain
    return None


def _in_norms(t: Term) -> Term:
    """The same with the squares of norms written as these, of which facts may speak."""
    match t:
        case App("matmul", (App("transpose", (x,)), y)) if x == y:
            return call("norm", x) ** TWO
        case App(head, parts) if head in ("+", "*", "neg", "/", "^"):
            return App(head, tuple(map(_in_norms, parts)))
    return t


def _signed(sign: int, t: Term) -> Term:
    return t if sign > 0 else -t


def _bounded(known: ProofContext, gap: Term) -> Iterator[Bounded]:
    """The inner products and norms in a difference that give way, bounds learnt."""
    field = known.facts.field
    sizes, stated = _sizes(known, *conjuncts(known.given), gap), _sizes(known, *known.given)
    for factor, number in _candidates(known, gap):
        sign = next((k for k in (-1, 1) if known.holds(call("<=", ZERO, _signed(k, factor)))), 0)
        if not sign:
            continue
        match number:
            case App("norm", (x,)):
                bound = _of_norm(known, x, stated) if sign < 0 else None
            case App("abs", (t,)):
                bound = _of_product(known, t, sizes) if sign < 0 else None
            case App("^", (t, _)):
                bound = _of_product(known, t, sizes) if sign < 0 else None
                bound = None if bound is None else bound**TWO
            case _:
                bound = _of_product(known, number, sizes)
        if bound is None or field.equal(bound, number):
            continue
        if not isinstance(number, App) or number.head not in ("norm", "abs", "^"):
            known.learn(Axiom("abs_upper" if sign < 0 else "abs_lower", (("u", number),)))
        if known.holds(call("<=", _signed(-sign, number), bound)):
            yield Bounded(factor, number, bound, -sign)


def _candidates(known: ProofContext, gap: Term) -> Iterator[tuple[Term, Term]]:
    """Inner products, norms and absolute values in a difference, each with its factor."""
    field = known.facts.field
    v, written = field.value(gap), _written(known, gap)
    ring, found = v.top.context(), dict[Term, list[Term]]()
    for monomial, c in v.top.terms():
        for place, degree in enumerate(monomial):
            atom = field.terms[len(monomial) - 1 - place] if degree == 1 else ONE
            t = written.get(atom, atom)
            if degree == 2:  # the square of an inner product
                t = field.terms[len(monomial) - 1 - place]
                t = t**TWO if isinstance(t, App) and t.head in ("tr", "matmul") else t
            if isinstance(t, App) and (t.head in (*MADE, "abs") or (t.head == "^" and degree == 2)):
                rest = (*monomial[:place], 0, *monomial[place + 1 :])
                factor = fraction(field, Value(ring.from_dict({rest: c}), v.bottom))
                found.setdefault(t, []).append(factor)
                break
    for t, factors in found.items():
        yield fraction(field, field.value(sum_of(factors))), t


def _written(known: ProofContext, gap: Term) -> dict[Term, Term]:
    """The norms in a difference, by what they are to exact arithmetic."""
    norms = (u for u in subterms(gap) if isinstance(u, App) and u.head == "norm")
    return {fraction(known.facts.field, known.facts.field.value(u)): u for u in norms}


def _sizes(known: ProofContext, *stated: Term) -> frozenset[Term]:
    """The arrays of whose norms is spoken."""
    field = known.facts.field
    norms = (u for s in stated for u in subterms(s) if isinstance(u, App) and u.head == "norm")
    return frozenset(fraction(field, field.value(u.args[0])) for u in norms)


def _of_product(known: ProofContext, t: Term, sizes: frozenset[Term]) -> Term | None:
    """The product of two norms that an inner product is at most, if it is no square."""
    words = parts(known.facts.field, known.facts.field.value(t))
    if len(words) != 1 or words[0].factor != ONE:
        return None
    word = words[0].word
    for one, other in sorted(_divided(known, word), key=lambda pair: _unknown(pair, sizes)):
        if one == other:
            return None
        for row in ("norm_schwarz", "cauchy_schwarz"):
            known.learn(Axiom(row, (("M", one), ("N", other))))
        return call("norm", one) * call("norm", other)
    return None


def _unknown(pair: tuple[Term, Term], sizes: frozenset[Term]) -> int:
    return sum(x not in sizes for x in pair)


def _divided(known: ProofContext, word: Word) -> Iterator[tuple[Term, Term]]:
    """The two factors of an inner product, divided at any place."""
    field = known.facts.field
    for n in range(1, len(word)):
        one = mirrored(field, word[:n])
        yield product(one), product(word[n:])


def _of_norm(known: ProofContext, x: Term, sizes: frozenset[Term]) -> Term | None:
    """The norms of the parts of an array, which that of the array is at most."""
    field = known.facts.field
    pieces = next(_over_known(known, x, sizes), None) or _pieces(known, x)
    rest, bounds = x, list[Term]()
    for n, (c, w) in enumerate(pieces):
        one = w if c == ONE else c * w
        if n < len(pieces) - 1:
            rest = fraction(field, field.value(rest - one))
            known.learn(Axiom("norm_sum", (("M", one), ("N", rest))))
        size = _of_word(known, w, sizes)
        bounds.append(size if c == ONE else _multiple(known, c, w) * size)
    return sum_of(bounds)


def _over_known(
    known: ProofContext, x: Term, sizes: frozenset[Term]
) -> Iterator[list[tuple[Term, Term]]]:
    """An array as the sum or the difference of two of which norms are known."""
    near = sorted(sizes - {x}, key=repr)[:MAX_KNOWN]
    for (u, v), (one, other) in pairs(combinations(near, 2), pairs((ONE, -ONE), repeat=2)):
        if known.facts.field.equal(x, one * u + other * v):
            yield [(one, u), (other, v)]


def _pieces(known: ProofContext, x: Term) -> list[tuple[Term, Term]]:
    """The words in an array, each once, with what they are multiplied by."""
    field, found = known.facts.field, dict[Term, list[Term]]()
    for c, w in summands(field, x):
        found.setdefault(w, []).append(c)
    return [(fraction(field, field.value(sum_of(cs))), w) for w, cs in found.items()]


def _of_word(known: ProofContext, w: Term, sizes: frozenset[Term]) -> Term:
    """The product of the norms of factors, if nothing is said of that of their product."""
    if not isinstance(w, App) or w.head != "matmul" or w in sizes:
        return call("norm", w)
    one, other = w.args[0], product(w.args[1:])
    known.learn(Axiom("norm_product", (("M", one), ("N", other))))
    return call("norm", one) * _of_word(known, other, sizes)


def _multiple(known: ProofContext, c: Term, w: Term) -> Term:
    """A factor without its sign; that the norm of the multiple is so many norms is learnt."""
    size = next((s for s in (c, -c) if known.holds(call("<=", ZERO, s))), call("abs", c))
    size = fraction(known.facts.field, known.facts.field.value(size))
    before, after = call("norm", c * w), size * call("norm", w)
    found = squares.prove(Claim(known.facts.context, before, "=", after), Limits())
    if found is not None:
        known.learn(Lemma(App("=", (before, after)), found))
    return size
