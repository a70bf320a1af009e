"""`/imports`: a file from drop to entry, step by step."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.crs import CGCS2000, FIRST_ZONE, LAST_ZONE, WGS84, gk_epsg
from parkmap.land.codes import CODE_LISTS, word
from parkmap.land.field_help import help_of
from parkmap.land.fields import FIELDS, GROUPS, label
from parkmap.land.fitting import AREA_UNITS
from parkmap.land.mapping import mappable
from parkmap.land.status import STATUSES
from parkmap.services import imports
from parkmap.services.imports import LOOK
from parkmap.web.config_script import page_config
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.pages import map_page

ZONES: Final = LAST_ZONE - FIRST_ZONE + 1
"""The systems with the zone before the easting stand so many numbers before those without."""

blueprint = Blueprint("import_pages", __name__)


@blueprint.get("/imports")
def every() -> ResponseReturnValue:
    return _page(None)


@blueprint.get("/imports/<int:import_id>")
def one(import_id: int) -> ResponseReturnValue:
    imports.show(current_record(), needed(LOOK), import_id)
    return _page(import_id)


def _page(import_id: int | None) -> str:
    actor, lang = needed(LOOK), current_language()
    record = current_record()
    config = page_config(record, actor, lang)
    statuses = [(code, word("status", code, lang)) for code in STATUSES]
    config["import"] = {
        "id": import_id,
        "statuses": statuses,
        "fields": _fields(lang),
        "formats": _formats(),
        "targets": {kind: _targets(kind, lang) for kind in FIELDS},
        "codes": {
            field: {code: word(field, code, lang) for code in codes}
            for field, codes in CODE_LISTS.items()
        },
        "systems": _systems(record.zone.gk_zone),
        "most_mb": record.zone.upload_mb,
        "today": record.today().isoformat(),
    }
    found = imports.every(record, actor) if import_id is None else []
    return map_page(
        "imports.html",
        "imports",
        config=config,
        import_id=import_id,
        imports=found,
        states=_states(),
        upload_mb=record.zone.upload_mb,
    )


def _targets(kind: str, lang: str) -> list[dict[str, Any]]:
    """What a column may become, in groups, with the help of the forms."""
    at = 0 if lang == "zh" else 1
    return [
        {
            "name": name, "label": label(field, lang), "group": GROUPS[field.group][at],
            "units": [*AREA_UNITS] if field.kind == "area" else [],
            "help": help_of(name, lang).text, "source": help_of(name, lang).source,
        }
        for name, field in mappable(kind).items()
    ]  # fmt: skip


def _fields(lang: str) -> dict[str, str]:
    """Field -> its word, for the differences."""
    return {
        name: label(field, lang) for fields in FIELDS.values() for name, field in fields.items()
    }


def _systems(zone: int) -> list[dict[str, Any]]:
    """The coordinate systems that a survey of this zone usually has."""
    near = [one for one in (zone, zone - 1, zone + 1) if FIRST_ZONE <= one <= LAST_ZONE]
    return [
        *({"epsg": gk_epsg(one), "zone": one, "prefix": False} for one in near),
        *({"epsg": gk_epsg(one) - ZONES, "zone": one, "prefix": True} for one in near),
        {"epsg": CGCS2000, "zone": None, "prefix": False},
        {"epsg": WGS84, "zone": None, "prefix": False},
    ]


def _states() -> dict[str, str]:
    return {
        "waiting": str(gettext("in line")),
        "reading": str(gettext("being read")),
        "ready": str(gettext("to be looked at")),
        "proposed": str(gettext("waits for review")),
        "confirmed": str(gettext("taken in")),
        "dropped": str(gettext("dropped")),
        "refused": str(gettext("cannot be taken")),
        "failed": str(gettext("reading failed")),
    }


def _formats() -> dict[str, str]:
    return {
        "geojson": "GeoJSON", "geojson_seq": "GeoJSON", "geopackage": "GeoPackage",
        "shapefile": "Shapefile", "filegdb": "FileGDB", "kml": "KML", "dxf": "DXF",
        "csv": str(gettext("table")), "zip": str(gettext("zip archive")),
        "boundary_txt": str(gettext("boundary points (TXT)")),
    }  # fmt: skip
