"""`python -m parkmap.web`: serve the workspace that the environment names.

`parkmap serve` starts this beside a worker; it ends when the process that started it is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import click

from parkmap.errors import ParkmapError
from parkmap.settings import Settings
from parkmap.web.serve import run


def end_with(parent: int) -> None:
    """Stop this process once its parent is another one."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run until stopped."""
    if os.environ.get("PARKMAP_SUPERVISED") == "1":
        threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    try:
        settings = Settings.from_environment()
        run(settings, settings.host, settings.port, settings.workers)
    except ParkmapError as refused:
        click.echo(f"parkmap: {refused}", err=True)
        sys.exit(6)


if __name__ == "__main__":
    main()
