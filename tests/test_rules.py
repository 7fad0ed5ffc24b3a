"""Named rules: what `by:` refuses, what it confirms, and that every row is itself proved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.documents.unfolding import Meanings, define, unfold
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context, Relation
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Derivative, Evidence, Linearity
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    subterms,
)
from derivcheck.notation.plain import read
from derivcheck.notation.scope import UNKNOWN_AXIS, Scope
from derivcheck.provers.equations.domains import with_domain
from derivcheck.rules import rewriting
from derivcheck.rules.confirmation import Outcome, confirm, rule_rows
from derivcheck.rules.table import ALWAYS, RULES, Rule, nearest, rule_named

VECTOR, FUNCTION = Sort("real", ((ONE, Sym("k")),)), Sort("function", arity=1)
DECLARED = {
    **dict.fromkeys(("x", "y", "c"), REAL),
    **dict.fromkeys(("k", "i", "l", "n"), INTEGER),
    **dict.fromkeys(("a",), VECTOR),
    **dict.fromkeys(("f", "g"), FUNCTION),
}
DEFINED = {"S": REAL, "L": REAL, "yhat": Sort("real", (UNKNOWN_AXIS,))}
SCOPE = Scope({**DECLARED, **DEFINED, "j": INTEGER})


def term(text: str) -> Term:
    return read(text, SCOPE).term


MEANINGS = define(Meanings(), "S", (), term("sum(exp(a[m]), m = 1..k)"), {})
MEANINGS = define(MEANINGS, "yhat", ("j",), term("exp(a[j]) / S"), {})
MEANINGS = define(MEANINGS, "L", (), term("-log(yhat[l])"), {})
RANGES = tuple(map(term, ("1 <= i", "i <= k", "1 <= l", "l <= k", "1 <= k")))


def outcomes(
    names: str, before: str, after: str, because: tuple[str, ...] = (), relation: Relation = "="
) -> list[Outcome]:
    """What `confirm` says; names separated by commas."""
    context = Context(DECLARED, RANGES, facts=tuple(map(term, because)))
    listed = tuple(name.strip() for name in names.split(","))
    sides = term(before), term(after)
    return confirm(listed, *sides, relation, context, lambda t: unfold(t, MEANINGS))


# --- the lecture ---------------------------------------------------------------------------------

PUT_IN = ("diff(exp(a[l]), a[i]) = 1{l = i}*exp(a[l])", "diff(S, a[i]) = exp(a[i])")
LINES = (
    "diff(L, a[i])",
    "-1/yhat[l] * diff(yhat[l], a[i])",
    "-1/yhat[l] * diff(exp(a[l]) / S, a[i])",
    "-1/yhat[l] * (diff(exp(a[l]), a[i])/S - exp(a[l])*diff(S, a[i])/S^2)",
    "-1/yhat[l] * (1{l = i}*exp(a[l])/S - exp(a[l])/S * exp(a[i])/S)",
    "-1/yhat[l] * (1{l = i}*yhat[l] - yhat[l]*yhat[i])",
    "-(1{l = i} - yhat[i])",
)
LECTURE = (
    # rule                before    after     because  explained as
    ("chain rule",        LINES[0], LINES[1], (),      "chain rule"),
    ("definition of yhat", LINES[1], LINES[2], (),     "definition of yhat"),
    ("quotient rule",     LINES[2], LINES[3], (),      "quotient rule"),
    ("indicator",         LINES[3], LINES[4], PUT_IN,  "indicator"),
    ("definition of yhat", LINES[4], LINES[5], (),     "definition of yhat"),
    ("cancellation",      LINES[5], LINES[6], (),      "algebra"),
)  # fmt: skip
NUMBERED = tuple(zip(range(2, 8), LECTURE, strict=True))
FAIR = {(5, "chain rule"), (5, "sum rule")}
"""Names that fit a line beside its own: what is put in was found by them."""
WRONG = [
    pytest.param(before, after, because, other, explained, id=f"line {line} by {other}")
    for line, (right, before, after, because, explained) in NUMBERED
    for other in dict.fromkeys((*(row[0] for row in LECTURE), "product rule", "sum rule"))
    if other != right and (line, other) not in FAIR
]


@pytest.mark.parametrize(("before", "after", "because", "wrong", "explained"), WRONG)
def test_a_wrong_name_is_refused_and_the_right_one_named(
    before: str, after: str, because: tuple[str, ...], wrong: str, explained: str
) -> None:
    expected = Outcome(wrong, known=True, confirmed=False, explains=explained)
    assert outcomes(wrong, before, after, because) == [expected]


@pytest.mark.parametrize(
    ("name", "before", "after", "because"),
    [pytest.param(*row[:4], id=f"line {line}") for line, row in NUMBERED],
)
def test_the_lecture_is_confirmed(
    name: str, before: str, after: str, because: tuple[str, ...]
) -> None:
    expected = Outcome(name, known=True, confirmed=True, fits=True)
    assert outcomes(name, before, after, because) == [expected]


def test_a_claim_of_the_lecture_without_the_claims_is_not_confirmed() -> None:
    assert not outcomes("quotient rule", LINES[3], LINES[4])[0].confirmed


# --- other steps ---------------------------------------------------------------------------------

REFUSED = (
    # case, rule, before, after, explained as
    ("product by the chain rule", "chain rule",
     "diff(sin(x)*x, x)", "cos(x)*x + sin(x)", "product rule"),
    ("sum by the product rule", "product rule",
     "diff(x^2 + sin(x), x)", "2*x + cos(x)", "sum rule"),
    ("no composition", "chain rule",
     "diff(sin(x), x)", "cos(x)", "derivative of sin"),
    ("nothing but arithmetic", "chain rule",
     "x + x", "2*x", "algebra"),
    ("arithmetic by definition", "definition of S",
     "S + S", "2*S", "algebra"),
    ("definition of another", "definition of L",
     "yhat[l]", "exp(a[l])/S", "definition of yhat"),
    ("definition by algebra", "algebra",
     "yhat[l]", "exp(a[l])/S", "definition of yhat"),
    ("redexes left alone on both sides", "chain rule",
     "diff(exp(f(x)) + g(x), x)", "diff(exp(f(x)), x) + diff(g(x), x)", "sum rule"),
    ("index out of range", "collapse of a sum",
     "sum(1{m = n}*a[m], m = 1..k)", "a[n]", ""),
    ("linearity is no collapse", "linearity of sums",
     "sum(1{m = i}*a[m], m = 1..k)", "a[i]", "collapse of a sum"),
    ("no limit 0/0", "l'hopital",
     "lim((x + 1)/(x + 2), x -> 0)", "lim(1/1, x -> 0)", ""),
    ("a slope that vanishes again and again", "l'hopital",
     "lim((x + sin(x))/(x + sin(x)), x -> oo)", "lim((1 + cos(x))/(1 + cos(x)), x -> oo)",
     "algebra"),
    ("substitution without facts", "substitution",
     "x + x", "2*x", "algebra"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after", "explained"), [pytest.param(*r[1:], id=r[0]) for r in REFUSED]
)
def test_refused(name: str, before: str, after: str, explained: str) -> None:
    assert outcomes(name, before, after) == [Outcome(name, True, False, explains=explained)]


FALSE = (
    # case, rule, before, after: of a step that is false nobody asks whether a name fits
    ("not equal at all", "quotient rule",
     "diff(f(x)/g(x), x)", "(f'(x)*g(x) + f(x)*g'(x))/g(x)^2"),
    ("inner derivative forgotten", "chain rule",
     "diff(sin(x^2), x)", "cos(x^2)"),
    ("only the numerator differentiated", "l'hopital",
     "lim(sin(x)/x, x -> 0)", "lim(cos(x)/x, x -> 0)"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after"), [pytest.param(*r[1:], id=r[0]) for r in FALSE]
)
def test_a_false_step_is_confirmed_by_no_rule(name: str, before: str, after: str) -> None:
    assert not outcomes(name, before, after)[0].confirmed


UNFIT = (
    # rule                    before                         after
    ("integration by parts",  "x + x",                       "2*x"),
    ("integration by parts",  "2*int(f(x), x = 0..1)",       "int(f(x), x = 0..1)*2"),
    ("telescoping",           "int(1/x, x = 1..2)",          "log(2)"),
    ("geometric series",      "exp(x)*exp(y)",               "exp(x + y)"),
    ("squeeze theorem",       "diff(x^2, x)",                "2*x"),
    ("log rules",             "exp(x)*exp(y)",               "exp(x + y)"),
    ("trig identities",       "(x + 1)^2",                   "x^2 + 2*x + 1"),
    ("substitution",          "sin(2*x)",                    "2*sin(x)*cos(x)"),
    ("algebra",               "diff(exp(x)*x, x)",           "exp(x)*(x + 1)"),
    ("product rule",          "sin(2*x)",                    "2*sin(x)*cos(x)"),
    ("quotient rule",         "diff(x^2*exp(x), x)",         "(x^2 + 2*x)*exp(x)"),
    ("product and chain rule", "diff(x^2 + exp(x), x)",      "2*x + exp(x)"),
    ("trace trick",           "x + x",                       "2*x"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after"), [pytest.param(*r, id=f"{r[0]}: {r[1]}") for r in UNFIT]
)
def test_a_name_that_does_not_fit(name: str, before: str, after: str) -> None:
    (found,) = outcomes(name, before, after)
    assert found.known and not found.fits


FITS = (
    # rule                    before                         after
    ("power rule",            "diff(x^2 + sin(x), x)",       "2*x + cos(x)"),
    ("product rule",          "diff(x*sin(x^2), x)",         "sin(x^2) + 2*x^2*cos(x^2)"),
    ("chain rule",            "diff(x*sin(x^2), x)",         "sin(x^2) + 2*x^2*cos(x^2)"),
    ("quotient rule",         "diff(f(x)/g(x), x) + diff(sin(x), x)",
                              "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2 + cos(x)"),
    ("chain rule",            "diff(sum(exp(x*a[m]), m = 1..k), x)",
                              "sum(a[m]*exp(x*a[m]), m = 1..k)"),
    ("product rule",          "diff(x*exp(-x), x)",          "(1 - x)/exp(x)"),
    ("substitution",          "int(2*x*f(x^2), x = 0..1)",   "int(f(y), y = 0..1)"),
    ("u-substitution",        "int(2*x*f(x^2), x = 0..1)",   "int(f(y), y = 0..1)"),
    ("by parts",              "int(x*exp(x), x = 0..1)",     "E - int(exp(x), x = 0..1)"),
    ("Fundamental Theorem of Calculus", "diff(int(f(y), y = 0..x), x)", "f(x)"),
    ("mathematical induction", "sum(j, j = 1..k)",           "k*(k + 1)/2"),
    ("linearity",             "sum(2*a[m], m = 1..k)",       "2*sum(a[m], m = 1..k)"),
    ("simplification",        "exp(x)*exp(y)",               "exp(x + y)"),
    ("double-angle formula",  "sin(2*x)",                    "2*sin(x)*cos(x)"),
    ("definition of tan",     "tan(x)",                      "sin(x)/cos(x)"),
    ("l'Hôpital’s rule",      "lim((exp(x) - 1)/x, x -> 0)", "1"),
    ("l'hopital twice",       "lim((exp(x) - 1 - x)/x^2, x -> 0)", "lim(exp(x)/2, x -> 0)"),
    ("l'hopital",             "lim(x*log(x), x -> 0, +)",    "0"),
    ("using the squeeze theorem", "lim(x*sin(1/x), x -> 0)", "0"),
    ("product and chain rule", "diff(x*sin(x^2), x)",        "sin(x^2) + 2*x^2*cos(x^2)"),
    ("geometric sum formula", "sum(2^j, j = 0..k)",          "2^(k + 1) - 1"),
    ("interchange of the sums" , "sum(sum(a[m]*a[p], m = 1..k), p = 1..k)",
                              "sum(sum(a[m]*a[p], p = 1..k), m = 1..k)"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after"), [pytest.param(*r, id=f"{r[0]}: {r[1]}") for r in FITS]
)
def test_a_name_fits_with_what_else_it_took(name: str, before: str, after: str) -> None:
    (found,) = outcomes(name, before, after)
    assert found.known and found.fits


CONFIRMED = (
    # rules                      before                               after
    ("algebra",                  "(x^2 - 1)/(x - 1)",                 "x + 1"),
    ("expanding",                "(x + y)^2",                         "x^2 + 2*x*y + y^2"),
    ("common denominator",       "1/x + 1/y",                         "(x + y)/(x*y)"),
    ("cancellation",             "yhat[l]*S",                         "exp(a[l])"),
    ("definition",               "yhat[l]",                           "exp(a[l])/S"),
    ("yhat",                     "yhat[l]",                           "exp(a[l])/S"),
    ("definition of yhat, algebra", "yhat[l]/2 + yhat[l]/2",          "exp(a[l])/S"),
    ("constant factor",          "diff(-3*f(x)/y, x)",                "-3*diff(f(x), x)/y"),
    ("sum rule",                 "diff(f(x) - g(x), x)",              "f'(x) - g'(x)"),
    ("sum rule",                 "diff(sum(exp(x*a[m]), m = 1..k), x)",
                                 "sum(diff(exp(x*a[m]), x), m = 1..k)"),
    ("product rule",             "diff(sin(x)*x, x)",                 "cos(x)*x + sin(x)"),
    ("product rule",             "diff(sin(x)*x, x)",                 "diff(sin(x), x)*x + sin(x)"),
    ("product rule",             "f'(x)*g(x) + f(x)*g'(x)",           "diff(f(x)*g(x), x)"),
    ("product rule",             "diff(f(x)*g(x), x, 2)",
                                 "diff(f(x), x, 2)*g(x) + 2*f'(x)*g'(x) + f(x)*diff(g(x), x, 2)"),
    ("quotient rule",            "diff(exp(x)/x, x)",                 "(x*exp(x) - exp(x))/x^2"),
    ("quotient rule",            "diff(a[i]*f(a[l])/g(a[i]), a[l])",
        "(diff(a[i]*f(a[l]), a[l])*g(a[i]) - a[i]*f(a[l])*diff(g(a[i]), a[l]))/g(a[i])^2"),
    ("chain rule",               "diff(sin(x^2), x)",                 "2*x*cos(x^2)"),
    ("chain rule",               "diff(sin(3*x + 1), x)",             "3*cos(3*x + 1)"),
    ("chain rule",               "diff((x^2 + 1)^3, x)",              "6*x*(x^2 + 1)^2"),
    ("chain rule",               "diff(f(g(x)), x)",                  "f'(g(x))*g'(x)"),
    ("product rule, chain rule", "diff(x*sin(x^2), x)",               "sin(x^2) + 2*x^2*cos(x^2)"),
    ("power rule",               "diff(x^3 + 2*x^2, x)",              "3*x^2 + 4*x"),
    ("power rule",               "diff(x^n, x)",                      "n*x^(n - 1)"),
    ("power rule",               "diff(1/x, x)",                      "-1/x^2"),
    ("power rule",               "diff(sqrt(x), x)",                  "1/(2*sqrt(x))"),
    ("derivative of log",        "diff(log(x, 10), x)",               "1/(x*log(10))"),
    ("derivative of exp",        "diff(2^x, x)",                      "2^x*log(2)"),
    ("derivative of sin",        "diff(sin(x), x)",                   "cos(x)"),
    ("derivative of cos",        "diff(cos(x), x)",                   "-sin(x)"),
    ("indicator",                "diff(a[l], a[i])",                  "1{l = i}"),
    ("indicator",                "diff(exp(a[l]), a[i])",             "1{i = l}*exp(a[l])"),
    ("sum rule, derivative of exp, collapse of a sum", "diff(S, a[i])", "exp(a[i])"),
    ("collapse of a sum",        "sum(exp(a[m])*1{i = m}/2, m = 1..k)", "exp(a[i])/2"),
    ("collapse of a sum",        "sum(sum(1{m = p}*a[m], m = 1..k), p = 1..k)",
                                 "sum(a[p], p = 1..k)"),
    ("linearity of sums",        "sum(x*a[m] - m, m = 1..k)",
                                 "x*sum(a[m], m = 1..k) - sum(m, m = 1..k)"),
    ("differentiation",          "diff(x*sin(x^2), x)",               "sin(x^2) + 2*x^2*cos(x^2)"),
    ("l'hopital",                "lim((exp(x) - 1)/sin(x), x -> 0)",  "lim(exp(x)/cos(x), x -> 0)"),
    ("l'hospital",               "lim(log(x)/x, x -> oo)",            "lim((1/x)/1, x -> oo)"),
    ("l'hopital",                "2*lim(x/(exp(x) - 1), x -> 0, +)",  "2*lim(1/exp(x), x -> 0, +)"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "before", "after"), [pytest.param(*r, id=f"{r[0]}: {r[1]}") for r in CONFIRMED]
)
def test_confirmed(names: str, before: str, after: str) -> None:
    assert [o.name for o in outcomes(names, before, after) if not o.confirmed] == []


STATEMENTS = (
    # rule           before                 relation   after              confirmed
    ("algebra",      "2*x = 4",             "iff",     "x = 3",           False),
    ("algebra",      "x < 1",               "iff",     "-x < -1",         False),
    ("chain rule",   "2*x = 4",             "iff",     "x = 2",           False),
    ("algebra",      "x",                   "<",       "x - 1",           False),
    ("algebra",      "2*x = 4",             "iff",     "x = 2",           True),
    ("algebra",      "2*x < 4",             "iff",     "2*x - 4 < 0",     True),
    ("algebra",      "x",                   "<",       "x + 1",           True),
    ("substitution", "x = 2 and y = x + 1", "implies", "y = 3",           True),
    ("product rule", "diff(x*f(x), x) = 0", "iff",     "f(x) + x*f'(x) = 0", True),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "relation", "after", "confirmed"),
    [pytest.param(*r, id=f"{r[0]}: {r[1]} {r[2]} {r[3]}") for r in STATEMENTS],
)
def test_statements(
    name: str, before: str, relation: Relation, after: str, confirmed: bool
) -> None:
    assert outcomes(name, before, after, (), relation)[0].confirmed is confirmed


def test_substitution_uses_the_facts_of_the_step() -> None:
    assert outcomes("substitution", "x^2 + y", "5 + c", ("x = 2", "y = c + 1"))[0].confirmed


def test_of_several_rules_only_those_used_are_confirmed() -> None:
    found = outcomes("sum rule, quotient rule", "diff(f(x) + g(x), x)", "f'(x) + g'(x)")
    assert [o.confirmed for o in found] == [True, False]


def test_a_run_away_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "MAX_REWRITES", 1)
    step = "diff(sin(cos(x^2)), x)", "-2*x*sin(x^2)*cos(cos(x^2))"
    assert not outcomes("chain rule", *step)[0].confirmed


POLYNOMIALS = st.lists(st.integers(-5, 5), min_size=1, max_size=4).map(
    lambda cs: " + ".join(f"({c})*x^{n + 1}" for n, c in enumerate(cs)) + " + 1"
)


@settings(deadline=None, max_examples=40)
@given(POLYNOMIALS, POLYNOMIALS, st.integers(-2, 2))
def test_the_product_rule_is_confirmed_exactly_where_it_is_right(u: str, v: str, off: int) -> None:
    before = f"diff(f({u})*({v})*exp(x), x)"
    after = f"diff(f({u}), x)*({v})*exp(x) + f({u})*diff(({v})*exp(x), x) + {off}"
    assert outcomes("product rule", before, after)[0].confirmed is (off == 0)


# --- names ---------------------------------------------------------------------------------------

UNKNOWN = (
    ("chian rule", "chain rule"),
    ("Produkt rule", "product rule"),
    ("colapse of a sum", "collapse of a sum"),
    ("derivative of sine", "derivative of sin"),
    ("hand waving", ""),
)


@pytest.mark.parametrize(("name", "near"), UNKNOWN)
def test_an_unknown_name_gets_the_nearest(name: str, near: str) -> None:
    assert outcomes(name, "x + x", "2*x") == [Outcome(name, False, False, nearest=near)]
    assert nearest(name) == near


@pytest.mark.parametrize(
    "name", ["The chain rule", "chain-rule", "CHAIN  RULE", "by the chain rule"]
)
def test_spellings(name: str) -> None:
    found = rule_named(name)
    assert found is not None and found.name == "chain rule"


def test_no_name_means_two_rules() -> None:
    names = [s for r in RULES for s in (r.name, *r.aliases.split(" | "))]
    assert sorted(names) == sorted(set(names))


def test_rows_are_shown_with_a_pattern_or_a_remark() -> None:
    rows = {name: (pattern, result) for name, pattern, result, _ in rule_rows()}
    assert len(rows) == len(RULES)
    assert all(pattern for pattern, _ in rows.values())
    assert rows["indicator"] == ("diff(a[j], a[i])", "1{j = i}")
    assert rows["substitution"][1] == ""


# --- every row is proved -------------------------------------------------------------------------

ROWS = [pytest.param(r, id=r.name) for r in RULES if r.pattern is not None]


def sorts(rule: Rule, *terms: Term) -> dict[str, Sort]:
    """What the letters of a row stand for."""
    inside = [s for t in terms for s in subterms(t)]
    functions = {s.args[0] for s in inside if isinstance(s, App) and s.head == "apply"}
    arrays = {s.args[0] for s in inside if isinstance(s, App) and s.head == "index"}
    whole = {"i", "j"} | ({"a", "b", "c"} if "sum" in rule.name else set())
    found: dict[str, Sort] = {}
    for name in frozenset({"k"}).union(*map(free_names, terms)):
        letter = Sym(name)
        plain = INTEGER if name in whole | {"k"} else REAL
        found[name] = FUNCTION if letter in functions else VECTOR if letter in arrays else plain
    return found


def evidence(rule: Rule, before: Term, after: Term) -> Evidence:
    """Why a row holds: an axiom, linearity, or the table of derivatives and arithmetic."""
    if rule.name == "collapse of a sum":
        bindings = [(s, Sym(s)) for s in "abc"]
        return Axiom("sum_collapse", (*bindings, ("f", Sym("f"))))
    if rule.name == "linearity of sums":
        assert isinstance(before, Bind)
        f, g = (App("apply", (Sym(s), Sym("j"))) for s in "fg")
        return Linearity(before, ((Sym("c"), f), (number(1), g)))
    rates = {s for t in (before, after) for s in subterms(t) if isinstance(s, Bind)}
    lemmas = [Derivative(s) for s in rates if s.head == "diff" and s.body not in rates]
    return Arithmetic(before, after, tuple(sorted(lemmas, key=repr)))


@pytest.mark.parametrize("rule", ROWS)
def test_every_row_is_proved(rule: Rule) -> None:
    assert rule.pattern is not None and rule.result is not None
    declared = sorts(rule, rule.pattern, rule.result, *rule.conditions)
    ranges = [call("<=", 1, Sym(s)) for s in "ijk"] + [call("<=", Sym(s), Sym("k")) for s in "ij"]
    known = ranges if rule.name == "indicator" else []
    context = Context(declared, (*rule.conditions, *known))
    claim = Claim(context, rule.pattern, "=", rule.result)
    complete = with_domain(claim, evidence(rule, claim.before, claim.after))
    assert complete and isinstance(judge(claim, complete), Proved)


@pytest.mark.parametrize("rule", ROWS)
def test_every_row_rewrites_its_pattern_to_its_result(rule: Rule) -> None:
    assert rule.pattern is not None and rule.result is not None
    declared = sorts(rule, rule.pattern, rule.result, *rule.conditions)
    context = Context(declared, rule.conditions)
    assert confirm((rule.name,), rule.pattern, rule.result, "=", context)[0].confirmed


def test_linearity_needs_no_name() -> None:
    assert {rule.name for rule in RULES} >= set(ALWAYS)
    assert outcomes("power rule", "diff(2*x^2 + 1, x)", "4*x")[0].confirmed
