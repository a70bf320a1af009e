"""Settings of a process, read from the environment once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from parkmap.errors import BadValue, ReadOnly
from parkmap.outward import NOTHING, Outward, outward_of
from parkmap.said import system_said

KEY_FILE: Final = "secret.key"
LOG_LEVELS: Final = ("info", "warning", "error")


@dataclass(frozen=True)
class Settings:
    """What a server needs to know beside its workspace.

    `https` says that readers come by TLS, so cookies are Secure; it is so where `certificate` (a
    PEM file, with its key in `certificate_key`) lets the server speak TLS itself. `proxies` is the
    number of reverse proxies in front whose headers are believed; `log` the least level written.
    """

    workspace: Path
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    https: bool = False
    proxies: int = 0
    log: str = "info"
    certificate: Path | None = None
    certificate_key: Path | None = None
    outward: Outward = NOTHING

    @classmethod
    def from_environment(
        cls, workspace: Path | None = None, environ: Mapping[str, str] | None = None
    ) -> Settings:
        """Read the variables that the README lists.

        Without a secret key one is made once and kept in the workspace, readable by its owner.
        """
        found = os.environ if environ is None else environ
        folder = workspace or Path(found.get("PARKMAP_WORKSPACE", "."))
        certificate, key = (_file(found, name) for name in ("PARKMAP_CERT", "PARKMAP_CERT_KEY"))
        if (certificate is None) != (key is None):
            raise BadValue("PARKMAP_CERT and PARKMAP_CERT_KEY belong together; set both or none")
        return cls(
            workspace=folder,
            secret_key=found.get("PARKMAP_SECRET_KEY") or _kept_key(folder),
            host=found.get("PARKMAP_HOST", cls.host),
            port=_whole(found, "PORT", cls.port, 1, 65535),
            workers=_whole(found, "PARKMAP_WORKERS", cls.workers, 1, 64),
            https=certificate is not None or _whole(found, "PARKMAP_HTTPS", 0, 0, 1) == 1,
            proxies=_whole(found, "PARKMAP_PROXIES", 0, 0, 5),
            log=_log_level(found),
            certificate=certificate,
            certificate_key=key,
            outward=outward_of(found),
        )

    @property
    def reach(self) -> Outward:
        """What may be reached outside, with what makes links."""
        return replace(self.outward, secret=self.secret_key)

    @property
    def scheme(self) -> str:
        """How the server itself is spoken to."""
        return "http" if self.certificate is None else "https"


def _file(found: Mapping[str, str], name: str) -> Path | None:
    text = found.get(name, "")
    if not text:
        return None
    if not Path(text).is_file():
        raise BadValue("%(name)s names no file: '%(value)s'", name=name, value=text[:200])
    return Path(text)


def _log_level(found: Mapping[str, str]) -> str:
    level = found.get("PARKMAP_LOG", Settings.log)
    if level not in LOG_LEVELS:
        raise BadValue(
            "PARKMAP_LOG is '%(value)s'; use one of %(allowed)s",
            value=level[:40],
            allowed=", ".join(LOG_LEVELS),
        )
    return level


def _whole(found: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = found.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadValue(
            "%(name)s is '%(value)s'; give a whole number from %(least)s to %(most)s",
            name=name,
            value=text[:40],
            least=least,
            most=most,
        )
    return int(text)


def _kept_key(folder: Path) -> str:
    path = folder / KEY_FILE
    if path.is_file():
        return path.read_text().strip()
    key = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    except OSError as cause:
        raise ReadOnly(
            "%(path)s cannot be written (%(said)s); check the folder, or set PARKMAP_SECRET_KEY",
            path=path,
            said=system_said(cause),
        ) from cause
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
