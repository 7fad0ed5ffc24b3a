"""From where a step is judged, what it may use there, and what is told; verdicts are scripted."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from derivcheck.checking.walk import walk
from derivcheck.documents import loading
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.claims import Claim
from derivcheck.notation.plain import show
from derivcheck.reporters.findings import of_conclusion, of_step
from derivcheck.verdicts.report import FileReport, StepReport, Verdict

HEAD = "derivcheck: 1\nsymbols:\n  x, y, z: real\n"


class Script:
    """Decides as it is told, `proved` where it is told nothing, and remembers what it was asked."""

    def __init__(self, **verdicts: str) -> None:
        self.verdicts = verdicts
        self.asked: list[tuple[str, Claim]] = []

    def __call__(self, name: str, claim: Claim) -> Verdict:
        times = sum(asked == name for asked, _ in self.asked)
        self.asked.append((name, claim))
        words = self.verdicts.get(name.replace(" ", "_").replace(".", "_"), "proved").split()
        return Verdict(words[min(times, len(words) - 1)])

    @property
    def claims(self) -> list[str]:
        return [f"{name}: {show(c.before)} {c.relation} {show(c.after)}" for name, c in self.asked]

    def brought(self, name: str, time: int = 0) -> tuple[list[str], list[str]]:
        claim = [c for asked, c in self.asked if asked == name][time]
        return list(map(show, claim.context.assumptions)), list(map(show, claim.context.facts))


def walked(steps: str, script: Script) -> tuple[dict[str, StepReport], FileReport]:
    (derivation,) = load("test.yaml", HEAD + "steps:\n" + indent(dedent(steps), "  "))
    assert not derivation.problems
    report = walk(derivation, script).report
    return {s.id: s for s in report.steps}, report


def verdict(step: StepReport) -> str | None:
    return step.verdict.name if step.verdict else None


# ----------------------------------------------------------------------------------- after a slip

CHAIN = "- expr: x\n- expr: y\n- expr: z\n- expr: x + 0\n"
IFFS = "- given: x = 1\n- iff: y = 1\n- iff: z = 1\n"
PAST = "_3_past_lines_in_doubt_from_1"
AFTER = {  # steps, verdicts: of step 3 the verdict, from where it follows, on what it rests
    "it follows from neither": (
        CHAIN, {"_2": "refuted", "_3_from_1": "refuted", "_3": "refuted"},
        ("refuted", None, ("2",)),
    ),
    "the one is open": (
        CHAIN, {"_2": "refuted", "_3_from_1": "undecided", "_3": "refuted"},
        ("undecided", None, ("2",)),
    ),
    "the other is open": (
        CHAIN, {"_2": "refuted", "_3_from_1": "refuted", "_3": "undecided"},
        ("undecided", None, ("2",)),
    ),
    "right again": (CHAIN, {"_2": "refuted", "_3": "refuted"}, ("proved", "1", ())),
    "a copied mistake": (
        CHAIN, {"_2": "refuted", "_3_from_1": "refuted"}, ("proved", None, ("2",)),
    ),
    "after an open step":  (CHAIN, {"_2": "undecided"}, ("proved", None, ("2",))),
    "an open step fails":   (CHAIN, {"_2": "undecided", "_3": "refuted"}, ("proved", "1", ())),
    "after an open step, it follows from neither": (
        CHAIN, {"_2": "undecided", "_3": "refuted", PAST: "refuted"},
        ("refuted", None, ("2",)),
    ),
    "after an open step, the one is open": (
        CHAIN, {"_2": "undecided", "_3": "refuted", PAST: "undecided"},
        ("refuted", None, ("2",)),
    ),
    "statements":          (IFFS, {"_2": "refuted", "_3": "refuted"}, ("proved", "1", ())),
    "open statements":     (IFFS, {"_2": "undecided", "_3": "refuted"}, ("proved", "1", ())),
    "statements, copied":  (
        IFFS, {"_2": "refuted", "_3_from_1": "refuted"}, ("proved", None, ("2",)),
    ),
}  # fmt: skip


def scripted(verdicts: dict[str, str]) -> Script:
    return Script(**{name.removeprefix("_"): v for name, v in verdicts.items()})


@pytest.mark.parametrize("case", AFTER)
def test_a_step_after_a_slip(case: str) -> None:
    text, verdicts, expected = AFTER[case]
    step = walked(text, scripted(verdicts))[0]["3"]
    assert (verdict(step), step.follows_from, step.rests_on) == expected


RELATIONS = {
    "they do not compose":       ("<=", ">=", None),
    "twice different":           ("'!='", "'!='", None),
    "less, then equal":          ("<=", "=", "3 from 1: x <= z"),
    "equal, then less":          ("=", "<", "3 from 1: x < z"),
    "at most, then less":        ("<=", "<", "3 from 1: x < z"),
}  # fmt: skip


@pytest.mark.parametrize("case", RELATIONS)
def test_the_relations_past_a_slip_are_composed(case: str) -> None:
    first, second, expected = RELATIONS[case]
    script = scripted({"_2": "refuted"})
    second = f"'{second}'" if second == ">=" else second
    walked(f"- expr: x\n- expr: y\n  rel: {first}\n- expr: z\n  rel: {second}\n", script)
    assert (expected or "3: y") in ("3: y", *script.claims)
    assert any(c.startswith("3 from") for c in script.claims) == (expected is not None)


def test_implications_that_do_not_compose_are_judged_from_the_line_before_only() -> None:
    script = scripted({"_2": "refuted", "_3": "refuted"})
    steps, _ = walked("- given: x = 1\n- implies: y = 1\n- implied by: z = 1\n", script)
    assert verdict(steps["3"]) == "refuted"
    assert script.claims == ["2: x = 1 implies y = 1", "3: y = 1 implied by z = 1"]


def test_the_line_after_a_right_one_is_judged_from_that_one_only() -> None:
    script = scripted({"_2": "refuted"})
    steps, _ = walked(CHAIN, script)
    assert script.claims[:3] == ["2: x = y", "3 from 1: x = z", "4: z = x + 0"]
    assert (steps["4"].follows_from, steps["4"].rests_on) == (None, ())


def test_a_copied_mistake_is_no_line_to_follow_from() -> None:
    script = scripted({"_2": "refuted", "_3_from_1": "refuted", "_4_from_1": "refuted"})
    steps, _ = walked(CHAIN, script)
    assert "4 from 1: x = x + 0" in script.claims
    assert steps["4"].rests_on == ("2",)


def test_what_the_slip_used_may_be_used_past_it() -> None:
    text = (
        "- given: x = y\n  label: G\n- expr: x\n- expr: z\n  using: G\n- expr: y\n"
        "- claim: y = x\n  using: R\n"
    ).replace("- expr: y\n", "- expr: y\n  label: R\n")
    script = scripted({"_3": "refuted"})
    steps, _ = walked(text, script)
    assert script.brought("4 from 2") == (["x = y"], [])
    assert steps["4"].rests_on == ("1",)
    assert script.brought("5") == (["x = y"], ["x = y"])


def test_a_step_brings_what_was_proved_of_it_and_not_what_follows_from_a_slip() -> None:
    script = scripted({"_2": "refuted"})
    walked(CHAIN.replace("z\n", "z\n  label: A\n") + "- claim: z = x\n  using: A\n", script)
    assert script.brought("5") == ([], ["x = z"])


def test_where_else_a_refuted_step_does_not_follow_is_kept() -> None:
    step = walked(CHAIN, scripted({"_2": "refuted", "_3_from_1": "refuted", "_3": "refuted"}))[0]
    assert [source for source, _ in step["3"].others] == ["1"]
    (found,) = (f for f in of_step(step["3"]) if f.code == "DC301")
    assert found.message == "this line follows neither from the line before nor from step 1"


# ------------------------------------------------------------------------------------- sub-steps

SUB = "- given: x = 1\n- {role}: y = 1\n  because:\n    - claim: z = 1\n"


@pytest.mark.parametrize("role", ["iff", "implies", "implied by"])
def test_a_sub_step_is_tried_without_the_statement_first(role: str) -> None:
    script = Script()
    steps, _ = walked(SUB.format(role=role), script)
    assert script.claims[0] == "2.a: z = 1"
    assert script.brought("2.a") == ([], [])
    assert (steps["2.a"].follows_from, steps["2.a"].rests_on) == (None, ())
    assert script.brought("2") == ([], ["z = 1"])


STARTED = {
    "an equivalence":  ("iff", [], ["x = 1 => z = 1"]),
    "a converse":      ("implied by", [], ["x = 1 => z = 1"]),
    "an implication":  ("implies", ["x = 1"], ["z = 1"]),
}  # fmt: skip


@pytest.mark.parametrize("case", STARTED)
def test_what_a_sub_step_earns_from_the_statement_rests_on_it(case: str) -> None:
    role, assumptions, facts = STARTED[case]
    script = Script(**{"2_a": "refuted"})
    steps, _ = walked(SUB.format(role=role), script)
    assert script.brought("2.a from 1") == (["x = 1"], [])
    assert (verdict(steps["2.a"]), steps["2.a"].follows_from) == ("proved", "1")
    assert steps["2.a"].rests_on == ("1",)
    assert script.brought("2") == (assumptions, facts)


def test_a_sub_step_never_uses_the_statement_it_explains() -> None:
    script = Script(**{"2_a": "refuted", "2_a_from_1": "refuted"})
    steps, _ = walked(SUB.format(role="implies"), script)
    assert verdict(steps["2.a"]) == "refuted"
    assert not any(
        "y = 1" in part
        for _, c in script.asked[:2]
        for part in map(show, c.context.facts + c.context.assumptions)
    )


def test_a_sub_step_of_an_expression_has_nothing_to_start_from() -> None:
    script = Script(**{"2_a": "undecided"})
    walked("- expr: x\n- expr: y\n  because:\n    - claim: z = 1\n", script)
    assert script.claims[:2] == ["2.a: z = 1", "2: x = y"]


def test_after_a_slip_a_sub_step_may_start_from_the_line_that_holds() -> None:
    text = "- given: x = 1\n- implies: y = 2\n- implies: y = 1\n  because:\n    - claim: z = 1\n"
    script = Script(**{"2": "refuted", "3_a": "refuted"})
    steps, _ = walked(text, script)
    assert steps["3.a"].follows_from == "1"
    assert script.brought("3.a from 1") == (["x = 1"], [])


def test_a_line_after_a_slip_in_sub_steps_rests_on_the_statement() -> None:
    text = "- given: x = 1\n- iff: y = 1\n  because:\n    - expr: x\n    - expr: y\n    - expr: z\n"
    script = Script(**{"2_b": "refuted", "2_b_from_1": "refuted", "2_c_from_2_a": "refuted"})
    steps, _ = walked(text, script)
    assert (verdict(steps["2.c"]), steps["2.c"].rests_on) == ("proved", ("2.b", "1"))
    assert script.brought("2.c") == (["x = 1"], [])
    assert script.brought("2") == ([], ["x = 1 => y = z"])


# ---------------------------------------------------------------------- facts that are not proved

USING = "- claim: x = y\n  label: A\n- claim: y = z\n  using: A\n"
NAMED = {  # verdict on the fact, verdicts on the step: the step's
    "refuted, and it holds without": ("refuted", "proved", "proved"),
    "refuted, and it fails where the fact holds": ("refuted", "refuted refuted", "refuted"),
    "refuted, and it holds where the fact does": ("refuted", "refuted proved", "undecided"),
    "open, and it fails where the fact holds": ("undecided", "refuted refuted", "refuted"),
    "open, and it fails elsewhere": ("undecided", "refuted undecided", "undecided"),
    "open, and it holds with it": ("undecided", "proved", "proved"),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED)
def test_a_step_that_names_what_is_not_proved(case: str) -> None:
    fact, own, expected = NAMED[case]
    script = Script(**{"1": fact, "2": own})
    step = walked(USING, script)[0]["2"]
    assert verdict(step) == expected
    assert script.brought("2") == ([], ["x = y"] if fact == "undecided" else [])
    if " " in own:
        assert script.brought("2", 1)[0] == ["x = y"]
    if expected == "undecided":
        assert any("step 1" in reason for reason in step.verdict.reasons)


def test_a_step_that_names_what_cannot_be_read_is_not_refuted() -> None:
    script = Script(**{"2": "refuted"})
    steps, _ = walked(USING.replace("x = y", "x = q"), script)
    assert verdict(steps["2"]) == "undecided"


def test_what_rests_on_an_open_fact_is_open_too() -> None:
    text = USING.replace("using: A\n", "using: A\n  label: B\n") + "- claim: x = z\n  using: B\n"
    script = Script(**{"1": "undecided", "3": "refuted proved"})
    steps, _ = walked(text, script)
    assert verdict(steps["3"]) == "undecided"
    assert script.brought("3", 1)[0] == ["y = z"]


# ----------------------------------------------------------------------------------- conclusions


def test_a_conclusion_goes_past_a_slip_by_transitivity() -> None:
    script = scripted({"_2": "refuted"})
    (end,) = walked(CHAIN, script)[1].conclusions
    assert (end.verdict.name, end.verdict.prover) == ("proved", "transitivity")


FAILING = CHAIN + "- claim: x = x\n- expr: y\n  from: none\n- expr: y + 0\n- expr: y\n"


def test_a_conclusion_that_fails_is_told_at_the_slip() -> None:
    script = scripted({"_2": "refuted", "_3_from_1": "refuted", "_4_from_1": "refuted"})
    script.verdicts["conclusion_1"] = "refuted"
    first, second = walked(FAILING, script)[1].conclusions
    assert (first.ends, first.slip, first.place.line) == (("1", "4"), "2", 6)
    assert (second.ends, second.slip, second.verdict.name) == (("6", "8"), None, "proved")
    (found,) = of_conclusion(first)
    assert (found.severity, found.code) == ("note", "DC303")
    assert found.message == "because of step 2 the last line does not follow from the first"


def test_it_is_an_error_of_its_own_where_the_slip_is_expected() -> None:
    text = CHAIN.replace("y\n", "y\n  expect: refuted\n")
    script = scripted({"_2": "refuted", "_3_from_1": "refuted", "_4_from_1": "refuted"})
    script.verdicts["conclusion_1"] = "refuted"
    (end,) = walked(text, script)[1].conclusions
    (found,) = of_conclusion(end)
    assert (found.severity, found.place) == ("error", end.place)


def test_a_conclusion_does_not_use_its_own_open_links() -> None:
    text = "- given: x = 1\n- implies: y = 1\n- implies: z = 1\n  because:\n    - claim: x = z\n"
    script = Script(**{"2": "undecided", "3_a": "refuted"})
    walked(text, script)
    assert script.claims[-1] == "conclusion 1: x = 1 implies z = 1"
    assert script.brought("conclusion 1") == (["x = 1"], ["y = 1 => x = z"])


def test_a_conclusion_says_what_it_rests_on() -> None:
    text = (
        "- given: x = y\n  label: G\n- expr: x\n- expr: y\n  using: G\n- expr: y + 0\n- expr: z\n"
    )
    (end,) = walked(text, Script())[1].conclusions
    assert (end.ends, end.rests_on) == (("2", "5"), ("1",))
    (end,) = walked(text, Script(**{"5": "refuted", "conclusion_1": "refuted"}))[1].conclusions
    assert end.rests_on == ()


# ------------------------------------------------------------------------- with what was given

GIVEN = "- given: x = 1 and y = 1\n- implies: x = 1\n- implies: y = 1\n"
ASKED = "_3_past_lines_in_doubt_from_1"
USED = "it follows if step 1 is used as well: give it a `label:` to name under `using:`"
BY_LABEL = "it follows if `one` is used as well: write `using: one` under it"
OVER = "it continues step 1; to open a new chain here, write `from: none`"
WITH_GIVEN = {  # steps, verdicts, what is said of step 3
    "not with it either":   (GIVEN, {"_3": "refuted", ASKED: "refuted"}, ()),
    "open with it":         (GIVEN, {"_3": "refuted", ASKED: "undecided"}, ()),
    "an open step":         (GIVEN, {"_3": "undecided"}, ()),
    "an equivalence":       (GIVEN.replace("implies: y", "iff: y"), {"_3": "refuted"}, ()),
    "used already":         (
        "- given: x = 1\n  label: one\n- expr: x\n  from: none\n- claim: y = 1\n  using: one\n",
        {"_3": "refuted"}, (),
    ),
    "a line over a claim, said": (
        "- expr: x\n  label: one\n- claim: x = x\n- expr: y\n  from: one\n", {"_3": "refuted"}, (),
    ),
    "a line right below":   ("- claim: x = x\n- expr: x\n- expr: y\n", {"_3": "refuted"}, ()),
    "a line over a claim":  ("- expr: x\n- claim: x = x\n- expr: y\n", {"_3": "refuted"}, (OVER,)),
    "its chain's":          (GIVEN, {"_3": "refuted"}, (USED,)),
    "one with a label":     (
        GIVEN.replace("y = 1\n", "y = 1\n  label: one\n", 1), {"_3": "refuted"}, (BY_LABEL,),
    ),
    "the last above":       (
        "- given: x = 1\n- expr: x\n  from: none\n- expr: 1\n", {"_3": "refuted"}, (USED,),
    ),
    "of a claim":           (
        "- given: x = 1\n- claim: x = x\n- claim: x^2 = 1\n", {"_3": "refuted"}, (USED,),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "verdicts", "told"), WITH_GIVEN.values(), ids=WITH_GIVEN)
def test_a_refuted_step_is_told_what_given_it_lacks(
    steps: str, verdicts: dict[str, str], told: tuple[str, ...]
) -> None:
    found, _ = walked(steps, scripted(verdicts))
    step = found["3"]
    assert step.verdict is not None
    assert (step.verdict.name, tuple(map(str, step.verdict.reasons))) == (verdicts["_3"], told)


@pytest.mark.parametrize(
    "steps",
    ["- claim: x = x\n", '- expr: x\n- expr: y\n  rel: <=\n- expr: z\n  rel: ">="\n'],
    ids=["no chain", "a chain in two directions"],
)
def test_what_is_expected_of_no_conclusion_is_not_met(steps: str) -> None:
    text = HEAD + "conclusion: {expect: refuted}\nsteps:\n" + indent(steps, "  ")
    (derivation,) = load("test.yaml", text)
    report = walk(derivation, Script()).report
    assert [p.code for p in report.problems] == ["DC707"]
    assert all(s.verdict is None or s.verdict.name == "proved" for s in report.steps)


SYSTEM = "of lines of equations only the first is given; if steps 1 and 2 are a system"
LINES = {  # the lines of a document, whether they may be a system
    "one name":        (r"2x &= 6 \\ x &= 2", False),
    "another name":    (r"x + y &= 5 \\ x &= 3", False),
    "no equation":     (r"x + y &= 5 \\ x &< y", False),
    "two of both":     (r"x + y &= 5 \\ x - y &= 1", True),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "told"), LINES.values(), ids=LINES)
def test_lines_that_may_be_a_system_are_told_how_to_say_so(lines: str, told: bool) -> None:
    text = "% derivcheck: x, y real\n\\begin{align}\n" + lines + "\n\\end{align}\n"
    (derivation,) = loading.load("notes.tex", text)
    report = walk(derivation, Script(**{"2": "refuted"})).report
    verdict = report.steps[1].verdict
    assert verdict is not None
    assert verdict.name == "refuted"
    assert any(reason.startswith(SYSTEM) for reason in verdict.reasons) == told
