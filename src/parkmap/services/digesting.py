"""The digest: figures with their change, campaigns, late projects, red matters, late enquiries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from parkmap.land import digest_texts
from parkmap.land.digest_texts import FigureLine, Line, Section
from parkmap.land.enquiries import KINDS as ENQUIRY_KINDS
from parkmap.land.figured import Figure
from parkmap.land.mail_texts import Letter
from parkmap.land.matters import MATTER
from parkmap.land.measures import MEASURES, Measure
from parkmap.services import campaigns, enquiry_sums, project_views, subjects
from parkmap.services.campaign_sentences import amounts, headline
from parkmap.services.campaign_standing import Standing
from parkmap.services.enquiry_sums import LATE, Span
from parkmap.services.measures import Figures, figures
from parkmap.services.record import Actor, Record
from parkmap.services.wording import worded

SHOWN: Final = (
    "idle", "idle_over_2", "under_construction", "revitalized", "came_back", "disposal_rate",
    "idle_rate", "supply_rate",
)  # fmt: skip
"""The measures of a digest; each is defined in `docs/measures.md`."""
LISTED: Final = 20
LATELY: Final = 35
"""Days after its deadline in which a campaign that was reached is still told."""
OF_PERIOD: Final = frozenset({"flow", "rate", "time"})


class Asked(NamedTuple):
    """For whom: rights, language, the address of the server, what the last digest said."""

    actor: Actor
    lang: str
    address: str
    before: Mapping[str, Any]


class Digest(NamedTuple):
    """The letter, and its figures, with which the next one compares."""

    letter: Letter
    figures: dict[str, Any]


def digest(record: Record, asked: Asked, foot: str) -> Digest:
    """The digest as it is now.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    found = figures(record, asked.actor)
    day, lang = found.on.isoformat(), asked.lang
    lines = [_figure(asked, found, MEASURES[name]) for name in SHOWN]
    sections = {name: make(record, asked) for name, make in SECTIONS.items()}
    before = str(asked.before.get("on", ""))
    letter = digest_texts.letter(
        record.zone.name(lang), day, before, lines, sections, lang, foot
    )  # fmt: skip
    kept = {name: found.by_name[name].value for name in SHOWN}
    return Digest(letter, {"on": day, "since": found.since.isoformat(), "values": kept})


def _figure(asked: Asked, found: Figures, measure: Measure) -> FigureLine:
    chinese, one = asked.lang == "zh", found.by_name[measure.name]
    period = measure.kind in OF_PERIOD and measure.name not in {"idle_rate", "supply_rate"}
    on, since = found.on.isoformat(), found.since.isoformat()
    between = f"{since} 至 {on}" if chinese else f"{since} to {on}"
    query = urlencode({"on": on, "since": since, "behind": measure.name})
    value = "—" if one.value is None else _number(one.value, measure.digits)
    return FigureLine(
        measure.title(asked.lang), value, measure.unit_word(asked.lang),
        _parcels(one, chinese) if one.of is None else "", between if period else on,
        _of(one, measure, asked.lang), _known(one, chinese),
        _change(asked, found, measure, one) if one.value is not None else "",
        f"{asked.address}/progress?{query}#behind",
    )  # fmt: skip


def _parcels(one: Figure, chinese: bool) -> str:
    if one.count is None:
        return ""
    return f"{one.count} 宗" if chinese else f"{one.count} parcels"


def _of(one: Figure, measure: Measure, lang: str) -> str:
    if one.of is None:
        return ""
    below, mu = measure.denominator(lang), _number(one.of, 1)
    return f"分母：{below}，{mu} 亩" if lang == "zh" else f"of {mu} mu: {below}"


def _known(one: Figure, chinese: bool) -> str:
    if one.known is None or one.known >= 1:
        return ""
    share = f"{100 * one.known:.0f}"
    return f"{share} % 的面积有数据" if chinese else f"known for {share} % of the area"


def _change(asked: Asked, found: Figures, measure: Measure, one: Figure) -> str:
    """The change since the last digest; "" where that had none, or was of another year."""
    last = asked.before.get("values", {}).get(measure.name)
    other_year = asked.before.get("since") != found.since.isoformat()
    if last is None or (measure.kind in OF_PERIOD and other_year):
        return ""
    change = round((one.value or 0.0) - float(last), measure.digits)
    text = f"{change:+,.{measure.digits}f}" if change else "0"
    if asked.lang == "zh":
        unit = "个百分点" if measure.unit == "%" else measure.unit_word("zh")
        return f"较上期 {text} {unit}" if change else "与上期持平"
    unit = "points" if measure.unit == "%" else measure.unit_word("en")
    return f"{text} {unit} since the last" if change else "unchanged since the last"


def _campaigns(record: Record, asked: Asked) -> Section:
    every = campaigns.standings(record, asked.actor).standings
    some = [one for one in every if _is_news(one)]
    lines = [
        Line(f"{_name(one.state, asked.lang)}：{worded(headline(one), 'zh')}"
             f"{worded(amounts(one)[0], 'zh')}" if asked.lang == "zh"
             else f"{_name(one.state, asked.lang)}: {headline(one)} {amounts(one)[0]}",
             f"{asked.address}/campaigns/{quote(one.id)}")
        for one in some
    ]  # fmt: skip
    return _section(lines, f"{asked.address}/campaigns")


def _is_news(one: Standing) -> bool:
    """Whether a campaign runs, lies ahead, ended lately, or was missed and is not closed yet."""
    if one.closing is not None:
        return False
    run = one.mu.run
    return not run.over or one.verdict == "missed" or (run.on - run.deadline_on).days <= LATELY


def _projects(record: Record, asked: Asked) -> Section:
    stages, chinese = record.zone.projects.stages, asked.lang == "zh"
    lines = []
    for one in project_views.views(record, asked.actor):
        if not one.standing.late:
            continue
        late = one.standing.late[0]
        word = stages[late.stage]
        text = (
            f"{_name(one.state, 'zh')}：“{word.zh}”原计划 {late.on}，逾期 {late.late_days} 天"
            if chinese
            else f"{_name(one.state, 'en')}: '{word.en}' was planned for {late.on}, "
            f"{late.late_days} days late"
        )
        lines.append(Line(text, f"{asked.address}/projects/{quote(one.id)}"))
    return _section(lines, f"{asked.address}/projects")


def _matters(record: Record, asked: Asked) -> Section:
    found = subjects.every(record, asked.actor, MATTER)
    red = [one for one in found
           if one.state["light"] == "red" and not one.state.get("closed_on")]  # fmt: skip
    red.sort(key=lambda one: (str(one.state["due_on"]), one.id))
    lines = []
    for one in red:
        due, unit = one.state["due_on"], one.state["responsible_unit"]
        text = (
            f"{one.state['title']}（{unit}，完成时限 {due}）" if asked.lang == "zh"
            else f"{one.state['title']} ({unit}, due {due})"
        )  # fmt: skip
        lines.append(Line(text, f"{asked.address}/matters#{quote(one.id)}"))
    return _section(lines, f"{asked.address}/matters")


def _enquiries(record: Record, asked: Asked) -> Section:
    rows = enquiry_sums.listed(record, asked.actor, Span(), LATE).rows
    where = f"{asked.address}/enquiries?state={LATE}"
    lines = []
    for one in sorted(rows, key=lambda each: (each.due_on, each.number)):
        kind = ENQUIRY_KINDS[one.kind]
        days = (record.today() - date.fromisoformat(one.due_on)).days
        text = (
            f"{one.number} 号{kind.zh}，应于 {one.due_on} 前答复，逾期 {days} 天"
            if asked.lang == "zh"
            else f"{kind.en} {one.number}, due {one.due_on}, {days} days late"
        )
        lines.append(Line(text, where))
    return _section(lines, where)


SECTIONS: Final[dict[str, Callable[[Record, Asked], Section]]] = {
    "campaigns": _campaigns,
    "projects": _projects,
    "matters": _matters,
    "enquiries": _enquiries,
}
"""Section -> its maker, in the order of the letter."""


def _section(lines: Sequence[Line], link: str) -> Section:
    return Section(lines[:LISTED], len(lines), link)


def _name(state: Mapping[str, Any], lang: str) -> str:
    english = str(state.get("name_en") or "")
    return english if lang == "en" and english else str(state.get("name_zh") or english)


def _number(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}"


__all__ = ["SHOWN", "Asked", "Digest", "digest"]
