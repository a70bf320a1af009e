"""What a job of mail says and to whom, read from the record when it is sent and not before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from parkmap.errors import BadValue
from parkmap.land.enquiries import OPEN
from parkmap.land.mail_texts import (
    About,
    Found,
    Letter,
    about_enquiry,
    about_found,
    about_overdue,
    to_confirm,
)
from parkmap.services.links import link_of
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.wanted import available_query, matching
from parkmap.store import alerts, enquiries
from parkmap.store.alerts import StoredAlert
from parkmap.store.enquiries import StoredEnquiry

CONFIRM_DAYS: Final = 7
LISTED: Final = 20
OFFICE: Final = frozenset({"new", "overdue"})


class Post(NamedTuple):
    """A letter, its readers, and a link by which mail programs stop it."""

    to: tuple[str, ...]
    letter: Letter
    stop: str = ""


def post_of(record: Record, payload: Mapping[str, Any]) -> Post | None:
    """What is to be sent; None where there is nobody to send it to any more."""
    if "alert" in payload:
        return _of_alert(record, payload)
    if "subscription" in payload:
        return None  # there was nobody to tell, or nothing (`subscription_posts`)
    if payload["what"] == "overdue":
        return _overdue(record)
    return _of_enquiry(record, payload)


def about_of(record: Record, one: StoredEnquiry, link: str) -> About:
    """An enquiry without a word of who asked."""
    return About(one.number, one.kind, one.parcels, one.due_on, link)


def desk_link(record: Record) -> str:
    """Where the office works on enquiries."""
    return f"{record.outward.address}/desk"


def office_language(record: Record) -> str:
    """The zone's first language, if parkmap speaks it."""
    return "en" if record.zone.languages[:1] == ("en",) else "zh"


def _of_enquiry(record: Record, payload: Mapping[str, Any]) -> Post | None:
    what, text = payload["what"], ""
    with record.store.read() as connection:
        one = enquiries.one(connection, record.zone_id, payload["number"])
        if one is None or one.erased_at:
            return None
        said = enquiries.events(connection, record.zone_id, one.number)
    if what == "new":
        lang = office_language(record)
        about = about_of(record, one, desk_link(record))
        letter = about_enquiry(what, record.zone.name(lang), about, lang)
        return Post(record.zone.enquiries.office_mail, letter)
    if not one.mail:
        return None
    for event in said:
        if event.place == payload.get("place"):
            text = event.text
    lang = one.lang or office_language(record)
    about = about_of(record, one, link_of(record, "enquiry", one.seed, one.token_hash))
    letter = about_enquiry(what, record.zone.name(lang), about, lang, text, one.outcome)
    return Post((one.mail,), letter)


def _overdue(record: Record) -> Post | None:
    today, lang = record.today().isoformat(), office_language(record)
    with record.store.read() as connection:
        waiting = enquiries.in_states(connection, record.zone_id, [OPEN])
    late = [about_of(record, one, "") for one in waiting if one.due_on < today]
    if not late or not record.zone.enquiries.office_mail:
        return None
    letter = about_overdue(
        record.zone.name(lang), today, late, len(waiting), desk_link(record), lang
    )
    return Post(record.zone.enquiries.office_mail, letter)


def _of_alert(record: Record, payload: Mapping[str, Any]) -> Post | None:
    with record.store.read() as connection:
        one = alerts.by_token(connection, record.zone_id, payload["alert"])
    if one is None:
        return None
    link = link_of(record, "alert", one.seed, one.token_hash)
    zone = record.zone.name(one.lang)
    if payload["what"] == "confirm":
        # Without its link there is nothing to confirm by.
        letter = to_confirm(zone, link, CONFIRM_DAYS, one.lang)
        return Post((one.mail,), letter) if link and not one.confirmed_at else None
    found = _still_there(record, one, payload["parcels"])
    if not found:
        return None
    every = f"{record.outward.address}/explore?{available_query(one.query)}"
    more = max(len(found) - LISTED, 0)
    letter = about_found(zone, found[:LISTED], more, every, link, one.lang)
    # Where the key has changed since, only the links of earlier letters end it.
    return Post((one.mail,), letter, link)


def _still_there(record: Record, one: StoredAlert, parcels: Sequence[str]) -> list[Found]:
    """What is told: of the parcels that opened, those that can be had now and fit still."""
    try:
        here = frozenset(matching(record, one.query))
    except BadValue:
        return []  # a filter that this release does not know: what it would find cannot be said
    told = []
    for parcel_id in parcels:
        if parcel_id in here:
            view = parcel(record, PUBLIC_ACTOR, parcel_id)
            link = f"{record.outward.address}/parcels/{quote(parcel_id)}"
            told.append(Found(view.id, view.name(one.lang), view.area_mu, link))
    return told


__all__ = ["CONFIRM_DAYS", "Post", "about_of", "desk_link", "office_language", "post_of"]
