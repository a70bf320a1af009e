"""The filters of `/explore` as a page shows them: choices with counts, chips, what to loosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from flask_babel import gettext

from parkmap.land.codes import Word
from parkmap.land.criteria import CRITERIA, IDS, TEXT, Asked, Between, Criterion, Wanted, plain
from parkmap.land.sieve import Loosening, Sieve
from parkmap.land.unit_words import unit_word
from parkmap.services.record import Actor, Record
from parkmap.web.config_script import style_table
from parkmap.web.kept import parks_now

GROUPS: Final = {
    "land": (Word("地块", "Land"), ("avail", "by", "mu", "site", "ready", "s")),
    "terms": (Word("供应条件", "Terms"), ("mode", "years", "price", "rent")),
    "industry": (Word("产业与规划", "Industry and planning"), ("chain", "park", "use", "far")),
    "services": (Word("配套", "Services"), ("serv", "power", "siding")),
    "near": (Word("周边（直线距离）", "Near it (straight line)"),
             ("rail_m", "road_m", "substation_m", "gas_m", "water_m")),
}  # fmt: skip
"""The parts of the form, each with its filters."""

IN_THE_BAR: Final = ("avail", "s")
"""Filters that stand beside the search, and in the form too where it is opened."""

KILOMETRE: Final = 1_000.0


def value_words(record: Record, actor: Actor, one: Criterion, lang: str) -> dict[str, str]:
    """Code -> word of a filter; empty where the land itself says which values there are."""
    at = 0 if lang == "zh" else 1
    if one.name == "park":
        return {park.id: park.name(lang) or park.id for park in parks_now(record, actor)}
    if one.name == "s":
        return {code: style.zh if lang == "zh" else style.en
                for code, style in style_table(record, actor).items()}  # fmt: skip
    return {code: word[at] for code, word in (one.codes or {}).items()}


def filter_form(record: Record, actor: Actor, sieve: Sieve, lang: str) -> list[dict[str, Any]]:
    """The parts of the form: each filter with what is asked, its choices and their counts."""
    return [
        {"title": words.zh if lang == "zh" else words.en,
         "filters": [_shown(record, actor, sieve, CRITERIA[name], lang) for name in names]}
        for words, names in GROUPS.values()
    ]  # fmt: skip


def chips(record: Record, actor: Actor, wanted: Wanted, lang: str) -> list[dict[str, str]]:
    """What is asked, one chip a filter, each with the address without it."""
    return [
        {"name": name, "label": _told(record, actor, name, wanted, lang),
         "address": wanted.without(name).address()}
        for name in _asked(wanted)
    ]  # fmt: skip


def loosened(
    record: Record, actor: Actor, wanted: Wanted, ways: Iterable[Loosening], lang: str
) -> list[dict[str, Any]]:
    """Where nothing fits: what to loosen and how many parcels that would give."""
    lines: list[dict[str, Any]] = []
    for way in ways:
        told = [_told(record, actor, name, wanted, lang) for name in way.names]
        if way.to is not None:
            wider = wanted.asking(way.names[0], way.to)
            lines.append({
                "says": str(gettext("loosen to “%(filter)s”",
                                    filter=_told(record, actor, way.names[0], wider, lang))),
                "count": way.to_left, "address": wider.address(),
            })  # fmt: skip
        joint = "”、“" if lang == "zh" else "”, “"
        lines.append({
            "says": str(gettext("without “%(filter)s”", filter=joint.join(told))),
            "count": way.left, "address": wanted.without(*way.names).address(),
        })  # fmt: skip
    return lines


def _shown(
    record: Record, actor: Actor, sieve: Sieve, one: Criterion, lang: str
) -> dict[str, Any]:  # fmt: skip
    asked = sieve.wanted.given.get(one.name)
    shown: dict[str, Any] = {
        "name": one.name, "kind": one.kind, "label": one.label(lang),
        "unit": unit_word(one.unit, lang), "on": asked is not None,
    }  # fmt: skip
    if one.kind == "codes":
        return shown | {"options": _options(record, actor, sieve, one, asked, lang)}
    if one.kind == "flag":
        return shown | {"count": sieve.counts(one.name)["1"]}
    if one.kind == "day":
        return shown | {"value": asked.isoformat() if isinstance(asked, date) else ""}
    least, most = asked if isinstance(asked, Between) else Between()
    return shown | {
        "least": "" if least is None else plain(least),
        "most": "" if most is None else plain(most),
        "reach": _reach(sieve, one),
        "steps": _steps(sieve, one, asked),
    }


def reaches(sieve: Sieve) -> dict[str, list[str]]:
    """Filter of figures -> the least and the most that all others leave, as a form says it."""
    return {one.name: _reach(sieve, one) for one in CRITERIA.values()
            if one.kind in {"range", "most"}}  # fmt: skip


def _reach(sieve: Sieve, one: Criterion) -> list[str]:
    return ["" if end is None else plain(round(end, 1)) for end in sieve.reach(one.name)]


def _options(
    record: Record, actor: Actor, sieve: Sieve, one: Criterion, asked: Asked | None, lang: str
) -> list[dict[str, Any]]:  # fmt: skip
    """The codes that some land has, and those that are asked for."""
    words = value_words(record, actor, one, lang)
    chosen = asked if isinstance(asked, frozenset) else frozenset()
    there = {word for word in sieve.inventory.codes[one.name].words if word} | chosen
    counts = sieve.counts(one.name)
    order = [*(code for code in words if code in there), *sorted(there - words.keys())]
    return [{"value": code, "label": words.get(code, code), "count": counts.get(code, 0),
             "on": code in chosen} for code in order]  # fmt: skip


def _steps(sieve: Sieve, one: Criterion, asked: Asked | None) -> list[dict[str, Any]]:
    """The bounds that are offered ready-made, each with its address and what it would leave."""
    steps = []
    for at, count in zip(sieve.steps(one), sieve.counts(one.name).values(), strict=True):
        bound = Between(None, at) if one.up_to else Between(at, None)
        steps.append({
            "value": plain(at), "label": _bounds(one, bound, ""), "count": count, "end": _end(one),
            "on": bound == asked, "address": sieve.wanted.asking(one.name, bound).address(),
        })  # fmt: skip
    return steps


def _end(one: Criterion) -> str:
    """What a step sets: the parameter's end of its name."""
    if one.kind == "most":
        return ""
    return "_max" if one.up_to else "_min"


def _asked(wanted: Wanted) -> list[str]:
    first = [name for name, set_ in ((TEXT, wanted.text), (IDS, wanted.ids)) if set_]
    return first + [name for name in CRITERIA if name in wanted.given]


def _told(record: Record, actor: Actor, name: str, wanted: Wanted, lang: str) -> str:
    """What a filter asks, in words."""
    if name == TEXT:
        return f"“{wanted.text}”"
    if name == IDS:
        return str(gettext("%(n)s chosen by number", n=len(wanted.ids)))
    one, asked = CRITERIA[name], wanted.given[name]
    if isinstance(asked, frozenset):
        words = value_words(record, actor, one, lang)
        order = {code: at for at, code in enumerate(words)}
        codes = sorted(asked, key=lambda code: (order.get(code, len(order)), code))
        named = [words.get(code, code) for code in codes]
        return ("、" if lang == "zh" else ", ").join(named)
    if isinstance(asked, Between):
        return f"{one.label(lang)} {_bounds(one, asked, lang)}"
    return one.label(lang) if asked is True else f"{one.label(lang)} {asked.isoformat()}"


def _bounds(one: Criterion, asked: Between, lang: str) -> str:
    """Bounds with their unit ("" for `lang` leaves it out, but never that of a distance)."""
    if one.kind == "most":
        metres = asked.most or 0.0
        far = metres >= KILOMETRE
        return f"≤ {plain(metres / KILOMETRE)} km" if far else f"≤ {plain(metres)} m"
    unit = f" {unit_word(one.unit, lang)}" if one.unit and lang else ""
    least, most = ("" if end is None else plain(end) for end in asked)
    if least and most:
        return f"{least}–{most}{unit}"
    return f"≥ {least}{unit}" if least else f"≤ {most}{unit}"


def counts_told(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Counts by "filter=value", as the form's places are named.

    Examples
    --------
    >>> counts_told({"chain": {"光电": 3}, "siding": {"1": 2}})
    {'chain=光电': 3, 'siding=1': 2}
    """
    return {f"{name}={value}": n for name, found in counts.items() for value, n in found.items()}


__all__ = [
    "IN_THE_BAR", "chips", "counts_told", "filter_form", "loosened", "reaches", "value_words",
]  # fmt: skip
