"""That a limit or an infinite sum has no value, by rows about sequences.

    T = L, T = M if T has a value      L != M           f(s(n)) goes to infinity
    -----------------------------------------           ------------------------
    T = lim(f(x), x -> a) not defined                   T not defined

Source: Rudin, Principles of Mathematical Analysis, 3.23 and 4.2.
"""

from __future__ import annotations

from derivcheck.kernel.checker.axioms import AXIOMS, instance, letters
from derivcheck.kernel.language.evidence import (
    Absurd,
    Along,
    Axiom,
    Cases,
    Chain,
    Evidence,
    Generalise,
    Have,
    Lemma,
    Symmetry,
)
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
)
from derivcheck.kernel.refutation.sequences import SHOWING, reached
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import tends

HEADS = {"lim": "lim", "lim+": "lim_above", "lim-": "lim_below", "sum": "terms"}
ENDS: dict[Term, str] = {INFINITY: "_far", MINUS_INFINITY: "_back"}
"""Limits and where they lead, as the rows call them."""


def by_rows(known: ProofContext, found: Along) -> Evidence | None:
    """A proof from evidence that is enough to refute."""
    valued = App("defined", (found.term,))
    none, goals = App("not", (valued,)), reached(found, known.facts, SHOWING)
    lemmas, rows = list[Evidence](), list[Axiom]()
    for (at, of), goal in zip(found.ways, goals, strict=True):
        axiom = _row(known, found, at, of, goal)
        if axiom is None or (shown := _shown(known, found, axiom, of)) is None:
            return None
        lemmas, rows = [*lemmas, *shown], [*rows, axiom]
        if goal in INFINITE:
            return Lemma(none, Have(tuple(shown), axiom))
    both = rows[0] if len(rows) == 1 else Chain((Symmetry(rows[0]), *rows[1:]))
    return Lemma(none, Cases(valued, Have(tuple(lemmas), Absurd(both)), Lemma(none)))


def _row(known: ProofContext, found: Along, at: Term, of: Evidence, goal: Term) -> Axiom | None:
    """What a row says of a sequence."""
    t, n = found.term, found.var
    if not isinstance(t, Bind):
        return None
    end = next((ENDS[u] for u in t.args if u in ENDS and t.head != "sum"), "")
    counted = "_counted" if end and t.sort == "integer" else ""
    name = HEADS[t.head] + end + counted + ("_unbounded" if goal in INFINITE else "_along")
    counting = known.facts.entering(n, INTEGER, call("<=", ONE, Sym(n)))
    body = SHOWING.agreement(of, counting).right
    values = {
        "f": Bind("lambda", t.var, t.body, ()),
        "g": Bind("lambda", n, at, ()),
        "s": Bind("lambda", n, body, ()),
        "a": t.args[0],
        "u": goal,
    }
    if name not in AXIOMS:
        return None
    return Axiom(name, tuple((letter, values[letter]) for letter, _ in letters(AXIOMS[name])))


def _shown(known: ProofContext, found: Along, axiom: Axiom, of: Evidence) -> list[Evidence] | None:
    """Lemmas by which the conditions of a row hold."""
    lemmas, along = list[Evidence](), [of]
    for condition in instance(AXIOMS[axiom.name], axiom.bindings)[1]:
        match condition:
            case Bind("forall"):
                shown = along.pop() if along else None  # what f is along g is asked first
                lemmas.append(Lemma(condition, Generalise(found.var, shown)))
            case App("=", (Bind() as limit, _)):
                goes = tends(known, limit)
                if goes is None:
                    return None
                lemmas += [Lemma(App("defined", (limit,)), goes), goes]
    return lemmas
