"""One target, fed by atheris: `python tests/fuzz_by_coverage.py row -runs=1000000`.

It needs the extra `fuzz`.  The options after the target are those of libFuzzer; what it finds to be
worth keeping goes to a folder that is named there, never to the corpus.  It ends with the counts.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["derivcheck"]):
    from fuzzing.targets import TARGETS


def main() -> None:
    """Feed the target that is named first."""
    names = {target.name: target for target in TARGETS}
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        sys.exit(f"usage: {sys.argv[0]} {{{','.join(names)}}} [OPTION OF libFuzzer]...")
    target = names[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:  # left behind: libFuzzer ends the process itself
        seeds = [_written(Path(folder, str(n)), seed) for n, seed in enumerate(target.seeds())]
        options = [*sys.argv[2:], f"-seed_inputs={','.join(seeds)}"]
        atheris.Setup([sys.argv[0], *options], target.feed)
        atheris.Fuzz()


def _written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


if __name__ == "__main__":
    main()
