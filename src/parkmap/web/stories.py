"""The history in plain words: one sentence for each change, one for each entry of the news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from flask_babel import gettext, ngettext

from parkmap.land.fields import label
from parkmap.land.fold import INHERITED
from parkmap.land.ledger import Delta
from parkmap.land.lineage import Step
from parkmap.land.policy import STAFF
from parkmap.land.status import STATUSES, SUPPLY_WORDS
from parkmap.services.accounts import list_users
from parkmap.services.histories import HistoryLine, Lineage
from parkmap.services.reading import News
from parkmap.services.record import Actor, Record
from parkmap.services.subjects import PAPERS
from parkmap.services.views import View
from parkmap.web.facts import field_of, shown_value, unit_of
from parkmap.web.item_facts import ITEMS, item_sentence

STYLES: Final = STATUSES | SUPPLY_WORDS
BEGINNINGS: Final = frozenset({"import", "init", "create"})


def sentence(delta: Delta, lang: str) -> str:
    """What one delta says."""
    if delta.field == PAPERS and delta.kind != "parcel":
        return str(gettext("Papers: %(n)s", n=len(delta.new or [])))
    if delta.kind in ITEMS and (said := item_sentence(delta, lang)):
        return said
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
    names = actor_names(record) if actor.audience == STAFF else {}
    lines = list(lines)
    return [
        {
            "seq": line.seq,
            "recorded_at": line.recorded_at,
            "effective_on": line.effective_on,
            "sentences": _sentences(line, lang, beginning=line is lines[-1]),
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


def _sentences(line: HistoryLine, lang: str, *, beginning: bool) -> list[str]:
    statuses = [delta for delta in line.changes if delta.field == "status"]
    fresh = bool(line.changes) and all(delta.old is None for delta in line.changes)
    first = fresh and (beginning or line.restores is not None)
    if line.action in BEGINNINGS or (first and len(line.changes) > 3):
        said = [_beginning(line.action)]
        return said + [sentence(delta, lang) for delta in statuses]
    told = [delta for delta in line.changes if delta.field != INHERITED]
    return _kind_of_entry(line) + [sentence(delta, lang) for delta in told]


def _kind_of_entry(line: HistoryLine) -> list[str]:
    """What kind of entry it is, where that is not plain from what changed."""
    if line.undoes is not None:
        return [str(gettext("Undo of #%(seq)s", seq=f"{line.undoes:,}"))]
    if line.restores is not None:
        return [str(gettext("#%(seq)s brought back", seq=f"{line.restores:,}"))]
    if line.action == "revert":
        return [str(gettext("Earlier state restored"))]
    return [str(gettext("Correction of the past"))] if line.action == "correction" else []


def _beginning(action: str) -> str:
    if action == "split":
        return str(gettext("Came out of a split"))
    if action == "merge":
        return str(gettext("Came out of a merge"))
    return str(gettext("Taken into the record"))


def lineage_story(
    view: View, lines: Sequence[HistoryLine], lineage: Lineage
) -> list[dict[str, Any]]:
    """What became of a parcel and what it was made from: a sentence each, with ids to go on to.

    Only what this reader may know of is named.
    """
    told = []
    retired_on = view.state.get("retired_on")
    if retired_on:
        action = _original(next((line for line in lines if _retires(line)), None), lines)
        told.append({"sentence": _ending(action, str(retired_on)), "ids": _next(lineage.became)})
    parents = _next(lineage.made_from)
    if parents and lines:
        merged = _original(lines[-1], lines) == "merge"
        said = gettext("Merged from") if merged else gettext("Split from")
        told.append({"sentence": str(said), "ids": parents})
    return told


def _original(line: HistoryLine | None, lines: Sequence[HistoryLine]) -> str:
    """The action of an entry; of one that brought another back, that of the first one."""
    by_seq = {one.seq: one for one in lines}
    while line is not None and line.restores in by_seq:
        line = by_seq[line.restores]
    return "" if line is None else line.action


def _retires(line: HistoryLine) -> bool:
    return line.undone_by is None and any(
        delta.field == "retired_on" and delta.new for delta in line.changes
    )


def _ending(action: str, on: str) -> str:
    if action == "split":
        return str(gettext("Split on %(day)s; its land is now", day=on))
    if action == "merge":
        return str(gettext("Merged on %(day)s; its land is now part of", day=on))
    return str(gettext("Retired on %(day)s", day=on))


def _next(steps: Sequence[Step]) -> list[str]:
    return [step.id for step in steps if step.generation == 1]


def _news(item: News, lang: str) -> str:
    count = len(item.ids)
    lots = str(ngettext("%(n)s parcel", "%(n)s parcels", count, n=f"{count:,}"))
    subject = _name(item.names[0], lang) if count == 1 and item.names else lots
    if len(item.became) != 1:
        return str(gettext("%(what)s changed", what=subject))
    (code,) = item.became
    style = STYLES[code]
    now = style.zh if lang == "zh" else style.en
    return str(gettext("%(what)s now %(status)s", what=subject, status=now))


def _name(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _with_unit(delta: Delta, value: Any, lang: str) -> str:
    field = field_of(delta.kind, delta.field)
    text = shown_value(field, value, lang)
    unit = unit_of(field, lang)
    return f"{text} {unit}" if text and unit else text


def actor_names(record: Record) -> dict[str, str]:
    """What people are called, by the id under which the ledger keeps them."""
    return {one.id: one.name or one.username for one in list_users(record)}
