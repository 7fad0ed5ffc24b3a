"""Case splits: a statement in each case of a known disjunction, or whether another holds or not.

A statement goes in; the proof context learns it if it holds in every case.
"""

from __future__ import annotations

from itertools import islice
from typing import TypeGuard

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.evidence import Absurd, Cases, Either, Evidence, Lemma
from derivcheck.kernel.language.terms import App, Term, call, conjuncts, free_names, subterms
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import is_root
from derivcheck.provers.sideconditions.squaring import with_roots

MAX_CHOICES = 4
"""How many known disjunctions are tried for one question."""
EQUALITIES = frozenset(("=", "!="))


def by_rest(known: ProofContext, s: Term, parts: tuple[Term, ...]) -> bool:
    """The rest of a disjunction where its first part fails."""
    first, rest = parts[0], parts[1:]
    if not rest or not known.defined(first):
        return False
    otherwise = known.denying(first)
    if not otherwise.holds(rest[0] if len(rest) == 1 else App("or", rest)):
        return False
    return known.learn(Lemma(s, Cases(first, Lemma(s), otherwise.shown(Lemma(s)))))


def on_both_sides(known: ProofContext, s: Term, side: Term) -> None:
    """A statement where another is true and where it is false."""
    if not known.defined(side):
        return
    yes, no = known.knowing(side), known.denying(side)
    if yes.holds(s) and no.holds(s):
        shown = (k.shown(Lemma(s)) for k in (yes, no))
        known.learn(Lemma(s, Cases(side, *shown)))


def by_sides(known: ProofContext, s: Term, difference: Term) -> None:
    """r + c*sqrt(w): for either sign of r, or else of c."""
    match difference:
        case App("+", parts):
            rest = [p for p in parts if not any(is_root(t) for t in subterms(p))]
        case _:
            return
    if len(rest) != len(parts) - 1 or not rest:
        return
    r = rest[0] if len(rest) == 1 else App("+", tuple(rest))
    slopes = (written(known.facts.field, c) for _, c, _ in with_roots(known.facts, difference))
    for side in (call("<=", 0, t) for t in (r, *slopes)):
        if not known.holds(side) and not known.holds(negation(side)):
            on_both_sides(known, s, side)
            return


def _is_absolute(t: Term) -> TypeGuard[App]:
    return isinstance(t, App) and t.head == "abs"


def _by_indicators(known: ProofContext, s: Term) -> None:
    """Where the condition of its first indicator holds and where it does not.

    What stands between bars in the condition has a sign before.
    """
    found = list[Term]()
    for t in subterms(s):
        match t:
            case App("indicator", (p,)):
                found += [call(">=", u.args[0], 0) for u in subterms(p) if _is_absolute(u)]
                found.append(p)
    for side in dict.fromkeys(found):
        if not free_names(side) <= known.facts.context.sorts.keys():
            continue
        if not known.holds(side) and not known.holds(negation(side)):
            on_both_sides(known, s, side)
            return


def by_denial(known: ProofContext, s: Term, rel: str) -> None:
    """True because something known would be false otherwise: x > 0 where 1/x > 0."""
    if not known.defined(s):
        return
    names, otherwise = free_names(s), known.denying(s).briefly()
    for p in conjuncts(known.given):
        if not isinstance(p, App) or p.head not in ALLOWED or not names & free_names(p):
            continue
        if rel in EQUALITIES and p.head in EQUALITIES:
            continue
        plain = "!=" in (rel, p.head) or not free_names(p) <= names
        if (otherwise.facts if plain else otherwise).holds(negation(p)):
            known.learn(Lemma(s, Cases(s, Lemma(s), otherwise.shown(Absurd(Lemma(p))))))
            return


def by_cases(known: ProofContext, s: Term) -> None:
    """In every case of a known disjunction; the others are taken apart within its cases.

    Before, where the condition of an indicator holds and where it does not.
    """
    _by_indicators(known, s)
    if known.facts.holds(s):
        return
    stated, names = conjuncts(known.facts.statements), free_names(s)
    choices = (
        c for c in stated
        if isinstance(c, App) and c.head == "or" and free_names(c) & names
        and not any(part in stated for part in c.args)
    )  # fmt: skip
    for choice in islice(choices, known.splits(MAX_CHOICES)):
        parts = list[Evidence]()
        for part in choice.args:
            if known.facts.fails(part):
                parts.append(Absurd(Lemma(part)))
                continue
            inner = known.supposing(part)
            if not _in_case(inner, s):
                break
            parts.append(inner.shown(Lemma(s)))
        else:
            known.learn(Lemma(s, Either(choice, tuple(parts))))
            return


def _in_case(known: ProofContext, s: Term) -> bool:
    """Whether a statement holds, the parts of a disjunction asked as deep as the whole."""
    parts = s.args if isinstance(s, App) and s.head == "or" else ()
    return any(map(known.holds, parts)) or known.holds(s)
