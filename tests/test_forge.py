"""Forgery: nothing false is accepted, planted holes are found, and its evaluator is right."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import forge
import pytest
from forging import material, recipes
from forging import run as runs
from forging.evaluate import Evaluator
from forging.finds import Find, Inspector
from forging.grow import Nursery
from forging.material import CLOSED, WORLDS, Material
from forging.outcomes import as_float
from forging.run import Tally, reduced
from forging.steps import STEPS
from forging.told import code, story, table
from forging.trees import KINDS, size
from mpmath import mp

from derivcheck.kernel.checker import signs
from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.evidence import Axiom, Lemma, Sign
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
)

COUNT = 36_000
"""Forgeries of the ordinary run; `python tests/forge.py` makes as many as one likes."""
NEVER_ALONE = frozenset(("Absurd", "Each", "Family"))
"""Kinds that a short run may not see accepted: what they need seldom comes about."""

t, x, f = Sym("t"), Sym("x"), Sym("f")
HALF, PI = ONE / 2, App("pi", ())


@pytest.fixture(scope="module")
def tally() -> Tally:
    found = Tally()
    for portion in forge.Plan(COUNT, 0, 1, 2).portions():
        found.join(portion)
    return found


def test_nothing_false_is_accepted(tally: Tally) -> None:
    wrong = [find for found in tally.finds.values() for find in found if forge.is_wrong(find)]
    assert wrong == [], "\n".join(line for find in wrong for line in story(reduced(find), 1))


def test_every_kind_is_tried_and_most_are_accepted(tally: Tally) -> None:
    rates = {name: (tried, accepted) for name, tried, accepted in tally.rates()}
    kinds = {kind.__name__ for kind in KINDS}
    assert all(rates[name][0] > 100 for name in kinds)
    assert {name for name in kinds if not rates[name][1]} <= NEVER_ALONE


def test_most_rows_are_tried_and_accepted(tally: Tally) -> None:
    tried = {name for name in AXIOMS if tally.tried[f"Axiom {name}"]}
    assert len(tried) > 0.99 * len(AXIOMS)
    assert sum(tally.accepted[f"Axiom {name}"] > 0 for name in AXIOMS) > 0.7 * len(AXIOMS)


def test_the_table_has_every_kind(tally: Tally) -> None:
    lines = list(table(tally))
    assert all(any(line.startswith(kind.__name__) for line in lines) for kind in KINDS)


# --- planted holes -------------------------------------------------------------------------------


def without_conditions(patch: pytest.MonkeyPatch, name: str) -> None:
    patch.setitem(AXIOMS, name, replace(AXIOMS[name], conditions=()))
    patch.setattr(recipes, "EXISTENCE", (name,))
    patch.setattr(recipes, "_rows", lambda n: (name,))
    patch.setattr(runs, "CHOICES", (Axiom,))


def always_positive(patch: pytest.MonkeyPatch, head: str) -> None:
    patch.setitem(signs.HANDBOOK, head, replace(HANDBOOK[head], range="positive"))
    patch.setattr(material, "COMMON", (head,))
    patch.setattr(runs, "CHOICES", (Lemma, Sign))


PLANTED = {
    "sqrt_square_nonneg": without_conditions, "atan_inverse": without_conditions,
    "gamma_exists": without_conditions, "sum_empty": without_conditions,
    "exp_monotone": without_conditions, "sin": always_positive,
}  # fmt: skip
"""A row whose conditions are taken away, or a head whose sign is wrong."""


def searched(name: str, monkeypatch: pytest.MonkeyPatch) -> list[Find]:
    """The finds that show a planted hole, of the first portion that has any."""
    PLANTED[name](monkeypatch, name)
    monkeypatch.setattr(runs, "EDITED_SHARE", 0)
    for k in range(40):
        found = runs.run(100, f"planted {k}").finds.values()
        if finds := [f for kept in found for f in kept if forge.is_wrong(f) and shows(f, name)]:
            return finds
    return []


def shows(find: Find, name: str) -> bool:
    return repr(name) in code((find.evidence, find.claim.before, find.claim.after))


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_hole_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert searched(name, monkeypatch)


def test_a_find_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    find = searched("sqrt_square_nonneg", monkeypatch)[0]
    small = reduced(find)
    assert size(small.evidence) <= min(size(find.evidence), 12)
    assert shows(small, "sqrt_square_nonneg")
    assert any("claim:" in line for line in story(small, 1))


def test_a_seed_fixes_the_forgeries() -> None:
    first, again, other = (runs.run(120, seed) for seed in ("a", "a", "b"))
    assert first.accepted == again.accepted != other.accepted


def test_kinds_are_built_from_their_declared_types() -> None:
    """A kind without a recipe is tried all the same, one with unknown fields is an error."""
    world = WORLDS[1]
    nursery = Nursery(world, random.Random(1), Facts(world.context))
    assert {type(nursery.built(kind)) for kind in KINDS} == set(KINDS)
    with pytest.raises(TypeError, match="does not know"):
        nursery.held("size", float)


def test_steps_have_kinds_of_their_own() -> None:
    assert STEPS.keys() <= {kind.__name__ for kind in KINDS}


# --- the evaluator -------------------------------------------------------------------------------


def bind(head: str, body: Term | int, *args: Term | int) -> Bind:
    terms = tuple(number(u) if isinstance(u, int) else u for u in args)
    return Bind(head, "t", number(body) if isinstance(body, int) else body, terms)


UNDEFINED = {
    "a quotient":             x / (x - x),
    "a root":                 call("sqrt", -1 * ONE),
    "zero to -1":             ZERO ** number(-1),
    "a half power":           number(-2) ** HALF,
    "a pole of the tangent":  call("tan", PI / 2),
    "a pole of gamma":        call("gamma", number(-2)),
    "a base of 1":            call("log", 2, 1),
    "no case":                App("piecewise", (ONE, call("<", x, 0))),
    "bounds that are halves": bind("sum", 1, 0, HALF),
    "a term of a sum":        bind("sum", 1 / t, -1, 1),
    "a series of ones":       bind("sum", 1, 1, INFINITY),
    "the harmonic series":    bind("sum", 1 / t, 1, INFINITY),
    "a product of twos":      bind("prod", 2, 1, INFINITY),
    "a pole inside":          bind("int", 1 / t, -1, 1),
    "a pole at an end":       bind("int", 1 / t, 0, 1),
    "a long tail":            bind("int", 1 / t, 1, INFINITY),
    "an undefined bound":     bind("int", 1, 0, ONE / ZERO),
    "sides that differ":      bind("lim", call("sign", t), 0),
    "a limit that is none":   bind("lim", 1 / t, 0),
    "a corner":               bind("diff", call("abs", t), 0, 1),
    "an end":                 bind("diff", call("sqrt", t), 0, 1),
    "infinity":               INFINITY + 1,
}  # fmt: skip


@pytest.mark.parametrize("name", UNDEFINED)
def test_has_no_value(name: str) -> None:
    with mp.workdps(25):
        assert Evaluator("real").defined(UNDEFINED[name], {"x": mp.mpf(3)}) is False


@pytest.mark.parametrize("t", CLOSED, ids=code)
def test_closed_material_has_no_value(t: Term) -> None:
    with mp.workdps(25):
        assert Evaluator("real").defined(t, {}) is not True


VALUES = {
    "a sum":              (bind("sum", t, 1, 4), 10),
    "an empty sum":       (bind("sum", 1 / t, 3, 1), 0),
    "an empty product":   (bind("prod", t, 3, 1), 1),
    "a product of halves": (bind("prod", HALF, 1, INFINITY), 0),
    "zero to zero":       (ZERO**ZERO, 1),
    "an odd root":        (call("root", number(-8), 3), -2),
    "an integral":        (bind("int", t**2, 0, 3), 9),
    "turned bounds":      (bind("int", t, 1, 0), -0.5),
    "a limit":            (bind("lim", call("sin", t) / t, 0), 1),
    "along one side":     (bind("lim", 1 + 0 * call("log", t), 0), 1),
    "at infinity":        (bind("lim-", call("exp", -t), INFINITY), 0),
    "a derivative":       (bind("diff", t**3, 2, 1), 12),
    "a strong zero":      (call("indicator", call("<", ONE, 0)) * (ONE / ZERO), 0),
    "substitution":       (bind("subs", t + 1, 2), 3),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    with mp.workdps(25):
        found, expected = Evaluator("real").value(VALUES[name][0], {}), VALUES[name][1]
        assert abs(as_float(found) - expected) < 1e-4


STATEMENTS = {
    "an undefined side":    (call("=", ONE / ZERO, ONE / ZERO), False),
    "its denial":           (call("not", call("=", ONE / ZERO, 1)), True),
    "beyond":               (call("<", ONE, INFINITY), True),
    "an implication":       (App("implies", (call(">", ONE / ZERO, 0), App("false", ()))), True),
    "whole numbers":        (App("in", (HALF, ZERO, ONE)), False),
    "for all of a range":   (Bind("forall", "t", call("<", t, 4), (ONE, number(3))), True),
    "for all reals":        (Bind("forall", "t", call("=", call("floor", t), t), ()), False),
    "not seen for all":     (Bind("forall", "t", call(">=", t**2, 0), ()), None),
    "numbers that differ":  (call("=", call("sqrt", 2), call("sqrt", 3)), False),
    "nearly the same":      (call("=", call("sqrt", 2) ** 2, TWO), True),
    "defined":              (App("defined", (bind("int", 1 / t, 1, 2),)), True),
}  # fmt: skip


@pytest.mark.parametrize("name", STATEMENTS)
def test_truth(name: str) -> None:
    with mp.workdps(25):
        assert Evaluator("real").truth(STATEMENTS[name][0], {}) is STATEMENTS[name][1]


def test_what_has_no_value_excludes_nothing() -> None:
    statement = call("<", call("sin", ONE / ZERO), 0)
    assert Evaluator("real").truth(statement, {}) is False
    assert not Evaluator("real").excluded(statement, {})


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_assumptions_hold_at_the_points_of_a_world(world: Any) -> None:
    evaluator = Inspector(world).evaluators[0]
    for point in world.points:
        for s in world.context.assumptions:
            assert evaluator.truth(s, point) is not False


def test_material_is_varied() -> None:
    made = Material(WORLDS[2], random.Random(1))
    heads = {getattr(made.term(), "head", "") for _ in range(3_000)}
    assert set("+ * / ^ exp log sum int lim diff prod piecewise where oo I".split()) <= heads
