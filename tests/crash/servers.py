"""Servers that are there to be killed, from a process that imported everything once.

    python -m tests.crash.servers FOLDER PORT

forks, for each line that comes in, what `parkmap serve` runs: the web and a worker, in a process
group of their own. It prints the group, waits for its end and prints how it ended.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import folium  # noqa: F401  what the first page needs

from parkmap.cli.work import command as work
from parkmap.settings import Settings
from parkmap.web.serve import run


def serve(folder: Path, port: int) -> None:
    """Web and worker, until they are killed."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if os.fork() == 0:
        work.main([str(folder)])
    run(Settings.from_environment(folder), "127.0.0.1", port, workers=1)
    os._exit(1)


def main() -> None:
    """Fork a server for each line that comes in."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            serve(folder, port)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
