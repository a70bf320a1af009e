"""`gunicorn parkmap.web.wsgi:app`: the app of the workspace that the environment names."""

from __future__ import annotations

from parkmap.settings import Settings
from parkmap.web.app import create_app

app = create_app(Settings.from_environment())
