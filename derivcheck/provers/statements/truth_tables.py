"""Tables of truth: statements that are true whatever their atoms are.

Atoms are two-valued, a comparison with an undefined side being false, so that propositional logic
decides (Mendelson, Introduction to Mathematical Logic, section 1.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.evidence import Cases, Evidence, Lemma
from derivcheck.kernel.language.terms import App, Sym, Term
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_ATOMS = 8
"""The most atoms on which a table is split."""
CONNECTIVES = frozenset("and or not xor implies iff".split())


def by_table(goal: Term, known: ProofContext) -> Evidence | None:
    """Evidence for a statement that holds names of statements, or connectives inside of others."""
    return _table(goal, known, MAX_ATOMS) if _is_propositional(goal) else None


def _table(goal: Term, known: ProofContext, splits: int) -> Evidence | None:
    atoms = sorted(dict.fromkeys(_atoms(goal)), key=lambda p: not isinstance(p, Sym))
    side = next((p for p in atoms if not known.holds(p) and not known.holds(negation(p))), None)
    if side is None or not splits or not known.defined(side):
        return known.shown(Lemma(goal)) if known.holds(goal) else None
    yes = _table(goal, known.knowing(side), splits - 1)
    no = yes and _table(goal, known.denying(side), splits - 1)
    return known.shown(Cases(side, yes, no)) if yes and no else None


def _atoms(p: Term) -> Iterator[Term]:
    """The comparisons and the names of statements that a statement is made of."""
    match p:
        case App(head, parts) if head in CONNECTIVES:
            for part in parts:
                yield from _atoms(part)
        case Sym() | App():
            if isinstance(p, Sym) or p.head in ALLOWED:
                yield p


def _is_propositional(p: Term, inside: bool = False) -> bool:
    match p:
        case App(head, parts) if head in CONNECTIVES:
            nested = inside and head in ("xor", "iff", "implies")
            return nested or any(_is_propositional(part, inside=True) for part in parts)
    return isinstance(p, Sym)
