"""What the commands that write an entry share: from which day on, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

ON: Final = click.option("--on", "on", help="From which day on (YYYY-MM-DD); today by default.")
REASON: Final = click.option("--reason", required=True, help="Why, in a few words.")


def dated(command: Command) -> Command:
    """The options of every command that says something from a day on: day and reason."""
    return ON(REASON(command))


__all__ = ["ON", "REASON", "Command", "dated"]
