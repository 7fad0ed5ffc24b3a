"""The steps of a derivation: their mathematics, their labels and what they follow from.

A step that cannot be read keeps its problems and the others are read all the same.  Labels are
visible below the step that carries them, and inside `because:` never that of the step itself, so
that no fact can be used in its own proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from string import ascii_lowercase

import yaml

from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.declarations import define_all, read_math
from derivcheck.documents.keys import ROLES, STEP_KEYS
from derivcheck.documents.model import Allowance, Step, Text
from derivcheck.documents.positions import Located
from derivcheck.documents.vocabulary import Role
from derivcheck.documents.words import EXPECTATIONS, RELATIONS
from derivcheck.documents.yaml_fields import Fields, fields_of, nearest, problem
from derivcheck.documents.yaml_latex import (
    Formula,
    Latex,
    beside,
    is_unsized,
    read_latex,
    read_side,
    read_stated,
    sized_beside,
)
from derivcheck.documents.yaml_nodes import Composed
from derivcheck.kernel.language.claims import LINKS, Relation
from derivcheck.notation.scope import Scope

STATEMENTS = frozenset(("given", "claim", *LINKS))
ALLOWABLE = tuple(code for code in CODES if code.startswith(("DC5", "DC6")))
"""What a proof may be warned of; a verdict is what `expect:` says, or it is none to pass over."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that stand above a place, with the kind of step each names.

    Arguments:
        latex: what the file says of its LaTeX.
        formulas: whether the mathematics of the steps is written in LaTeX.
        integrated: the variables that the integrals of the chain go by.
        sides: those of the chain in LaTeX, as far as they were read.
    """

    document: Composed
    latex: Latex = field(default_factory=Latex)
    formulas: bool = False
    integrated: set[str] = field(default_factory=set)
    sides: list[str] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)


def read_steps(
    labels: Labels, nodes: Sequence[yaml.Node], scope: Scope, prefix: str = ""
) -> tuple[Step, ...]:
    """The steps of one level, in order.

    Arguments:
        labels: those above; those of these steps are added.
        prefix: the id of the step they belong to with a dot, or "".
    """
    steps: list[Step] = []
    opened, around = False, [*labels.sides]
    labels.sides.clear()
    for node, name in zip(nodes, _names(prefix), strict=False):
        step, scope = _step(labels, node, scope, prefix + name, opened)
        opened = opened or step.role in STATEMENTS
        if steps and labels.sides[:2] == [steps[-1].text.source, step.text.source]:
            steps[-1] = _opener(steps[-1], step, labels.latex, scope)
        steps.append(step)
    labels.sides[:] = around
    return tuple(steps)


def _opener(first: Step, second: Step, latex: Latex, scope: Scope) -> Step:
    """The step that opens a chain, of the size of the second if it is a 0 or a unit matrix."""
    problem = first.problems[0] if first.problems else None
    if not is_unsized(problem, first.text.term) or second.problems:
        return first
    term = sized_beside(first.text.source, second.text.source, latex, scope)
    if term is None:
        return first
    return replace(first, text=replace(first.text, term=term), problems=())


def _letter(number: int) -> str:
    """The name of the sub-step behind so many others."""
    return next(islice(_names("."), number, None))


def _names(prefix: str) -> Iterator[str]:
    """1, 2, 3, ... at the top; a, b, ..., z, aa, ab, ... below."""
    number = 0
    while True:
        number += 1
        name, rest = "", number
        while rest and prefix:
            rest, letter = divmod(rest - 1, 26)
            name = ascii_lowercase[letter] + name
        yield name or str(number)


def _step(
    labels: Labels, node: yaml.Node, scope: Scope, name: str, opened: bool
) -> tuple[Step, Scope]:
    """One step, and the scope of those below it."""
    try:
        fields = fields_of(labels.document, node, STEP_KEYS, "a step")
    except Diagnosis as error:
        return _unreadable(labels.document, node, name, error.diagnostic), scope
    role, source = _mathematics(fields)
    definitions, scope = define_all(fields, "let", scope)
    because = read_steps(labels, fields.items("because"), scope, name + ".")
    formula = _formula(labels, fields, scope)
    if source is None:
        role, text = _latex_alone(fields, formula)
    else:
        text = _text(fields, role, source, scope, labels)
        because += _beside(fields, role, text, formula, f"{name}.{_letter(len(because))}")
    by = fields.texts("by")
    step = Step(
        id=name,
        role=role,
        text=text,
        relation=_relation(fields, labels) or (formula and formula.relation) or "=",
        origin=_origin(fields, role, labels, opened),
        using=tuple(_known(fields, labels, text) for text in fields.texts("using")),
        because=because,
        rules=tuple(rule.value for rule in by),
        rules_place=by[0].place() if by else None,
        label=_label(fields, role, labels),
        note=fields.word("note"),
        expect=fields.choice("expect", EXPECTATIONS),
        allowances=_allowances(fields),
        definitions=definitions,
    )
    _check_keys(fields, role)
    if fields.problems:
        step = replace(step, text=replace(text, term=None), problems=tuple(fields.problems))
    return step, scope


def _unreadable(document: Composed, node: yaml.Node, name: str, found: Diagnostic) -> Step:
    start, stop = node.start_mark.index, node.end_mark.index
    text = document.source.text[start:stop].rstrip()
    place = document.source.place(start, start + len(text))
    return Step(name, "expr", Text(text, place), problems=(found,))


def _mathematics(fields: Fields) -> tuple[Role, Located | None]:
    """Which key holds the mathematics, and its text; None if only `latex:` does."""
    present = [key for key in ROLES if key in fields]
    if not present and "latex" in fields:
        return "expr", None
    misspelt = not present and any(p.code == "DC004" for p in fields.problems)
    if len(present) != 1 and not misspelt:
        held = " and ".join(f"`{key}`" for key in present) or "none"
        message = f"a step holds exactly one of expr, given, claim, iff, ...; this one has {held}"
        hint = "write the others as steps of their own" if present else "add `expr:` or `claim:`"
        fields.problems.append(problem(fields.place, "DC705", message, hint))
    key = present[0] if present else "expr"
    text = fields.text(key, exact=True)
    return ROLES.get(key, "expr"), text or _raw(fields, key)


def _formula(labels: Labels, fields: Fields, scope: Scope) -> Formula | None:
    """What `latex:` says."""
    text = fields.text("latex", exact=True)
    return fields.attempt(read_latex, text, labels.latex, scope) if text else None


def _latex_alone(fields: Fields, formula: Formula | None) -> tuple[Role, Text]:
    """A step that is written in LaTeX alone."""
    source = _raw(fields, "latex")
    text = fields.text("latex", exact=True) or source
    if formula is None:
        return "expr", Text(text.value, text.place())
    if formula.relation and fields.choice("rel", RELATIONS) not in (None, formula.relation):
        message = f"`rel:` and the formula say different relations, {formula.relation} the latter"
        fields.problems.append(problem(text, "DC707", message, "leave one of them out"))
    return formula.role, formula.text


def _beside(
    fields: Fields, role: Role, text: Text, formula: Formula | None, name: str
) -> tuple[Step, ...]:
    """The sub-step that states that a step and its LaTeX are the same, if that is not seen."""
    if formula is None or text.term is None:
        return ()
    latex = fields.text("latex", exact=True) or fields.place
    step = fields.attempt(beside, name, role, text, latex, formula)
    return (step,) if step else ()


def _relation(fields: Fields, labels: Labels) -> Relation | None:
    """What `rel:` says; in a text with formulas it is the sign that stands there."""
    text = fields.text("rel") if labels.formulas else None
    if text and text.value not in RELATIONS:
        hint = "write a number with its digits behind it, or another relation"
        fields.problems.append(problem(text, "DC143", f"`{text.value}` is not checked", hint))
        return None
    return fields.choice("rel", RELATIONS)


def _raw(fields: Fields, key: str) -> Located:
    """The characters of a value that could not be read."""
    if key not in fields:
        return fields.place
    start, source = fields.entries[key][1].start_mark.index, fields.place.source
    stop = max(start, min(source.line_end(start), fields.place.stop))
    return Located(source.text[start:stop].rstrip(), source, start, stop)


def _text(fields: Fields, role: Role, source: Located, scope: Scope, labels: Labels) -> Text:
    term = None
    if fields.problems:
        pass
    elif not labels.formulas or "latex" in fields:
        term = fields.attempt(read_math, source, scope, role in STATEMENTS)
    elif role in STATEMENTS:
        labels.sides.clear()
        term = fields.attempt(read_stated, source, labels.latex, scope)
    else:
        if "from" in fields:
            labels.integrated.clear()
            labels.sides.clear()
        above = labels.sides[::-1]
        labels.sides.append(source.value)
        term = fields.attempt(read_side, source, labels.latex, scope, labels.integrated, above)
    return Text(source.value, source.place(), term)


def _allowances(fields: Fields) -> tuple[Allowance, ...]:
    """`allow: [DC601]` with its `reason:`."""
    codes, reason = fields.texts("allow"), fields.text("reason")
    if codes and "reason" not in fields:
        hint = "add `reason:` and say why the warning may stand"
        fields.problems.append(problem(codes[0], "DC709", "`allow:` has no reason", hint))
    if reason and "allow" not in fields:
        hint = "remarks stand under `note:`"
        message = "`reason:` has no meaning on a step without `allow:`"
        fields.problems.append(problem(reason, "DC707", message, hint))
    fields.problems.extend(_not_allowable(t) for t in codes if t.value not in ALLOWABLE)
    once = {text.value: text for text in codes}
    return tuple(Allowance(c, reason.value if reason else "", t.place()) for c, t in once.items())


def _not_allowable(code: Located) -> Diagnostic:
    message = f"`{code.value}` is none of the warnings that a step may be allowed"
    hint = nearest(code.value, ALLOWABLE) or f"they are {', '.join(ALLOWABLE)}"
    if code.value.startswith(("DC3", "DC4")):
        hint = "say `expect: refuted` or `expect: undecided` where that is meant"
    return problem(code, "DC706", message, hint)


def _label(fields: Fields, role: Role, labels: Labels) -> str | None:
    text = fields.text("label")
    if text is None:
        return None
    if text.value in labels.roles or text.value == "none":
        taken = (
            "has a meaning after `from:`" if text.value == "none" else "is taken by a step above"
        )
        message = f"the label `{text.value}` {taken}"
        fields.problems.append(problem(text, "DC702", message, "choose another one"))
        return None
    labels.roles[text.value] = role
    return text.value


def _known(fields: Fields, labels: Labels, text: Located) -> str:
    """A label named by `using:` or `from:`, which must stand above."""
    if text.value not in labels.roles:
        known = nearest(text.value, labels.roles)
        hint = known or "give a step above this one that `label:`"
        message = f"no step above has the label `{text.value}`"
        fields.problems.append(problem(text, "DC701", message, hint))
    return text.value


def _origin(fields: Fields, role: Role, labels: Labels, opened: bool) -> str | None:
    """What `from:` says, checked for a predecessor of the step's own kind."""
    text = fields.text("from")
    name = None if text is None else text.value
    if text and name != "none":
        _known(fields, labels, text)
    if role in LINKS and (name == "none" or (name is None and not opened)):
        message = f"`{role}` continues a chain of statements, and there is none to continue"
        hint = "open the chain with `given:`, or name a statement with `from:`"
        fields.problems.append(problem(text or fields.place, "DC703", message, hint))
    before = labels.roles.get(name) if name else None
    misplaced = role in ("given", "claim")
    if text and before and not misplaced and (before in STATEMENTS) != (role in STATEMENTS):
        kinds = ("a statement", "an expression")
        one, other = kinds if role in STATEMENTS else kinds[::-1]
        message = f"{one} cannot follow from {other}: `{name}` is `{before}:`"
        hint = "name a step of the same kind, or bring a fact in with `using:`"
        fields.problems.append(problem(text, "DC703", message, hint))
    return name


_MISPLACED = {
    "rel":  "leave `rel:` out, and state the relation in the statement",
    "from": "leave `from:` out, since this step follows from no other",
}  # fmt: skip


def _check_keys(fields: Fields, role: Role) -> None:
    """`rel:` belongs to `expr`; `from:` to a step that continues a chain."""
    origin = fields.text("from")
    opens = role == "given" and origin is not None and origin.value == "none"
    wrong = [("rel", role != "expr"), ("from", role in ("given", "claim") and not opens)]
    for key, misplaced in wrong:
        if misplaced and (text := fields.text(key)):
            hint = _MISPLACED[key]
            message = f"`{key}:` has no meaning on a step with `{role}:`"
            fields.problems.append(problem(text, "DC707", message, hint))
