"""Equal arrays, and equal numbers of arrays, under equations of arrays.

What is known is brought to rules (`normalforms/words.py`): equations that are assumed or given,
their transposes, and that what has an inverse cancels with it, sums above all.  Numbers are
compared modulo the determinants and traces of these equations, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Symmetry,
)
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    children,
    free_names,
    subterms,
)  # fmt: skip
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import reduced
from derivcheck.provers.equations.entries import by_entries, by_entries_alone
from derivcheck.provers.equations.gradients import gradient
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.cofactors import Piece, combined
from derivcheck.provers.normalforms.composites import is_composite
from derivcheck.provers.normalforms.determinants import (
    Equation,
    determinant_equations,
    known_equations,
    measured_equations,
)
from derivcheck.provers.normalforms.entries import SETTLED
from derivcheck.provers.normalforms.words import Rewriting, Rule, has_arrays

MAX_DIAGONALS = 4
"""How many diagonal matrices are compared with products of others."""
CLEARED = 4
"""How many inverses of sums are cleared, one after the other."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence by equations of arrays, or None."""
    if claim.relation != "=" or not any(map(has_arrays, (claim.before, claim.after))):
        return None
    known = ProofContext(grounds(claim).both, discharge)
    found = equal(claim.before, claim.after, known, limits)
    if found is None or known.inferred(found) is None:
        return None
    return with_domain(claim, known.shown(found))


def equal(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence that two terms are equal by what is known of arrays, or None."""
    facts = known.facts
    equations = [*_gradients(facts, limits, left, right), *_equations(facts, left, right)]
    near = [e for e in equations if _is_about(e, left, right)]
    found = _by_equations(left, right, known, limits, near) if near != equations else None
    found = found or _by_equations(left, right, known, limits, equations)
    diagonals = list[Equation]()
    if found is None:
        diagonals += _squared_diagonals(known, limits, left, right)
        made = [one for one, _, _ in diagonals]
        diagonals += _turned_diagonals(known, limits, left, right, *made)
    if diagonals:
        found = _by_equations(left, right, known, limits, [*equations, *diagonals])
    names = [e for e in equations if _is_definition(e)]
    if found is None and names:
        others = [e for e in equations if e not in names]
        found = _by_equations(left, right, known, limits, others, names)
    return found


def _is_about(equation: Equation, *terms: Term) -> bool:
    """Whether an equation speaks of what occurs in terms, and of nothing else."""
    one, other, _ = equation
    return free_names(one) | free_names(other) <= frozenset().union(*map(free_names, terms))


def _is_definition(equation: Equation) -> bool:
    """Whether an equation says what a name stands for, or its transpose."""
    one, other, _ = equation
    name = one.args[0] if isinstance(one, App) and one.head == "transpose" else one
    return isinstance(name, Sym) and name not in set(subterms(other))


def _by_equations(
    left: Term,
    right: Term,
    known: ProofContext,
    limits: Limits,
    equations: list[Equation],
    names: Sequence[Equation] = (),
) -> Evidence | None:
    """The same by equations.

    Arguments:
        names: equations by which names are replaced everywhere.
    """
    rewriting = _rewriting(known, left - right, equations, names)
    found = reduced_to(left, right, rewriting)
    if found is not None:
        return found
    if known.facts.field.is_array(left):
        return _listed_inverse(left, right, known, limits)
    return _numbers_equal(left, right, known, limits, rewriting)


def rewriting_under(known: ProofContext, t: Term, *, without: Sequence[Term] = ()) -> Rewriting:
    """Rules by what is known of the arrays in a term, completed as far as they are kept.

    Arguments:
        without: letters that are replaced by others where equations have both.
    """
    equations = [e for e in _equations(known.facts, t) if _is_about(e, *known.facts.statements, t)]
    rewriting = _rewriting(known, t, equations, without=without)
    for _ in rewriting.complete():
        pass
    return rewriting


def _rewriting(
    known: ProofContext,
    gap: Term,
    equations: list[Equation],
    names: Sequence[Equation] = (),
    without: Sequence[Term] = (),
) -> Rewriting:
    """Rules by equations, and that letters cancel with their inverses."""
    rewriting = Rewriting(known.facts.field, without)
    rewriting.rules += [Rule((one,), other, shown) for one, other, shown in names]
    for equation in equations:
        rewriting.add(*equation)
    letters = _letters(rewriting, gap, equations)
    letters += [
        call("inv", x) for x in letters if equations and _gains_inverse(known, x, equations)
    ]
    rewriting.rules += _cancelled(letters, known.facts)
    return rewriting


def _numbers_equal(
    left: Term, right: Term, known: ProofContext, limits: Limits, rewriting: Rewriting
) -> Evidence | None:
    """Evidence that two numbers are equal by those in them."""
    lemmas = [e for head in ("det", "tr") for _, _, e in measured_equations(known.facts, head)]
    lemmas += determinant_equations(known.facts, left, right)
    lemmas += [*_numbers(rewriting, left, right), *rewriting.numbers]
    shown = Arithmetic(left, right, tuple(lemmas)) if lemmas else None
    if shown is not None and known.inferred(shown) is not None:
        return shown
    if rewriting.numbers:
        return _divided(left, right, known, limits, rewriting.numbers)
    return _in_entries(left, right, known, limits, rewriting)


def _in_entries(
    left: Term, right: Term, known: ProofContext, limits: Limits, rewriting: Rewriting
) -> Evidence | None:
    """Evidence by the entries of what is left of numbers when words have been rewritten."""
    field, links, sides = rewriting.field, [], []
    for t in (left, right):
        rest, pieces = rewriting.reduced(field.value(t))
        sides.append(fraction(field, rest) if pieces else t)
        links.append(combined(t, sides[-1], pieces) if pieces else Arithmetic(t, t))
    if sides == [left, right]:
        return None
    inner = by_entries(sides[0], sides[1], known, limits)
    return None if inner is None else Chain((links[0], inner, Symmetry(links[1])))


def _divided(
    left: Term, right: Term, known: ProofContext, limits: Limits, numbers: list[Evidence]
) -> Evidence | None:
    """Evidence by equations of numbers, of which factors that are not zero may be left out."""
    for lemma in numbers:
        known.learn(lemma)
    basis = reduced(left, right, known, limits, SETTLED)
    return basis.evidence(left, right) if basis.equal(left, right) else None


def reduced_to(left: Term, right: Term, rewriting: Rewriting) -> Evidence | None:
    """Evidence by rewriting the difference, as far as the rules must be completed for that."""
    completing, gap = rewriting.complete(), left - right
    while True:
        rest, pieces = rewriting.reduced(rewriting.field.value(gap))
        if rest.top.is_zero():
            return combined(left, right, pieces)
        if next(completing, True):
            found = _cleared(gap, rewriting, CLEARED)
            return None if found is None else combined(left, right, [Piece(ONE, *found)])


def _cleared(gap: Term, rewriting: Rewriting, depth: int) -> Equation | None:
    """That an array is zero because it is so times a matrix that has an inverse.

    What begins or ends with the inverse of a sum is multiplied by the sum.
    """
    field = rewriting.field
    shape = shape_of(gap, field.context)
    if not field.is_array(gap) or not shape or not depth:
        return None
    words = [p.word for p in rewriting.parts(field.value(gap)) if p.word]
    for place in (0, -1)[: len(shape)]:
        for letter in dict.fromkeys(w[place] for w in words):
            s = _sum_of(letter, rewriting)
            size = shape_of(s, field.context) if s is not None else None
            if s is None or not size:
                continue
            whole = call("matmul", s, gap) if place == 0 else call("matmul", gap, s)
            found = _vanishing(whole, rewriting, depth - 1)
            if found is not None:
                zero = App("zeros", tuple(size for _, size in shape))
                return (
                    gap,
                    zero,
                    _undone(gap, zero, letter, found, None if place == 0 else size[0][1]),
                )
    return None


def _vanishing(whole: Term, rewriting: Rewriting, depth: int) -> Equation | None:
    """That an array is zero."""
    rest, pieces = rewriting.reduced(rewriting.field.value(whole))
    if rest.top.is_zero():
        return whole, whole - whole, combined(whole, whole - whole, pieces)
    return _cleared(whole, rewriting, depth)


def _undone(gap: Term, zero: Term, letter: Term, found: Equation, size: Term | None) -> Evidence:
    """From the product with a sum, which vanishes, back to what was multiplied.

    Arguments:
        letter: the inverse of the sum.
        size: of the sum, if it stands behind.
    """
    whole, none, evidence = found
    (s,) = children(letter)
    if size is None:
        long = call("matmul", letter, s, gap)
        links: list[Evidence] = [Symmetry(Axiom("left_inverse", (("M", s), ("N", gap))))]
        one, other = call("matmul", letter, whole), call("matmul", letter, none)
        links += [Arithmetic(long, one), Congruence(one, other, (None, evidence))]
    else:
        unit = call("eye", size)
        long = call("matmul", gap, call("matmul", s, letter, unit))
        start, back = call("matmul", gap, unit), Axiom("right_inverse", (("M", s), ("N", unit)))
        one, other = call("matmul", whole, letter), call("matmul", none, letter)
        links = [Arithmetic(gap, start), Congruence(start, long, (None, Symmetry(back)))]
        links += [Arithmetic(long, one), Congruence(one, other, (evidence, None))]
    return Chain((*links, Arithmetic(other, zero)))


def _listed_inverse(
    left: Term, right: Term, known: ProofContext, limits: Limits
) -> Evidence | None:
    """Evidence about the inverse of a matrix whose entries are listed, by multiplying with it."""
    field, gap = known.facts.field, left - right
    for letter in dict.fromkeys(subterms(gap)):
        match letter:
            case App("inv", (App("vector", _) as s,)) if shape := shape_of(s, field.context):
                zero = App("zeros", tuple(size for _, size in shape))
                whole = call("matmul", s, gap)
                cleared = fraction(field, field.value(whole))
                found = by_entries(cleared, zero, known, limits)
                if found is not None:
                    vanishing = whole, zero, Chain((Arithmetic(whole, cleared), found))
                    undone = _undone(gap, zero, letter, vanishing, None)
                    return combined(left, right, [Piece(ONE, gap, zero, undone)])
    return None


def _sum_of(letter: Term, rewriting: Rewriting) -> Term | None:
    """What a letter is the inverse of, if that is no letter."""
    match letter:
        case App("inv", (s,)):
            parts = rewriting.parts(rewriting.field.value(s))
            return s if len(parts) > 1 or len(parts[0].word) > 1 or is_composite(s) else None
    return None


def _numbers(rewriting: Rewriting, *terms: Term) -> Iterator[Evidence]:
    """The numbers in terms as they look rewritten; they may stand inside of functions."""
    field = rewriting.field
    for u in dict.fromkeys(u for t in terms for u in subterms(t)):
        if isinstance(u, App) and (u.head in ("tr", "norm") or u.head == "matmul"):
            t = fraction(field, field.value(call("*", u, u))) if u.head == "norm" else u
            if field.is_array(t):
                continue
            rest, pieces = rewriting.reduced(field.value(t))
            if pieces:
                yield combined(t, fraction(field, rest), pieces)


def _gains_inverse(known: ProofContext, letter: Term, equations: list[Equation]) -> bool:
    """Whether a square letter of an equation is seen to have an inverse, which may help."""
    shape = shape_of(letter, known.facts.context)
    if not isinstance(letter, Sym) or shape is None or len(shape) != 2 or shape[0] != shape[1]:
        return False
    if not any(letter in set(subterms(one - other)) for one, other, _ in equations):
        return False
    return known.holds(call("!=", call("det", letter), ZERO))


def _equations(facts: Facts, *terms: Term) -> Iterator[Equation]:
    """What is known of arrays as equations: hypotheses, their transposes, inverses of sums."""
    known = list(known_equations(facts))
    for a, b, evidence in known:
        yield a, b, evidence
        one, other = call("transpose", a), call("transpose", b)
        yield one, other, Congruence(one, other, (evidence,))
    for u in dict.fromkeys(u for t in (*terms, *(a - b for a, b, _ in known)) for u in subterms(t)):
        match u:
            case App("inv", (s,)) if not is_composite(s):
                yield from _cancelling(s, facts)


def _gradients(facts: Facts, limits: Limits, *terms: Term) -> Iterator[Equation]:
    """Derivatives by arrays, in terms and in what is known, as arrays."""
    known = [t for a, b, _ in known_equations(facts) for t in (a, b)]
    for t in dict.fromkeys(u for s in (*terms, *known) for u in subterms(s)):
        if isinstance(t, Bind) and t.head == "diff" and shape_of(t, facts.context):
            found = gradient(t, facts, limits)
            if found is not None:
                yield found.left, found.right, found


def _turned_diagonals(known: ProofContext, limits: Limits, *terms: Term) -> Iterator[Equation]:
    """That matrices of which the diagonal is given are symmetric."""
    stated = [t for a, b, _ in known_equations(known.facts) for t in (a, b)]
    for u in dict.fromkeys(u for t in (*terms, *stated) for u in subterms(t)):
        if _is_diagonal(u, known):
            turned = call("transpose", u)
            found = by_entries_alone(turned, u, known, limits)
            if found is not None:
                yield turned, u, found


def _squared_diagonals(known: ProofContext, limits: Limits, *terms: Term) -> Iterator[Equation]:
    """That products of matrices of which the diagonal is given are others of them."""
    letters = list(dict.fromkeys(u for t in terms for u in subterms(t) if _is_diagonal(u, known)))
    names = [u for u in letters if all(isinstance(v, Sym) for v in children(u))]
    for u in letters[:MAX_DIAGONALS]:
        for one, other in combinations_with_replacement(names[:2], 2) if u not in names else ():
            whole = call("diag", call("hadamard", *children(one), *children(other)))
            found = by_entries_alone(whole, u, known, limits)
            if found is not None:
                yield whole, u, found
                break


def _is_diagonal(u: Term, known: ProofContext) -> bool:
    is_diagonal = isinstance(u, App) and u.head == "diag"
    return is_diagonal and len(shape_of(u, known.facts.context) or ()) == 2


def _cancelling(s: Term, facts: Facts) -> Iterator[Equation]:
    """A matrix that has an inverse times its inverse."""
    shape = shape_of(s, facts.context)
    if shape is None or len(shape) != 2:
        return
    one, inverse = call("eye", shape[0][1]), call("inv", s)
    for name, pair in (("left_inverse", (inverse, s)), ("right_inverse", (s, inverse))):
        short, long = App("matmul", pair), App("matmul", (*pair, one))
        shown = Chain((Arithmetic(short, long), Axiom(name, (("M", s), ("N", one)))))
        yield short, one, shown
        turned = call("transpose", short)
        unit = Arithmetic(call("transpose", one), one)
        yield turned, one, Chain((Congruence(turned, unit.left, (shown,)), unit))


def _letters(rewriting: Rewriting, gap: Term, equations: list[Equation]) -> list[Term]:
    """All letters that occur in a value and in equations."""
    gaps = (gap, *(one - other for one, other, _ in equations))
    values = (rewriting.field.value(t) for t in gaps)
    return list(dict.fromkeys(x for v in values for p in rewriting.parts(v) for x in p.word))


def _cancelled(letters: list[Term], facts: Facts) -> list[Rule]:
    """That letters cancel with their inverses, for overlaps with other rules."""
    found = []
    for letter in letters:
        match letter:
            case App("inv", (x,)) if (shape := shape_of(x, facts.context)) and len(shape) == 2:
                one = call("eye", shape[0][1])
                words = ((letter, x), (x, letter))
                found += [Rule(w, one, Arithmetic(App("matmul", w), one)) for w in words]
    return [rule for rule in found if facts.field.equal(App("matmul", rule.word), rule.rest)]
