"""Run the server: gunicorn, or waitress where there is no fork."""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask

from parkmap.errors import BadValue
from parkmap.services.inventories import inventory
from parkmap.services.land_account import land_account
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.touching import open_land
from parkmap.settings import Settings
from parkmap.web.app import create_app
from parkmap.web.context import EXTENSION

THREADS = 4


def run(settings: Settings, host: str, port: int, workers: int = 2) -> None:
    """Serve until stopped.

    The app is built once and forked: no connection and no thread survives the fork, each worker
    opens its own.
    """
    app = create_app(settings)
    if sys.platform == "win32":
        if settings.certificate is not None:
            raise BadValue("no TLS here: put a proxy with the certificate in front, and unset "
                           "PARKMAP_CERT")  # fmt: skip
        _waitress(app, host, port, workers)
    else:
        _gunicorn(app, _options(app, settings, host, port, workers))


def _read_the_land(app: Flask) -> None:
    """Filters, assemblies and figures look at all land at once: it is read before the fork."""
    record = app.extensions[EXTENSION][0]
    inventory(record, PUBLIC_ACTOR)
    with record.store.read() as connection:
        land_account(connection, record, None)
        open_land(connection, record)


def drop_connections(app: Flask) -> None:
    """Let go of every connection, before a fork or after it."""
    record = app.extensions[EXTENSION][0]
    record.store.engine.dispose(close=False)


def _gunicorn(app: Flask, options: dict[str, Any]) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    _read_the_land(app)
    app.extensions[EXTENSION][0].store.engine.dispose()
    Server().run()


def _options(app: Flask, settings: Settings, host: str, port: int, workers: int) -> dict[str, Any]:
    def post_fork(_server: Any, _worker: Any) -> None:
        drop_connections(app)

    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "post_fork": post_fork,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 15,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "certfile": settings.certificate and str(settings.certificate),
        "keyfile": settings.certificate_key and str(settings.certificate_key),
    }


def _waitress(app: Flask, host: str, port: int, workers: int) -> None:
    import waitress

    waitress.serve(app, host=host, port=port, threads=workers * THREADS, ident="parkmap")
