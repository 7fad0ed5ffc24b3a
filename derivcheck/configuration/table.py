"""The options that a configuration file may set, in one table.

What a person alone may decide is not among them: where reports are written (a file that came with
somebody else's changes must not choose what is written over), `--quiet`, with which nothing would be
said of what the others silence, `--trust-cache`, with which what lies in a folder is believed, and
`--cluster`, which can run programs on the machine that asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.cache.store import SIZE
from derivcheck.configuration.forms import (
    CODES_,
    FLAG,
    PATH,
    PATHS,
    RULES,
    TEXTS,
    Form,
    number,
    whole,
    word,
)
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.settings import MEGABYTES, Settings

DAY = 86_400
MOST_JOBS = 256
MOST_MEGABYTES = 100_000


@dataclass(frozen=True, slots=True)
class Option:
    """A row.

    Arguments:
        key: in a file; on the command line `--key`, in the environment `DERIVCHECK_KEY`.
        default: where nobody says anything.
        about: what it does.
    """

    key: str
    form: Form
    default: Any
    about: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return f"DERIVCHECK_{self.key.upper().replace('-', '_')}"


SECONDS = number("a number above 0", 0, DAY)
OPTIONS = (
    Option("paths",    PATHS,   ("derivations",), "Files and folders to check where the command line names none."),
    Option("exclude",  TEXTS,   (),       "Patterns of files and folders that are left out when a folder is searched."),
    Option("format",   word(*REPORTERS), "full", "How to report."),
    Option("strict",   FLAG,    False,    "Treat what a proof is warned of as a failure."),
    Option("fail-on",  word("refuted", "undecided", "warning"), "undecided", "What makes the check fail: `refuted` lets undecided steps pass, `warning` fails for warnings too."),
    Option("timeout",  SECONDS, Settings().seconds, "Seconds of processor time for a step."),
    Option("total-timeout", SECONDS, None, "Seconds for the whole run, as a clock shows them; by default no limit."),
    Option("memory",   whole("a whole number", 0, 1_000_000), MEGABYTES, "Megabytes for each process; 0 for no limit."),
    Option("seed",     whole("a whole number", -(2**31), 2**31), 0, "Seed of the sample points."),
    Option("jobs",     whole("a whole number", 0, MOST_JOBS), 0, "Processes to divide the work among; 0 chooses."),
    Option("cache",    FLAG,    True,     "Keep what was found, and next time let the kernel judge its evidence again."),
    Option("cache-dir", PATH,   None,     "Folder of the cache, if not the usual one of the platform."),
    Option("cache-size", whole("a whole number", 1, MOST_MEGABYTES), SIZE, "Megabytes the cache may have; what was not used for longest goes."),
    Option("select",   CODES_,  (),       "Codes that are told, if not all; of the others only how many there are."),
    Option("ignore",   CODES_,  (),       "Codes of which only is told how many there are."),
    Option("per-file-ignores", RULES, (), "Patterns of files, and the codes to ignore in them."),
    Option("baseline", PATH,    None,     "File of known findings, which do not fail."),
    Option("fail-fast", FLAG,   False,    "Stop after the first file that fails."),
    Option("statistics", FLAG,  False,    "Tell how often each code was found."),
)  # fmt: skip

BY_KEY = {option.key: option for option in OPTIONS}
