"""An investor's thumb hits what it aims at, and who goes by keys sees where he is."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Opened
from tests.browser.test_desk import AXE

PAGES = (
    "/", "/explore", "/parcels/CZ-0035", "/match?area=60", "/shortlist?ids=CZ-0033,CZ-0035",
    "/compare?ids=CZ-0033,CZ-0035", "/plants", "/enquiries/new?parcel=CZ-0035", "/alerts/new",
)  # fmt: skip
SMALL = """axe.run({runOnly: {type: "rule", values: ["target-size"]}}).then((all) =>
  all.violations.flatMap((one) => one.nodes.map((node) => node.html)))"""
OUTLINE = """(() => { const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; })()"""


@pytest.mark.parametrize("path", PAGES)
def test_every_target_is_24_px_wide_or_stands_apart_and_focus_shows(
    opened: Opened, path: str
) -> None:
    page = opened(path, size=PHONE)
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(SMALL) == []
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE), path
