"""The command `parkmap`: one file a command, errors as one sentence and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Final

import click

from parkmap import __version__
from parkmap.cli.common import exit_code
from parkmap.errors import ParkmapError
from parkmap.said import system_said

COMMANDS: Final = (
    "init", "demo", "serve", "mark", "annotate", "correct", "split", "merge", "reshape", "trim",
    "plan", "retire", "undo", "redo", "export", "report", "check", "measure", "totals", "measures",
    "history", "diff", "verify", "backup", "restore", "work", "import", "imports", "sync", "staged",
    "users", "doctor",
)  # fmt: skip


def module_of(name: str) -> str:
    """The module of a command; a word that Python keeps for itself gets an underscore."""
    return f"{name}_" if iskeyword(name) else name


class Lazy(click.Group):
    """Loads the module of a command when it is called, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"parkmap.cli.{module_of(cmd_name)}").command
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="parkmap")
def group() -> None:
    """Keep the land record of an industrial park: mark it, show it, prove it."""


def main() -> None:
    """Run the command line; a refusal is one sentence on stderr and an exit code."""
    try:
        group(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except ParkmapError as refused:
        click.echo(f"parkmap: {refused}", err=True)
        sys.exit(exit_code(refused))
    except OSError as failed:
        click.echo(f"parkmap: {failed.filename or 'system'}: {system_said(failed)}", err=True)
        sys.exit(6)
