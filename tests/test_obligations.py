"""What each step must earn: definitions unfolded, chains, facts, conclusions."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent, indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.unfolding import Meanings, define, unfold
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    alpha_equal,
    free_names,
    number,
    substitute,
)  # fmt: skip
from derivcheck.notation.plain import show
from derivcheck.obligations.conclusions import composed, conclusions
from derivcheck.obligations.derivation import obligations
from derivcheck.obligations.obligation import Standing

HEAD = """\
derivcheck: 1
symbols:
  k: positive integer
  a: real[k]
  i, l: index of k
  x, y, t: real
  f: function
  p, q: boolean
"""


def made(steps: str, more: str = "") -> dict:
    text = HEAD + dedent(more) + "steps:\n" + indent(dedent(steps), "  ")
    (derivation,) = load("test.yaml", text)
    assert not derivation.problems, derivation.problems
    return {o.step.id: o for o in obligations(derivation)}


def stated(obligation) -> str | None:
    if obligation.goal is None:
        return None
    before, relation, after = obligation.goal
    return f"{show(before)} {relation} {show(after)}"


# ------------------------------------------------------------------------------------- unfolding

REFUSED = {
    "an array is no number that varies":   ("g: a[1]", "sum(g, a = 1..k)", "DC105"),
    "nor is a function":                   ("g: f(x)", "int(g, f = 0..1)", "DC105"),
    "nor a statement":                     ("g: 1{p}", "lim(g, p -> 0)", "DC105"),
    "a derivative by a defined name":      ("g: x^2", "diff(g^2, g)", "DC105"),
    "a prime that could mean two things":  ("h(x): t*x", "diff(h(t), t)", "DC105"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_definitions_that_are_at_odds_with_a_binder_are_refused(case: str) -> None:
    definition, text, code = REFUSED[case]
    step = made(f"- expr: {text}", f"define:\n  {definition}\n")["1"]
    assert step.term is None
    assert [p.code for p in step.problems] == [code]
    assert step.problems[0].place == step.step.text.place


ALIKE = {
    "a number after a vector":       ("a", "x", ["DC204"]),
    "a vector after a number":       ("x", "a", ["DC204"]),
    "a vector of another size":      ("a", "[x, y]", ["DC204"]),
    "a defined vector":              ("a", "c", ["DC204"]),
    "a vector after a vector":       ("[x, y]", "[y, x]", []),
    "a number made of vectors":      ("x", "a.T @ a", []),
}  # fmt: skip


@pytest.mark.parametrize("case", ALIKE)
def test_lines_of_a_chain_have_one_shape(case: str) -> None:
    first, second, codes = ALIKE[case]
    steps = f"- expr: {first}\n- expr: {second}\n- expr: {first}"
    found = made(steps, "define:\n  c: '[x, y, t]'\n")
    assert [p.code for p in found["2"].problems] == codes
    assert found["3"].before is (found["1"] if codes else found["2"])


UNFOLDED = {
    "a number":               ("c: x + 1", "c^2", "(x + 1)^2"),
    "a family":               ("h[j]: exp(a[j])", "h[l]", "exp(a[l])"),
    "a family in a sum": (
        "h[j]: exp(a[j])", "sum(h[m], m = 1..k)", "sum(exp(a[m]), m = 1..k)",
    ),
    "a function":             ("g(s): s^2 + x", "g(3)", "3^2 + x"),
    "nested":                 ("c: x + 1\n  d: 2*c", "d + c", "2*(x + 1) + (x + 1)"),
    "the wrong way round":    ("d: 2*c\n  c: x + 1", "d", "2*(x + 1)"),
    "what a derivative sees": ("g: x^2", "diff(g, x)", "diff(x^2, x)"),
    "what an integral sees":  ("g: x^2", "int(g, x = 0..1)", "int(x^2, x = 0..1)"),
    "what a limit sees":      ("g: x^2 + t", "lim(g, x -> t)", "lim(x^2 + t, x -> t)"),
    "what a sum sees":        ("g: a[i]", "sum(g, i = 1..k)", "sum(a[i], i = 1..k)"),
    "not the bounds":         ("g: x^2", "int(g, x = 0..g)", "int(t^2, t = 0..x^2)"),
    "through another name":   ("g: x^2\n  h: g + 1", "int(h, x = 0..1)", "int(t^2 + 1, t = 0..1)"),
    "what is bound in it stays": (
        "g: sum(a[i], i = 1..k)", "sum(g, i = 1..2)", "sum(sum(a[l], l = 1..k), i = 1..2)",
    ),
    "an argument that is bound": (
        "g(s): s*x", "sum(g(m), m = 1..3)", "sum(m*x, m = 1..3)",
    ),
    "a sum inside a sum": (
        "S: sum(exp(a[m]), m = 1..k)", "sum(S*a[m], m = 1..k)",
        "sum(sum(exp(a[n]), n = 1..k)*a[m], m = 1..k)",
    ),
    "a parameter that would be captured": (
        "h[j]: sum(a[m]*a[j], m = 1..k)", "sum(h[m], m = 1..k)",
        "sum(sum(a[n]*a[m], n = 1..k), m = 1..k)",
    ),
    "a bound name that shadows": ("c: x + 1", "sum(c, c = 1..3)", "sum(c, c = 1..3)"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNFOLDED)
def test_definitions_are_unfolded(case: str) -> None:
    definitions, text, expected = UNFOLDED[case]
    found = made(f"- expr: {text}", f"define:\n  {definitions}\n")["1"]
    plain = made(f"- expr: {expected}", "define:\n  unused: x\n")["1"]
    assert found.problems == ()
    assert alpha_equal(found.term, plain.term), show(found.term)


NAMES = st.sampled_from([Sym(n) for n in ("x", "y", "c", "m")])
TERMS = st.recursive(
    NAMES | st.integers(0, 3).map(number),
    lambda t: st.one_of(
        st.tuples(t, t).map(lambda p: App("+", p)),
        st.tuples(t, st.sampled_from("ym")).map(
            lambda p: Bind("sum", p[1], p[0], (number(1), number(3)))
        ),
    ),
    max_leaves=8,
)


@given(TERMS, TERMS)
def test_unfolding_is_substitution_or_refused(t, body) -> None:
    body = substitute(body, {"c": Sym("y")})
    try:
        found = unfold(t, define(Meanings(), "c", (), body, {}))
    except Diagnosis as error:
        assert error.diagnostic.code == "DC105"
        assert free_names(body) & {"y", "m"}
        return
    assert alpha_equal(found, substitute(t, {"c": body}))


@given(TERMS, TERMS)
def test_a_definition_of_numbers_depends_on_what_is_bound(t, body) -> None:
    body = substitute(body, {"c": Sym("y")})
    declared = dict.fromkeys(("x", "y", "m"), REAL)
    assert unfold(t, define(Meanings(), "c", (), body, declared)) == written_out(t, body)


def written_out(t, body):
    """As an author would write it, name for name."""
    match t:
        case Sym("c"):
            return body
        case App(head, args):
            return App(head, tuple(written_out(a, body) for a in args))
        case Bind():
            return replace(t, body=written_out(t.body, body))
    return t


def test_a_broken_definition_is_told_where_it_is_used() -> None:
    steps = made(
        "- expr: x\n- expr: x + 0\n- expr: d",
        "define:\n  g: a[1]\n  d: sum(g, a = 1..3)\n",
    )
    assert stated(steps["2"]) == "x = x + 0"
    assert steps["3"].problems[0].code == "DC105"


# ------------------------------------------------------------------------------- what is claimed

CLAIMED = {
    "an opening":           ("- expr: x", "1", None),
    "the next line":        ("- expr: x\n- expr: y", "2", "x = y"),
    "another relation":     ("- expr: x\n- expr: y\n  rel: '<='", "2", "x <= y"),
    "a new chain":          ("- expr: x\n- expr: y\n  from: none", "2", None),
    "another predecessor": (
        "- expr: x\n  label: A\n- expr: y\n- expr: t\n  from: A", "3", "x = t",
    ),
    "past a claim":         ("- expr: x\n- claim: y = t\n- expr: y", "3", "x = y"),
    "past an invalid step": ("- expr: x\n- expr: zzz\n- expr: y", "3", "x = y"),
    "a single relation":    ("- claim: x < y", "1", "x < y"),
    "a chain of relations": ("- claim: x < y <= t", "1", "True implies x < y and y <= t"),
    "a compound claim":     ("- claim: x = y or x = t", "1", "True implies x = y or x = t"),
    "a given":              ("- given: x = 1", "1", None),
    "an equivalence":       ("- given: x = 1\n- iff: x - 1 = 0", "2", "x = 1 iff x - 1 = 0"),
    "an implication":       ("- given: x = 1\n- implies: x > 0", "2", "x = 1 implies x > 0"),
    "the converse":         ("- given: x > 0\n- implied by: x = 1", "2", "x > 0 implied by x = 1"),
    "a sub-step": (
        "- expr: x\n- expr: y\n  because:\n    - expr: t\n    - expr: t + 0", "2.b", "t = t + 0",
    ),
    "a definition of the step": (
        "- expr: x\n- expr: c\n  let:\n    c: x + 0\n- expr: 2*c", "3", "x + 0 = 2*(x + 0)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLAIMED)
def test_what_is_claimed(case: str) -> None:
    steps, name, expected = CLAIMED[case]
    assert stated(made(steps)[name]) == expected


TOO_LARGE = {
    "doubling": ("\n  ".join(f"c{n + 1}: c{n} + c{n}" for n in range(60)), "c60", "DC106"),
    "nesting": ("\n  ".join(f"c{n + 1}: sin(c{n})" for n in range(250)), "c250", "DC107"),
    "functions": ("g(s): s + s*s", "g(" * 30 + "x" + ")" * 30, "DC106"),
}


@pytest.mark.parametrize("case", TOO_LARGE)
def test_what_would_grow_too_large_is_refused(case: str) -> None:
    definitions, text, code = TOO_LARGE[case]
    step = made(f"- expr: {text}", f"define:\n  c0: x\n  {definitions}\n")["1"]
    assert [p.code for p in step.problems] == [code]


def test_assumptions_are_unfolded() -> None:
    step = made("- claim: x > 0", "define:\n  c: x + 1\nassume:\n  - c > 2\n")["1"]
    assert "x + 1 > 2" in map(show, step.claim().context.assumptions)


def test_the_folded_sides_are_kept_for_the_rules() -> None:
    step = made("- expr: c\n- expr: c + 0", "define:\n  c: x + 1\n")["2"]
    assert [show(step.folded[0]), show(step.folded[2])] == ["c", "c + 0"]


# ----------------------------------------------------------------------------------------- facts


def facts(obligation, standing: Standing | None = None) -> tuple[list[str], list[str]]:
    """What is brought as assumption and as fact, in text."""
    context = obligation.claim(standing).context
    own = len(obligation.context.assumptions)
    return list(map(show, context.assumptions[own:])), list(map(show, context.facts))


BROUGHT = {
    "a claim":   ("- claim: x = y\n  label: A\n- claim: y = x\n  using: A", "2", [], ["x = y"]),
    "a given":   ("- given: x = y\n  label: A\n- claim: y = x\n  using: A", "2", ["x = y"], []),
    "an equation": (
        "- expr: x\n- expr: y\n  label: A\n- claim: y = x\n  using: A", "3", [], ["x = y"],
    ),
    "a sub-step": (
        "- expr: x\n- expr: y\n  because:\n    - claim: x = t\n    - claim: t = y", "2",
        [], ["x = t", "t = y"],
    ),
    "not the given of a sub-step": (
        "- expr: x\n- expr: y\n  because:\n    - given: x = t\n    - implies: t = x", "2",
        [], ["x = t => t = x"],
    ),
    "a claim earned under a given": (
        "- given: x = 1\n  label: G\n- claim: x^2 = 1\n  label: A\n  using: G\n"
        "- claim: x^3 = x\n  using: A", "3", ["x = 1"], ["x^2 = 1"],
    ),
    "the same where the given is brought": (
        "- given: x = 1\n  label: G\n- claim: x^2 = 1\n  label: A\n  using: G\n"
        "- claim: x^3 = x\n  using: [G, A]", "3", ["x = 1"], ["x^2 = 1"],
    ),
    "an implication with its antecedent": (
        "- given: x = 1\n  label: G\n- implies: x > 0\n  label: A\n- claim: x^2 > 0\n"
        "  using: [G, A]", "3", ["x = 1", "x > 0"], [],
    ),
    "an implication brings its antecedent": (
        "- given: x = 1\n- implies: x > 0\n  label: A\n- claim: x^2 > 0\n  using: A", "3",
        ["x = 1", "x > 0"], [],
    ),
    "the chain above it": (
        "- given: x = 1\n- iff: y = 1\n- implies: t = 1\n  label: A\n- claim: t > 0\n"
        "  using: A", "4", ["x = 1", "y = 1", "t = 1"], [],
    ),
    "not below a converse": (
        "- given: x = 1\n- implied by: y = 1\n- implies: t = 1\n  label: A\n- claim: t > 0\n"
        "  using: A", "4", [], ["y = 1 => x = 1", "y = 1 => t = 1"],
    ),
    "what follows from a claim": (
        "- claim: x/x = 1\n- implies: x != 0\n  label: A\n- claim: x != 0\n  using: A", "3",
        [], ["x/x = 1", "x != 0 => x != 0"],
    ),
    "givens of givens": (
        "- given: x = 1\n  label: G\n- claim: y = 1\n  label: A\n  using: G\n- claim: t = 1\n"
        "  label: B\n  using: A\n- claim: t > 0\n  using: B", "4", ["x = 1"], ["t = 1"],
    ),
    "a fact that holds where it has a value": (
        "- given: x >= 0\n  label: G\n- claim: x/x > 0\n  label: A\n  using: G\n"
        "- claim: x > 0\n  using: A", "3", ["x >= 0"], ["x/x > 0"],
    ),
    "the given of its own chain never in an equivalence": (
        "- given: x = 1\n  label: G\n- implies: x > 0\n  label: A\n- iff: x^2 > 0\n"
        "  using: [G, A]", "3", [], ["x = 1 => x > 0"],
    ),
    "the given of another chain in an equivalence": (
        "- given: x = 1\n  label: G\n- given: y = x\n- iff: y = 1\n  using: G", "3",
        ["x = 1"], [],
    ),
    "a converse": (
        "- given: x > 0\n- implied by: x = 1\n  label: A\n- claim: x > 0\n  using: A", "3",
        [], ["x = 1 => x > 0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROUGHT)
def test_what_used_steps_bring(case: str) -> None:
    steps, name, assumptions, expected = BROUGHT[case]
    assert facts(made(steps)[name]) == (assumptions, expected)


def test_a_refuted_fact_is_left_out() -> None:
    step = made("- claim: x = y\n  label: A\n- claim: y = x\n  using: A")["2"]
    assert facts(step, Standing(frozenset(("1",)))) == ([], [])


def test_a_refuted_fact_brings_what_it_rests_on() -> None:
    step = made(
        "- given: x = 1\n  label: G\n- claim: x = y\n  label: A\n  using: G\n"
        "- claim: y = x\n  using: A"
    )["3"]
    assert facts(step, Standing(frozenset(("2",)))) == (["x = 1"], [])


SKIPPED = {
    # name: (steps, of which the second cannot be read; what the last one must earn)
    "equal":               ("- expr: x\n- expr: 2x\n- expr: y", "x = y"),
    "equal, then less":    ("- expr: x\n- expr: 2x\n- {expr: y, rel: <=}", "x <= y"),
    "less, then less":     ("- expr: x\n- {expr: 2x, rel: <=}\n- {expr: y, rel: <=}", "x <= y"),
    "less, then equal":    ("- expr: x\n- {expr: 2x, rel: <=}\n- expr: y", None),
    "less, then greater":  ("- expr: x\n- {expr: 2x, rel: <=}\n- {expr: y, rel: '>='}", None),
    "unequal twice":       ("- expr: x\n- {expr: 2x, rel: '!='}\n- {expr: y, rel: '!='}", None),
    "an opening":          ("- expr: x\n- {expr: 2x, from: none}\n- expr: y", None),
    "implied":             ("- given: p\n- implies: 2x = 1\n- implies: q", "p implies q"),
    "equivalent":          ("- given: p\n- iff: 2x = 1\n- implies: q", "p implies q"),
    "implied, then equivalent": ("- given: p\n- implies: 2x = 1\n- iff: q", "DC703"),
    "given":               ("- given: p\n- given: 2x = 1\n- implies: q", "DC703"),
    "claimed":             ("- given: p\n- claim: 2x = 1\n- implies: q", "DC703"),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "wanted"), SKIPPED.values(), ids=SKIPPED)
def test_a_chain_goes_on_over_a_step_that_cannot_be_read_only_if_that_says_no_less(
    steps: str, wanted: str | None
) -> None:
    last = made(steps)["3"]
    problems = [p.code for p in last.problems]
    assert problems == (["DC703"] if wanted == "DC703" else [])
    assert problems or stated(last) == wanted


def test_an_unreadable_fact_brings_nothing() -> None:
    step = made("- claim: x = zzz\n  label: A\n- claim: y = x\n  using: A")["2"]
    assert facts(step) == ([], [])
    assert [u.step.id for u in step.uses] == ["1"]


def test_an_opening_states_nothing_that_could_be_used() -> None:
    step = made("- expr: x\n  label: A\n- claim: y = x\n  using: A")["2"]
    assert [p.code for p in step.problems] == ["DC703"]


# ----------------------------------------------------------------------------------- conclusions

COMPOSED = {
    "nothing":                 ([], None),
    "both ways":               (["<", ">"], None),
    "twice different":         (["!=", "!="], None),
    "different and less":      (["!=", "<"], None),
    "both implications":       (["implies", "implied by"], None),
    "equations":               (["=", "="], "="),
    "an inequality":           (["=", "<="], "<="),
    "a strict inequality":     (["<=", "<", "="], "<"),
    "greater":                 ([">=", ">"], ">"),
    "once different":          (["=", "!="], "!="),
    "equivalences":            (["iff", "iff"], "iff"),
    "an implication":          (["iff", "implies"], "implies"),
    "the converse":            (["implied by", "iff"], "implied by"),
}  # fmt: skip


@pytest.mark.parametrize("case", COMPOSED)
def test_relations_compose(case: str) -> None:
    relations, expected = COMPOSED[case]
    assert composed(relations) == expected


def test_every_chain_of_two_links_has_a_conclusion() -> None:
    steps = made(
        "- expr: x\n  label: A\n- expr: y\n- expr: t\n"
        "- expr: x + 0\n  from: A\n- expr: x + 1\n"
        "- expr: 1\n  from: none\n- expr: 2\n"
        "- given: x = 1\n- iff: x - 1 = 0\n- implies: x > 0\n"
    )
    found = conclusions(list(steps.values()))
    told = [(show(c.first.term), c.relation, show(c.last.term)) for c in found]
    assert told == [("x", "=", "t"), ("x", "=", "x + 1"), ("x = 1", "implies", "x > 0")]


def test_the_conclusion_may_use_what_its_links_used() -> None:
    steps = made("- claim: x = y\n  label: A\n- expr: x\n- expr: y\n  using: A\n- expr: y + 0")
    (found,) = conclusions(list(steps.values()))
    assert list(map(show, found.claim().context.facts)) == ["x = y"]
    assert found.claim(Standing(frozenset(("1",)))).context.facts == ()


def test_a_long_chain_of_facts_is_linear() -> None:
    steps = ["- claim: x = x\n  label: L0", "- claim: x = x\n  label: L1"]
    steps += [f"- claim: x = x\n  label: L{n}\n  using: [L{n - 1}, L{n - 2}]" for n in range(2, 60)]
    last = made("\n".join(steps))["60"]
    assert facts(last) == ([], ["x = x"])


def test_true_is_the_antecedent_of_a_claim() -> None:
    assert made("- claim: x = y and y = t")["1"].goal[0] == TRUE
