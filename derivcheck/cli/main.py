"""The command `derivcheck`: the table of subcommands, and the one place of exit codes.

A subcommand's module is imported when it is called, so that `--help` costs nothing.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from derivcheck.cli.complain import complain
from derivcheck.cli.output import drop_standard_output
from derivcheck.cli.stopping import INTERRUPTED, TERMINATED, Terminated, say_stopped, terminable
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.version import VERSION

USAGE, INTERNAL = 2, 70
HUNG_UP = 141  # as a shell calls a program that SIGPIPE ended; no code of a verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A subcommand: its name, its module (which holds `command`), what it does."""

    name: str
    module: str
    summary: str


COMMANDS = (
    Row("check",   "derivcheck.cli.check",   "Check derivations, step by step."),
    Row("fix",     "derivcheck.cli.fix",     "Put proved repairs in the place of wrong steps."),
    Row("diff",    "derivcheck.cli.diff",    "Compare two derivations by what they say."),
    Row("fmt",     "derivcheck.cli.fmt",     "Lay derivations out; what they say stays the same."),
    Row("show",    "derivcheck.cli.show",    "Show how the steps of a file are read."),
    Row("explain", "derivcheck.cli.explain", "Explain a diagnostic code, or list them all."),
    Row("rules",   "derivcheck.cli.rules",   "List the rules that `by:` may name."),
    Row("import",  "derivcheck.cli.import", "Write a document's formulas as a derivation."),
    Row("schema",  "derivcheck.cli.schema",  "Print the JSON schema of derivations or reports."),
    Row("init",    "derivcheck.cli.init",    "Write a commented starter file."),
    Row("recheck", "derivcheck.cli.recheck", "Judge the evidence of a JSON report again."),
    Row("batch",   "derivcheck.cli.batch",   "Judge many single steps, one a line."),
    Row("export",  "derivcheck.cli.export",  "Write derivations for a paper or a page."),
    Row("cache",   "derivcheck.cli.cache",   "Tell about the cache, or empty it."),
    Row("doctor",  "derivcheck.cli.doctor",  "Tell versions, limits of this system, extras."),
    Row("completion", "derivcheck.cli.completion", "Print what a shell needs to complete."),
)  # fmt: skip


class _HungUp(Exception):
    """Nobody reads standard output any more."""


class LazyGroup(click.Group):
    """A group that knows its subcommands by name and loads only the one that is called."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; click would make 1 of a broken pipe, which is a verdict."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _HungUp from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return [row.name for row in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand, imported now."""
        for row in COMMANDS:
            if row.name == cmd_name:
                command: click.Command = importlib.import_module(row.module).command
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that is called.

        Raises:
            Diagnosis: DC801 for one that is not there, with the nearest that is.
        """
        names = self.list_commands(ctx)
        if args[0] in names or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(args[0], names, n=1)
        hint = f"did you mean `derivcheck {near[0]}`?" if near else "try `derivcheck --help`"
        if Path(args[0]).exists():
            hint = f"did you mean `derivcheck check {args[0]}`?"
        raise Diagnosis(Diagnostic("DC801", f"there is no command {args[0][:60]}", hint))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may come next, from the table alone, and the options."""
        rows = [row for row in COMMANDS if row.name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(row.name, help=row.summary) for row in rows), *options]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(row.name, row.summary) for row in COMMANDS])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, prog_name="derivcheck")
@click.pass_context
def group(context: click.Context) -> int:
    """Check derivations: does every step follow from the one before?

    Exit codes: 0 every step got what it expects; 1 a step is refuted or a file is invalid;
    2 wrong usage; 3 nothing refuted, but something undecided; 70 internal error;
    130 interrupted; 143 terminated; 141 standard output closed before the end.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return USAGE
    return 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    with terminable():
        code = run(lambda: group.main(arguments, prog_name="derivcheck", standalone_mode=False))
    sys.exit(code)


def run(call: Callable[[], object]) -> int:
    """The exit code of a call; whatever it raises becomes a short message on stderr."""
    try:
        code = call()
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as error:
        complain(Diagnostic("DC801", error.format_message().rstrip("."), _help_for(error)))
        return USAGE
    except Diagnosis as error:
        complain(error.diagnostic)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        say_stopped(INTERRUPTED)
        return INTERRUPTED
    except Terminated:
        say_stopped(TERMINATED)
        return TERMINATED
    except (BrokenPipeError, _HungUp):
        drop_standard_output()  # `| head` has enough
        return HUNG_UP
    except Exception as error:
        if os.environ.get("DERIVCHECK_DEBUG"):
            raise
        complain(_bug(error))
        return INTERNAL
    return code if isinstance(code, int) else 0


def _help_for(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "derivcheck"
    return f"try `{path} --help`"


def _bug(error: Exception) -> Diagnostic:
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Diagnostic(
        "DC901",
        f"internal error in derivcheck {VERSION} ({what})",
        "this is a bug of derivcheck; please report it, with the file and with what "
        "the same command prints under DERIVCHECK_DEBUG=1",
    )
