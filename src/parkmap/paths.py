"""Where parkmap's own files lie: in a checkout beside `src/`, in a wheel inside the package.

No setting moves them. What a user owns, the workspace folder, is never found here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
"""The folder of the package itself."""


def _beside_or_inside(name: str) -> Path:
    """Take the copy that a wheel carries, else the folder at the top of the checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parents[1] / name


TEMPLATES: Final = _beside_or_inside("templates")
"""Jinja templates of the pages."""

GEODATA: Final = _beside_or_inside("geodata")
"""Workspaces that come with parkmap."""

DEMO_WORKSPACE: Final = GEODATA / "changzhi"
"""The demonstration: copied before it is served, never written to."""

STATIC: Final = PACKAGE / "static"
"""What the server hands out as it is."""

DIST: Final = STATIC / "dist"
"""The front end as built by the package's hook, with its `manifest.json`."""

TRANSLATIONS: Final = PACKAGE / "translations"
"""gettext catalogues, one folder a language."""
