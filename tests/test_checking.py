"""From obligations to verdicts: two keys, isolation, limits, what a step rests on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from textwrap import dedent, indent

import proving
import pytest

from derivcheck.checking import pool
from derivcheck.checking import repairs as repairing
from derivcheck.checking.batch import Answerer, GivingUp
from derivcheck.checking.check import check_derivation
from derivcheck.checking.pool import Pool, answers
from derivcheck.checking.run import Bounds
from derivcheck.checking.walk import by_transitivity, code_of
from derivcheck.checking.worker import Lost
from derivcheck.cli import batch as batch_command
from derivcheck.cli.main import run
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.documents.yaml import load
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.counting import counted
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.evidence import Arithmetic, Hypothesis, Point
from derivcheck.kernel.language.terms import App, Sym, number
from derivcheck.kernel.work import COUNT, OutOfWork, tick
from derivcheck.verdicts import decide as deciding
from derivcheck.verdicts.decide import Disagreement, decide
from derivcheck.verdicts.judgement import contradictory, vacuous
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import FileReport, Report, StepReport, Verdict
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import OutOfTime, backstop

DEFAULT = Settings()


@pytest.fixture(autouse=True)
def provers(monkeypatch):
    """Only the given provers are asked; without any, those for tests."""

    def use(*functions):
        deciding._cached.cache_clear()
        monkeypatch.setattr(deciding, "PROVERS", proving.entries(*functions))

    use(proving.plain)
    yield use
    deciding._cached.cache_clear()


def claim(before: str, after: str, relation: str = "=", assume=(), **symbols: str):
    symbols = symbols or {"x": "real", "y": "real"}
    row = {"symbols": symbols, "assume": list(assume), "from": before, "to": after}
    return read_row({**row, "relation": relation})


def checked(steps: str, more: str = "", settings: Settings = DEFAULT) -> FileReport:
    head = "derivcheck: 1\nsymbols:\n  x, y, z: real\n" + dedent(more)
    (derivation,) = load("test.yaml", head + "steps:\n" + indent(dedent(steps), "  "))
    assert not derivation.problems
    return check_derivation(derivation, settings)


def steps_of(report: FileReport) -> dict[str, StepReport]:
    return {s.id: s for s in report.steps}


def names(report: FileReport) -> list[str | None]:
    return [s.verdict.name if s.verdict else None for s in report.steps]


# ---------------------------------------------------------------------------------------- decide


def crash(claim, limits):
    raise ZeroDivisionError("a fault")


def too_deep(claim, limits):
    raise RecursionError


def nonsense(claim, limits):
    return "not evidence"


def elsewhere(claim, limits):
    return Arithmetic(number(1), number(1))


def run_away(claim, limits):
    while True:
        pass


def swallow(claim, limits):
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


NO_CHAIN = "no chain of identities was found from the one side to the other"
FAULT = "a part of the search failed, which is a fault of derivcheck"
UNDECIDED = {
    "a crash":                  (crash, (NO_CHAIN, FAULT)),
    "too deep":                 (too_deep, (NO_CHAIN, "a limit on nesting was met on the way")),
    "nonsense":                 (nonsense, (NO_CHAIN,)),
    "evidence for other terms": (elsewhere, (NO_CHAIN,)),
}  # fmt: skip


@pytest.mark.parametrize("case", UNDECIDED)
def test_what_provers_do_wrong_is_told_in_words(case: str, provers) -> None:
    prover, reasons = UNDECIDED[case]
    provers(prover)
    verdict = decide(claim("sin(x)^2 + cos(x)^2", "1"), DEFAULT)
    advice = "try: smaller steps, or a fact under `because:`"
    assert verdict.name == "undecided"
    assert verdict.reasons == (*reasons, "64 points agree", advice)


def test_a_crash_does_not_stop_the_next_prover(provers) -> None:
    provers(crash, nonsense, proving.plain)
    verdict = decide(claim("x + x", "2*x"), DEFAULT)
    assert (verdict.name, verdict.prover) == ("proved", "plain")
    assert verdict.evidence == Arithmetic(Sym("x") + Sym("x"), number(2) * Sym("x"))


def greedy(claim, limits):
    while True:
        tick()


def test_a_greedy_prover_leaves_work_to_those_after_it(monkeypatch) -> None:
    asked = (*proving.entries(greedy), *proving.entries(proving.plain))
    few = Settings(work=30_000)
    monkeypatch.setattr(deciding, "PROVERS", asked)
    assert decide(claim("x + x", "2*x"), few).name == "undecided"
    deciding._cached.cache_clear()
    monkeypatch.setattr(deciding, "PROVERS", (replace(asked[0], greedy=True), *asked[1:]))
    assert decide(claim("x + x", "2*x"), few).prover == "plain"


def test_a_greedy_prover_is_asked_again_when_the_others_have_found_nothing(monkeypatch) -> None:
    shares = []

    def slow(claim, limits):
        shares.append(COUNT.left)
        tick(110_000)
        return proving.plain(claim, limits)

    (entry,) = proving.entries(slow)
    monkeypatch.setattr(deciding, "PROVERS", (replace(entry, greedy=True),))
    assert decide(claim("x + x", "2*x"), Settings(work=300_000)).prover == "slow"
    assert [share <= 100_000 for share in shares] == [True, False]


def test_what_was_missing_is_told(provers) -> None:
    def wish(claim, limits):
        return Hypothesis(App(">", (Sym("x"), number(0))))

    provers(wish)
    verdict = decide(claim("abs(x)*cos(x - x)", "abs(x)"), DEFAULT)
    assert verdict.reasons[0] == "it could not be shown that x > 0"
    assert verdict.reasons[-1].startswith("try: state it under `assume:`")


def test_what_is_counted_stops_a_search(provers) -> None:
    def build(claim, limits):
        while True:
            claim.before + claim.after

    provers(build)
    verdict = decide(claim("sin(x) + x", "x + sin(x)"), Settings(work=5_000, first_points=0))
    assert verdict.name == "undecided"
    assert verdict.reasons[0] == "limit reached: 5000 units of work"


def test_points_have_a_share_of_the_work(provers) -> None:
    def build(claim, limits):
        while True:
            claim.before + claim.after

    provers(build)
    verdict = decide(claim("sin(x) + x", "2*x + sin(x)"), Settings(work=50_000, first_points=0))
    assert verdict.name == "refuted"


@pytest.mark.parametrize("prover", [run_away, swallow])
def test_a_run_away_is_stopped(prover, provers) -> None:
    provers(prover)
    verdict = decide(claim("x + x", "2*x"), Settings(seconds=0.05))
    assert verdict.name == "undecided"
    assert verdict.reasons[0] == "limit reached: 0.05 seconds of processor time"
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_the_backstop_restores_the_handler() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OutOfTime), backstop(0.01):
        while True:
            pass
    assert signal.getsignal(signal.SIGPROF) == before


def credulous(monkeypatch) -> None:
    """Let the kernel believe everything but points."""

    def judged(claim, evidence):
        return judge(claim, evidence) if isinstance(evidence, Point) else Proved(claim, ())

    monkeypatch.setattr(deciding, "judged", judged)


def test_a_proof_that_a_point_contradicts_is_an_internal_error(provers, monkeypatch) -> None:
    credulous(monkeypatch)
    provers(elsewhere)
    found = decide(claim("x", "x + 1"), Settings(first_points=0))
    assert found.name == "undecided"
    assert found.reasons[0].startswith("internal error: elsewhere proves it")


CONTRADICTORY = {
    "no integral":         ("int(exp(-t^4), t = 0..oo) = gamma(5/4)", False),
    "a linear system":     ("x + y = 3 and x - y = 1 and x = 2", False),
    "a circle and a line": ("x^2 + y^2 = 1 and x + y = 1", False),
    "values of functions": ("f(0) = 0 and f(1) = 2", False),
    "two signs":           ("x > 0 and x < 0", True),
    "two values":          ("x = 1 and x = 2", True),
    "a negative square":   ("x^2 = -1", True),
    "a value not taken":   ("sin(x) = 2", True),
    "parallel lines":      ("x + 2*y = 3 and 2*x + 4*y = 7", True),
    "a chain of values":   ("x = 1 and y = x + 1 and z = y + 1 and z = 4", True),
    "a nonlinear system":  ("x + y = 3 and x*y = 1 and x^2 + y^2 = 8", True),
    "a sum too small":     ("x > 2 and y > 3 and x + y < 5", True),
    "a square too small":  ("x > 3 and x^2 < 4", True),
    "two values of f":     ("f(0) = 0 and f(0) = 1", True),
    "a recurrence":        ("(for all t: f(t + 1) = 2*f(t)) and f(0) = 3 and f(1) = 5", True),
}  # fmt: skip
"""What is assumed, and whether it contradicts itself."""


@pytest.mark.parametrize(("assumed", "absurd"), CONTRADICTORY.values(), ids=CONTRADICTORY)
def test_nothing_is_decided_where_assumptions_are_seen_to_contradict_each_other(
    assumed: str, absurd: bool
) -> None:
    symbols = {"x": "real", "y": "real", "z": "real", "f": "function"}
    verdict = decide(claim("x + x", "2*x", assume=[assumed], **symbols), DEFAULT)
    told = verdict.reasons[:1] == (Reason(Kind.CONTRADICTION),)
    assert (verdict.name, told) == (("undecided", True) if absurd else ("proved", False))


UNMET = "assume:\n  - int(exp(-t^2)/(1 + t^2), t = 0..oo) = pi/2*E*erfc(1)\n"


@pytest.mark.parametrize("strict", [False, True])
def test_a_proof_that_no_point_could_test_is_warned_of(strict: bool) -> None:
    report = checked("- expr: x + x\n- expr: 2*x", UNMET, settings=Settings(strict=strict))
    step = steps_of(report)["2"]
    assert step.verdict.reasons == ("sampled: false", Reason(Kind.NO_POINT))
    assert (step.verdict.name, step.code) == ("proved", "DC603")
    assert [d.code for d in step.diagnostics] == ["DC603"]
    assert step.as_expected is not strict


def test_a_false_step_that_no_point_could_test_is_undecided() -> None:
    step = steps_of(checked("- expr: x + x\n- expr: 3*x", UNMET))["2"]
    assert (step.verdict.name, step.verdict.reasons[0], step.code) == (
        "undecided", Reason(Kind.NO_POINT), "DC401",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sqrt(-1)^2", "-1"),
        ("0*log(-1)", "0"),
        ("0*sqrt(-1 - x^2)", "0"),
        ("0/0", "0/0"),
        ("oo - oo", "0"),
        ("log(-1 - x^2)", "log(-1 - x^2)"),
    ],
)
def test_a_step_that_is_defined_nowhere_is_not_proved(before: str, after: str) -> None:
    verdict = decide(claim(before, after), DEFAULT)
    assert verdict.name == "undecided"
    assert verdict.reasons[0].startswith("a side is defined at no allowed point")


def test_an_antecedent_that_is_never_true_is_told() -> None:
    found = claim("x > 0 and x < 0", "x = 0", "implies")
    assert vacuous(found)
    verdict = decide(found, DEFAULT)
    assert (verdict.name, verdict.reasons) == ("proved", ("vacuous", Kind.NEVER.value))
    assert verdict.qualifications == ("DC604",)
    assert not contradictory(found.context)


def test_conditions_are_told_in_the_notation() -> None:
    verdict = decide(claim("x^2/x", "x"), DEFAULT)
    assert (verdict.name, verdict.conditions) == ("proved", ("x != 0",))


def test_the_same_claim_gets_the_same_verdict() -> None:
    one, two = (decide(claim("(x + y)^2", "x^2 + y^2"), Settings(seed=7)) for _ in range(2))
    deciding._cached.cache_clear()
    three = decide(claim("(x + y)^2", "x^2 + y^2"), Settings(seed=7))
    assert one.counterexample == two.counterexample == three.counterexample
    assert isinstance(one.evidence, Point)


# ----------------------------------------------------------------------------------------- check

CODES = {
    "another value":  ("- expr: x\n- expr: x + 1", "refuted", "DC301"),
    "a lost domain":  ("- expr: x\n- expr: x + 0*log(x)", "refuted", "DC302"),
    "unknown":        ("- expr: sin(x)^2 + cos(x)^2\n- expr: 1", "undecided", "DC401"),
    "unreadable":     ("- expr: x\n- expr: 2x", "invalid", "DC102"),
    "a condition":    ("- expr: x^2/x\n- expr: x", "proved", "DC601"),
    "nothing to say": ("- expr: x + x\n- expr: 2*x", "proved", None),
}  # fmt: skip


@pytest.mark.parametrize("case", CODES)
def test_codes(case: str) -> None:
    text, name, code = CODES[case]
    step = steps_of(checked(text))["2"]
    assert (step.verdict.name, step.code) == (name, code)


def test_a_limit_has_a_code(provers) -> None:
    provers(run_away)
    step = steps_of(checked("- expr: x\n- expr: x + 0", settings=Settings(seconds=0.05)))["2"]
    assert step.code == "DC402"


def test_contradictory_assumptions_have_a_code() -> None:
    report = checked("- expr: x\n- expr: x + 0", "assume:\n  - x > 0\n  - x < 0\n")
    assert steps_of(report)["2"].code == "DC403"


def test_two_keys_that_disagree_have_a_code(provers, monkeypatch) -> None:
    credulous(monkeypatch)
    provers(elsewhere)
    text = "- expr: x\n- expr: x + 1"
    step = steps_of(checked(text, settings=Settings(first_points=0)))["2"]
    assert (step.verdict.name, step.code) == ("undecided", "DC902")


def test_a_disagreement_about_a_repair_is_told(provers, monkeypatch) -> None:
    def searched(*_: object) -> None:
        raise Disagreement("elsewhere proves it; x = 1 refutes it")

    monkeypatch.setattr(repairing, "repair", searched)
    step = steps_of(checked("- expr: x\n- expr: x + 1"))["2"]
    assert (step.verdict.name, step.repair) == ("refuted", None)
    assert [(d.code, d.message) for d in step.diagnostics] == [
        ("DC902", "while a repair was looked for: elsewhere proves it; x = 1 refutes it")
    ]


def test_no_step_of_a_broken_file_is_judged() -> None:
    (derivation,) = load("test.yaml", "derivcheck: 1\nsteps: 3\n")
    report = check_derivation(derivation, DEFAULT)
    assert (report.steps, bool(report.problems)) == ((), True)


def test_steps_stand_in_the_order_of_the_file() -> None:
    report = checked("- expr: x\n- expr: x + 0\n  because:\n    - claim: x = x\n- expr: x")
    assert [s.id for s in report.steps] == ["1", "2", "2.a", "3"]


RESTS = {
    "nothing":            ("- expr: x\n- expr: x + 0\n- expr: x", "3", ()),
    "a refuted step":     ("- expr: x\n- expr: x + 1\n- expr: 1 + x", "3", ("2",)),
    "two of them": (
        "- expr: x\n- expr: x + 1\n- expr: x + 2\n- expr: 2 + x", "4", ("2", "3"),
    ),
    "an undecided fact": (
        "- claim: sin(x)^2 + cos(x)^2 = 1\n  label: A\n"
        "- claim: sin(x)^2 + cos(x)^2 = 1\n  using: A", "2", ("1",),
    ),
    "an undecided sub-step": (
        "- expr: sin(x)^2 + cos(x)^2\n- expr: 1\n  because:\n"
        "    - claim: sin(x)^2 + cos(x)^2 = 1", "2", ("2.a",),
    ),
    "not a refuted fact, which is not used": (
        "- claim: x = y\n  label: A\n- claim: x + 0 = x\n  using: A", "2", (),
    ),
    "not another chain": (
        "- expr: x\n- expr: x + 1\n- expr: y\n  from: none\n- expr: y + 0", "4", (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RESTS)
def test_what_a_step_rests_on(case: str) -> None:
    text, name, expected = RESTS[case]
    assert steps_of(checked(text))[name].rests_on == expected


def test_an_undecided_fact_may_be_used() -> None:
    step = steps_of(checked(RESTS["an undecided fact"][0]))["2"]
    assert step.verdict.name == "proved"


USING_WHAT_IS_REFUTED = {
    "it fails only where the fact does": ("sin(x) = y", "sin(x) = y + 0*sin(x)", "undecided"),
    "it fails where the fact holds": ("x = 0", "x + y = 1", "refuted"),
    "it holds without the fact": ("x = y", "x + 0 = x", "proved"),
    "the fact cannot be read": ("x = zzz", "x + y = 1", "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("case", USING_WHAT_IS_REFUTED)
def test_a_refuted_fact_is_not_used(case: str) -> None:
    fact, claim, name = USING_WHAT_IS_REFUTED[case]
    step = steps_of(checked(f"- claim: {fact}\n  label: A\n- claim: {claim}\n  using: A"))["2"]
    assert step.verdict.name == name
    assert "step 1 does not hold, so it is not used" in step.verdict.reasons


def test_a_given_is_not_judged_and_holds_at_its_point() -> None:
    text = "- given: x = 1\n  label: G\n- expr: x^2\n- expr: 1\n  using: G\n- expr: x^3"
    assert names(checked(text)) == [None, None, "undecided", "refuted"]


CONCLUSIONS = {
    "all proved": ("- expr: x\n- expr: x + 0\n- expr: 0 + x", [("proved", "transitivity")]),
    "two errors cancel": ("- expr: x\n- expr: x + 1\n- expr: x", [("proved", "transitivity")]),
    "an error stays": (
        "- expr: x\n- expr: x + 1\n- expr: 1 + x", [("refuted", "counterexample")],
    ),
    "one link": ("- expr: x\n- expr: x + 0", []),
    "statements": (
        "- given: x > 1\n- iff: x > 1\n- implies: x > 0", [("proved", "transitivity")],
    ),
    "no common relation": ("- expr: x^2\n- expr: -1\n  rel: '>'\n- expr: y^2\n  rel: '<'", []),
}  # fmt: skip


@pytest.mark.parametrize("case", CONCLUSIONS)
def test_conclusions(case: str) -> None:
    text, expected = CONCLUSIONS[case]
    found = checked(text).conclusions
    assert [(c.verdict.name, c.verdict.prover) for c in found] == expected


def test_an_expected_conclusion_needs_one_link_only() -> None:
    report = checked("- expr: x\n- expr: x + 1", "conclusion: refuted\n")
    assert [c.as_expected for c in report.conclusions] == [True]


def test_transitivity_gathers_conditions() -> None:
    links = [
        Verdict("proved", conditions=("x != 0",)),
        Verdict("proved", conditions=("x != 0", "y != 0")),
    ]
    assert by_transitivity(links).conditions == ("x != 0", "y != 0")
    assert by_transitivity([*links, Verdict("undecided")]) is None


STRICT = {
    "not strict": (False, "x", 0),
    "strict":     (True, "x", 1),
    "strict, without a condition": (True, "x^2/x", 0),
}  # fmt: skip


@pytest.mark.parametrize("case", STRICT)
def test_strict_makes_conditions_failures(case: str) -> None:
    strict, last, code = STRICT[case]
    report = checked(f"- expr: x^2/x\n- expr: {last}", settings=Settings(strict=strict))
    assert Report((report,)).exit_code == code


# ----------------------------------------------------------------------------------------- batch

BAD_ROWS = {
    "no JSON":            ("{", None),
    "a list":             ("[1]", None),
    "no text":            ('{"id": 1, "from": "x"}', 1),
    "a number for text":  ('{"id": 1, "from": 1, "to": "1"}', 1),
    "an unknown name":    ('{"id": 1, "from": "x", "to": "1"}', 1),
    "an unknown key":     ('{"id": 1, "from": "1", "to": "1", "assumes": []}', 1),
    "an unknown relation": ('{"id": 1, "from": "1", "to": "1", "relation": "~"}', 1),
    "an unknown sort":    ('{"id": 1, "symbols": {"x": "rael"}, "from": "x", "to": "x"}', 1),
    "a statement":        ('{"id": 1, "from": "1 = 1", "to": "1"}', 1),
    "a list as relation": ('{"id": 1, "from": "1", "to": "1", "relation": ["="]}', 1),
    "a deep row":         ("[" * 100_000, None),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_invalid(case: str) -> None:
    line, name = BAD_ROWS[case]
    answer = json.loads(Answerer(DEFAULT)(line))
    assert (answer["verdict"], answer["id"]) == ("invalid", name)
    assert answer["reasons"][0].startswith("DC")


ROWS = {
    "an equation":    ({"from": "x + x", "to": "2*x"}, "proved"),
    "an error":       ({"from": "x + x", "to": "x^2"}, "refuted"),
    "an inequality":  ({"from": "x", "to": "y", "relation": "<", "assume": ["x < y"]}, "proved"),
    "an equivalence": ({"from": "x = y", "to": "y = x", "relation": "iff"}, "proved"),
    "a complex root": ({"from": "sqrt(-1)", "to": "I"}, "undecided"),
    "no value":       ({"from": "sin(x)^2 + cos(x)^2", "to": "1"}, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_is_answered(case: str) -> None:
    row, name = ROWS[case]
    symbols = {"x": "real", "y": "real"}
    answer = json.loads(Answerer(DEFAULT)(json.dumps({"id": "7", "symbols": symbols, **row})))
    assert (answer["id"], answer["verdict"]) == ("7", name)
    assert bool(answer["evidence"]) == (name in ("proved", "refuted"))


def test_the_imaginary_unit_makes_a_row_complex() -> None:
    assert read_row({"from": "sqrt(-1)", "to": "I"}).context.field == "complex"
    assert read_row({"from": "I", "to": "1", "symbols": {"I": "real"}}).context.field == "real"


def test_symbols_may_stand_in_any_order() -> None:
    row = {"symbols": {"a": "real[k]", "k": "positive integer"}, "from": "a[k]", "to": "a[k]"}
    assert set(read_row(row).context.sorts) == {"a", "k"}
    with pytest.raises(Diagnosis):
        read_row({**row, "symbols": {"a": "real[k]", "k": "real[a]"}})


def doubled(line: str) -> str:
    """Answers of a worker: `hang`, `sleep` and `die` are what they say."""
    while line == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF, signal.SIGTERM])
    if line == "sleep":
        time.sleep(600)
    if line == "die":
        signal.raise_signal(signal.SIGKILL)
    return line + line


def given_up(line: str, lost: Lost) -> str:
    return f"{line} was {lost.why} {lost.how}".strip()


def answers_of(lines, jobs: int, seconds: float) -> list[str]:
    with Pool(doubled, jobs, chunk=pool.CHUNK) as workers:
        return list(answers(iter(lines), given_up, workers, seconds))


def test_answers_come_in_order_from_several_workers() -> None:
    lines = [str(n) for n in range(200)]
    assert answers_of(lines, 2, 60.0) == [line + line for line in lines]


def test_a_worker_that_hangs_or_dies_is_replaced() -> None:
    found = answers_of(["a", "hang", "b", "die", "c", "d"], 1, 0.5)
    assert found == ["aa", "hang was slow", "bb", "die was died SIGKILL", "cc", "dd"]


def test_a_worker_that_sleeps_is_replaced_in_the_end(monkeypatch) -> None:
    monkeypatch.setattr(pool, "ASLEEP", 1)
    assert answers_of(["a", "sleep", "b"], 1, 0.5) == ["aa", "sleep was slow", "bb"]


def test_nothing_is_answered_with_nothing() -> None:
    assert answers_of((), 2, 1.0) == []


GIVEN_UP = {
    Lost("slow"): "limit reached: 2 seconds of processor time",
    Lost("memory"): "limit reached: 300 MB of memory",
    Lost("died", "SIGSEGV"): "the process at work on it died (SIGSEGV)",
    Lost("failed", "KeyError: 'x'"): "internal error: KeyError: 'x'",
}


@pytest.mark.parametrize("lost", GIVEN_UP)
def test_a_row_that_is_given_up_is_undecided(lost: Lost) -> None:
    answer = json.loads(GivingUp(Bounds(2.0, 300))('{"id": "7"}', lost))
    assert (answer["id"], answer["verdict"]) == ("7", "undecided")
    assert answer["reasons"] == [GIVEN_UP[lost]]


@pytest.fixture
def rows(tmp_path):
    """Three rows in a file, and a function that runs the command on it."""
    path, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    sides = (("1 + 1", "2"), ("1 + 1", "3"), ("pi", "pi"))
    told = [{"id": str(n), "from": a, "to": b} for n, (a, b) in enumerate(sides)]
    path.write_text("".join(json.dumps(row) + "\n" for row in told), "utf-8")

    def call(*more: str) -> int:
        arguments = [str(path), "-o", str(out), *more]
        return run(lambda: batch_command.command.main(arguments, standalone_mode=False))

    return call, out


def test_a_batch_resumes_where_it_stopped(rows) -> None:
    call, out = rows
    assert call() == 1
    whole = out.read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in whole] == ["0", "1", "2"]
    marked = json.dumps({"id": "0", "verdict": "kept"})
    out.write_text(marked + "\n" + whole[1][:20], "utf-8")
    call("--resume")
    again = out.read_text("utf-8").splitlines()
    assert again[0] == marked
    assert [json.loads(line)["id"] for line in again] == ["0", "1", "2"]


def test_a_batch_does_not_resume_the_answers_to_other_rows(rows, capsys) -> None:
    call, out = rows
    out.write_text('{"id": "5"}\n', "utf-8")
    assert call("--resume") == 2
    assert "answers another row" in capsys.readouterr().err


def test_a_batch_writes_over_answers_only_when_it_is_told_to(rows, capsys) -> None:
    call, out = rows
    out.write_text("kept\n", "utf-8")
    assert call() == 2
    assert "is there already" in capsys.readouterr().err
    assert out.read_text("utf-8") == "kept\n"
    assert call("--overwrite") == 1
    assert len(out.read_text("utf-8").splitlines()) == 3


def test_a_batch_does_not_write_over_its_rows(rows, capsys) -> None:
    call, out = rows
    path = out.parent / "rows.jsonl"
    before = path.read_text("utf-8")
    assert call("-o", str(path), "--overwrite") == 2
    assert "would be lost" in capsys.readouterr().err
    assert path.read_text("utf-8") == before


@pytest.mark.skipif(sys.platform == "win32", reason="files are not locked there")
def test_two_batches_do_not_write_one_file(rows, capsys) -> None:
    call, out = rows
    with batch_command._claimed(out):
        assert call() == 2
    assert "another run" in capsys.readouterr().err
    assert call() == 1


# ------------------------------------------------------------------------------------ counted work

STEPS = [("sin(x)^2 + cos(x)^2", "1"), ("log(x^2)", "2*log(x)"), ("diff(x^3, x)", "3*x^2")]


def worked(before: str, after: str) -> int:
    """How much work a verdict took."""
    stated = claim(before, after)
    with counted(10**9):
        deciding._Attempt(stated, DEFAULT).found()
        return 10**9 - COUNT.left


def test_work_is_the_same_whatever_was_judged_before() -> None:
    first = [worked(*sides) for sides in STEPS]
    assert [worked(*sides) for sides in reversed(STEPS)] == first[::-1]
    assert min(first) > 0


def test_work_is_limited_only_where_it_is_counted() -> None:
    with pytest.raises(OutOfWork), counted(10):
        tick(10)
        tick()
    tick(10**12)
    with counted(10):
        with counted(7):
            tick(7)
        with pytest.raises(OutOfWork):
            tick(4)


def test_a_limit_on_work_is_exact() -> None:
    sides = "(x + 1)^2", "x^2 + 2*x + 1"
    needed = worked(*sides)
    verdicts = [decide(claim(*sides), Settings(work=needed + n)) for n in (-1, 0)]
    assert [v.name for v in verdicts] == ["undecided", "proved"]
    assert code_of(verdicts[0]) == "DC402"


COUNTING = """\
from derivcheck.verdicts import decide
from derivcheck.documents.rows import read_row
from derivcheck.kernel import counting
from derivcheck.kernel import work
names = {name: "real" for name in ("a", "b", "c", "x", "y", "z")}
rows = [("a*x + b*y", "c*z"), ("x/y + y/z + z/x", "a"), ("sqrt(a*b*c)", "sqrt(a)*sqrt(b)*sqrt(c)")]
for before, after in rows:
    claim = read_row({"symbols": names, "assume": ["a/b + x >= y/z"], "from": before, "to": after})
    with counting.counted(10**9):
        decide._Attempt(claim, decide.Settings()).found()
        print(10**9 - work.COUNT.left)
"""


def test_work_is_the_same_whatever_the_order_of_sets() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", COUNTING], env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]  # fmt: skip
    assert len(told[0].split()) == 3
    assert told[1:] == told[:1] * 2


@pytest.mark.parametrize(
    ("wrong", "name", "codes"),
    [("x^2 + x", "product rule", [None, "DC501"]), ("x^2 - x", "product rule", ["DC301", None]),
     ("x^2 - x", "no such rule", ["DC301", "DC502"])],
)  # fmt: skip
def test_a_rule_is_about_the_line_before(wrong: str, name: str, codes: list[str | None]) -> None:
    """After a wrong line a step is judged from an earlier one, of which the name says nothing."""
    report = checked(
        f"""
        - expr: x*(x + 1)
        - expr: {wrong}
        - expr: (x + 1)*x
          by: {name}
        """
    )
    assert [step.code for step in report.steps[1:]] == codes
