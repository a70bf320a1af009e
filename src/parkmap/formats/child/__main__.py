"""The start of a child: `python -I child/__main__.py TASK ORDER`, the order as JSON.

`-I` keeps the caller's folder and environment out of the search for modules, so the package is put
there by hand. Limits stand before anything is opened.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# After the standard library, before another parkmap that may be installed.
sys.path.insert(
    next((n for n, one in enumerate(sys.path) if one.endswith("-packages")), len(sys.path)),
    str(Path(__file__).resolve().parents[3]),
)

from parkmap.formats.child.answer import refuse
from parkmap.formats.child.confinement import confine, end_with, without_frames


def main(task: str, order: dict[str, Any]) -> None:
    """Do one task under the limits of its order."""
    end_with(order["caller"])
    confine(order["memory_mb"], order["seconds"], order["write_mb"])
    try:
        _work(task)(order)
    except MemoryError:
        refuse("memory")
    except OSError as error:
        refuse("unreadable", error.strerror or type(error).__name__)


def _work(task: str) -> Callable[[dict[str, Any]], None]:
    """The function of a task; only its own libraries are loaded."""
    if task == "layer":
        without_frames()
        from parkmap.formats.child.layer import read_layer as work
    elif task == "zip":
        from parkmap.formats.child.archive import unpack as work
    elif task == "kml":
        from parkmap.formats.child.placemarks import read_placemarks as work
    elif task == "dxf":
        from parkmap.formats.child.drawing import read_drawing as work
    elif task == "xlsx":
        from parkmap.formats.child.worksheet import read_worksheets as work
    elif task == "picture":
        from parkmap.formats.child.picture import read_picture as work
    else:
        from parkmap.formats.child.mending import mend as work
    return work


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
