"""Exponentials of imaginary numbers that are not 1, by the part of a turn (DLMF 4.2.20)."""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import manifestly_real
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Hypothesis,
    Lemma,
)
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, subterms
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.case_splits import on_both_sides

TURN = number(2) * App("pi", ()) * App("I", ())


def of_turns(known: ProofContext, s: Term) -> None:
    """Learns of the exponentials in a question, over the complex numbers, that they are not 1."""
    if known.facts.context.field == "real" or not isinstance(s, App) or s.head != "!=":
        return
    field = known.facts.field
    for t in dict.fromkeys(subterms(s)):
        match t:
            case App("exp", (w,)):
                u = fraction(field, field.value(w / TURN))
                if manifestly_real(u, known.facts.context):
                    _by_part(known, t, u)


def _by_part(known: ProofContext, t: App, u: Term) -> None:
    """By a part of a turn forwards, or backwards, or whichever it is."""
    if _between(known, ZERO, u, ONE):
        known.learn(Axiom("not_a_turn", (("u", u),)))
    elif _between(known, -ONE, u, ZERO):
        _backwards(known, t, u)
    elif _between(known, -ONE, u, ONE) and known.nonzero(u):
        on_both_sides(known, call("!=", t, ONE), call("<", ZERO, u))


def _between(known: ProofContext, low: Term, u: Term, high: Term) -> bool:
    return known.holds(call("<", low, u)) and known.holds(call("<", u, high))


def _backwards(known: ProofContext, t: App, u: Term) -> None:
    """exp(w) = 1 would make exp(-w) = 1."""
    goal, forwards = call("!=", t, ONE), Axiom("not_a_turn", (("u", -u),))
    turned = call("exp", TURN * -u)
    if not known.learn(forwards):
        return
    otherwise = known.denying(goal)
    rows = (Axiom("exp_neg", (("u", TURN * u),)), Hypothesis(call("=", t, ONE)))
    if otherwise.learn(Arithmetic(turned, ONE, rows)):
        absurd = otherwise.shown(Absurd(Lemma(call("!=", turned, ONE))))
        known.learn(Lemma(goal, Cases(goal, Lemma(goal), absurd)))
