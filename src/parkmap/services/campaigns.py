"""专项攻坚: entered, changed, closed with their figures, and where each stands. For staff alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict
from parkmap.land.campaigns import (
    CAMPAIGN,
    CAMPAIGN_ITEMS,
    CAMPAIGN_PREFIX,
    CLOSED_ON,
    KEPT,
    RULE_ITEMS,
    form_of,
    refuse_unlikely,
    rule_from,
)
from parkmap.land.codes import Word
from parkmap.land.fold import fold
from parkmap.land.items import Items, checked
from parkmap.land.ledger import Subject
from parkmap.services import subjects
from parkmap.services.asking import checked_day, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.campaign_land import Land, land_on
from parkmap.services.campaign_overlaps import Overlap, overlaps
from parkmap.services.campaign_standing import Standing, kept_figures, standing_of
from parkmap.services.cases import refuse_unknown
from parkmap.services.reading import may_know, parks
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, READ, Amendment, Entered, Fresh
from parkmap.services.writing import Request, Statement, write
from parkmap.store import ledger
from parkmap.store.present import Stored

RUNNING: Final = ("late", "at_risk", "unknown", "on_course", "reached", "missed", "not_begun")


@dataclass(frozen=True, slots=True)
class Every:
    """All campaigns of a day in their order, and what counts in more than one of them."""

    standings: tuple[Standing, ...]
    overlaps: tuple[Overlap, ...]
    land: Land


def items(record: Record, actor: Actor) -> Items:
    """The items of a campaign; its parks are chosen from those of the record."""
    codes = {one.id: Word(one.name("zh"), one.name("en")) for one in parks(record, actor)}
    found = dict(CAMPAIGN_ITEMS)
    found["parks"] = found["parks"]._replace(codes=codes or None)
    return found


def enter_campaign(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter a campaign as of today; its window may have begun before.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a parcel that is not in the record.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    kept = checked(items(record, actor), fields, whole=True)
    refuse_unlikely(kept)
    refuse_unknown(record, kept.get("parcels") or [], "parcels")
    fresh = Fresh(CAMPAIGN, _as_kept(kept, {}), record.today(), reason or kept["name_zh"], papers)
    return subjects.enter(record, actor, [fresh], CAMPAIGN_PREFIX, key)


def amend_campaign(
    record: Record, actor: Actor, campaign_id: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change the terms of a campaign from today on; its figures are by its terms as they are.

    Raises
    ------
    Conflict
        It is closed: its terms and figures stay; undo the closing first.
    BadValue, MissingVersion, StaleVersion, NotFound
        As for entering one, and for every write.
    """
    require(actor, EDIT)
    kept = checked(items(record, actor), fields, whole=False)
    there = subjects.read(record, actor, CAMPAIGN, campaign_id)
    _refuse_closed(there)
    whole = form_of(there.state) | kept
    refuse_unlikely(whole)
    refuse_unknown(record, kept.get("parcels") or [], "parcels")
    told = _as_kept(kept, form_of(there.state))
    asked = Amendment(CAMPAIGN, {campaign_id: version}, told, record.today(),
                      reason or campaign_id, papers)  # fmt: skip
    return subjects.amend(record, actor, asked, key)


def close_campaign(
    record: Record, actor: Actor, campaign_id: str, version: int | None, on: date, reason: str,
    key: str | None = None,
) -> Receipt:  # fmt: skip
    """Close a campaign as of a day; the entry keeps its figures and the parcels behind them.

    Raises
    ------
    BadValue
        A day in the future, or before the campaign began.
    Conflict
        It is closed already.
    """
    require(actor, EDIT)
    said = checked_reason(reason)
    checked_day(record, on)
    today = record.today()  # a campaign may be entered, and closed, long after its days
    whole = ["close_campaign", campaign_id, on.isoformat(), said]

    def work_out(connection: Connection) -> Statement:
        (stored,) = fetch(connection, record, {campaign_id: version}, kind=CAMPAIGN)
        _refuse_closed(stored)
        if on.isoformat() < stored.state["starts_on"]:
            raise BadValue(
                "%(day)s lies before the campaign began on %(first)s; close it on a later day",
                day=on, first=stored.state["starts_on"], field=CLOSED_ON,
            )  # fmt: skip
        one = _standing(record, stored, land_on(record, on))
        figures = kept_figures(on, one.seq, one.rows)
        wanted = {CLOSED_ON: on.isoformat(), KEPT: figures}
        deltas = deltas_from(connection, record, [Subject(CAMPAIGN, stored.id)], wanted, today)
        return Statement(today, deltas)

    return write(record, actor, Request("amend", said, whole, key, [campaign_id]), work_out)


def campaign(record: Record, actor: Actor, campaign_id: str) -> Stored:
    """One campaign as it is kept; NotFound where there is none."""
    return subjects.read(record, actor, CAMPAIGN, campaign_id)


def standing(
    record: Record, actor: Actor, campaign_id: str, on: date | None = None,
    known_at: datetime | None = None,
) -> Standing:  # fmt: skip
    """All figures of one campaign, for the page, the sheet, the wall and the monthly report.

    Parameters
    ----------
    on
        By effective date, at the end of this day; today where None. The terms of the campaign are
        those of now.
    known_at
        Land and terms as known at this moment; as known now where None.

    Raises
    ------
    NotFound
        There is none, or there was none at the moment.
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    stored = subjects.read(record, actor, CAMPAIGN, campaign_id)
    may_know(actor, known_at)
    land = land_on(record, on or record.today(), known_at)
    return _standing(record, _as_known(record, stored, land), land)


def standings(
    record: Record, actor: Actor, on: date | None = None, known_at: datetime | None = None
) -> Every:
    """All campaigns with their figures, and the land that counts in more than one.

    Running ones come first, what is late before what is not; then those ahead, then those that
    are over or closed, the latest first.
    """
    require(actor, READ)
    land = land_on(record, on or record.today(), known_at)
    stored = [_known_or_none(record, one, land) for one in subjects.every(record, actor, CAMPAIGN)]
    found = sorted((_standing(record, one, land) for one in stored if one), key=_order)
    return Every(tuple(found), overlaps(found, land), land)


def shared_with(
    record: Record, actor: Actor, one: Standing
) -> tuple[list[Standing], list[Overlap]]:
    """All other campaigns on the same day and land, and what counts in one of them too."""
    stored = subjects.every(record, actor, CAMPAIGN)
    known = [_known_or_none(record, each, one.land) for each in stored if each.id != one.id]
    others = [_standing(record, each, one.land) for each in known if each]
    found = overlaps([one, *others], one.land)
    return others, [each for each in found if one.id in (each.one, each.other)]


def _as_kept(sent: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in as the ledger keeps it: what counts is one field."""
    kept = {name: value for name, value in sent.items() if name not in RULE_ITEMS}
    if sent.keys() & RULE_ITEMS:
        told = {**before, **sent}
        kept["rule"] = rule_from(str(told["counts"]), told.get("needs"))
    return kept


def _refuse_closed(stored: Stored) -> None:
    if stored.state.get(CLOSED_ON):
        raise Conflict(
            "%(id)s was closed on %(day)s and keeps its figures; undo the closing to change it",
            id=stored.id, day=stored.state[CLOSED_ON],
        )  # fmt: skip


def _standing(record: Record, stored: Stored, land: Land) -> Standing:
    return standing_of(record, land, stored.id, stored.version, stored.state)


def _as_known(record: Record, stored: Stored, land: Land) -> Stored:
    found = _known_or_none(record, stored, land)
    if found is None:
        raise subjects.not_here(stored.id)
    return found


def _known_or_none(record: Record, stored: Stored, land: Land) -> Stored | None:
    if land.known is None:
        return stored
    with record.store.read() as connection:
        one = Subject(CAMPAIGN, stored.id)
        said = ledger.live(connection, record.zone_id, [one], known=land.known)[one]
    state = fold(CAMPAIGN, said).state
    return stored._replace(state=state) if state else None


def _order(one: Standing) -> tuple[Any, ...]:
    over = one.closing is not None or one.mu.run.over
    ahead = one.verdict == "not_begun"
    end = date.fromisoformat(one.state["deadline_on"]).toordinal()
    return over, ahead, -end if over else RUNNING.index(one.verdict), end, one.id


__all__ = [
    "Every", "amend_campaign", "campaign", "close_campaign", "enter_campaign",
    "items", "shared_with", "standing", "standings",
]  # fmt: skip
