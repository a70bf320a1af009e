"""`python -m geodata.generator [folder]`: write the demonstration workspace again."""

from __future__ import annotations

import sys
from pathlib import Path

from .write import write_workspace

CHANGZHI = Path(__file__).resolve().parent.parent / "changzhi"


def main() -> int:
    """Write into the folder named, or over `geodata/changzhi`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CHANGZHI
    record = write_workspace(folder)
    print(f"{folder}: {record.seq} entries, head {record.head}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
