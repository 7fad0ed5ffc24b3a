"""Workers: what kills one is named, nothing else suffers, nobody stays behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.run import Bounds
from derivcheck.checking.walk import foreseen
from derivcheck.cli import judging, sources
from derivcheck.cli.main import run
from derivcheck.documents.yaml import load
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.settings import Settings

ROOT = Path(__file__).parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are kept by Linux")

GOOD = "symbols: {x: real}\nsteps:\n  - expr: (x + 1)^2\n  - expr: x^2 + 2*x + 1\n"
WRONG = GOOD.replace("2*x", "3*x")
MALFORMED = ("steps: [", "\x00", "steps:\n  - exp: 1\n", "symbols: {x: no sort}\nsteps: []\n", "")


def hostile(name: str) -> str:
    """A derivation whose second step is about a name; the others are true."""
    lines = ("x + x + x", "3*x", f"3*x + {name} - {name}", "2*x + x + 0*x")
    steps = "".join(f"  - expr: {line}\n" for line in lines)
    return f"symbols: {{x: real, {name}: real}}\nsteps:\n{steps}"


def folder(top: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (top / name).write_text("derivcheck: 1\n" + text, "utf-8")


def started(top: Path, *arguments: str) -> subprocess.Popen[str]:
    """The hostile command line on a folder, in a session of its own."""
    command = [sys.executable, str(ROOT / "tests" / "hostile.py"), "check", *arguments]
    return subprocess.Popen(
        command, cwd=top, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def members(session: int) -> list[int]:
    """The processes of a session that still live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[2]) == session and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, output and errors; nobody of the session is left."""
    out, err = process.communicate(timeout=60)
    assert members(process.pid) == []
    return process.returncode, out, err


NAMED = {  # what a step does -> code and reason of it
    "loops": ("DC402", "limit reached: 1 seconds of processor time"),
    "eats": ("DC402", "limit reached: 400 MB of memory"),
    "crashes": ("DC404", "the process at work on it died (SIGSEGV)"),
    "raises": ("DC902", "internal error: ZeroDivisionError: division by zero"),
}
MANY = int(os.environ.get("DERIVCHECK_FILES", "3"))
"""How many derivations stand beside the hostile ones; a long run takes 176, which makes 200."""
REST = {f"good{n}.yaml": GOOD for n in range(MANY)} | {"wrong.yaml": WRONG}
REST |= {
    f"malformed{n}.{time}.yaml": text
    for n, text in enumerate(MALFORMED)
    for time in range(max(1, MANY // 44))
}
CHECK = ("--format", "json", "--timeout", "1", "--memory", "400")


@linux
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_step_does_hurts_that_step_alone(tmp_path, jobs: str) -> None:
    folder(tmp_path, REST)
    _, alone, _ = finished(started(tmp_path, ".", *CHECK, "-j", jobs))
    folder(tmp_path, {f"with_{name}.yaml": hostile(name) for name in NAMED})
    folder(tmp_path, {"crashes.b.yaml": GOOD})  # the reading of it crashes
    code, out, err = finished(started(tmp_path, ".", *CHECK, "-j", jobs))
    assert (code, err) == (1, "")
    files = {Path(file["path"]).name: file for file in json.loads(out)["files"]}
    unread = files.pop("crashes.b.yaml")["problems"]
    assert [problem["code"] for problem in unread] == ["DC404"]
    for name, (code_of_step, reason) in NAMED.items():
        steps = files.pop(f"with_{name}.yaml")["steps"]
        assert [s["verdict"] for s in steps] == [None, "proved", "undecided", "proved"]
        assert (steps[2]["code"], steps[2]["reasons"]) == (code_of_step, [reason])
    assert list(files.values()) == json.loads(alone)["files"]
    assert len(files) == len(REST)


@linux
def test_only_what_was_stopped_is_no_failure_of_the_text(tmp_path) -> None:
    folder(tmp_path, {"a.yaml": GOOD, "crashes.yaml": GOOD})
    code, out, _ = finished(started(tmp_path, ".", "--format", "concise"))
    assert code == 3
    assert "DC404" in out and "a.yaml" not in out


@linux
def test_nobody_outlives_a_parent_that_is_killed(tmp_path) -> None:
    folder(tmp_path, {"loops.a.yaml": GOOD, "sleeps.a.yaml": GOOD})
    process = started(tmp_path, ".", "-j", "2")
    end = time.monotonic() + 30
    while len(members(process.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    assert len(members(process.pid)) == 3
    process.kill()
    out, _ = process.communicate(timeout=30)  # so nobody holds its output
    while members(process.pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert (out, members(process.pid)) == ("", [])


STOPS = {"interrupts": (130, "interrupted\n"), "terminates": (143, "terminated\n")}


@linux
@pytest.mark.parametrize("deed", STOPS)
def test_a_run_that_is_stopped_shows_what_it_knows(tmp_path, deed: str) -> None:
    longer = WRONG.replace("(x + 1)^2", "(x + 1)^2 + 0*(x + x + x + x + x + x)")
    shorter = GOOD.replace("(x + 1)^2", "x + x").replace("x^2 + 2*x + 1", "2*x")
    folder(tmp_path, {"a.yaml": longer, "b.yaml": hostile(deed), "c.yaml": shorter})
    code, out, err = finished(started(tmp_path, ".", "--format", "json", "-j", "1"))
    assert (code, err) == STOPS[deed]
    a, b, c = json.loads(out)["files"]
    assert [s["verdict"] for s in a["steps"]] == [None, "refuted"]
    assert [b["steps"][2]["code"], c["steps"][1]["code"]] == ["DC405", "DC405"]
    assert b["steps"][2]["reasons"] == ["the run was stopped before that"]


@linux
def test_a_run_has_its_time(tmp_path) -> None:
    folder(tmp_path, {"a.yaml": hostile("sleeps"), "sleeps.b.yaml": GOOD})
    arguments = (".", "--format", "json", "--total-timeout", "2", "-j", "3")
    code, out, _ = finished(started(tmp_path, *arguments))
    a, b = json.loads(out)["files"]
    assert (code, a["steps"][1]["verdict"]) == (3, "proved")
    assert a["steps"][2]["reasons"] == ["limit reached: 2 seconds for the whole run"]
    assert b["problems"][0]["code"] == "DC402"


def test_the_number_of_workers_is_in_no_report() -> None:
    library = ROOT / "derivations"
    good, wrong = (sources.find([str(library / name)]).files for name in ("algebra", "mistakes"))
    paths = [*good, *wrong[:4]]
    one, two = (judging.judge(paths, Settings(), Bounds(), jobs) for jobs in (1, 2))
    for form, render in REPORTERS.items():
        shown = [render(report, Layout(80, False, False, False)) for report in (one, two)]
        assert shown[0] == shown[1], form
        assert shown[0]


READ = (
    "import sys\nfrom derivcheck.checking.packing import packed, unpacked\n"
    "found = unpacked(sys.stdin.buffer.read())\n"
    "again = unpacked(packed(found))\n"
    "assert {q.claim: n for n, q in enumerate(found)}[again[-1].claim] == len(found) - 1\n"
    "sys.stdout.buffer.write(packed(found))\n"
)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_claims_are_the_same_in_other_processes(seed: str) -> None:
    """Hashes of texts are not; a claim that carried them would be found in no table."""
    text = "symbols:\n  k: positive integer\n  a: real[k]\nsteps:\n"
    text += "  - expr: sum(a[j] + 0.5, j = 1..k)\n  - expr: sum(a[j], j = 1..k) + k/2\n"
    (derivation,) = load("a.yaml", text)
    asked = list(foreseen(derivation))
    done = subprocess.run(
        [sys.executable, "-c", READ], input=packed(asked), capture_output=True, check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert unpacked(done.stdout) == asked
    assert {q.claim for q in unpacked(done.stdout)} == {q.claim for q in asked}


def test_doctor_tells_the_limits_and_what_is_missing(capsys, monkeypatch) -> None:
    from derivcheck.cli import doctor

    monkeypatch.setattr(doctor, "limits_memory", lambda: False)
    monkeypatch.setattr(doctor, "dies_with_parent", lambda: True)
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    assert run(lambda: doctor.command.main([], standalone_mode=False)) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["memory", "of", "a", "worker", "no", "a", "step", "may", "take"] in [
        line[:9] for line in lines
    ]
    assert ["no", "worker", "outlives", "a", "kill", "-9", "yes"] in lines
    assert ["extra", "cluster", "no", "module", "distributed"] in lines
