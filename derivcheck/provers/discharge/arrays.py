"""Side conditions about arrays: what is not zero because a determinant is not, what is positive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product as pairs

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma, Sign
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call, is_infinite, subterms
from derivcheck.provers.discharge.determinants import work_out
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.determinants import determinant_equations, measured_equations
from derivcheck.provers.normalforms.parts import Part, Word, mirrored, product
from derivcheck.provers.normalforms.words import Rewriting, has_arrays
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_FORMS = 24
"""How many quadratic forms are looked at."""


def array_lemmas(known: ProofContext, s: Term) -> None:
    """Learns lemmas about arrays after which a statement holds, if it finds them."""
    match s:
        case App(rel, (a, b)) if rel in ALLOWED and not is_infinite(a) and not is_infinite(b):
            if not has_arrays(s) and not any(map(is_entry, subterms(s))):
                return
            gap = difference(a, b)
            if known.facts.field.is_array(gap) or _definite(known, s):
                return
            if rel == "!=":
                _lengths(known, s)
                work_out(known, s)
                _nonzero(known, gap)
            if not known.facts.holds(s):
                _signed(known, s, rel, gap)


def is_entry(t: Term) -> bool:
    """Whether a term is an entry of a matrix."""
    return isinstance(t, App) and t.head == "index" and len(t.args) == 3


def _definite(known: ProofContext, s: Term) -> bool:
    """Learns that determinants of definite matrices are positive; whether the statement follows."""
    for u in subterms(s):
        match u:
            case App("det", (App() as matrix,)):
                found = Axiom("definite_det", (("P", matrix),))
                if known.learn(found) and known.facts.holds(s):
                    return True
    return False


# --- what is not zero ----------------------------------------------------------------------------


def _lengths(known: ProofContext, s: Term) -> None:
    """Learns that norms of arrays that are known not to be zero are not zero."""
    for size in dict.fromkeys(subterms(s)):
        match size:
            case App("norm", (x,)):
                square = call("*", size, size)
            case _:
                continue
        for row in _quadratic(known, x, None):
            if isinstance(row, Axiom) and row.name == "gram_nonzero" and known.learn(row):
                form = fraction(known.facts.field, known.facts.field.value(square))
                shown = Lemma(call("!=", square, ZERO), Sign(Arithmetic(square, form)))
                if known.learn(shown):
                    known.learn(Axiom("nonzero_factor", (("u", size), ("v", size))))


def _nonzero(known: ProofContext, t: Term) -> None:
    """A number that divides a determinant which is not zero is not zero."""
    goal, field = call("!=", t, ZERO), known.facts.field
    normal = fraction(field, field.value(t))
    if normal != t and known.facts.holds(call("!=", normal, ZERO)):
        known.learn(Lemma(goal, Sign(Arithmetic(t, normal))))
        return
    for whole, same, lemmas in _nonzero_products(known, t):
        for factor in _quotients(known, whole, t, lemmas):
            lemma = Sign(Arithmetic(t * factor, same, lemmas))
            if known.learn(Lemma(call("!=", t * factor, ZERO), lemma)):
                known.learn(Axiom("nonzero_factor", (("u", t), ("v", factor))))
            if known.facts.holds(goal):
                return


def _nonzero_products(
    known: ProofContext, t: Term
) -> Iterator[tuple[Term, Term, tuple[Evidence, ...]]]:
    """What may be a multiple of a number, and what that is by lemmas, which is not zero."""
    for one, other, lemma in measured_equations(known.facts, "det"):
        for a, b in ((one, other), (other, one)):
            normal = fraction(known.facts.field, known.facts.field.value(b))
            if known.facts.holds(call("!=", normal, ZERO)):
                yield a, normal, (lemma,)
    unequal = (s.args for s in known.facts.statements if isinstance(s, App) and s.head == "!=")
    sides = [u for args in unequal for u in args]
    volumes = [u for u in sides if isinstance(u, App) and u.head == "det"]
    if volumes:
        lemmas = determinant_equations(known.facts, t, *volumes)
        for volume in dict.fromkeys(volumes):
            yield volume, volume, ()
            for lemma in lemmas:
                yield volume, volume, (lemma,)


def _quotients(
    known: ProofContext, whole: Term, t: Term, lemmas: tuple[Evidence, ...]
) -> Iterator[Term]:
    """One number divided by another, modulo an equation, if the divisor goes."""
    field, wholes = known.facts.field, [whole]
    for lemma in lemmas:
        match known.inferred(lemma):
            case App("=", (a, b)):
                wholes += [whole * a / b, whole * b / a]
    if field.value(t).top.is_zero():
        return
    for multiple in wholes:
        quotient = field.value(fraction(field, field.value(multiple)) / t)
        found = fraction(field, quotient)
        if not _is_divided(field, quotient, t) and known.defined(found):
            yield found


def _is_divided(field: Field, quotient: Value, t: Term) -> bool:
    """Whether a number is still among what a quotient is divided by."""
    top, bottom = (field.up(p) for p in (field.value(t).top, quotient.bottom))
    return bool(divmod(bottom, top)[1].is_zero())


# --- what is positive ----------------------------------------------------------------------------


def _signed(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """The signs of quadratic forms, and the inequalities of norms."""
    field = known.facts.field
    for candidate in dict.fromkeys(_forms(known, gap)):
        if candidate in known.lemmas:
            continue
        try:
            found = infer(candidate, known.facts).statement
        except Rejected:
            continue
        if not known.defined(found):
            continue
        known.learn(candidate)
        if known.facts.holds(s):
            return
    normal = fraction(field, field.value(gap))
    if known.facts.holds(call(rel, normal, ZERO)):
        known.learn(Lemma(s, Sign(Arithmetic(gap, normal))))


def _forms(known: ProofContext, gap: Term) -> Iterator[Evidence]:
    """Instances of the axioms about quadratic forms and norms that a difference may rest on."""
    rewriting, field = Rewriting(known.facts.field), known.facts.field
    for part in rewriting.parts(field.value(gap))[:MAX_FORMS]:
        yield from _of_trace(known, rewriting, part)
        if len(part.word) == 3:
            (one,), (_, p, other) = mirrored(field, part.word[:1]), part.word
            yield Axiom("definite_schwarz", (("M", one), ("P", p), ("N", other)))
    for u in subterms(gap):
        match u:
            case App("index", (p, i, j)):
                yield from _of_entry(known, p, i, j)
            case App("matmul", (x, *middle, y)) if _faces(known, x, y):
                yield from _squared(known, y, tuple(middle))
    yield from _of_pairs(known, gap)


def _of_pairs(known: ProofContext, gap: Term) -> Iterator[Evidence]:
    """What bounds the norms of sums and of products, and inner products, that are spoken of."""
    spoken = _spoken(known, gap)
    sizes = [u.args[0] for u in subterms(gap) if isinstance(u, App) and u.head == "norm"]
    arrays = [Sym(name) for name, sort in known.facts.context.sorts.items() if sort.shape]
    inside = [x for x in arrays if x in set(subterms(gap))]
    for x, y in dict.fromkeys(pairs(sizes, repeat=2)):
        turned, letters = call("transpose", x), (("M", x), ("N", y))
        if spoken(call("norm", x + y)):
            yield Axiom("norm_sum", letters)
        for one in (x, turned):
            if spoken(call("norm", call("matmul", one, y))):
                yield Axiom("norm_product", (("M", one), ("N", y)))
        if spoken(call("tr", call("matmul", turned, y))):
            for name in ("cauchy_schwarz", "norm_form", "norm_schwarz"):
                yield Axiom(name, letters)
    for x, y in pairs(inside, repeat=2):
        if spoken(call("tr", call("matmul", call("transpose", x), y))):
            yield Axiom("cauchy_schwarz", (("M", x), ("N", y)))


def _spoken(known: ProofContext, gap: Term) -> Callable[[Term], bool]:
    """Whether a number is made of those in a difference and in the comparisons that are known."""
    field, about = known.facts.field, [gap]
    for s in known.facts.statements:
        match s:
            case App(rel, (a, b)) if rel in ALLOWED and not is_infinite(a) and not is_infinite(b):
                about += [a, b]
    norms = (u for u in subterms(gap) if isinstance(u, App) and u.head == "norm")
    about += [u * u for u in norms]  # where the squares of both sides are compared
    numbers = [t for t in about if not field.is_array(t)]
    atoms = set[int]().union(*(field.used(field.value(t)) for t in numbers))
    return lambda t: field.used(field.value(t)) <= atoms


def _squared(known: ProofContext, y: Term, middle: Word) -> Iterator[Evidence]:
    """That a quadratic form is not negative, what stands on both sides of its middle left out."""
    word: Word = (y,)
    while len(middle) > 1 and mirrored(known.facts.field, middle[-1:]) == middle[:1]:
        middle, word = middle[1:-1], (middle[-1], *word)
    yield from _quadratic(known, product(word), product(middle) if middle else None)


def _faces(known: ProofContext, x: Term, y: Term) -> bool:
    """Whether a product from x to y is written as a multiple of a quadratic form of y."""
    match x:
        case App("neg", (u,)) | App("/", (u, _)):
            return _faces(known, u, y)
        case App("*", parts):
            return any(_faces(known, u, y) for u in parts if known.facts.field.is_array(u))
    if x == y:
        return len(shape_of(y, known.facts.context) or ()) == 1
    return x == call("transpose", y)


def _of_entry(known: ProofContext, p: Term, i: Term, j: Term) -> Iterator[Evidence]:
    """What an entry of a definite matrix is compared with."""
    if i == j:
        yield Axiom("definite_entry", (("P", p), ("i", i)))
    shape = shape_of(p, known.facts.context)
    if shape:
        one, other = (call("index", call("eye", shape[0][1]), at) for at in (i, j))
        yield Axiom("definite_schwarz", (("M", one), ("P", p), ("N", other)))


def _of_trace(known: ProofContext, rewriting: Rewriting, part: Part) -> Iterator[Evidence]:
    """A trace that is read as X' X or X' P X from some letter on."""
    word = part.word
    if part.circle and len(word) == 1:
        yield Axiom("definite_trace", (("P", word[0]),))
        if isinstance(word[0], App) and word[0].head == "inv":
            yield Axiom("definite_inverse_trace", (("P", word[0].args[0]),))
    for n in range(len(word) if part.circle else 1):
        turned = word[n:] + word[:n]
        half = len(turned) // 2
        last = turned[len(turned) - half :]
        if half and mirrored(rewriting.field, last) == turned[:half]:
            middle = turned[half] if len(turned) % 2 else None
            yield from _quadratic(known, product(last), middle)


def _quadratic(known: ProofContext, x: Term, middle: Term | None) -> Iterator[Evidence]:
    """That a quadratic form is not negative; positive where its array is known not to be zero."""
    letters: tuple[tuple[str, Term], ...] = (("M", x),)
    match middle:
        case None:
            name = "gram"
        case App("inv", (p,)):
            name, letters = "definite_inverse", (*letters, ("P", p))
        case p:
            name, letters = "definite", (*letters, ("P", p))
    for s in known.facts.statements:
        match s:
            case App("!=", (y, App("zeros", (n, *_)))) if known.facts.field.equal(x, y):
                yield Axiom(f"{name}_nonzero", (*letters, ("n", n)))
    yield Axiom(name, letters)
