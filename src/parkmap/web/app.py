"""The web application: built only here, from settings read once."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from parkmap import paths
from parkmap.services.record import Record
from parkmap.settings import Settings
from parkmap.web import (
    admin,
    alerts,
    assembling,
    availability,
    bounds,
    campaigns,
    cases,
    chains,
    changes,
    checks,
    comments,
    compare,
    context_layers,
    desk,
    embed,
    enquiries,
    enquiry_sums,
    enterprises,
    error_pages,
    explore,
    exports,
    feeds,
    front,
    grades,
    health,
    history,
    import_pages,
    import_steps,
    imports,
    indicators,
    keeping,
    ledger,
    listing,
    marks,
    match,
    matters,
    measures,
    moves,
    notes,
    ogc,
    papers,
    parcels,
    pictures,
    plants,
    previews,
    prints,
    progress,
    project_api,
    projects,
    queue,
    registers,
    reminders,
    reports,
    review,
    session,
    sheets,
    short_list,
    structure,
    subscriptions,
    table,
    ties,
    tiles,
    timeline,
    versions,
    wall,
    wall_screens,
)
from parkmap.web.assets import init_assets
from parkmap.web.context import remember
from parkmap.web.formatting import init_formatting
from parkmap.web.gone import init_gone
from parkmap.web.headers import init_headers
from parkmap.web.language import init_language
from parkmap.web.logs import init_logs
from parkmap.web.pages import init_pages, warm
from parkmap.web.problems import init_problems
from parkmap.web.security import init_security
from parkmap.web.terms import init_terms
from parkmap.web.uploads import Uploading

BLUEPRINTS = (
    front,
    error_pages,
    explore,
    parcels,
    plants,
    embed,
    bounds,
    availability,
    assembling,
    short_list,
    compare,
    desk,
    progress,
    timeline,
    moves,
    project_api,
    projects,
    comments,
    campaigns,
    chains,
    registers,
    cases,
    matters,
    measures,
    enterprises,
    grades,
    indicators,
    enquiry_sums,
    enquiries,
    alerts,
    subscriptions,
    reminders,
    admin,
    feeds,
    ties,
    session,
    sheets,
    tiles,
    changes,
    listing,
    match,
    table,
    marks,
    previews,
    queue,
    review,
    notes,
    structure,
    ogc,
    exports,
    checks,
    history,
    versions,
    ledger,
    imports,
    import_pages,
    import_steps,
    keeping,
    papers,
    prints,
    reports,
    pictures,
    context_layers,
    wall,
    wall_screens,
    health,
)
COMPRESSED = (
    "text/html",
    "text/css",
    "text/javascript",
    "application/atom+xml",
    "application/json",
    "application/geo+json",
    "application/problem+json",
    "image/svg+xml",
)


def create_app(settings: Settings, record: Record | None = None) -> Flask:
    """An app that serves the workspace which the settings name.

    Parameters
    ----------
    settings
        Read once by the caller.
    record
        A record that is open already; by default the workspace's is opened.
    """
    app = Flask("parkmap", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.request_class = Uploading
    served = record if record is not None else _opened(settings)
    served = replace(served, outward=settings.reach)
    app.jinja_env.policies["json.dumps_kwargs"] = {"sort_keys": False}  # legends keep their order
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.config.update(
        MAX_CONTENT_LENGTH=served.zone.upload_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        COMPRESS_MIMETYPES=list(COMPRESSED),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        BABEL_TRANSLATION_DIRECTORIES=str(paths.TRANSLATIONS),
        SESSION_COOKIE_SECURE=settings.https,
    )
    remember(app, served, settings)
    init_logs(app, settings.log)
    init_problems(app)
    init_headers(app, served.zone)
    init_language(app)
    init_formatting(app)
    init_terms(app)
    init_pages(app)
    init_assets(app)
    init_security(app, served, settings.secret_key)
    init_gone(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    Compress(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    warm(app)
    return app


def _opened(settings: Settings) -> Record:
    from parkmap.workspace import open_record

    return open_record(settings)
