"""Inference: what evidence proves, one rule for each kind.

infer(evidence, facts)        the statement that evidence proves, wherever its sides have values
certain(evidence, facts)      the same, its sides having values
prove(goal, evidence, facts)  whether it proves the goal, its sides having values; else Rejected
having(lemmas, facts)         the facts with what lemmas prove
"""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction, GoalRule, Rule
from derivcheck.kernel.checker.rules import (
    calculation,
    entries,
    equality,
    existence,
    instances,
    limits,
    linearity,
    logic,
    order,
    primitives,
)
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Asymptotics,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Continuity,
    Derivative,
    Each,
    Either,
    Enclosure,
    Entries,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    NewtonLeibniz,
    Order,
    Sign,
    Suppose,
    Symmetry,
    Tail,
)  # fmt: skip

RULES: dict[type, Rule] = {
    Arithmetic:     calculation.arithmetic,
    Derivative:     calculation.table_derivative,
    Axiom:          instances.axiom,
    Congruence:     equality.congruence,
    Chain:          equality.chain,
    Symmetry:       equality.symmetry,
    Entries:        entries.entries,
    Linearity:      linearity.linearity,
    Cases:          logic.cases,
    Hypothesis:     logic.hypothesis,
    Lemma:          logic.lemma,
    Have:           logic.have,
    NewtonLeibniz:  primitives.newton_leibniz,
    Continuity:     limits.continuity,
    Asymptotics:    limits.asymptotics,
    Tail:           limits.tail,
    Enclosure:      existence.enclosure,
}  # fmt: skip
"""What evidence proves that carries its conclusion."""

GOALS: dict[tuple[type, str], GoalRule] = {
    (Absurd,        ""):        logic.absurd,
    (Have,          ""):        logic.having,
    (Cases,         ""):        logic.by_cases,
    (Either,        ""):        logic.either,
    (Each,          "and"):     logic.each,
    (Each,          "iff"):     logic.each,
    (Suppose,       "implies"): logic.suppose,
    (Generalise,    "forall"):  logic.generalise,
    (Order,         "="):       order.order,
    **{(Sign, rel): calculation.sign for rel in ALLOWED},
    (Congruence,    "defined"): existence.by_bodies,
    (Linearity,     "defined"): existence.by_bodies,
    (Asymptotics,   "defined"): existence.by_expansion,
    (NewtonLeibniz, "defined"): existence.by_primitive,
}  # fmt: skip
"""How evidence proves a goal of some head, or of any; else it must be the conclusion."""

INFERENCE = Deduction(RULES, GOALS)
infer, certain, prove, having = (
    INFERENCE.infer,
    INFERENCE.certain,
    INFERENCE.prove,
    INFERENCE.having,
)
