"""A cluster answers as the pool of one machine does, whoever of its workers dies."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from deadly import Deadly
from hostile import Hostile
from test_processes import CHECK, GOOD, NAMED, REST, finished, folder, hostile, started

from derivcheck.checking import cluster as clusters
from derivcheck.checking.batch import Answerer
from derivcheck.checking.cluster import Cluster, Here, carried_out
from derivcheck.checking.pool import answers
from derivcheck.checking.run import Answering
from derivcheck.checking.worker import DIED, FAILED, MEMORY, SLOW, Lost
from derivcheck.cli import judging
from derivcheck.cli.main import group
from derivcheck.diagnostics import Diagnosis
from derivcheck.verdicts.settings import Settings

HERE = str(Path(__file__).parent)


# --- what is refused -----------------------------------------------------------------------------


def refused(*arguments: str) -> tuple[str, str, str]:
    found = CliRunner().invoke(group, arguments, standalone_mode=False)
    assert isinstance(found.exception, Diagnosis), found.output
    told = found.exception.diagnostic
    return told.code, told.message, told.hint


@pytest.fixture
def good(tmp_path: Path) -> str:
    folder(tmp_path, {"good.yaml": GOOD})
    return str(tmp_path)


def test_without_the_library_nothing_is_checked(good: str, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, message, hint = refused("check", good, "--cluster", "localhost:8786")
    assert (code, message) == ("DC821", "--cluster needs dask.distributed")
    assert hint == "pip install 'derivcheck[cluster]'"


def test_watching_needs_no_cluster(good: str) -> None:
    code, message, _ = refused("check", good, "--watch", "--cluster", "localhost:8786")
    assert (code, message) == ("DC801", "--watch judges on this machine")


@pytest.mark.parametrize("address", ["localhost:1", "nowhere", "odd://localhost:1"])
def test_a_cluster_that_is_not_there_is_no_verdict(good: str, address: str, monkeypatch) -> None:
    pytest.importorskip("distributed", reason="needs the extra `cluster`")
    monkeypatch.setattr(clusters, "CONNECTING", 0.2)
    code, message, _ = refused("check", good, "--cluster", address)
    assert (code, message) == ("DC822", f"no cluster can be reached at {address}")


def of_versions(**versions: str) -> dict[str, Any]:
    return {"packages": {"derivcheck": "1.0", "python-flint": "0.8", "sympy": "1.14"} | versions}


VERSIONS = {
    "an older worker": (
        {"workers": {"tcp://a:1": of_versions(), "tcp://b:1": of_versions(derivcheck="0.9")}},
        "worker tcp://b:1 of the cluster has derivcheck 0.9; here it is 1.0",
    ),
    "a worker without it": (
        {"workers": {"tcp://a:1": {"packages": {"derivcheck": None}}}},
        "worker tcp://a:1 of the cluster does not have derivcheck; here it is 1.0",
    ),
    "another arithmetic": (
        {"scheduler": of_versions(**{"python-flint": "0.7"})},
        "the scheduler of the cluster has python-flint 0.7; here it is 0.8",
    ),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_all_have_the_versions_of_this_machine(case: str) -> None:
    others, message = VERSIONS[case]
    same = {"client": of_versions(), "scheduler": of_versions(), "workers": {}}
    clusters._compare(same)
    with pytest.raises(Diagnosis) as raised:
        clusters._compare(same | others)
    told = raised.value.diagnostic
    assert (told.code, told.message) == ("DC822", message)


def test_a_worker_of_another_version_that_comes_later_answers_nothing() -> None:
    with pytest.raises(RuntimeError, match=r"derivcheck .* on a worker, 0\.0 here"):
        carried_out("0.0", "run", b"", b"")


# --- a cluster of two workers --------------------------------------------------------------------

linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are kept by Linux")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers; what they die at is told at once, and not tried again by their scheduler."""
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
    dask = pytest.importorskip("dask")
    settings = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.comm.timeouts.connect": "3s",
    }
    sizes = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with pytest.MonkeyPatch.context() as patch, dask.config.set(settings):
        patch.setenv("PYTHONPATH", HERE)
        gc.collect()  # a client that reached nothing takes a lock as it goes, which starting holds
        with distributed.LocalCluster(silence_logs=100, **sizes) as found:
            yield found


def gone(processes: set[int]) -> bool:
    """Whether processes end, or have ended."""
    end = time.monotonic() + 30
    while any(Path(f"/proc/{number}").exists() for number in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@linux
def test_each_task_is_answered_once_and_what_kills_is_named(cluster, tmp_path: Path) -> None:
    works: list[Any] = list(range(40))
    lost = {
        20: ("kills", Lost(DIED, "and with it workers of the cluster")),
        33: ("crashes", Lost(DIED, "SIGSEGV")),
        36: ("loops", Lost(SLOW)),
        37: ("eats", Lost(MEMORY)),
        38: ("fails", Lost(FAILED, "ValueError: so it is")),
    }
    for number, (deed, _) in lost.items():
        works[number] = deed
    works[7] = "kills once"
    with Cluster(cluster.scheduler_address, Deadly(str(tmp_path / "mark")), 400, 4) as workers:
        said = list(answers(works, lambda work, why: why, workers, 0.5))
        assert (workers.open, workers.sent) == (0, {})
    assert {n: one for n, one in enumerate(said) if one != works[n]} == {
        n: why for n, (_, why) in lost.items()
    }


@linux
def test_nobody_is_left_on_the_cluster_and_here(cluster, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", HERE)
    here = Here(Deadly(), lambda work: work is None, jobs=2)
    with Cluster(cluster.scheduler_address, Deadly(), here=here) as workers:
        found = list(answers(["where"] * 4, lambda work, why: why, workers, 20))
        used = {process for answerer, supervisor, _ in found for process in (answerer, supervisor)}
        there = {worker.process.pid for worker in cluster.workers.values()}
        assert {worker for _, _, worker in found} <= there
        assert list(answers([None, 1], lambda work, why: why, workers, 20)) == [None, 1]
    assert gone(used)


@linux
def test_a_check_is_the_same_when_a_worker_is_killed(cluster, tmp_path: Path, monkeypatch) -> None:
    folder(tmp_path, REST | {f"with_{name}.yaml": hostile(name) for name in NAMED})
    folder(tmp_path, {"crashes.b.yaml": GOOD})  # the reading of it crashes
    code, alone, _ = finished(started(tmp_path, ".", *CHECK))
    taken, killed = Cluster.answers, []

    def answers_and_kills(workers: Cluster, number: int, said: Any) -> Any:
        if workers.sent[number].away and not killed:
            killed.append(cluster.workers[0].process.pid)
            os.kill(killed[0], signal.SIGKILL)
        return taken(workers, number, said)

    monkeypatch.setattr(Cluster, "answers", answers_and_kills)
    monkeypatch.setattr(judging, "Answering", lambda *told: Hostile(Answering(*told)))
    monkeypatch.setenv("PYTHONPATH", HERE)
    monkeypatch.chdir(tmp_path)
    address = cluster.scheduler_address
    found = CliRunner().invoke(
        group, ["check", ".", *CHECK, "--cluster", address], standalone_mode=False
    )
    assert killed and (found.return_value, found.stdout) == (code, alone)


@linux
def test_rows_are_answered_in_their_order(cluster, tmp_path: Path, monkeypatch) -> None:
    symbols = {"symbols": {"x": "real"}}
    steps = [(n, f"x + {n}*x", f"{n % 3 + 1}*x") for n in range(20)]
    rows = [json.dumps({"id": n, "from": a, "to": b} | symbols) for n, a, b in steps] + ["no row"]
    (tmp_path / "rows").write_text("\n".join(rows), "utf-8")
    arguments = [str(tmp_path / "rows"), "-o", str(tmp_path / "out")]
    monkeypatch.setenv("DERIVCHECK_CLUSTER", cluster.scheduler_address)
    found = CliRunner().invoke(group, ["batch", *arguments], standalone_mode=False)
    assert (found.exception, found.return_value) == (None, 1)
    said = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    expected = [json.loads(Answerer(Settings(seconds=4.5))(row)) for row in rows]
    for answer in (*said, *expected):
        answer.pop("seconds")
    assert said == expected


@linux
def test_a_cluster_that_is_lost_is_no_verdict(cluster, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", HERE)
    with Cluster(cluster.scheduler_address, Deadly()) as workers:
        told = answers([1, "loops"], lambda work, why: why, workers, 20)
        assert next(told) == 1
        workers.client.close()
        with pytest.raises(Diagnosis, match="the connection to the cluster is lost"):
            next(told)
