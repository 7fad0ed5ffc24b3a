"""What stands beside a line, in words: its rule, its conditions, what it uses, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivcheck.documents.model import Step
from derivcheck.exporters.looks import Looks
from derivcheck.exporters.manuscript import Mark, Math, Plain, Prose, Reference
from derivcheck.exporters.prose import listed, merged, prose
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import App, Sym, Term
from derivcheck.notation.formulas.boxes import (
    DOTS,
    Box,
    Digits,
    Fence,
    Sign,
    row,
)
from derivcheck.notation.formulas.boxes import listed as enumerated
from derivcheck.notation.formulas.spellings import CONNECTIVE_SIGNS, RELATION_SIGNS, function_box
from derivcheck.verdicts.report import Repair, StepReport, Verdict

ARROWS: dict[str, Box] = {
    "iff": CONNECTIVE_SIGNS["iff"],
    "implies": CONNECTIVE_SIGNS["implies"],
    "implied by": Sign("⟸", "relation"),
}
LONGEST_VALUE = 60
"""How many characters of a value are told."""
_WITH_ARTICLE = re.compile(
    r".* rule$|^definition |^derivative of |^quotient$|.* formula$|.*theorem$"
)

WORDS = {
    "indicator": "the indicator rule", "expand": "expanding", "factor": "factoring",
    "collect": "collecting terms", "common denominator": "a common denominator",
    "l'hopital": "l'Hôpital's rule", "constant factor": "taking out a constant factor",
    "collapse of a sum": "the collapse of a sum",
}  # fmt: skip
"""Rules whose names are no words that go behind `by`."""

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
    slips: list[Prose] = [(refer[s],) for s in (found.slips if found else ()) if s in refer]
    if slips:
        parts.append((Plain("if "), *listed(slips), Plain(" holds")))
    return merged(listed(parts, ", "))


def _rule(rule: str, looks: Looks) -> Prose:
    name = rule.strip()
    if name in WORDS:
        return (Plain(WORDS[name]),)
    if defined := re.fullmatch(r"definition of (\w+'*)", name):
        return (Plain("the definition of "), Math(looks.box(Sym(defined[1]))))
    rate = re.fullmatch(r"derivative of (\w+)", name)
    if rate and rate[1] in HANDBOOK:
        return (Plain("the derivative of "), Math(function_box(rate[1])))
    return (Plain("the "), *prose(name)) if _WITH_ARTICLE.match(name) else prose(name)


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
            failure += (Plain(" This would follow: "), *_repaired(found.repair, looks), Plain("."))
    elif name == "undecided":
        failure = (Plain("Whether this line follows is not decided."),)
    elif name == "invalid":
        failure = (Plain("This line cannot be read."),)
    return Mark(name, failure)


def _repaired(repair: Repair, looks: Looks) -> Prose:
    """The repaired line, with its relation where that is what is mended: `<= x + y`."""
    sign, _, side = repair.text.partition(" ")
    boxes = _boxes(looks.of_text(side)) if sign in RELATION_SIGNS else []
    if boxes:
        return (Math(row(RELATION_SIGNS[sign], *boxes)),)
    role, colon, text = repair.text.partition(": ")
    if not (colon and role in ARROWS):
        return looks.of_text(repair.text)
    boxes = _boxes(looks.of_text(text))
    return (Math(row(ARROWS[role], *boxes)),) if boxes else (Plain(f"{role} {text}"),)


def _counterexample(verdict: Verdict, looks: Looks) -> Prose:
    example = verdict.counterexample
    if example is None:
        return (Plain("."),)
    point = [_assigned(n, _cut(v), looks) for n, v in example.point.items()]
    where: Prose = (Plain(": at "), *listed(point), Plain(", ")) if point else (Plain(": "),)
    if not example.before:
        return (*where, Plain("it is "), *_value(example.after, looks), Plain("."))
    what = "the derivatives by " + example.by if example.by else "the line before"
    before, after = (_value(v, looks) for v in (example.before, example.after))
    if example.by:
        return (*where, Plain(f"{what} are "), *before, Plain(" and "), *after, Plain("."))
    end = () if example.after.endswith("...") else (Plain("."),)
    return (*where, Plain(f"{what} is "), *before, Plain(", this one is "), *after, *end)


def _assigned(name: str, value: str, looks: Looks) -> Prose:
    """`x = 2`, `a = (5, 7)`, `f(s) = s^2`; as it stands what cannot be read."""
    arguments, mapped, text = value.rpartition(" -> ")
    names = arguments.split(", ") if mapped else []
    whole = App("apply", (Sym(name), *map(Sym, names))) if names else Sym(name)
    told = _flat(looks.read(text, names), looks)
    if told is None:
        return (Math(looks.box(Sym(name))), Plain(f" = {value}"))
    return (Math(row(looks.box(whole), RELATION_SIGNS["="], told)),)


def _flat(t: Term | None, looks: Looks) -> Box | None:
    """A value in a line of text, in which a column lies down."""
    match t:
        case None:
            return None
        case App("vector", entries) if not any(_is_vector(entry) for entry in entries):
            return Fence(enumerated(map(looks.box, entries)))
    return looks.box(t)


def _is_vector(t: Term) -> bool:
    return isinstance(t, App) and t.head == "vector"


def _boxes(words: Prose) -> list[Box]:
    return [word.box for word in words if isinstance(word, Math)]


def _value(text: str, looks: Looks) -> Prose:
    if text in ("undefined", "true", "false"):
        return (Plain(text),)
    if begun := re.fullmatch(r"(-?)(\d+\.\d+)\.\.\.", text):
        sign = (Sign("-", "prefix"),) if begun[1] else ()
        return (Math(row(*sign, Digits(begun[2]), DOTS)),)
    box = _flat(looks.read(_cut(text)), looks)
    return (Plain(_cut(text)),) if box is None else (Math(box),)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE // 2]}..."
