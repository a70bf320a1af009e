"""The pages of 地块推介单 as dictionaries: read by the typesetter and by the page to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask_babel import force_locale

from parkmap.land.status import Style
from parkmap.reports import offer_map, offer_sheet
from parkmap.reports.backdrop import Ground
from parkmap.reports.offer_map import Promoted
from parkmap.reports.qr import fits, qr
from parkmap.reports.view_map import Plot
from parkmap.services.imprint import head_of, short
from parkmap.services.promoting import Offer, around, parks_of, shape_of
from parkmap.services.reaching import reach
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.surroundings import backdrop, degrees_of
from parkmap.web.config_script import style_table
from parkmap.web.formatting import mu
from parkmap.web.language import LOCALES
from parkmap.web.sheet_cover import cover_text
from parkmap.web.sheet_text import sheet_text
from parkmap.web.sheet_words import cover_words, sheet_words

QR_MM: Final = 25.0
LONGEST_TITLE: Final = 80
HASH: Final = 16


@dataclass(frozen=True, slots=True)
class Made:
    """A document: pages, its languages, and the moment and entry of the record."""

    pages: list[dict[str, Any]]
    langs: tuple[str, ...]
    title: str
    moment: datetime
    seq: int

    @property
    def hatches(self) -> list[str]:
        """Every hatching that the maps and legends use, with its colour."""
        drawn = [one["map"] for one in self.pages if one.get("map")]
        used = {each["hatch"] for one in drawn for each in (*one["shapes"], *one["legend"])}
        return sorted(one for one in used if one and one.split()[0] not in {"solid", "none"})

    def data(self) -> dict[str, Any]:
        """What the typesetter reads."""
        told: dict[str, Any] = offer_sheet.breakable(
            {"lang": self.langs[0], "title": self.title, "pages": self.pages}
        )
        return told


class Sheets:
    """Makes the pages of one document, in one language or two, for one address of the map."""

    def __init__(self, record: Record, langs: tuple[str, ...], base: str) -> None:
        self._record, self._langs, self._base = record, langs, base.rstrip("/")
        self._words: dict[str, dict[str, str]] = {}
        for lang in langs:
            with force_locale(LOCALES[lang]):
                self._words[lang] = sheet_words() | cover_words()
        self._styles: Mapping[str, Style] = style_table(record, PUBLIC_ACTOR)
        with record.store.read() as connection:
            top, self._moment = head_of(connection, record)
        self._seq = top.seq
        self._foot = self._named(
            lambda lang: self._foot_lines(self._words[lang], top.entry_hash, lang))  # fmt: skip

    def one(self, offer: Offer) -> Made:
        """The sheet of one parcel."""
        return self._made([self._sheet(offer, 1, 1)], offer.view.name(self._langs[0]))

    def several(self, offers: Sequence[Offer], left_out: int) -> Made:
        """Cover, table, and a sheet for each."""
        of = len(offers) + 2
        cover = self._told(lambda lang: cover_text(
            self._record, offers, left_out, self._words[lang], lang,
            first=lang == self._langs[0]))  # fmt: skip
        ids = ",".join(one.view.id for one in offers)
        shared = {"langs": list(self._langs), "foot": self._foot, "text": cover, "of": of}
        pages: list[dict[str, Any]] = [
            shared | {"kind": "cover", "page": 1, "map": self._cover_map(offers),
                      "url": f"{self._base}/sheets?{urlencode({'ids': ids}, safe=',')}"},
            shared | {"kind": "table", "page": 2},
        ]  # fmt: skip
        url = str(pages[0]["url"])
        pages[0]["qr"] = qr(url, QR_MM) if fits(url) else None
        pages += [self._sheet(one, at, of) for at, one in enumerate(offers, 3)]
        return self._made(pages, self._record.zone.name(self._langs[0]))

    def _made(self, pages: list[dict[str, Any]], name: str) -> Made:
        title = short(f"{self._words[self._langs[0]]['sheet']} {name}", LONGEST_TITLE)
        return Made(pages, self._langs, title, self._moment, self._seq)

    def _sheet(self, offer: Offer, page: int, of: int) -> dict[str, Any]:
        text = self._told(lambda lang: self._words[lang] | sheet_text(
            self._record, offer, self._words[lang], lang,
            first=lang == self._langs[0]))  # fmt: skip
        columns = offer_sheet.columns(text["groups"])
        terms = -(-len(text["terms"][0]) // 58)
        high = offer_sheet.room(columns, terms, self._langs)
        wechat = reach(self._record, offer.view, self._langs[0]).wechat
        url = f"{self._base}/parcels/{quote(offer.view.id, safe='')}"
        return {
            "kind": "sheet", "langs": list(self._langs), "page": page, "of": of,
            "text": text, "columns": columns, "map": self._map(offer, high),
            "url": url, "qr": qr(url, QR_MM), "wechat": qr(wechat, QR_MM) if wechat else None,
            "foot": self._foot,
        }  # fmt: skip

    def _map(self, offer: Offer, high: float) -> dict[str, Any] | None:
        shape = shape_of(self._record, offer.view)
        if shape is None:
            return None
        frame = offer_sheet.sheet_frame(shape, high, self._langs)
        beside, things = around(self._record, frame, self._langs[0], offer.view.id)
        area = f"{mu(offer.view.area_mu, 2)} {self._words[self._langs[0]]['mu']}"
        own = [Promoted(offer.view.id, area, shape)]
        drawn = offer_map.drawn_map(frame, own, beside, things, self._styles, self._langs[0])
        return drawn | {"legend": self._legend(beside, things)}

    def _cover_map(self, offers: Sequence[Offer]) -> dict[str, Any] | None:
        shapes = [(str(at), shape_of(self._record, one.view)) for at, one in enumerate(offers, 1)]
        own = [Promoted(at, "", shape) for at, shape in shapes if shape is not None]
        if not own:
            return None
        frame, lang = offer_sheet.cover_frame([one.shape for one in own]), self._langs[0]
        things = backdrop(self._record, degrees_of(self._record, frame), lang)
        drawn = offer_map.drawn_list(frame, own, parks_of(self._record, lang), things)
        return drawn | {"legend": self._legend([], things, "own_list")}

    def _legend(
        self, beside: Sequence[Plot], things: Sequence[Ground], own: str = "own"
    ) -> list[dict[str, Any]]:
        kinds = {one.kind for one in things}

        def names(lang: str) -> dict[str, Any]:
            zh = lang == "zh"
            return {
                "own": self._words[lang][own],
                "styles": {code: one.zh if zh else one.en for code, one in self._styles.items()},
                "kinds": {stem: one.name_zh if zh else one.name_en
                          for one in self._record.zone.context
                          if (stem := PurePosixPath(one.file).stem) in kinds},
            }  # fmt: skip

        told = self._named(names)
        return offer_map.legend(
            told["own"], [one.drawn_as for one in beside], self._styles, told["styles"],
            told["kinds"], self._langs[0],
        )  # fmt: skip

    def _foot_lines(self, words: Mapping[str, str], hashed: str, lang: str) -> dict[str, str]:
        zone = self._record.zone
        number = zone.approval_number
        return {
            "zone": short(zone.name(lang), 60), "notice": short(zone.notice(lang), 60),
            "made_on": words["made_on"] % {"day": self._record.today().isoformat()},
            "ledger": f"{words['ledger'] % {'seq': f'{self._seq:,}'}} · {hashed[:HASH]}",
            "approval": words["approval"] % {"number": short(number)} if number else "",
            "no_promise": words["no_promise"],
        }  # fmt: skip

    def _told(self, tell: Callable[[str], Any]) -> Any:
        """What is told in each language of the document, text beside text."""
        found = []
        for lang in self._langs:
            with force_locale(LOCALES[lang]):
                found.append(tell(lang))
        return beside_each_other(found)

    def _named(self, name: Callable[[str], Any]) -> Any:
        """The same of what needs no translation any more."""
        return beside_each_other([name(lang) for lang in self._langs])


def beside_each_other(told: Sequence[Any]) -> Any:
    """The same structure once, each text as the list of what it is in every language.

    Examples
    --------
    >>> beside_each_other([{"a": "宽", "b": ["1"]}, {"a": "wide", "b": ["1"]}])
    {'a': ['宽', 'wide'], 'b': [['1']]}
    """
    first = told[0]
    if isinstance(first, str):
        return list(dict.fromkeys(told))
    if isinstance(first, Mapping):
        return {name: beside_each_other([one[name] for one in told]) for name in first}
    if isinstance(first, Sequence):
        return [beside_each_other(parts) for parts in zip(*told, strict=True)]
    return first


__all__ = ["Made", "Sheets", "beside_each_other"]
