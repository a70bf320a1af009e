"""`gunicorn parkmap.web.wsgi:app`: the app of the workspace that the environment names."""

from __future__ import annotations

from flask import Flask

from parkmap.settings import Settings
from parkmap.web.app import create_app


def __getattr__(name: str) -> Flask:
    # Built when a server asks for it: importing this module must not open a workspace.
    if name == "app":
        return create_app(Settings.from_environment())
    raise AttributeError(name)
