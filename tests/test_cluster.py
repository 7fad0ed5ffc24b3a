"""A cluster answers as the pool of one machine does, whoever of its workers dies."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hostile import Hostile
from test_processes import CHECK, MALFORMED, REST, WRONG, folder, hostile, members

from derivcheck.checking import cluster as clusters
from derivcheck.checking import supervisor
from derivcheck.checking.cluster import Cluster, Here
from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.pool import Task
from derivcheck.checking.pool import answers as in_order
from derivcheck.checking.run import Answering
from derivcheck.checking.worker import DIED, MEMORY, SLOW, Lost
from derivcheck.cli import judging
from derivcheck.cli.main import group
from derivcheck.diagnostics import Diagnosis

distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are kept by Linux")

HERE = str(Path(__file__).parent)


def main_worker() -> int:
    """The worker of the cluster at which a task is: the parent of its supervisor."""
    parent = os.getppid()
    stat = Path(f"/proc/{parent}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


@dataclass(frozen=True)
class Answerer:
    """Answers with its task, but for what is to happen."""

    scratch: str

    def __call__(self, work: Any) -> Any:
        match work:
            case "kills":
                os.kill(main_worker(), signal.SIGKILL)
            case "kills once":
                try:
                    Path(self.scratch).touch(exist_ok=False)
                except FileExistsError:
                    return work
                os.kill(main_worker(), signal.SIGKILL)
            case "crashes":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "loops":
                while True:
                    pass
            case "eats":
                return bytearray(1 << 30)
            case "where":
                return os.getpid()
            case _:
                return work
        time.sleep(600)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two workers that tries nothing again of its own accord."""
    import dask

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = HERE
    settings = {"distributed.scheduler.allowed-failures": 0}
    try:
        with (
            dask.config.set(settings),
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=None,
                silence_logs=100,
            ) as found,
        ):  # fmt: skip
            yield found.scheduler_address
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


@linux
def test_each_task_is_answered_once_and_who_kills_is_named(address: str, tmp_path: Path) -> None:
    works: list[Any] = list(range(60))
    works[7], works[20], works[33], works[41] = "kills once", "kills", "crashes", "eats"
    answerer = Answerer(str(tmp_path / "once"))
    with Cluster(address, answerer, memory=400, chunk=4) as cluster:
        said = list(in_order(works, lambda work, lost: lost, cluster, 20))
        assert cluster.open == 0
    assert said[20] == Lost(DIED, "and with it workers of the cluster")
    assert said[33] == Lost(DIED, "SIGSEGV")
    assert said[41] == Lost(MEMORY)
    for number in (20, 33, 41):
        said[number] = works[number]
    assert said == works
