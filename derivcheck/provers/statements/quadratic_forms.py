"""Quadratic inequalities in arrays by completing squares: |u + v|^2 <= 2*|u|^2 + 2*|v|^2.

Where tr(x.T @ P @ x) stands with a factor d >= 0 and, beside it, x is linear, what is linear goes
into a square,

    d*tr(x.T @ P @ x) + tr(w.T @ x) = d*tr(z.T @ P @ z) + rest,     z = x + inv(P) @ w/(2*d)

and x does not stand in the rest; x may be a product of arrays, P is the unit matrix or one that is
positive definite.  This is Gauss's elimination, which decides whether a form is nonnegative (Horn
and Johnson, Matrix Analysis, 7.1 and 7.7; Boyd and Vandenberghe, Convex Optimization, A.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ONE, TWO, ZERO, App, Sym, Term, call, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import as_powers, of_powers, sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import scaled
from derivcheck.provers.normalforms.parts import Part, Word, mirrored, parts, product
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_SQUARES = 4
"""How many squares are completed, one after the other."""
MADE = frozenset(("norm", "tr", "matmul"))


@dataclass(frozen=True, slots=True)
class Pivot:
    """A square in a form: factor*tr(letter.T @ metric @ letter), without a metric for a norm."""

    letter: Word
    metric: Term | None
    factor: Term


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a weak inequality that is quadratic in arrays, or None."""
    goal = App(claim.relation, (claim.before, claim.after))
    heads = {u.head for u in subterms(goal) if isinstance(u, App)}
    if claim.relation not in ORDERS or claim.context.field != "real" or not heads & MADE:
        return None
    known = known_of(claim)
    low, high = goal.args if claim.relation in ("<", "<=") else goal.args[::-1]
    form = _as_squares(known, difference(high, low))
    strict = "<" if claim.relation in ("<", ">") else "<="
    if form is None or not known.holds(App(strict, (ZERO, form))):
        return None
    form = form if low == claim.after else -form
    shown = Lemma(goal, Sign(Arithmetic(difference(*goal.args), form)))
    return with_domain(claim, known.shown(shown)) if known.inferred(shown) else None


def _as_squares(known: ProofContext, rest: Term) -> Term | None:
    """A form as a sum of squares, which are learnt, and of numbers; None if it is none."""
    field, squares = known.facts.field, list[Term]()
    while found := _gathered(field, rest):
        pivot = next(_pivots(known, found), None)
        if pivot is None or len(squares) == MAX_SQUARES:
            return None
        square = _completed(known, pivot, found)
        squares.append(square)
        rest = fraction(field, field.value(rest - square))
    left = [rest] if rest != ZERO else []
    return sum_of([*squares, *left]) if squares else None


def _gathered(field: Field, t: Term) -> list[Part]:
    """The words in a form, each once, with factors in which signs can be seen."""
    found: dict[Part, list[Term]] = {}
    for part in parts(field, field.value(t)):
        found.setdefault(replace(part, factor=ONE), []).append(part.factor)
    factors = (as_powers(field, field.value(sum_of(terms))) for terms in found.values())
    written = (scaled(c, of_powers(powers)) for c, powers in factors)
    return [replace(part, factor=factor) for part, factor in zip(found, written, strict=True)]


def _pivots(known: ProofContext, form: list[Part]) -> Iterator[Pivot]:
    """Squares whose factor is known not to be negative."""
    for part in form:
        for word in _readings(part):
            half = len(word) // 2
            letter, middle = word[len(word) - half :], word[half : len(word) - half]
            if not half or not _mirrors(known, word[:half], letter):
                continue
            metric = middle[0] if middle else None
            if (metric is None or _definite(known, metric)) and known.holds(
                call("<=", ZERO, part.factor)
            ):
                yield Pivot(letter, metric, part.factor)


def _readings(part: Part) -> Iterator[Word]:
    """A word, and a trace from each of its letters."""
    word = part.word
    yield from (word[n:] + word[:n] for n in range(len(word) if part.circle else 1))


def _mirrors(known: ProofContext, first: Word, last: Word) -> bool:
    """Whether a word is the transpose of another one; a vector may be written as it is."""
    turned = mirrored(known.facts.field, last)
    return first == turned or first == (last[-1], *turned[1:])


def _definite(known: ProofContext, metric: Term) -> bool:
    sorts = known.facts.context.sorts
    return isinstance(metric, Sym) and "positive definite" in sorts[metric.name].traits


def _completed(known: ProofContext, pivot: Pivot, form: list[Part]) -> Term:
    """The square that takes in all that is linear in the letter of a pivot, learnt not to be less
    than zero.
    """
    shift = [part.factor / (TWO * pivot.factor) * w for part, w in _linear(known, pivot, form)]
    if pivot.metric is not None and shift:
        shift = [call("matmul", call("inv", pivot.metric), sum_of(shift))]
    z = fraction(
        known.facts.field, known.facts.field.value(sum_of([product(pivot.letter), *shift]))
    )
    if pivot.metric is None:
        known.learn(Axiom("gram", (("M", z),)))
        inner = call("matmul", call("transpose", z), z)
    else:
        known.learn(Axiom("definite", (("M", z), ("P", pivot.metric))))
        inner = call("matmul", call("transpose", z), pivot.metric, z)
    square = call("tr", inner)
    return square if pivot.factor == ONE else pivot.factor * square


def _linear(known: ProofContext, pivot: Pivot, form: list[Part]) -> Iterator[tuple[Part, Term]]:
    """What stands before a letter where it stands once, as the array it is multiplied with."""
    field, letter = known.facts.field, pivot.letter
    turned, size = mirrored(field, letter), len(letter)
    for part in form:
        for word in _readings(part):
            first, last = word[:size] == turned, word[-size:] == letter
            if len(word) > size and first != last:
                yield part, product(word[size:] if first else mirrored(field, word[:-size]))
                break
