"""With a certificate the server speaks TLS itself."""

from __future__ import annotations

import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from parkmap.errors import BadValue
from parkmap.settings import Settings
from tests.small import begin, free_port, write_land


def certificate(folder: Path) -> tuple[Path, Path]:
    made, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


def test_a_certificate_makes_the_server_speak_tls(tmp_path: Path) -> None:
    assert shutil.which("openssl")
    land, port = begin(write_land(tmp_path / "zone", ({},) * 2)), free_port()
    made, key = certificate(tmp_path)
    environment = os.environ | {"PARKMAP_CERT": str(made), "PARKMAP_CERT_KEY": str(key)}
    command = [sys.executable, "-m", "parkmap", "serve", str(land), "--port", str(port)]
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        assert answered(f"https://localhost:{port}/healthz", made) == 200
    finally:
        server.terminate()
        server.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def answered(address: str, made: Path) -> int:
    """The status that a reader gets who trusts this certificate alone."""
    trusted = ssl.create_default_context(cafile=str(made))
    for _ in range(300):
        with suppress(OSError), urlopen(address, timeout=2, context=trusted) as answer:  # noqa: S310
            return int(answer.status)
        time.sleep(0.1)
    return 0


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    alone = {"PARKMAP_CERT": str(certificate(tmp_path)[0]), "PARKMAP_SECRET_KEY": "x"}
    with pytest.raises(BadValue, match="belong together"):
        Settings.from_environment(tmp_path, alone)


def test_a_certificate_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="no file"):
        Settings.from_environment(tmp_path, {"PARKMAP_CERT": str(tmp_path / "none.pem")})
