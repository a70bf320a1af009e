"""The history in plain words: one sentence for each change, one for each entry of the news."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import gettext, ngettext

from parkmap.land.codes import word
from parkmap.land.fields import label
from parkmap.land.ledger import Delta
from parkmap.land.policy import STAFF
from parkmap.services.accounts import list_users
from parkmap.services.reading import HistoryLine, News
from parkmap.services.record import Actor, Record
from parkmap.web.facts import field_of, shown_value, unit_of

BEGINNINGS: Final = frozenset({"import", "init", "create"})


def sentence(delta: Delta, lang: str) -> str:
    """What one delta says."""
    field = field_of(delta.kind, delta.field)
    name = label(field, lang)
    if field.kind == "geometry":
        return str(
            gettext("Boundary recorded") if delta.old is None else gettext("Boundary changed")
        )
    old, new = (_with_unit(delta, value, lang) for value in (delta.old, delta.new))
    if not old:
        return str(gettext("%(field)s: %(new)s", field=name, new=new))
    if not new:
        return str(gettext("%(field)s: no longer %(old)s", field=name, old=old))
    return str(gettext("%(field)s: %(old)s → %(new)s", field=name, old=old, new=new))


def history_lines(
    record: Record, actor: Actor, lines: Iterable[HistoryLine], lang: str
) -> list[dict[str, Any]]:
    """History lines with their sentences, for the page; a long beginning is one sentence."""
    names = _names(record) if actor.audience == STAFF else {}
    return [
        {
            "seq": line.seq,
            "recorded_at": line.recorded_at,
            "effective_on": line.effective_on,
            "sentences": _sentences(line, lang),
            "reason": line.reason,
            "actor": names.get(line.actor or "", line.actor),
            "undone_by": line.undone_by,
        }
        for line in lines
    ]


def news_lines(items: Iterable[News], lang: str) -> list[dict[str, Any]]:
    """The latest entries, a sentence each."""
    return [
        {
            "seq": item.seq,
            "on": item.effective_on,
            "ids": list(item.ids),
            "names": [_name(pair, lang) for pair in item.names],
            "sentence": _news(item, lang),
        }
        for item in items
    ]


def _sentences(line: HistoryLine, lang: str) -> list[str]:
    statuses = [delta for delta in line.changes if delta.field == "status"]
    first = bool(line.changes) and all(delta.old is None for delta in line.changes)
    if line.action in BEGINNINGS or (first and len(line.changes) > 3):
        said = [str(gettext("Taken into the record"))]
        return said + [sentence(delta, lang) for delta in statuses]
    return [sentence(delta, lang) for delta in line.changes]


def _news(item: News, lang: str) -> str:
    count = len(item.ids)
    lots = str(ngettext("%(n)s parcel", "%(n)s parcels", count, n=f"{count:,}"))
    subject = _name(item.names[0], lang) if count == 1 and item.names else lots
    statuses = {str(delta.new) for delta in item.changes if delta.field == "status"}
    if len(statuses) != 1:
        return str(gettext("%(what)s changed", what=subject))
    now = word("status", statuses.pop(), lang)
    return str(gettext("%(what)s now %(status)s", what=subject, status=now))


def _name(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _with_unit(delta: Delta, value: Any, lang: str) -> str:
    field = field_of(delta.kind, delta.field)
    text = shown_value(field, value, lang)
    unit = unit_of(field, lang)
    return f"{text} {unit}" if text and unit else text


def _names(record: Record) -> dict[str, str]:
    return {one.id: one.name or one.username for one in list_users(record)}
