"""What a successor takes over from its parents, and which parcels may become one.

A split or a merge makes new parcels out of registered ones. What describes the land goes on with
them; what was issued for, or measured on, the registered parcel as a whole stays with it in the
record, where the lineage leads back to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue, CannotMerge
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fold import INHERITED
from parkmap.said import Said, say

STAYS: Final = frozenset(
    {
        # Given by the registry to one parcel: the successor gets its own when it is registered.
        "cadastral_code", "unit_code", "certificate_number", "certified_area_m2",
        "supervision_number",
        # What lies around the old parcel.
        "bounds",
        # As a file or a survey had the old parcel.
        "declared_area_m2", "source_attributes",
        # Figures of the whole that no rule divides: copied, the money or the works count twice.
        "price_wan", "developed_share", "invested_share",
        # What the change itself says anew.
        "geometry", "area_m2", "retired_on", "lineage_from", "lineage_to", "lineage_depth",
        "status_since", INHERITED,
    }
)  # fmt: skip
"""Fields that stay with the parcel that is retired; every other one is handed down."""

MUST_AGREE: Final = (
    "holder", "holder_code", "land_use_code", "land_use_scheme", "term_ends_on", "mortgaged",
    "seized", "status", "park", "offer",
)  # fmt: skip
"""Fields in which parcels have to agree to become one.

Rights and use: the registry would not take the parcels as one. Status and park: land would move
from one sum to another without a mark that says why. Offer: what is announced or held is fixed.
"""

FLAGS: Final = frozenset({"mortgaged", "seized"})
FIXED_OFFERS: Final = frozenset({"open", "held"})


class Difference(NamedTuple):
    """A field in which parcels differ: parcel id -> value, None where there is none."""

    field: str
    values: dict[str, Any]


def handed_down(state: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a successor takes over from a parcel.

    Parameters
    ----------
    state
        The parcel's fields on the day of the change, without geometry.

    Returns
    -------
    dict
        `inherited_status` among them: the clock of idle land does not start anew with a new id.

    Examples
    --------
    >>> old = {"status": "idle", "status_since": "2024-03-01", "cadastral_code": "1404", "far": 1.2}
    >>> handed_down(old)["inherited_status"], sorted(handed_down(old))
    ({'status': 'idle', 'since': '2024-03-01'}, ['far', 'inherited_status', 'status'])
    """
    kept = {name: value for name, value in state.items() if name not in STAYS}
    status, since = state.get("status"), state.get("status_since")
    return kept | ({INHERITED: {"status": status, "since": since}} if status and since else {})


def joined_fields(
    states: Mapping[str, Mapping[str, Any]], keep: str, chosen: Mapping[str, str]
) -> dict[str, Any]:
    """The fields of what parcels become: those of `keep`, but for what another gives.

    Parameters
    ----------
    states
        Parcel id -> its fields on the day.
    chosen
        Field -> the parcel whose value goes on, which may be none.

    Raises
    ------
    BadValue
        A field that is not handed down, or a parcel that is not among them.

    Examples
    --------
    >>> two = {"G-1": {"far": 1.2, "chain": "光电"}, "G-2": {"far": 2.0}}
    >>> joined_fields(two, "G-1", {"far": "G-2"})
    {'chain': '光电', 'far': 2.0}
    """
    fields = handed_down(states[keep])
    for name, parcel_id in chosen.items():
        if name in STAYS or name not in PARCEL_FIELDS:
            raise BadValue("'%(field)s' does not go on by a merge; leave it out", field=name[:60])
        if parcel_id not in states:
            raise BadValue(
                "'%(id)s' is not among the parcels to merge; name one of them", id=parcel_id[:80]
            )
        fields.pop(name, None)
        if states[parcel_id].get(name) is not None:
            fields[name] = states[parcel_id][name]
    return fields


def differences(states: Mapping[str, Mapping[str, Any]]) -> tuple[Difference, ...]:
    """In what parcels differ that have to agree before they become one.

    Parameters
    ----------
    states
        Parcel id -> fields. A missing text and an empty one are the same, and so are a missing
        flag and one that says no.

    Examples
    --------
    >>> differences({"G-1": {"holder": "甲"}, "G-2": {"holder": "乙", "seized": False}})
    (Difference(field='holder', values={'G-1': '甲', 'G-2': '乙'}),)
    """
    found = []
    for name in MUST_AGREE:
        values = {one: _plain(name, state.get(name)) for one, state in states.items()}
        kinds = set(values.values())
        if len(kinds) > 1 and (name != "offer" or kinds & FIXED_OFFERS):
            found.append(Difference(name, values))
    return tuple(found)


def refuse_differences(states: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse to make one parcel of those that differ in rights, use, status, park or offer.

    Raises
    ------
    CannotMerge
        Every difference is named, and listed in ``values["differences"]``.
    """
    found = differences(states)
    if found:
        raise CannotMerge(
            "%(ids)s do not merge: %(list)s; settle that first, or choose other parcels",
            ids=", ".join(states),
            list=_listed([_told(one) for one in found]),
            differences=[{"field": one.field, "values": one.values} for one in found],
        )


def _plain(name: str, value: Any) -> Any:
    if name in FLAGS:
        return bool(value)
    if isinstance(value, str):
        return value.strip() or None
    if name == "offer" and value is None:
        return "none"
    return value


def _listed(parts: list[Said]) -> Said:
    first, *rest = parts
    return say("%(first)s; %(rest)s", first=first, rest=_listed(rest)) if rest else first


def _told(one: Difference) -> Said:
    values = ", ".join(f"{parcel}: {value or '—'}" for parcel, value in one.values.items())
    which = ", ".join(parcel for parcel, value in one.values.items() if value)
    sentences = {
        "holder": say("the holders differ (%(values)s)", values=values),
        "holder_code": say("the holders' credit codes differ (%(values)s)", values=values),
        "land_use_code": say(
            "the land uses differ (%(values)s)", values=values, field="land_use_code"
        ),
        "land_use_scheme": say("the land-use schemes differ (%(values)s)", values=values),
        "term_ends_on": say("the ends of term differ (%(values)s)", values=values),
        "mortgaged": say("only %(which)s is mortgaged", which=which),
        "seized": say("only %(which)s is seized", which=which),
        "status": say("the statuses differ (%(values)s)", values=values, field="status"),
        "park": say("the parks differ (%(values)s)", values=values),
        "offer": say("the offers differ (%(values)s)", values=values, field="offer"),
    }
    return sentences[one.field]
