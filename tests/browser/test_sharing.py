"""An investor takes a parcel along: calls, navigates, forwards a picture, a code or the link."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

PARCEL = "CZ-0035"


def test_an_investor_forwards_a_parcel_from_a_phone(opened: Opened, seen: Seen) -> None:
    page = opened(f"/parcels/{PARCEL}", size=PHONE)
    share = page.locator(".takeaway")
    expect(share.get_by_role("link", name="拨打电话")).to_have_attribute("href", "tel:03550000000")
    share.get_by_text("二维码").click()
    picture = share.locator(".share-code img").last
    expect(picture).to_be_visible()
    picture.evaluate("(one) => one.decode()")
    share.get_by_role("button", name="复制链接").click()
    expect(share.locator("#share-copy")).to_have_text("已复制")
    assert page.locator("#share-address").input_value() == f"{seen.root}/parcels/{PARCEL}"
    assert serious(page) == []
    with page.context.expect_page() as tall:
        share.get_by_role("link", name="长图").click()
    tall.value.wait_for_load_state()
    assert tall.value.evaluate("document.images[0].naturalWidth") == 750
    assert (seen.errors, seen.strangers) == ([], [])


def test_the_card_calls_and_navigates(opened: Opened) -> None:
    page = opened(f"/explore?id={PARCEL}", size=PHONE)
    links = page.locator("#card .card-reach a")
    expect(links).to_have_text(["电话 0355-0000000", "高德地图", "百度地图"])
    expect(links.nth(1)).to_have_attribute("rel", "noopener noreferrer nofollow")
