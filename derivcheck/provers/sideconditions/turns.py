"""Exponentials of imaginary numbers that are not 1, by the part of a turn (DLMF 4.2.20)."""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, subterms
from derivcheck.provers.foundations.proof_context import ProofContext

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
                within = (call("<", ZERO, u), call("<", u, ONE))
                if known.facts.signs.real(u) and all(map(known.holds, within)):
                    known.learn(Axiom("not_a_turn", (("u", u),)))
