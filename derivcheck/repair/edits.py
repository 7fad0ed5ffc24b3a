"""Single edits of a step: one slip undone, at one place or at all equal places.

A proposal only: whoever asks for edits has each one judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    free_names,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.positions import Place, Role, places, replaced
from derivcheck.repair.mutations import MUTATIONS, TWINS, Material, others

MAX_FACTORS = 16
"""How many factors are tried in place of a lost one."""

MAX_FACTOR_SIZE = 8
"""How many parts a factor may have that is tried."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited term.

    Arguments:
        term: the whole term after the edit, definitions folded.
        cost: how unlikely a slip it undoes: of the row of the table, then how much it adds.
    """

    term: Term
    cost: tuple[int, int]


def edits(t: Term, role: Role, material: Material) -> Iterator[Edit]:
    """Every single edit of a term, in a fixed order; no term comes twice.

    Arguments:
        t: a number or a statement, definitions folded.
        role: which of the two.
        material: what may be put into it.
    """
    seen, before = {t}, idle(t)
    empty = _says_nothing(t)
    for cost, new in _all(t, list(places(t, role)), material):
        fresh = new not in seen and idle(new) <= before
        if fresh and (empty or not _says_nothing(new)):
            seen.add(new)
            yield weighed(new, t, cost)


def weighed(new: Term, old: Term, cost: int) -> Edit:
    """An edit with what it costs: of equally likely ones the smaller, fewer signs, no `x*x`.

    Arguments:
        cost: of the row of the table.
    """
    more = max(0, signs(new) - signs(old)) + max(0, _repeated(new) - _repeated(old))
    return Edit(new, (cost, abs(size(new) - size(old)) + more))


def _repeated(t: Term) -> int:
    """How many products name a factor twice."""
    parts = (p for p in subterms(t) if isinstance(p, App) and p.head == "*")
    return sum(len(set(p.args)) < len(p.args) for p in parts)


def signs(t: Term) -> int:
    """How many minus signs a term has."""
    return sum(isinstance(p, App) and p.head == "neg" for p in subterms(t))


def _says_nothing(t: Term) -> bool:
    """Whether a part of a statement compares something with itself."""
    relations = (p for p in subterms(t) if isinstance(p, App) and len(p.args) == 2)
    return any(p.args[0] == p.args[1] and HEADS[p.head].kind == "relation" for p in relations)


def idle(t: Term) -> int:
    """In how many places a zero or one stands, or `x/x`, that nobody would write."""
    parts = [p for p in subterms(t) if isinstance(p, App) and p.head in IDLE]
    cancelled = sum(p.head == "/" and p.args[0] == p.args[1] for p in parts)
    return cancelled + sum(not IDLE[p.head].isdisjoint(p.args) for p in parts)


IDLE: dict[str, Set[Term]] = {
    "+":   frozenset((ZERO, -ZERO)),
    "*":   frozenset((ZERO, ONE)),
    "/":   frozenset((ZERO,)),
    "neg": frozenset((ZERO,)),
    "^":   frozenset((ZERO, ONE)),
    **dict.fromkeys(
        "sqrt cbrt abs exp log sin cos tan sinh cosh tanh".split(), frozenset((ZERO, ONE))
    ),
}  # fmt: skip
"""`x + 0`, `1*x`, `0*x`, `0/x`, `-0`, `x^1`, `x^0`, `sqrt(1)`; `x/x` likewise."""


def size(t: Term) -> int:
    """How many subterms a term has."""
    return sum(1 for _ in subterms(t))


def _all(t: Term, found: list[Place], material: Material) -> Iterator[tuple[int, Term]]:
    equal: dict[Term, list[Place]] = {}
    for place in found:
        equal.setdefault(place.term, []).append(place)
    for mutation in MUTATIONS:
        for place in found:
            yield from ((mutation.cost, place.put(new)) for new in mutation.undo(place, material))
        for u, same in equal.items() if mutation.shared else ():
            if len(same) > 1:
                new_terms = mutation.undo(same[0], material)
                yield from ((mutation.cost, replaced(t, u, new)) for new in new_terms)
    yield from ((1, new) for place in found for new in _renamed_inside(place, material))
    yield from ((2, new) for new in _functions_everywhere(t, material))


def _renamed_inside(place: Place, material: Material) -> Iterator[Term]:
    """A name that occurs more than once in a part, changed in that part."""
    names = [part.name for part in subterms(place.term) if isinstance(part, Sym)]
    for name in dict.fromkeys(n for n in names if names.count(n) > 1):
        if name in free_names(place.term):
            for other in others(name, place, material):
                yield place.put(substitute(place.term, {name: Sym(other)}))


def _functions_everywhere(t: Term, material: Material) -> Iterator[Term]:
    """A function put around the argument of another one, wherever that stands."""
    heads = [part.head for part in subterms(t) if isinstance(part, App)]
    for outer in dict.fromkeys(h for h in heads if HEADS[h].kind == "number"):
        if heads.count(outer) > 1:
            for inner in material.functions:
                yield _argument_wrapped(t, outer, inner)


def _argument_wrapped(t: Term, outer: str, inner: str) -> Term:
    parts = tuple(_argument_wrapped(part, outer, inner) for part in children(t))
    match t:
        case App(head) if head == outer and len(parts) == 1:
            return App(head, (App(inner, parts),))
    return rebuild(t, parts) if parts else t


# --- what may be put into a step -----------------------------------------------------------------


def material(before: Term, after: Term, meant: Term, context: Context) -> Material:
    """What may be put into a step: what it or its predecessor speaks of.

    Arguments:
        before, after: the step as written, definitions folded.
        meant: the predecessor with its definitions unfolded.
        context: for the declared names.
    """
    parts = [*subterms(before), *subterms(after)]
    unfolded = list(subterms(meant))
    names = {p.name for p in [*parts, *unfolded] if isinstance(p, Sym)}
    sorts = {n: s for n, s in context.sorts.items() if n in names}
    heads = (p.head for p in [*parts, *unfolded] if isinstance(p, App) and len(p.args) == 1)
    functions = dict.fromkeys(h for h in heads if HEADS[h].kind == "number")
    lost = dict.fromkeys((*_factors(parts), *_inner_derivatives(unfolded, context)))
    small = [f for f in lost if size(f) <= MAX_FACTOR_SIZE]
    return Material(sorts, tuple(dict.fromkeys(("abs", *functions))), tuple(small[:MAX_FACTORS]))


def _factors(parts: list[Term]) -> Iterator[Term]:
    yield TWO
    for part in parts:
        match part:
            case App("index", (Sym(), *_)) | App("apply", (Sym(), *_)):
                yield part
            case App(head, args) if HEADS[head].kind == "number":
                yield part
                if head in TWINS:
                    yield App(TWINS[head], args)
    yield from (part for part in parts if isinstance(part, Sym))


def _inner_derivatives(parts: list[Term], context: Context) -> Iterator[Term]:
    """The factors that the chain rule brings."""
    for part in parts:
        match part:
            case Bind("diff", var, body, args):
                for inner in subterms(body):
                    if isinstance(inner, App) and HEADS[inner.head].kind == "number":
                        by = Bind("diff", var, inner.args[0], args)
                        found = derivative(by, context)
                        if found:
                            yield _tidy(found[0])


def _tidy(t: Term) -> Term:
    """A derivative as one would write it: `2*x^1` as `2*x`, `2*x^(2 - 1)` as `2*x`."""
    match t:
        case App("^", (u, exponent)) if exponent in (ONE, TWO - ONE):
            return u
    parts = children(t)
    return rebuild(t, tuple(map(_tidy, parts))) if parts and not isinstance(t, Num) else t
