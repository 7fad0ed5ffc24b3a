"""Steps about numbers of which only a guess says what they are: if they hold for positive ones.

`--infer` guesses `real` of what is no more than a letter, so that `C*exp(-t) = C/2` says nothing
of exp(-t) where C is 0.  What fails for such a reason need be no mistake of the author: it is
undecided, and told is both where it fails and where it holds.  So it is with matrices that are
meant to be symmetric.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.checking.questions import Asking, judged
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import ZERO, Sym, Term, call, free_names
from derivcheck.notation.plain import show
from derivcheck.notation.words import listed
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict

_EMPTY = frozenset((Kind.VACUOUS, Kind.NEVER, Kind.NO_POINT, Kind.CONTRADICTION))
"""What is said of proofs that hold for want of any point."""


def if_positive(
    name: str, claim: Claim, verdict: Verdict, guessed: frozenset[str]
) -> Asking[Verdict]:
    """The verdict on a claim that is not proved, if it is proved for positive numbers.

    Arguments:
        name: of what is judged.
        verdict: on the claim as it stands.
        guessed: the names that are real numbers, or square matrices, by a guess alone.
    """
    names = sorted(guessed & _names(claim) & claim.context.sorts.keys())
    if verdict.name not in ("refuted", "undecided") or not names:
        return verdict
    signs = tuple(_mostly(n, claim) for n in names)
    context = replace(claim.context, assumptions=(*claim.context.assumptions, *signs))
    again = yield from judged(f"{name} if positive", replace(claim, context=context))
    if again.name != "proved" or _EMPTY & {*again.kinds}:
        return verdict
    where = listed([show(sign) for sign in signs])
    if verdict.name == "undecided":
        return replace(verdict, reasons=(*verdict.reasons, Reason(Kind.IF_POSITIVE, where)))
    example = verdict.counterexample
    failing = (Reason(Kind.FAILS_AT, example.where),) if example else ()
    told = Reason(Kind.IF_POSITIVE, where), Reason(Kind.TRY, "declare what is meant so")
    return Verdict("undecided", reasons=(*failing, *told))


def _mostly(name: str, claim: Claim) -> Term:
    """What mostly holds of a number, or of a square matrix, in lecture notes."""
    if claim.context.sorts[name].shape:
        return call("=", call("transpose", Sym(name)), Sym(name))
    return call(">", Sym(name), ZERO)


def _names(claim: Claim) -> frozenset[str]:
    """The names that a claim, or what is assumed of the names in it, speaks of."""
    terms: tuple[Term, ...] = (claim.before, claim.after, *claim.context.assumptions)
    return frozenset[str]().union(*map(free_names, terms))
