"""Whether a rule fits a true step that it does not explain alone: it took other things as well.

    a rule of derivatives or sums   it works at some place that the step does not leave alone
    l'hopital                       the same for a quotient; what is none may be written as one
    arithmetic                      derivatives, integrals, sums and limits stay as they are
    a definition                    of something that the file does not define
    any rule with a subject         something with such a head comes, goes or changes

The step is known to be true; this only says whether the name given to it is a fair one.  Where the
rewriting runs into its limit, the name gets the benefit of the doubt.
"""

from __future__ import annotations

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, alpha_equal, subterms
from derivcheck.rules.instances import Instance
from derivcheck.rules.methods import DERIVATIVE, INTEGRAL, LIMIT, SUM
from derivcheck.rules.rewriting import Rewriting, TooLong
from derivcheck.rules.table import RULES, Rule, defined_name

BOUND = (*DERIVATIVE, *INTEGRAL, *LIMIT, *SUM)
"""What arithmetic leaves alone."""
TABLE = tuple(
    sorted(
        (rule for rule in RULES if rule.kind == "rewrite" and not rule.remark),
        key=lambda rule: rule.name != "quotient rule",
    )
)
"""All rules of derivatives and sums at one place; a quotient is no product with a reciprocal."""


def fits(rule: Rule, name: str, step: Instance) -> bool:
    """Whether a name of `by:` is a fair one for a true step.

    Arguments:
        name: as written.
    """
    match rule.kind:
        case "method":
            return not rule.subject or _changes(rule.subject, step)
        case "arithmetic":
            return step.calculated() and not _changes(BOUND, step)
        case "definition":
            return _is_defined_elsewhere(defined_name(name), step)
        case "rewrite":
            return _works(rule, step) or _changes(rule.subject, step)
    return _changes(rule.subject, step)


def _changes(heads: tuple[str, ...], step: Instance) -> bool:
    """Whether a term with one of some heads stands in one line of the step and not in the other."""
    one, other = (
        [s for s in subterms(side) if getattr(s, "head", None) in heads] for side in step.statements
    )
    return _differ(one, other)


def _differ(one: list[Term], other: list[Term]) -> bool:
    pairs = ((one, other), (other, one))
    return any(not any(alpha_equal(s, t) for t in there) for here, there in pairs for s in here)


def _works(rule: Rule, step: Instance) -> bool:
    """Whether a rule does something in one line that it does not do in the other."""
    if rule.name == "differentiation" or _is_by_array(step):
        return _changes(DERIVATIVE, step)
    if rule.name == "l'hopital" and not _has_quotient(step):
        return _changes(LIMIT, step)
    try:
        one, other = (_places(rule, side, step) for side in (step.before, step.after))
    except (TooLong, RecursionError, MemoryError):
        return True
    return _differ(one, other)


def _places(rule: Rule, side: Term, step: Instance) -> list[Term]:
    """Where a rule works while a line is rewritten by all rules, this one first."""
    order = TABLE if rule.name == "product rule" else (rule, *TABLE)
    rewriting = Rewriting(order, (), step.context)
    rewriting.normal(side, Facts(step.context))
    return [place for name, place in rewriting.places if name == rule.name]


def _has_quotient(step: Instance) -> bool:
    return any(
        isinstance(s, Bind) and s.head in LIMIT and isinstance(s.body, App) and s.body.head == "/"
        for side in step.statements for s in subterms(side)
    )  # fmt: skip


def _is_by_array(step: Instance) -> bool:
    """Whether something is differentiated by an array, which the rules do not rewrite."""
    sorts = step.context.sorts
    return any(
        isinstance(s, Bind) and s.head == "diff" and isinstance(at := s.args[0], Sym)
        and at.name in sorts and bool(sorts[at.name].shape) and len(s.args) == 2
        for side in step.statements for s in subterms(side)
    )  # fmt: skip


def _is_defined_elsewhere(name: str, step: Instance) -> bool:
    try:
        return bool(name) and step.unfold(Sym(name)) == Sym(name)
    except Diagnosis:  # a family without its indices
        return False
