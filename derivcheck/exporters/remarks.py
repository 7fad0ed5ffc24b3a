"""What stands beside a line, in words: its rule, its conditions, what it uses, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivcheck.documents.model import Step
from derivcheck.exporters.looks import Looks
from derivcheck.exporters.manuscript import Mark, Math, Plain, Prose, Reference
from derivcheck.exporters.prose import listed, prose
from derivcheck.kernel.language.terms import Sym
from derivcheck.verdicts.report import StepReport, Verdict

LONGEST_VALUE = 60
"""How many characters of a value are told."""
_WITH_ARTICLE = re.compile(
    r".* rule$|^definition |^derivative of |^quotient$|.* formula$|.*theorem$"
)

References = Mapping[str, Reference]
"""Id or label of a step -> the reference to its line."""


def remark(step: Step, found: StepReport | None, looks: Looks, refer: References) -> Prose:
    """`by the chain rule and (5), for x != 0`.

    Arguments:
        step: whose line it is.
        found: what was found about it.
        looks: how terms look.
        refer: the lines that can be referred to.
    """
    reasons = [_rule(rule, looks) for rule in step.rules]
    reasons += [(refer[label],) for label in step.using if label in refer]
    if found and found.follows_from in refer:
        reasons.append((refer[str(found.follows_from)],))
    parts: list[Prose] = [(Plain("by "), *listed(reasons))] if reasons else []
    verdict = found.verdict if found else None
    if verdict and verdict.name == "proved" and verdict.conditions:
        parts.append((Plain("for "), *listed(_conditions(verdict, looks))))
    return listed(parts, ", ")


def _rule(rule: str, looks: Looks) -> Prose:
    name = rule.strip()
    article = "the " if _WITH_ARTICLE.match(name) else ""
    defined = re.fullmatch(r"definition of (\w+'*)", name)
    if defined:
        return (Plain("the definition of "), Math(looks.box(Sym(defined[1]))))
    return (Plain(article), *prose(name)) if article else prose(name)


def _conditions(verdict: Verdict, looks: Looks) -> list[Prose]:
    """The conditions as formulas, those in words as they stand."""
    told = verdict.words or verdict.conditions
    pairs = zip(verdict.conditions, told, strict=False)
    return [looks.of_text(plain) if plain == words else (Plain(words),) for plain, words in pairs]


def mark(found: StepReport | None, looks: Looks, refer: References) -> Mark:
    """What was found about a line, with a sentence for what is not proved."""
    if found is None or found.verdict is None:
        return Mark(None)
    name = found.verdict.name
    failure: Prose = ()
    if name == "refuted":
        failure = (Plain("This line is wrong"), *_counterexample(found.verdict, looks))
        if found.repair and found.repair.verdict == "proved":
            relation = (found.repair.relation or "").strip()
            repaired = looks.of_text(found.repair.text)
            with_sign = f" with {relation} in place of {found.relation}" if relation else ""
            failure += (Plain(" It would follow: "), *repaired, Plain(f"{with_sign}."))
    elif name == "undecided":
        failure = (Plain("Whether this line follows is not decided."),)
    elif name == "invalid":
        failure = (Plain("This line cannot be read."),)
    if found.rests_on and name == "proved" and found.slips:
        named = [(refer[s],) for s in found.slips if s in refer]
        if named:
            failure = (Plain("It rests on "), *listed(named), Plain("."))
    return Mark(name, failure)


def _counterexample(verdict: Verdict, looks: Looks) -> Prose:
    example = verdict.counterexample
    if example is None:
        return (Plain("."),)
    point = [looks.of_text(f"{n} = {_cut(v)}") for n, v in example.point.items()]
    where: Prose = (Plain(": at "), *listed(point), Plain(", ")) if point else (Plain(": "),)
    what = "the derivatives by " + example.by if example.by else "the line before"
    before, after = (_value(v, looks) for v in (example.before, example.after))
    if example.by:
        return (*where, Plain(f"{what} are "), *before, Plain(" and "), *after, Plain("."))
    return (*where, Plain(f"{what} is "), *before, Plain(", this one is "), *after, Plain("."))


def _value(text: str, looks: Looks) -> Prose:
    if text in ("undefined", "true", "false") or "..." in text:
        return (Plain(_cut(text)),)
    return looks.of_text(_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE // 2]}..."
