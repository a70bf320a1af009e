"""Browsers that tests borrow, emptied in between, and what they did that they should not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, Request

EMPTIED: Final = "local_storage,indexeddb,cache_storage,service_workers"
"""What of a site is emptied before a test opens it."""


@dataclass
class Seen:
    """What a browser did that it should not: errors, and requests to other machines."""

    root: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def said(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def request(self, sent: Request) -> None:
        if not sent.url.startswith((self.root, "data:", "blob:", "about:")):
            self.strangers.append(sent.url)


class Contexts:
    """Browsers of a person each, lent to a test at a time and emptied in between.

    What they loaded stays in their cache, as with people who come back: a page opens in half the
    time. What a test changes beyond storage, cookies, permissions and the network it may not lend.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[tuple[int, int], list[BrowserContext]] = defaultdict(list)
        self.seen: dict[BrowserContext, Seen] = {}

    def take(self, size: tuple[int, int], seen: Seen, *, offline: bool = False) -> BrowserContext:
        """A free one, or a new one; `offline` lets its pages keep themselves."""
        if self.free[size] and not offline:
            context = self.free[size].pop()
        else:
            context = self.browser.new_context(
                viewport={"width": size[0], "height": size[1]}, locale="zh-CN",
                reduced_motion="reduce", service_workers="allow" if offline else "block",
            )  # fmt: skip
            context.on("request", lambda sent: self.seen[context].request(sent))
            context.on("console", lambda told: self.seen[context].said(told.type, told.text))
            context.on("weberror",
                       lambda told: self.seen[context].said("error", str(told.error)))  # fmt: skip
        self.seen[context] = seen
        return context

    def give_back(self, context: BrowserContext, size: tuple[int, int]) -> None:
        """Nothing of a test stays in it but its cache."""
        for page in context.pages:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        context.set_offline(False)
        self.free[size].append(context)


def emptied_page(context: BrowserContext, root: str) -> Page:
    """A page in which nothing of an earlier test is kept of a site."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": root, "storageTypes": EMPTIED})
    session.detach()
    return page
