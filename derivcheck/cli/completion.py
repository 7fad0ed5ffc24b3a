"""`derivcheck completion`: what a shell needs to complete the command line."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

PROGRAM, VARIABLE = "derivcheck", "_DERIVCHECK_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print a script that makes SHELL complete commands, options, formats and files.

    \b
    bash  derivcheck completion bash > ~/.local/share/bash-completion/completions/derivcheck
    zsh   derivcheck completion zsh > ~/.zfunc/_derivcheck    (a folder of $fpath)
    fish  derivcheck completion fish > ~/.config/fish/completions/derivcheck.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, PROGRAM, VARIABLE).source())
    return 0
