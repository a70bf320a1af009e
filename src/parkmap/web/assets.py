"""Scripts, styles, fonts and icons: found by their plain name, served compressed, kept for good."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import orjson
from flask import Blueprint, Flask, Response, current_app, redirect, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from parkmap import paths
from parkmap.errors import NotFound

YEAR_SECONDS: Final = 365 * 24 * 3600
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
KEPT_WITHOUT_NETWORK: Final = frozenset({".js", ".css", ".svg"})
TYPES: Final = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json"}

blueprint = Blueprint("assets", __name__)


@dataclass
class Assets:
    """The files under a folder, with the names that the front end's build gave them."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Assets:
        """Read `dist/manifest.json`, where the front end has been built."""
        manifest = folder / "dist" / "manifest.json"
        names = orjson.loads(manifest.read_bytes()) if manifest.is_file() else {}
        return cls(folder, names)

    def url(self, name: str) -> str:
        """The address of a file; it changes when the content does."""
        if name not in self.urls:
            self.urls[name] = self._url(name)
        return self.urls[name]

    def lasts(self, path: str) -> bool:
        """Whether the name itself carries the hash of the content."""
        return path.removeprefix("dist/") in self._hashed

    @property
    def _hashed(self) -> frozenset[str]:
        return frozenset(self.names.values())

    def _url(self, name: str) -> str:
        built = self.names.get(name)
        path = f"dist/{built}" if built else self._place(name)
        if built and built != name:
            return f"/static/{path}"
        file = self.folder / path
        if not file.is_file():
            return f"/static/{path}"
        return f"/static/{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"

    def _place(self, name: str) -> str:
        return f"dist/{name}" if (self.folder / "dist" / name).is_file() else name


def asset_url(name: str) -> str:
    """The address of an asset such as `map.js` or `app.css`; never one of another host."""
    assets: Assets = current_app.extensions["parkmap_assets"]
    return assets.url(name)


def shell_script(name: str) -> str:
    """A service worker's script, with the files it keeps and their common version in front."""
    assets: Assets = current_app.extensions["parkmap_assets"]
    built = assets.names.get(name)
    if built is None:
        raise NotFound("there is no file '%(path)s' here; load the page again", path=name)
    files = sorted(
        f"/static/dist/{file.name}"
        for file in (assets.folder / "dist").iterdir()
        if file.suffix in KEPT_WITHOUT_NETWORK and file.name != built
    )
    version = hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
    shell = orjson.dumps({"version": version, "files": files}).decode()
    code = (assets.folder / "dist" / built).read_text(encoding="utf-8")
    return f"const SHELL = {shell};\n{code}"


@blueprint.get("/static/<path:path>")
def static_file(path: str) -> ResponseReturnValue:
    assets: Assets = current_app.extensions["parkmap_assets"]
    found = safe_join(str(assets.folder), path)
    if found is None or not Path(found).is_file() or path.endswith((".br", ".gz")):
        raise NotFound("there is no file '%(path)s' here; load the page again", path=path[:120])
    lasting = "v" in request.args or assets.lasts(path)
    return _sent(Path(found), lasting)


@blueprint.get("/favicon.ico")
def favicon() -> ResponseReturnValue:
    return redirect(asset_url("favicon.svg"))  # a picture or PDF has no page that names the icon


def _sent(file: Path, lasting: bool) -> Response:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    chosen, encoding = file, ""
    for name, suffix in ENCODINGS:
        sibling = file.with_name(file.name + suffix)
        if request.accept_encodings[name] and sibling.is_file():
            chosen, encoding = sibling, name
            break
    answer = send_file(
        chosen,
        mimetype=kind or "application/octet-stream",
        conditional=True,
        max_age=YEAR_SECONDS if lasting else 0,
    )
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.vary.add("Accept-Encoding")
    if lasting:
        answer.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        answer.headers["Cache-Control"] = "no-cache"
    return answer


def init_assets(app: Flask) -> None:
    """Serve the built front end, and give its addresses to templates."""
    app.extensions["parkmap_assets"] = Assets.load(paths.STATIC)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset_url"] = asset_url
