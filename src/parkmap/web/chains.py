"""`/chains`: 招商图谱, who is in each segment, the gaps and the land for them. For staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.land.chain_asked import asked_text, match_address, wanted_of
from parkmap.land.chain_gaps import GAPS, LEVELS, taken
from parkmap.land.chain_rule import RULE
from parkmap.land.chains import KINDS
from parkmap.land.projects import STAGES
from parkmap.services import chain_files, chain_records
from parkmap.services.chain_suiting import Suiting
from parkmap.services.chain_views import Chains, ChainView, DirectionView, SegmentView
from parkmap.services.chains import chains
from parkmap.services.papers import paper_of
from parkmap.services.record import Actor, Record
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.chain_bodies import (
    chain_body,
    chains_body,
    graph_of_all,
    graph_of_chain,
    here_url,
    level_word,
    suits_body,
)
from parkmap.web.config_script import styles
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.matters import stored_body
from parkmap.web.pages import plain_page
from parkmap.web.registers import XLSX, attachment, form_config
from parkmap.web.telling import told

READ: Final = "read_internal"
EDIT: Final = "edit"
CSV: Final = "text/csv"
Files = Callable[[Record, Actor, str], tuple[str, bytes]]
FILES: Final[dict[str, tuple[Files, str]]] = {
    "xlsx": (chain_files.workbook, XLSX), "csv": (chain_files.csv_file, CSV),
}  # fmt: skip

blueprint = Blueprint("chains", __name__)


@blueprint.get("/chains")
def every_page() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    found, level = chains(record, actor), _level()
    gaps = [at for at in _gaps(found) if level in {"", at[2].level}]
    return plain_page(
        "chains.html", "registers", found=found, level=level, gaps=gaps,
        told=[told(one, lang) for one in found.told], kinds=KINDS,
        **_shared(record, actor, found, graph_of_all(found, record.zone.name(lang), lang)),
    )  # fmt: skip


@blueprint.get("/chains/<chain_id>")
def page(chain_id: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    found = chains(record, actor)
    one = found.chain(chain_id)
    return plain_page(
        "chain.html", "registers", one=one, found=found, behind=_behind(found, one), kinds=KINDS,
        **_shared(record, actor, found, graph_of_chain(found, one, lang)),
    )  # fmt: skip


@blueprint.get("/chains/records/<kind>")
def records_page(kind: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    about, chain = chain_records.kind_of(kind), text_argument("chain")
    asked = text_argument("change")
    rows = chain_records.records(record, actor, kind)
    shown = [one for one in rows if not chain or one.state.get("chain") == chain]
    return plain_page(
        "chain_records.html", "registers", config=form_config(), kind=kind, about=about,
        rows=shown, every=len(rows), chain=chain, kinds=KINDS,
        fields=chain_records.items(record, actor, kind),
        change=next((one for one in rows if one.id == asked), None),
        paper=lambda sha256: paper_of(record, actor, sha256),
    )  # fmt: skip


@blueprint.get("/api/chains")
def list_() -> ResponseReturnValue:
    found = chains(current_record(), needed(READ))
    return json_answer(chains_body(found, current_language()))


@blueprint.get("/api/chains/<chain_id>")
def show(chain_id: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    found = chains(record, actor)
    suiting = Suiting(record, actor)
    return json_answer(chain_body(found, found.chain(chain_id), suiting, current_language()))


@blueprint.get("/api/exports/chains.<ext>")
def export(ext: str) -> ResponseReturnValue:
    actor = needed(READ)
    if ext not in FILES:
        raise NotFound("there is no export 'chains.%(ext)s'; use one of %(all)s", ext=ext[:40],
                       all=", ".join(FILES))  # fmt: skip
    make, media = FILES[ext]
    return attachment(*make(current_record(), actor, current_language()), media)


@blueprint.get("/api/chain-records/<kind>")
def records(kind: str) -> ResponseReturnValue:
    found = chain_records.records(current_record(), needed(READ), kind)
    return json_answer({"subjects": [stored_body(one) for one in found]})


@blueprint.post("/api/chain-records/<kind>")
def enter(kind: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = chain_records.enter(
        current_record(), actor, kind, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.patch("/api/chain-records/<kind>/<subject_id>")
def amend(kind: str, subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = chain_records.amend(
        current_record(), actor, kind, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


def _shared(record: Record, actor: Actor, found: Chains, graph: dict[str, Any]) -> dict[str, Any]:
    """What both pages with a graph need."""
    lang, suiting = current_language(), Suiting(record, actor)
    config = {"lang": lang, "words": {}, "graph": graph, "styles": styles(record, actor, lang)}
    return {
        "config": config, "levels": LEVELS, "stages": STAGES, "rule": RULE,
        "plan": record.zone.chain_plan,
        "style": config["styles"], "here_url": here_url, "GAPS": GAPS,
        "level_word": lambda level: level_word(level, lang),
        "asked": lambda asks: asked_text(asks, lang),
        "suits": lambda chain, one: suits_body(chain, one, suiting),
        "match_of": lambda chain, one: match_address(one.asks, chain.name_zh),
        "explore_of": lambda one: wanted_of(one.asks).address(),
        "land_of": lambda here: taken([one.counts for one in here], found.land.counted()),
        "lots": found.land.lots,
    }  # fmt: skip


def _level() -> str:
    """The kind of gap that the address asks for; "" for all."""
    asked = text_argument("level")
    if asked and asked not in GAPS:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            value=asked[:40], allowed=", ".join(GAPS), field="level",
        )  # fmt: skip
    return asked


def _gaps(found: Chains) -> list[tuple[ChainView, SegmentView, DirectionView]]:
    """Directions in which nobody produces, the widest gaps first, then in the order of chains."""
    every = [at for at in _directions(found) if at[2].level in GAPS]
    return sorted(every, key=lambda at: GAPS.index(at[2].level))


def _directions(found: Chains) -> Iterator[tuple[ChainView, SegmentView, DirectionView]]:
    for chain in found.chains:
        for segment in chain.segments:
            for one in segment.directions:
                yield chain, segment, one


def _behind(found: Chains, chain: ChainView) -> list[dict[str, Any]]:
    """The parcels behind the figures of a chain, by id, each with who stands on it."""
    names = {one.id: one for one in chain.directions}
    rows: dict[str, dict[str, Any]] = {}
    for parcel, area in sorted(taken([one.counts for one in chain.present],
                                     found.land.counted()).items()):  # fmt: skip
        rows[parcel] = {"lot": found.land.lots[parcel], "area_dm2": area, "here": []}
    for here in chain.present:
        for parcel in here.counts.land:
            rows[parcel]["here"].append((here, names.get(here.counts.direction)))
    return list(rows.values())
