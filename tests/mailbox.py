"""A mail server and an HTTP receiver on real sockets, as small as the protocols allow."""

from __future__ import annotations

import email
import email.policy
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Mailbox:
    """What a server took, and how it behaves."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    refuses: str = ""
    """What is said to each RCPT, as "550 5.1.1"; "" takes all."""
    refuses_data: str = ""
    """What is said to each letter once it was handed in whole."""
    hangs_up: bool = False
    reached: threading.Event = field(default_factory=threading.Event)
    """Set once a letter is about to be handed in."""
    lets: threading.Event | None = None
    """What a letter waits for before it is taken."""
    tls: ssl.SSLContext | None = None

    @property
    def texts(self) -> list[str]:
        """The letters as people read them."""
        return [str(one.get_content()) for one in self.letters]


class Session(socketserver.StreamRequestHandler):
    """One connection: EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, QUIT."""

    box: Mailbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()

    def handle(self) -> None:
        self.say("220 ready")
        sender, to = "", list[str]()
        while line := self.rfile.readline().decode().strip():
            self.box.commands.append(line)
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self.say("250-here")
                self.say("250-STARTTLS" if self.box.tls else "250-8BITMIME")
                self.say("250 AUTH PLAIN")
            elif verb == "STARTTLS" and self.box.tls:
                self.say("220 go on")
                self.secure(self.box.tls)
            elif verb == "AUTH":
                self.say("235 known")
            elif verb == "MAIL":
                sender, to = line.partition(":")[2].split(" ")[0], []
                self.say("250 ok")
            elif verb == "RCPT":
                refused = self.box.refuses
                to += [] if refused else [line.partition(":")[2]]
                self.say(f"{refused} <who@secret.cn> no" if refused else "250 ok")
            elif verb == "DATA":
                if not self.take(sender, to):
                    return
            else:
                self.say("221 bye" if verb == "QUIT" else "250 ok")
                if verb == "QUIT":
                    return

    def secure(self, context: ssl.SSLContext) -> None:
        for plain in (self.rfile, self.wfile):
            plain.close()
        self.request = context.wrap_socket(self.request, server_side=True)
        self.rfile = self.request.makefile("rb")
        self.wfile = self.request.makefile("wb")

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def take(self, sender: str, to: list[str]) -> bool:
        """Keep a letter; whether its sender is told so."""
        self.box.reached.set()
        if self.box.lets:
            self.box.lets.wait(30)
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # whoever sent it died
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.box.refuses_data:
            self.say(self.box.refuses_data)
            return True
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.box.letters.append(letter)
        self.box.envelopes.append((sender, to))
        if not self.box.hangs_up:
            self.say("250 kept")
        return not self.box.hangs_up


@contextmanager
def mail_server(box: Mailbox) -> Iterator[Mailbox]:
    """A server while the block runs; with `port` 0 it takes a free one and keeps it."""
    handler = type("OfThisBox", (Session,), {"box": box})
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", box.port), handler) as server:
        box.port = server.server_address[1]
        with running(server):
            yield box


@dataclass
class Receiver:
    """What a webhook got, and what it answers."""

    port: int = 0
    status: int = 200
    answer: bytes = b'{"errcode":0}'
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiver(box: Receiver) -> Iterator[Receiver]:
    """An HTTP server while the block runs."""

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box.got.append((self.path, dict(self.headers), body))
            self.send_response(box.status)
            self.send_header("Location", f"http://127.0.0.1:{box.port}/elsewhere")
            self.send_header("Content-Length", str(len(box.answer)))
            self.end_headers()
            self.wfile.write(box.answer)

        def log_message(self, *_said: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", box.port), Hook) as server:
        box.port = server.server_address[1]
        with running(server):
            yield box


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    """Serve beside the test until it is done."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
