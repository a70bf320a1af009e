"""Pictures to share over HTTP: previews, poster, tall picture, a short list."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bench.figures import Section, median, ms
from bench.servers import served
from bench.wire import Wire

PICTURE_MS: Final = 500.0
PARCELS: Final = ("CZ-0033", "CZ-0034", "CZ-0035", "CZ-0046", "CZ-0051", "CZ-0052", "CZ-0065",
                  "CZ-0066", "CZ-0068", "CZ-0072")  # fmt: skip
LISTED: Final = 3
KINDS: Final = {
    "preview": "a preview of 200 pixels", "poster": "a poster", "long": "a tall picture",
}  # fmt: skip

HOW: Final = """\
`GET /parcels/<id>/preview.png`, `poster.png`, `long.png` and `/shortlist/long.png` as the public
asks, over one keep-alive connection on loopback, from the request to the last byte, after two
rounds to warm both processes: maps are drawn and pictures typeset each time, nothing is kept."""


def measure(demo: Path, times: int) -> Section:
    """What a picture of the demonstration takes."""
    section = Section("Pictures to share", HOW)
    with served(demo) as port, Wire(port) as wire:
        for kind, name in KINDS.items():
            took = _took(wire, [f"/parcels/{one}/{kind}.png?lang=zh" for one in PARCELS], times)
            section.under(name, median(took), PICTURE_MS, "ms")
            section.add("the same, median and p95", ms(took))
        listed = f"/shortlist/long.png?lang=zh&ids={','.join(PARCELS[:LISTED])}"
        took = _took(wire, [listed], max(times // 4, 3))
        section.under(f"a short list of {LISTED}", median(took), PICTURE_MS, "ms")
    return section


def _took(wire: Wire, paths: list[str], times: int) -> list[float]:
    took = []
    for round_ in range(-2 * len(paths), times):
        answer = wire.get(paths[round_ % len(paths)])
        assert answer.status == 200, answer.body[:500]
        if round_ >= 0:
            took.append(answer.ms)
    return took


__all__ = ["measure"]
