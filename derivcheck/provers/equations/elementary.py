"""The elementary prover: both sides over the basis, then exact arithmetic."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Hypothesis
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Term,
    children,
    conjuncts,
    free_names,
    is_infinite,
    subterms,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.discharge.needs import HEADS, learn_needs, may_need
from derivcheck.provers.equations.domains import is_complete, with_domain
from derivcheck.provers.foundations.definitions import definitions_first
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.normalforms.handlers import HANDLERS, TURNED, WHOLE
from derivcheck.provers.normalforms.leading import adopt


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation from the normal forms of its sides, or None."""
    if claim.relation != "=":
        return None
    if _weighs(claim):
        basis = reduced(claim.before, claim.after, known_of(claim), limits, WHOLE)
        if basis.equal(claim.before, claim.after):
            return with_domain(claim, basis.evidence(claim.before, claim.after))
    bare = _without_laws(claim)
    found = (bare and normalised(bare, limits)) or normalised(claim, limits)
    return found or (normalised(claim, limits, TURNED) if _has_turns(claim) else None)


def _weighs(claim: Claim) -> bool:
    """Whether exponentials of sums stand in a finite sum that is divided by, or of which a
    logarithm is taken: their normal form takes them apart, and what is divided by with them.
    """
    if claim.context.field != "real":
        return False
    parts = {u for side in (claim.before, claim.after) for u in subterms(side)}
    sums = {t for t in parts if is_sum(t) and not is_infinite(t)}
    inner = (u for t in parts if isinstance(t, App) and t.head in ("/", "log") for u in t.args)
    divided = {t for u in inner for t in subterms(u)} & sums
    return any(_is_exponential(u) for t in divided for u in subterms(t))


def _is_exponential(t: Term) -> bool:
    match t:
        case App("exp", (App(head),)):
            return head != "index"
    return False


def _has_turns(claim: Claim) -> bool:
    """Whether a sum of complex exponentials stands in another sum."""
    if claim.context.field == "real":
        return False
    sums = [t for side in (claim.before, claim.after) for t in subterms(side) if is_sum(t)]
    inner = {u for t in sums for part in children(t) for u in subterms(part) if is_sum(u)}
    return any(isinstance(u, App) and u.head == "exp" for t in inner for u in subterms(t))


def _without_laws(claim: Claim) -> Claim | None:
    """The claim where equations that hold for all values are not known; None if none is.

    Such as differential equations turn derivatives into what is no derivative any more.
    """
    context = claim.context
    assumptions, facts = (
        tuple(s for s in stated if not _is_law(s))
        for stated in (context.assumptions, context.facts)
    )
    if (assumptions, facts) == (context.assumptions, context.facts):
        return None
    return replace(claim, context=replace(context, assumptions=assumptions, facts=facts))


def _is_law(s: Term) -> bool:
    match s:
        case Bind("forall", _, App("=") | Bind() as body):
            return isinstance(body, App) or _is_law(body)
    return False


def normalised(
    claim: Claim, limits: Limits, handlers: dict[str, Handler] = HANDLERS
) -> Evidence | None:
    """Evidence for an equation from the normal forms of its sides under some handlers, or None."""
    before, after = claim.before, claim.after
    basis = reduced(before, after, known_of(claim), limits, handlers)
    if not basis.equal(before, after):
        _unequal()[claim, limits, id(handlers)] = basis
        return _where_it_converges(claim, limits, handlers)
    found = with_domain(claim, basis.evidence(before, after))
    if not _may_need(claim) or is_complete(claim, found):
        return found
    return _where_it_converges(claim, limits, handlers) or found


def _where_it_converges(
    claim: Claim, limits: Limits, handlers: dict[str, Handler]
) -> Evidence | None:
    """The same where it counts what the old side needs to converge, if it needs anything."""
    known, before, after = grounds(claim), claim.before, claim.after
    needs = ProofContext(known.before, discharge)
    if not _may_need(claim) or not learn_needs(needs):
        return None

    def learn_again(added: ProofContext) -> None:
        all(map(added.learn, needs.lemmas))
        added.narrowed()

    both = ProofContext(known.both.knowing(*needs.facts.statements), discharge)
    basis = reduced(before, after, both, limits, handlers)
    if not basis.equal(before, after):
        return None
    return with_domain(claim, basis.evidence(before, after), learn_again)


def _may_need(claim: Claim) -> bool:
    """Whether a sum or an integral of the old side has a value for some parameters only."""
    sums = (t for t in subterms(claim.before) if isinstance(t, Bind) and t.head in HEADS)
    return any(map(free_names, sums)) and may_need(ProofContext(grounds(claim).before, discharge))


def continued(claim: Claim, limits: Limits) -> Basis:
    """The basis in which the sides of an equation are not equal so far, to go on with."""
    left = _unequal().pop((claim, limits, id(HANDLERS)), None)
    return left or reduced(claim.before, claim.after, known_of(claim), limits)


@remembered(1)
def _unequal() -> dict[tuple[Claim, Limits, int], Basis]:
    """Where the normal forms of one claim have led: whoever goes on takes it out."""
    return {}


def known_of(claim: Claim) -> ProofContext:
    """What is known where both sides of an equation or comparison are defined."""
    return ProofContext(grounds(claim).both, discharge)


def reduced(
    before: Term,
    after: Term,
    known: ProofContext,
    limits: Limits,
    handlers: dict[str, Handler] = HANDLERS,
) -> Basis:
    """The basis of two terms, known equations used first."""
    basis = Basis(known, handlers, limits)
    if known.facts.field.equal(before, after):
        return basis
    plain = _substituted(known, limits)
    if plain and plain.equal(before, after):
        return plain
    stated = definitions_first(conjuncts(known.facts.statements))
    for statement in sorted(stated, key=lambda s: _of_arrays(basis, s)):  # entries come first
        _use(basis, statement)
    for instance in instances(known.facts.statements, (before, after)):
        adopt_known(basis, instance)
    for t in (before, after):
        basis.visit(t)
    if basis.refined and not basis.equal(before, after):
        basis.revisit(before, after)
    return basis


def _substituted(known: ProofContext, limits: Limits) -> Basis | None:
    """The basis in which known equations are used as they stand; None if there are none."""
    basis = Basis(known, {}, limits)
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("=", (left, right)) if left != App("floor", (right,)):
                if known.defined(left, right):
                    basis.lemmas.append(Hypothesis(statement))
                    basis.field.assume(left, right)
    return basis if basis.lemmas else None


def _of_arrays(basis: Basis, statement: Term) -> bool:
    match statement:
        case App("=", (left, _)):
            return basis.field.is_array(left)
    return False


def _use(basis: Basis, statement: Term) -> None:
    match statement:
        case App("=", (App("floor", _), _)):
            return
        case App("=", _):
            adopt_known(basis, Hypothesis(statement))
        case App("and", parts):
            for part in parts:
                _use(basis, part)
        case App("implies", (_, conclusion)):
            _use(basis, conclusion)


def adopt_known(basis: Basis, evidence: Hypothesis) -> None:
    """Uses an equation that is known, both sides in normal form."""
    match basis.known.inferred(evidence):
        case App("=", (left, right)):
            adopt(basis, evidence, left, right)
            basis.visit(left)
            basis.visit(right)
        case App("implies", (condition, conclusion)) if basis.known.holds(condition):
            if basis.known.learn(evidence):
                adopt_known(basis, Hypothesis(conclusion))
