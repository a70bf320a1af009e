"""A zone: what `parkmap.toml` says of one workspace, and `chains.toml` where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, get_args

from parkmap.crs import FIRST_ZONE, LAST_ZONE
from parkmap.errors import BadValue
from parkmap.land.attention import PLAIN, Attention, attention_of
from parkmap.land.chain_plan import NO_PLAN, ChainPlan
from parkmap.land.enquiries import PLAIN as PLAIN_RULES
from parkmap.land.enquiries import Rules, rules_of
from parkmap.land.grading import Grading, grading_of
from parkmap.land.paper import PaperRules
from parkmap.land.policy import Parcels, Policy, Wording
from parkmap.land.project_rules import PLAIN as PLAIN_PROJECTS
from parkmap.land.project_rules import ProjectRules, project_rules_of
from parkmap.land.reminders import PLAIN as PLAIN_REMINDERS
from parkmap.land.reminders import Reminders, reminders_of
from parkmap.land.report_rules import PLAIN as PLAIN_REPORTS
from parkmap.land.report_rules import ReportRules, report_rules_of
from parkmap.land.review import OFF, Review, review_of
from parkmap.land.sharing import PLAIN as NOT_SHARED
from parkmap.land.sharing import Sharing, sharing_of
from parkmap.land.targets import Target, targets_of
from parkmap.land.wall import PLAIN as PLAIN_WALL
from parkmap.land.wall import Playlist, playlists_of

MOST_UPLOAD_MB: Final = 200
MOST_SCAN_SECONDS: Final = 600
READING: Final = {
    "max_features": 2_000_000, "max_vertices": 1_000_000, "max_holes": 100_000, "seconds": 600,
    "read_seconds": 3_600, "memory_mb": 65_536, "max_mb": 2_000, "max_unpacked_mb": 20_000,
    "max_ratio": 1_000, "max_entries": 10_000, "max_gdb_entries": 100_000,
}  # fmt: skip
"""What one file to be read may ask for, by the names of `formats.limits`: the most of each."""

T = TypeVar("T", "Basemap", "ContextLayer")


@dataclass(frozen=True, slots=True)
class Basemap:
    """A tile service to choose as backdrop; `gcj02` shifts the display, never the data."""

    name_zh: str
    name_en: str
    url: str
    attribution: str = ""
    subdomains: str = ""
    gcj02: bool = False


@dataclass(frozen=True, slots=True)
class ContextLayer:
    """A file in `context/` that is drawn below the parcels."""

    file: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Zone:
    """Names, time, frame, policy, map and limits of one workspace."""

    code: str
    name_zh: str
    name_en: str
    gk_zone: int
    notice_zh: str = ""
    notice_en: str = ""
    time_zone: str = "Asia/Shanghai"
    languages: tuple[str, ...] = ("zh", "en")
    approval_number: str = ""
    policy: Policy = Policy()
    basemaps: tuple[Basemap, ...] = ()
    context: tuple[ContextLayer, ...] = ()
    upload_mb: int = 16
    reading: Mapping[str, int] = field(default_factory=dict)
    papers: PaperRules = PaperRules()
    attention: Attention = PLAIN
    grading: Grading | None = None
    review: Review = OFF
    enquiries: Rules = PLAIN_RULES
    sharing: Sharing = NOT_SHARED
    reports: ReportRules = PLAIN_REPORTS
    reminders: Reminders = PLAIN_REMINDERS
    targets: Mapping[int, Target] = field(default_factory=dict)
    projects: ProjectRules = PLAIN_PROJECTS
    chain_plan: ChainPlan = NO_PLAN
    wall: tuple[Playlist, ...] = PLAIN_WALL
    zone_id: int = 1

    def name(self, language: str) -> str:
        """The zone's name in the language of the page."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def notice(self, language: str) -> str:
        """What every page says of the data ("" where nothing)."""
        return self.notice_zh if language.startswith("zh") else self.notice_en


def zone_of(parsed: Mapping[str, Any]) -> Zone:
    """A zone from a parsed `parkmap.toml`.

    Raises
    ------
    BadValue
        A key is missing, of the wrong type or not allowed; the message names it.

    Examples
    --------
    >>> zone_of({"zone": {"code": "demo", "name_zh": "示例", "gk_zone": 38}}).name("en")
    '示例'
    """
    table = _table(parsed, "zone")
    code = _text(table, "zone.code")
    name = _text(table, "zone.name_zh")
    number = table.get("gk_zone", 38)
    if not isinstance(number, int) or not FIRST_ZONE <= number <= LAST_ZONE:
        raise BadValue(
            "parkmap.toml: zone.gk_zone is %(value)s; give a 3-degree zone from 25 to 45",
            value=number,
        )
    chart = parsed.get("map", {})
    return Zone(
        code=code,
        name_zh=name,
        name_en=str(table.get("name_en") or name),
        gk_zone=number,
        notice_zh=str(table.get("notice_zh", "")),
        notice_en=str(table.get("notice_en", "")),
        time_zone=str(table.get("time_zone", "Asia/Shanghai")),
        languages=tuple(table.get("languages", ("zh", "en"))),
        approval_number=str(table.get("approval_number", "")),
        policy=_policy(parsed.get("public", {})),
        basemaps=tuple(_made(Basemap, one, "map.basemaps") for one in chart.get("basemaps", ())),
        context=tuple(_made(ContextLayer, one, "map.context") for one in chart.get("context", ())),
        upload_mb=_whole(parsed.get("limits", {}), "limits.upload_mb", 16, MOST_UPLOAD_MB),
        reading=_reading(parsed.get("limits", {})),
        papers=_papers(parsed.get("papers", {})),
        attention=attention_of(parsed.get("queue", {})),
        grading=grading_of(parsed.get("grading", {})),
        review=review_of(parsed.get("review", {})),
        enquiries=rules_of(parsed.get("enquiries", {})),
        sharing=sharing_of(parsed.get("contact", {}), parsed.get("embed", {})),
        reminders=reminders_of(parsed.get("reminders", {})),
        targets=targets_of(parsed.get("targets", {})),
        projects=project_rules_of(parsed.get("projects", {})),
        wall=playlists_of(parsed.get("wall", {})),
        reports=report_rules_of(parsed.get("reports", {})),
    )


def _reading(table: Mapping[str, Any]) -> dict[str, int]:
    """The limits of reading that the workspace sets; those left out stay as they come."""
    return {
        name: _whole(table, f"limits.{name}", 1, most)
        for name, most in READING.items()
        if name in table
    }


def _papers(table: Mapping[str, Any]) -> PaperRules:
    command = table.get("scanner", [])
    if not isinstance(command, list) or not all(isinstance(one, str) for one in command):
        raise BadValue(
            "parkmap.toml: papers.scanner is no list of words; "
            'give program and options, as ["clamdscan", "--no-summary"]'
        )
    return PaperRules(
        _whole(table, "papers.most_mb", 20, MOST_UPLOAD_MB),
        tuple(command),
        _whole(table, "papers.scanner_seconds", 60, MOST_SCAN_SECONDS),
    )


def _whole(table: Mapping[str, Any], path: str, default: int, most: int) -> int:
    value = table.get(path.rpartition(".")[2], default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise BadValue(
            "parkmap.toml: %(key)s is %(value)s; give a whole number from 1 to %(most)s",
            key=path,
            value=str(value)[:40],
            most=most,
        )
    return value


def _table(parsed: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = parsed.get(name)
    if not isinstance(found, Mapping):
        raise BadValue("parkmap.toml has no [%(name)s]; add it with code and name_zh", name=name)
    return found


def _text(table: Mapping[str, Any], path: str) -> str:
    value = table.get(path.rpartition(".")[2])
    if not isinstance(value, str) or not value.strip():
        raise BadValue("parkmap.toml: %(key)s is missing; give it a text", key=path)
    return value


def _made(kind: type[T], values: Mapping[str, Any], where: str) -> T:
    try:
        return kind(**values)
    except TypeError as cause:
        raise BadValue(
            "parkmap.toml: an item of %(where)s is wrong (%(cause)s)", where=where, cause=str(cause)
        ) from cause


def _policy(table: Mapping[str, Any]) -> Policy:
    parcels = table.get("parcels", "all")
    wording = table.get("wording", "status")
    for key, value, allowed in (
        ("parcels", parcels, get_args(Parcels)),
        ("wording", wording, get_args(Wording)),
    ):
        if value not in allowed:
            raise BadValue(
                "parkmap.toml: public.%(key)s is '%(value)s'; use one of %(allowed)s",
                key=key,
                value=value,
                allowed=", ".join(allowed),
            )
    return Policy(
        parcels=parcels,
        wording=wording,
        outline_tolerance_m=float(table.get("outline_tolerance_m", 0)),
        also=frozenset(table.get("also", ())),
        never=frozenset(table.get("never", ())),
    )
