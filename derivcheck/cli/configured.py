"""A command that reads the configuration: command line over environment over file over default.

Click does the merging: the file becomes its map of defaults, each option has its variable.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from derivcheck.cache.place import default_folder
from derivcheck.cli.options import Count
from derivcheck.configuration.baseline import NAME
from derivcheck.configuration.configuration import Configuration
from derivcheck.configuration.files import ConfigurationFile, nearest_file, read_file, shown
from derivcheck.configuration.forms import PATH, PATHS, Refused, code, rule
from derivcheck.configuration.patterns import Pattern
from derivcheck.configuration.table import BY_KEY, MOST_MEGABYTES, OPTIONS
from derivcheck.diagnostics import Diagnosis, Diagnostic

OWN = ("select", "ignore", "per-file-ignores")
FLAGS = ("fail-fast", "statistics")
_FROM = {
    ParameterSource.COMMANDLINE: "command line",
    ParameterSource.ENVIRONMENT: "environment",
    ParameterSource.DEFAULT_MAP: "file",
}


def _listed(key: str) -> click.Option:
    """An option that may be given several times."""
    return click.Option([f"--{key}"], multiple=True, metavar=METAVARS[key], help=BY_KEY[key].about)


def _places() -> Iterable[click.Parameter]:
    """The options that say which files count, and which configuration."""
    yield _listed("exclude")
    yield click.Option(["--config"], metavar="FILE", help="Use this configuration file.")
    yield click.Option(["--no-config"], is_flag=True, help="Use no configuration file.")


def _flag(key: str) -> click.Option:
    option = BY_KEY[key]
    return click.Option([f"--{key}/--no-{key}"], default=option.default, help=option.about)


def _keeping() -> Iterable[click.Parameter]:
    """The options that say whether and where what is found is kept."""
    yield _flag("cache")
    yield click.Option(["--cache-dir"], metavar="FOLDER", help=BY_KEY["cache-dir"].about)
    yield click.Option(
        ["--cache-size"], type=Count(1, MOST_MEGABYTES), metavar="MB",
        default=BY_KEY["cache-size"].default, show_default=True, help=BY_KEY["cache-size"].about,
    )  # fmt: skip


def _options() -> Iterable[click.Parameter]:
    """The further options of a check."""
    yield from map(_listed, OWN)
    yield click.Option(
        ["--fail-on"], type=click.Choice(["refuted", "undecided", "warning"]),
        default=BY_KEY["fail-on"].default, show_default=True, help="The least that fails.",
    )  # fmt: skip
    yield click.Option(["--baseline"], metavar="FILE", help=BY_KEY["baseline"].about)
    yield click.Option(
        ["--write-baseline"], is_flag=True,
        help=f"Write what is found into the baseline, by default {NAME}.",
    )  # fmt: skip
    yield click.Option(["--changed"], is_flag=True, help="Check only what git says has changed.")
    yield click.Option(
        ["--since"], metavar="REF", help="With --changed: since the branch left this commit."
    )
    yield from map(_flag, FLAGS)
    yield from _keeping()
    yield click.Option(
        ["--trust-cache"], is_flag=True,
        help="Believe the earlier report on a file that is as it was, without reading it.",
    )  # fmt: skip
    yield click.Option(["--cluster"], metavar="ADDRESS", help=CLUSTER)
    yield click.Option(["--profile"], is_flag=True, help="Tell on stderr where the time went.")
    yield from _places()
    yield click.Option(
        ["--show-config"], is_flag=True, help="Show what is in force and where it comes from."
    )


CLUSTER = "Judge on a cluster of dask.distributed that you trust: the address of its scheduler."
METAVARS = dict.fromkeys(("select", "ignore"), "CODES") | {
    "per-file-ignores": "PATTERN:CODES",
    "exclude": "PATTERN",
}


class Placed(click.Command):
    """A command that finds its files as a check does, and takes what it may from the configuration.

    Its callback gets `excluded: Callable[[str], bool]`, which a file of a folder may be.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        declared = {p.name for p in self.params}
        added = [p for p in self.more() if p.name not in declared]
        self.added = [p.name for p in added if p.name]
        self.params += added
        for parameter in self.params:
            parameter.envvar = self.variable(_key(parameter))

    def more(self) -> Iterable[click.Parameter]:
        """The options that the configuration adds."""
        return _places()

    def variable(self, key: str) -> str | None:
        """What an option is called in the environment, if it may stand there."""
        if key in BY_KEY:
            return BY_KEY[key].variable
        return "DERIVCHECK_CONFIG" if key == "config" else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the configuration file first, which what is named on the command line decides."""
        given, _, named = self.make_parser(ctx).parse_args(list(args))
        helps = set(self.get_help_option_names(ctx))
        helped = ctx.resilient_parsing or any(helps & {*p.opts} for p in named)
        file = None if helped or given.get("no_config") is True else _file(given)
        ctx.meta["derivcheck.file"] = file
        ctx.default_map = {
            str(p.name): _value(file, _key(p)) for p in self.params if file and _sets(file, _key(p))
        }
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command with what is in force."""
        chosen = {_key(p): ctx.params[str(p.name)] for p in self.params}
        origins = {_key(p): _origin(ctx, p) for p in self.params}
        for name in self.added:
            ctx.params.pop(name)
        ctx.params |= self.in_force(ctx.meta["derivcheck.file"], chosen, origins)
        return super().invoke(ctx)

    def in_force(
        self, file: ConfigurationFile | None, chosen: dict[str, Any], origins: dict[str, str]
    ) -> dict[str, Any]:
        """What the callback gets beside the options it declares."""
        return {"excluded": Configuration(exclude=_excluded(file, chosen, origins)).excludes}


class Kept(Placed):
    """A command that judges and keeps what it finds, as a check does.

    Its callback gets `configuration: Configuration`, of which that counts and what is left out.
    """

    def more(self) -> Iterable[click.Parameter]:
        """The options that the configuration adds."""
        yield from _keeping()
        yield from _places()

    def in_force(
        self, file: ConfigurationFile | None, chosen: dict[str, Any], origins: dict[str, str]
    ) -> dict[str, Any]:
        """What the callback gets beside the options it declares."""
        excluded, folder = _excluded(file, chosen, origins), _cache_dir(chosen, origins)
        kept = Configuration(exclude=excluded, cache_dir=folder, cache_size=chosen["cache-size"])
        return {"configuration": kept}


class Configured(Placed):
    """A check: all of the configuration counts.

    Its callback gets it as `configuration: Configuration`, but for the options that it declares.
    """

    def more(self) -> Iterable[click.Parameter]:
        """The options that the configuration adds."""
        return _options()

    def variable(self, key: str) -> str | None:
        """What an option is called in the environment, if it may stand there."""
        personal = None if key in _PERSONAL else f"DERIVCHECK_{key.upper().replace('-', '_')}"
        return super().variable(key) or personal

    def in_force(
        self, file: ConfigurationFile | None, chosen: dict[str, Any], origins: dict[str, str]
    ) -> dict[str, Any]:
        """What the callback gets beside the options it declares."""
        return {"configuration": _configuration(file, chosen, origins)}


_PERSONAL = ("show-config", "write-baseline", "no-config", "help")
"""What is asked for once, and never by the environment."""


def _key(parameter: click.Parameter) -> str:
    """What an option is called in a file: its first long name."""
    long = (name[2:] for name in parameter.opts if name.startswith("--"))
    return next(long, str(parameter.name))


def _file(given: dict[str, Any]) -> ConfigurationFile | None:
    """The file that is named, or the nearest one."""
    named = given.get("config")
    named = named if isinstance(named, str) else os.environ.get("DERIVCHECK_CONFIG")
    if named:
        return read_file(Path(os.path.abspath(named)))
    paths = given.get("paths")
    return nearest_file(paths if isinstance(paths, tuple) else ())


def _sets(file: ConfigurationFile, key: str) -> bool:
    return key in file.settings


def _value(file: ConfigurationFile, key: str) -> Any:
    """What a file sets, paths as they are called from here."""
    value = file.settings[key].value
    if BY_KEY[key].form is PATHS:
        return [_from_here(file, path) for path in value]
    return _from_here(file, value) if BY_KEY[key].form is PATH else value


def _from_here(file: ConfigurationFile, path: str) -> str:
    return Path(os.path.relpath(file.folder / path)).as_posix()


def _origin(ctx: click.Context, parameter: click.Parameter) -> str:
    """Where the value of an option comes from: `derivcheck.toml:3`."""
    found = ctx.get_parameter_source(str(parameter.name))
    told = _FROM.get(found, "default") if found else "default"
    file: ConfigurationFile | None = ctx.meta["derivcheck.file"]
    if told == "environment":
        return str(parameter.envvar)
    if told == "file" and file:
        return f"{shown(file.path)}:{file.settings[_key(parameter)].line}"
    return told


def _folder(file: ConfigurationFile | None, origin: str) -> Path:
    """The folder from which what comes from a place speaks."""
    of_file = file is not None and origin.startswith(f"{shown(file.path)}:")
    return file.folder if file and of_file else Path.cwd()


def _excluded(
    file: ConfigurationFile | None, chosen: dict[str, Any], origins: dict[str, str]
) -> tuple[Pattern, ...]:
    patterns = (p.strip() for text in chosen["exclude"] for p in text.split(",") if p.strip())
    return tuple(Pattern(_folder(file, origins["exclude"]), p) for p in patterns)


def _configuration(
    file: ConfigurationFile | None, chosen: dict[str, Any], origins: dict[str, str]
) -> Configuration:
    if chosen["since"] is not None and not chosen["changed"]:
        chosen = {**chosen, "changed": True}
    folder = _folder(file, origins["per-file-ignores"])
    rules = (_checked("per-file-ignores", rule, text) for text in chosen["per-file-ignores"])
    baseline = chosen["baseline"] or (NAME if chosen["write-baseline"] else None)
    return Configuration(
        file=file,
        exclude=_excluded(file, chosen, origins),
        select=_codes("select", chosen),
        ignore=_codes("ignore", chosen),
        in_files=tuple((Pattern(folder, p), codes) for p, codes in rules),
        fail_on=chosen["fail-on"],
        baseline=Path(os.path.abspath(baseline)) if baseline else None,
        write_baseline=chosen["write-baseline"],
        changed=chosen["changed"],
        since=chosen["since"],
        fail_fast=chosen["fail-fast"],
        statistics=chosen["statistics"],
        profile=chosen["profile"],
        cache_dir=_cache_dir(chosen, origins),
        cache_size=chosen["cache-size"],
        trust_cache=chosen["trust-cache"],
        cluster=chosen["cluster"],
        show=chosen["show-config"],
        values={option.key: chosen.get(option.key, option.default) for option in OPTIONS},
        origins={option.key: origins.get(option.key, "default") for option in OPTIONS},
    )


def _cache_dir(chosen: dict[str, Any], origins: dict[str, str]) -> Path | None:
    """Where answers are kept; what is believed there is for a person to say."""
    named = chosen["cache-dir"]
    if not chosen["cache"]:
        return None
    if chosen.get("trust-cache") and named and ":" in origins["cache-dir"]:
        message = f"--trust-cache would believe a folder that {origins['cache-dir']} names"
        raise Diagnosis(Diagnostic("DC801", message, "name it yourself: `--cache-dir FOLDER`"))
    return Path(os.path.abspath(named)) if named else default_folder()


def _codes(key: str, chosen: dict[str, Any]) -> tuple[str, ...]:
    texts = (text.strip() for many in chosen[key] for text in many.split(",") if text.strip())
    return tuple(_checked(key, code, text) for text in texts)


def _checked(key: str, read: Any, text: str) -> Any:
    try:
        return read(text)
    except Refused as error:
        message = f"--{key} cannot be {text[:60]!r}"
        raise Diagnosis(Diagnostic("DC801", message, f"it is {error}")) from None
