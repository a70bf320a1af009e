"""Role x route x method, over the URL map: a route without a rule here fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parkmap.services.accounts import ROLES
from tests.web.campaign_rules import CAMPAIGN_RULES
from tests.web.conftest import headers, mark_body
from tests.web.figure_rules import FIGURE_RULES
from tests.web.project_rules import PROJECT_RULES
from tests.web.report_rules import REPORT_RULES
from tests.web.wall_rules import WALL_RULES

EVERYBODY: Final = frozenset({"public", *ROLES})
STAFF: Final = frozenset(ROLES)
MARKERS: Final = frozenset({"officer", "admin"})
LOOKERS: Final = frozenset({"officer", "reviewer", "admin"})
REVIEWERS: Final = frozenset({"reviewer", "admin"})
WORKERS: Final = MARKERS | REVIEWERS
PATCH_BODY: Final = {"status": "idle", "effective_on": "2025-06-01", "reason": "核查"}
NOTE_BODY: Final = {"parcels": {"T-001": None}, "reason": "核查"}

# method, rule, an address of it, who may, what is sent
RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    *PROJECT_RULES,
    *WALL_RULES,
    ("GET", "/", "/", EVERYBODY, None),
    ("GET", "/explore", "/explore", EVERYBODY, None),
    ("GET", "/match", "/match?area=1", EVERYBODY, None),
    ("GET", "/api/match", "/api/match?area=1", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>", "/parcels/T-001", EVERYBODY, None),
    ("GET", "/shortlist", "/shortlist?ids=T-001", EVERYBODY, None),
    ("GET", "/compare", "/compare?ids=T-001,T-002", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/sheet.pdf", "/parcels/T-001/sheet.pdf", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/sheet", "/parcels/T-001/sheet", EVERYBODY, None),
    ("GET", "/sheets.pdf", "/sheets.pdf?ids=T-001", EVERYBODY, None),
    ("GET", "/sheets", "/sheets?ids=T-001", EVERYBODY, None),
    ("GET", "/embed", "/embed", EVERYBODY, None),
    ("GET", "/preview.png", "/preview.png", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/preview.png", "/parcels/T-001/preview.png", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/poster.png", "/parcels/T-001/poster.png", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/long.png", "/parcels/T-001/long.png", EVERYBODY, None),
    ("GET", "/parcels/<parcel_id>/wechat.svg", "/parcels/T-001/wechat.svg", EVERYBODY, None),
    ("GET", "/shortlist/long.png", "/shortlist/long.png?ids=T-001,T-002", EVERYBODY, None),
    ("GET", "/qr.svg", "/qr.svg?path=/explore", EVERYBODY, None),
    ("GET", "/progress", "/progress", EVERYBODY, None),
    ("GET", "/api/measures", "/api/measures", STAFF, None),
    ("GET", "/api/measures/series", "/api/measures/series", EVERYBODY, None),
    ("GET", "/api/measures/<name>/parcels", "/api/measures/idle/parcels", STAFF, None),
    ("GET", "/api/measures/<name>/parcels.<form>", "/api/measures/idle/parcels.csv", STAFF, None),
    ("GET", "/progress/map", "/progress/map", EVERYBODY, None),
    ("GET", "/progress/map/moved", "/progress/map/moved", EVERYBODY, None),
    ("GET", "/api/timeline", "/api/timeline", EVERYBODY, None),
    ("GET", "/api/moves", "/api/moves?from=2025-01-01", EVERYBODY, None),
    ("GET", "/api/exports/moves.<ext>", "/api/exports/moves.csv?from=2025-01-01", EVERYBODY,
     None),
    ("GET", "/plants", "/plants", EVERYBODY, None),
    ("GET", "/plants/<plant_id>", "/plants/PL-0001", EVERYBODY, None),
    ("GET", "/api/plants", "/api/plants", EVERYBODY, None),
    ("POST", "/api/plants", "/api/plants", MARKERS, NOTE_BODY),
    ("GET", "/api/plants/<subject_id>", "/api/plants/PL-0001", EVERYBODY, None),
    ("PATCH", "/api/plants/<subject_id>", "/api/plants/PL-0001", MARKERS, NOTE_BODY),
    ("GET", "/enquiries/new", "/enquiries/new", EVERYBODY, None),
    ("POST", "/enquiries/new", "/enquiries/new", EVERYBODY, {}),
    ("GET", "/enquiries/t/<token>", "/enquiries/t/none", EVERYBODY, None),
    ("GET", "/alerts/new", "/alerts/new", EVERYBODY, None),
    ("POST", "/alerts/new", "/alerts/new", EVERYBODY, {}),
    ("GET", "/alerts/t/<token>", "/alerts/t/none", EVERYBODY, None),
    ("POST", "/alerts/t/<token>/confirm", "/alerts/t/none/confirm", EVERYBODY, {}),
    ("POST", "/alerts/t/<token>/end", "/alerts/t/none/end", EVERYBODY, {}),
    ("GET", "/subscriptions", "/subscriptions", STAFF, None),
    ("POST", "/subscriptions", "/subscriptions", STAFF, {}),
    ("POST", "/subscriptions/<int:number>", "/subscriptions/1", STAFF, {}),
    ("POST", "/subscriptions/<int:number>/<act>", "/subscriptions/1/pause", STAFF, {}),
    ("GET", "/subscriptions/t/<token>", "/subscriptions/t/none", EVERYBODY, None),
    ("POST", "/subscriptions/t/<token>/<act>", "/subscriptions/t/none/end", EVERYBODY, {}),
    ("GET", "/reminders", "/reminders", STAFF, None),
    ("GET", "/api/reminders", "/api/reminders", STAFF, None),
    ("GET", "/feeds/land.atom", "/feeds/land.atom", EVERYBODY, None),
    ("GET", "/enquiries", "/enquiries", STAFF, None),
    ("GET", "/admin", "/admin", frozenset({"admin"}), None),
    ("POST", "/admin/personal", "/admin/personal", frozenset({"admin"}), {}),
    ("POST", "/admin/personal/export", "/admin/personal/export", frozenset({"admin"}), {}),
    ("POST", "/admin/personal/erase", "/admin/personal/erase", frozenset({"admin"}), {}),
    ("GET", "/api/enquiries", "/api/enquiries", MARKERS, None),
    ("GET", "/api/enquiries/sums", "/api/enquiries/sums", STAFF, None),
    ("GET", "/api/enquiries/<int:number>", "/api/enquiries/1", MARKERS, None),
    ("POST", "/api/enquiries/<int:number>/answer", "/api/enquiries/1/answer", MARKERS, {}),
    ("POST", "/api/enquiries/<int:number>/note", "/api/enquiries/1/note", MARKERS, {}),
    ("POST", "/api/enquiries/<int:number>/hand", "/api/enquiries/1/hand", MARKERS, {}),
    ("POST", "/api/enquiries/<int:number>/close", "/api/enquiries/1/close", MARKERS, {}),
    ("GET", "/imports", "/imports", LOOKERS, None),
    ("GET", "/imports/<int:import_id>", "/imports/1", LOOKERS, None),
    ("GET", "/desk-worker.js", "/desk-worker.js", EVERYBODY, None),
    ("GET", "/desk", "/desk", WORKERS, None),
    ("GET", "/login", "/login", EVERYBODY, None),
    ("POST", "/login", "/login", EVERYBODY, None),
    ("GET", "/lang/<code>", "/lang/en", EVERYBODY, None),
    ("GET", "/static/<path:path>", "/static/dist/none.js", EVERYBODY, None),
    ("GET", "/favicon.ico", "/favicon.ico", EVERYBODY, None),
    ("GET", "/tiles/parcels/<int:z>/<int:x>/<int:y>.mvt", "/tiles/parcels/14/1/1.mvt",
     EVERYBODY, None),
    ("GET", "/context/<path:name>", "/context/roads.geojson", EVERYBODY, None),
    ("GET", "/errors/<code>", "/errors/bad_value", EVERYBODY, None),
    ("GET", "/healthz", "/healthz", EVERYBODY, None),
    ("GET", "/readyz", "/readyz", EVERYBODY, None),
    ("GET", "/api/", "/api/", EVERYBODY, None),
    ("GET", "/api/conformance", "/api/conformance", EVERYBODY, None),
    ("GET", "/api/openapi.json", "/api/openapi.json", EVERYBODY, None),
    ("GET", "/api/collections", "/api/collections", EVERYBODY, None),
    ("GET", "/api/collections/<any(parks,parcels):name>", "/api/collections/parks",
     EVERYBODY, None),
    ("GET", "/api/collections/parks/items", "/api/collections/parks/items", EVERYBODY, None),
    ("GET", "/api/collections/parcels/items", "/api/collections/parcels/items", EVERYBODY, None),
    ("GET", "/api/collections/<any(parks,parcels):name>/items/<item_id>",
     "/api/collections/parks/items/P1", EVERYBODY, None),
    ("PATCH", "/api/collections/parcels/items/<item_id>",
     "/api/collections/parcels/items/T-002", MARKERS, PATCH_BODY),
    ("GET", "/api/list", "/api/list", EVERYBODY, None),
    ("GET", "/api/matches", "/api/matches?mu_min=1", EVERYBODY, None),
    ("GET", "/api/table", "/api/table", STAFF, None),
    ("POST", "/api/table", "/api/table", MARKERS, NOTE_BODY),
    ("GET", "/api/parcels/<parcel_id>/card", "/api/parcels/T-001/card", EVERYBODY, None),
    ("GET", "/api/parcels/<parcel_id>/availability", "/api/parcels/T-001/availability",
     EVERYBODY, None),
    ("GET", "/api/parcels/<parcel_id>/part", "/api/parcels/T-001/part?mu=5", EVERYBODY, None),
    ("GET", "/api/assemblies", "/api/assemblies?mu=20", EVERYBODY, None),
    ("GET", "/api/parcels/<parcel_id>/bounds", "/api/parcels/T-001/bounds", EVERYBODY, None),
    ("GET", "/api/exports/parcels.<ext>", "/api/exports/parcels.csv", EVERYBODY, None),
    ("GET", "/api/parcels/<parcel_id>/measures", "/api/parcels/T-001/measures", EVERYBODY, None),
    ("GET", "/api/findings", "/api/findings", STAFF, None),
    ("GET", "/api/parcels/<parcel_id>/history", "/api/parcels/T-001/history", EVERYBODY, None),
    ("GET", "/ledger", "/ledger", STAFF, None),
    ("GET", "/api/ledger", "/api/ledger", STAFF, None),
    ("GET", "/api/ledger/<int:seq>", "/api/ledger/1", STAFF, None),
    ("GET", "/api/exports/ledger.<ext>", "/api/exports/ledger.csv", STAFF, None),
    ("GET", "/api/parcels/<parcel_id>/story", "/api/parcels/T-001/story", STAFF, None),
    ("GET", "/api/entries/<int:seq>/outlines", "/api/entries/1/outlines?parcel=T-001", STAFF, None),
    ("GET", "/api/parcels/<parcel_id>/versions/<int:seq>", "/api/parcels/T-001/versions/1",
     STAFF, None),
    ("POST", "/api/parcels/<parcel_id>/versions/<int:seq>/restore",
     "/api/parcels/T-001/versions/1/restore", MARKERS, NOTE_BODY),
    ("GET", "/api/parks/<park_id>/history", "/api/parks/P1/history", EVERYBODY, None),
    ("GET", "/api/differences", "/api/differences?from=2025-01-01", EVERYBODY, None),
    ("GET", "/api/changes", "/api/changes", EVERYBODY, None),
    ("GET", "/api/totals", "/api/totals", EVERYBODY, None),
    ("POST", "/api/marks", "/api/marks", MARKERS, mark_body()),
    ("POST", "/api/marks/preview", "/api/marks/preview", MARKERS, mark_body()),
    ("GET", "/api/neighbours", "/api/neighbours?ids=T-001", STAFF, None),
    ("GET", "/api/fields", "/api/fields", STAFF, None),
    ("GET", "/api/entries/last", "/api/entries/last", STAFF, None),
    ("POST", "/api/entries/<int:seq>/undo", "/api/entries/1/undo", MARKERS, {"reason": "误"}),
    ("POST", "/api/entries/<int:seq>/restore", "/api/entries/1/restore", MARKERS,
     {"reason": "误"}),
    ("POST", "/api/annotations", "/api/annotations", MARKERS, NOTE_BODY),
    ("POST", "/api/corrections", "/api/corrections", MARKERS, NOTE_BODY),
    ("POST", "/api/retirements", "/api/retirements", MARKERS, NOTE_BODY),
    ("POST", "/api/splits", "/api/splits", MARKERS, NOTE_BODY),
    ("POST", "/api/merges", "/api/merges", MARKERS, NOTE_BODY),
    ("POST", "/api/reshapes", "/api/reshapes", MARKERS, NOTE_BODY),
    ("POST", "/api/drawings", "/api/drawings", MARKERS, NOTE_BODY),
    ("POST", "/api/trims", "/api/trims", MARKERS, NOTE_BODY),
    ("GET", "/api/plans", "/api/plans", STAFF, None),
    ("POST", "/api/plans", "/api/plans", MARKERS, NOTE_BODY),
    ("POST", "/api/plans/<plan_id>/register", "/api/plans/X/register", MARKERS, NOTE_BODY),
    ("POST", "/api/plans/<plan_id>/drop", "/api/plans/X/drop", MARKERS, NOTE_BODY),
    ("GET", "/api/proposals", "/api/proposals", STAFF, None),
    ("GET", "/api/proposals/<int:number>", "/api/proposals/1", STAFF, None),
    ("POST", "/api/proposals/<int:number>/accept", "/api/proposals/1/accept", REVIEWERS, {}),
    ("POST", "/api/proposals/<int:number>/return", "/api/proposals/1/return", REVIEWERS, {}),
    ("POST", "/api/proposals/<int:number>/resend", "/api/proposals/1/resend", MARKERS, {}),
    ("POST", "/api/proposals/<int:number>/drop", "/api/proposals/1/drop", MARKERS, {}),
    ("GET", "/api/queue", "/api/queue", STAFF, None),
    ("GET", "/api/queue/people", "/api/queue/people", WORKERS, None),
    ("POST", "/api/queue/<path:key>/snooze", "/api/queue/confirm:T-001/snooze", WORKERS, {}),
    ("POST", "/api/queue/<path:key>/assign", "/api/queue/confirm:T-001/assign", WORKERS, {}),
    ("POST", "/api/queue/<path:key>/confirm", "/api/queue/confirm:T-001/confirm", MARKERS, {}),
    ("GET", "/api/imports", "/api/imports", LOOKERS, None),
    ("POST", "/api/imports", "/api/imports", MARKERS, {}),
    ("GET", "/api/imports/<int:import_id>", "/api/imports/1", LOOKERS, None),
    ("GET", "/api/imports/<int:import_id>/rows", "/api/imports/1/rows", LOOKERS, None),
    ("GET", "/api/imports/<int:import_id>/shapes", "/api/imports/1/shapes", LOOKERS, None),
    ("POST", "/api/imports/<int:import_id>/read", "/api/imports/1/read", MARKERS, {}),
    ("PUT", "/api/imports/<int:import_id>/choices", "/api/imports/1/choices", MARKERS, {}),
    ("GET", "/api/import-mappings", "/api/import-mappings", LOOKERS, None),
    ("POST", "/api/imports/<int:import_id>/mapping", "/api/imports/1/mapping", MARKERS, {}),
    ("POST", "/api/imports/<int:import_id>/confirm", "/api/imports/1/confirm", MARKERS,
     {"reason": "入库"}),
    ("DELETE", "/api/imports/<int:import_id>", "/api/imports/1", MARKERS, None),
    ("GET", "/api/verification", "/api/verification", STAFF, None),
    ("GET", "/api/edits", "/api/edits", MARKERS, None),
    ("POST", "/api/edits", "/api/edits", MARKERS, {"action": "discard", "files": {}}),
    ("GET", "/registers", "/registers", STAFF, None),
    ("GET", "/registers/<name>", "/registers/idle", STAFF, None),
    ("GET", "/api/registers", "/api/registers", STAFF, None),
    ("GET", "/api/registers/<name>", "/api/registers/idle", STAFF, None),
    ("GET", "/api/registers/<name>/workbook", "/api/registers/idle/workbook", STAFF, None),
    ("PUT", "/api/registers/<name>/headers", "/api/registers/idle/headers", MARKERS, {}),
    ("POST", "/api/registers/<name>/comparison", "/api/registers/idle/comparison", MARKERS, {}),
    ("POST", "/api/registers/<name>/rows", "/api/registers/idle/rows", MARKERS, NOTE_BODY),
    ("GET", "/cases", "/cases", STAFF, None),
    ("GET", "/cases/<case_id>", "/cases/XZ-0001", STAFF, None),
    ("GET", "/matters", "/matters", STAFF, None),
    ("GET", "/chains", "/chains", STAFF, None),
    ("GET", "/chains/<chain_id>", "/chains/none", STAFF, None),
    ("GET", "/chains/records/<kind>", "/chains/records/chain", STAFF, None),
    ("GET", "/api/chains", "/api/chains", STAFF, None),
    ("GET", "/api/chains/<chain_id>", "/api/chains/none", STAFF, None),
    ("GET", "/api/exports/chains.<ext>", "/api/exports/chains.csv", STAFF, None),
    ("GET", "/api/chain-records/<kind>", "/api/chain-records/chain", STAFF, None),
    ("POST", "/api/chain-records/<kind>", "/api/chain-records/chain", MARKERS, NOTE_BODY),
    ("PATCH", "/api/chain-records/<kind>/<subject_id>", "/api/chain-records/chain/CY-0001",
     MARKERS, NOTE_BODY),
    ("GET", "/checklists", "/checklists", STAFF, None),
    ("GET", "/api/cases", "/api/cases", STAFF, None),
    ("POST", "/api/cases", "/api/cases", MARKERS, NOTE_BODY),
    ("GET", "/api/cases/<case_id>", "/api/cases/XZ-0001", STAFF, None),
    ("PATCH", "/api/cases/<case_id>", "/api/cases/XZ-0001", MARKERS, NOTE_BODY),
    ("POST", "/api/cases/<case_id>/steps/<step>", "/api/cases/X/steps/plan", MARKERS, NOTE_BODY),
    ("GET", "/api/cases/<case_id>/letters/<step>", "/api/cases/XZ-0001/letters/plan", STAFF, None),
    ("GET", "/api/letters/<step>", "/api/letters/plan", STAFF, None),
    ("PUT", "/api/letters/<step>", "/api/letters/plan", frozenset({"admin"}), {}),
    ("DELETE", "/api/letters/<step>", "/api/letters/plan", frozenset({"admin"}), None),
    ("GET", "/api/matters", "/api/matters", STAFF, None),
    ("POST", "/api/matters", "/api/matters", MARKERS, NOTE_BODY),
    ("GET", "/api/matters/sums", "/api/matters/sums", STAFF, None),
    ("PATCH", "/api/matters/<subject_id>", "/api/matters/DB-0001", MARKERS, NOTE_BODY),
    ("GET", "/api/criteria", "/api/criteria", STAFF, None),
    ("POST", "/api/criteria", "/api/criteria", MARKERS, NOTE_BODY),
    ("PATCH", "/api/criteria/<subject_id>", "/api/criteria/DX-0001", MARKERS, NOTE_BODY),
    ("GET", "/api/parcels/<parcel_id>/ties", "/api/parcels/T-001/ties", STAFF, None),
    *FIGURE_RULES,
    ("GET", "/api/backup", "/api/backup", frozenset({"admin"}), None),
    ("GET", "/api/papers", "/api/papers?kind=parcel&id=T-001", EVERYBODY, None),
    ("POST", "/api/papers", "/api/papers", MARKERS, {}),
    ("PATCH", "/api/papers/<sha256>", "/api/papers/0", MARKERS, {"visibility": "public"}),
    ("GET", "/api/papers/<sha256>/file", "/api/papers/0/file", EVERYBODY, None),
    ("GET", "/api/papers/<sha256>/<any(thumbnail,picture):what>", "/api/papers/0/picture",
     EVERYBODY, None),
    ("POST", "/api/papers/<sha256>/links", "/api/papers/0/links", MARKERS,
     {"kind": "parcel", "id": "T-001"}),
    ("DELETE", "/api/papers/links/<int:link_id>", "/api/papers/links/1", MARKERS,
     {"reason": "误传"}),
    ("GET", "/api/prints/plans.pdf", "/api/prints/plans.pdf?ids=T-001", STAFF, None),
    ("GET", "/api/prints/view.pdf", "/api/prints/view.pdf?bbox=113.1,36.2,113.2,36.3", STAFF, None),
    *CAMPAIGN_RULES,
    *REPORT_RULES,
    ("POST", "/logout", "/logout", EVERYBODY, None),
)  # fmt: skip


def client_of(app: Flask, signed_in: Callable[[str], FlaskClient], who: str) -> FlaskClient:
    return app.test_client() if who == "public" else signed_in(who)


def token_for(client: FlaskClient, who: str) -> dict[str, str]:
    if who != "public":
        return headers(client)
    page = client.get("/login").text
    return {"X-CSRFToken": page.split('name="csrf_token" value="')[1].split('"')[0]}


def test_every_route_and_method_has_a_rule(app: Flask) -> None:
    known = {(method, rule) for method, rule, *_ in RULES}
    there = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert there == known


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_only_who_may_gets_an_answer(
    app: Flask, signed_in: Callable[[str], FlaskClient], who: str
) -> None:
    client = client_of(app, signed_in, who)
    sent = token_for(client, who) | {"Accept": "application/json"}
    for method, _rule, address, allowed, body in RULES:
        answer = client.open(address, method=method, json=body, headers=sent)
        refused = answer.status_code in {401, 403} and address != "/login"
        assert refused == (who not in allowed), (method, address, answer.status_code)


def test_the_public_is_sent_to_the_sign_in_page(client: FlaskClient) -> None:
    answer = client.get("/desk?ids=T-001")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?next=/desk?ids%3DT-001"


def test_the_public_reads_no_reason_and_no_actor(officer: FlaskClient, client: FlaskClient) -> None:
    officer.post("/api/marks", json=mark_body(reason="内部事由"), headers=headers(officer))
    assert "内部事由" in officer.get("/parcels/T-001").text
    assert "内部事由" not in client.get("/parcels/T-001").text
