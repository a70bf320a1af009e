"""Mail by SMTP: one connection a letter, handed in once, tried again while the server is down.

A letter that the server took and whose answer got lost is sent again under the same Message-ID:
mail programs show it once. Errors keep the number that the server said, never its words, since
those repeat addresses.
"""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlsplit

from parkmap.errors import Unreachable
from parkmap.land.ledger import stamp
from parkmap.outward import MailServer
from parkmap.services import forgetting, holding, subscription_posts
from parkmap.services.correspondence import Post, office_language, post_of
from parkmap.services.outbox import MAIL
from parkmap.services.record import Record
from parkmap.services.subscription_posts import NAMED, Sending
from parkmap.store import alerts, enquiries, jobs, ledger
from parkmap.store.enquiries import StoredEvent

SECONDS: Final = 10
PERMANENT: Final = 500
NO_ADDRESS: Final = "no address"
ENHANCED: Final = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
NOT_THERE: Final = re.compile(rb"5\.1\.(?:1|2|3|6|10)(?=\s|$)")
"""Bad mailbox, bad system, bad syntax, moved, a domain that takes no mail (RFC 3463, RFC 7505)."""
LOGGER: Final = logging.getLogger("parkmap.mail")
_CAME_BACK: Final = ("邮件未送达（{}），请电话联系。", "Mail came back ({}); please call.")
BY_PROGRAM: Final = "parkmap"
"""Who writes down that a letter came back."""


class Refused(Exception):
    """An address that never takes a letter: what was said of it, without the address."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def send(record: Record, job: jobs.Job) -> str:
    """Send the letter of a job.

    Raises
    ------
    Unreachable
        No server is named, or it does not answer, or not now; others wait with it.
    """
    server = record.outward.mail
    if server is None:
        raise Unreachable("no mail server is named; set PARKMAP_SMTP_HOST")
    sending = _of_subscription(record, job)
    post = _posted(sending) if sending else post_of(record, job.payload)
    if post is None:
        return "nobody to write to"
    try:
        hand_in(server, written(record, server, job.job_id, post), post.to, _own_name(record))
    except Refused as refused:
        _came_back(record, job, refused.said)
        LOGGER.warning("letter %s is given up: %s", job.job_id, refused.said)
        return f"refused: {refused.said}"
    except Unreachable as error:
        if error.values.get("all"):
            error.values["until"] = holding.down(record, MAIL)
        else:
            holding.up(record, MAIL)
        if NAMED in job.payload or error.values.get("refused") or jobs.is_last(job, record.clock()):
            _note(record, job, str(error.values["said"]))
        raise
    holding.up(record, MAIL)
    if sending is not None:
        subscription_posts.sent(record, sending)
    return "sent"


def _of_subscription(record: Record, job: jobs.Job) -> Sending | None:
    return subscription_posts.sending_of(record, job.payload) if NAMED in job.payload else None


def _posted(sending: Sending) -> Post:
    return Post((sending.one.mail,), sending.letter, sending.stop)


def written(record: Record, server: MailServer, job_id: str, post: Post) -> EmailMessage:
    """The message: plain text in UTF-8; no header takes a line end.

    Raises
    ------
    Refused
        An address that is none.
    """
    message = EmailMessage()
    zone = record.zone.name(office_language(record))
    message["From"] = Address(" ".join(zone.split()), addr_spec=server.sender)
    message["To"] = [_reader(one) for one in post.to]
    message["Subject"] = " ".join(post.letter.subject.split())
    message["Date"] = format_datetime(record.clock())
    message["Message-ID"] = f"<{job_id}@{server.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if post.stop:
        message["List-Unsubscribe"] = f"<{post.stop}>"
    message.set_content(post.letter.body, charset="utf-8", cte="base64")
    return message


def hand_in(server: MailServer, message: EmailMessage, to: tuple[str, ...], name: str) -> None:
    """Give a message to the server.

    Raises
    ------
    Refused
        For ever: there is no such mailbox.
    Unreachable
        Not now; ``values["all"]`` says whether that holds for every other letter too,
        ``values["refused"]`` whether the server said it for good.
    """
    try:
        with _connected(server, name) as session:
            try:
                session.send_message(message, server.sender, list(to))
            except smtplib.SMTPRecipientsRefused as cause:
                raise _about_letter(*min(cause.recipients.values(), key=_hope)) from cause
            except smtplib.SMTPDataError as cause:
                raise _about_letter(cause.smtp_code, cause.smtp_error) from cause
    except smtplib.SMTPResponseException as cause:
        raise _down(say=str(cause.smtp_code)) from cause
    except (smtplib.SMTPException, OSError, ValueError) as cause:
        raise _down(say=type(cause).__name__) from cause


def _connected(server: MailServer, name: str) -> smtplib.SMTP:
    context = ssl.create_default_context()
    session: smtplib.SMTP
    if server.security == "tls":
        session = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=SECONDS, context=context
        )
    else:
        session = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=SECONDS)
    try:
        if server.security == "starttls":
            session.starttls(context=context)
        if server.user:
            session.login(server.user, server.password)
    except (smtplib.SMTPException, OSError):
        with suppress(smtplib.SMTPException, OSError):
            session.close()
        raise
    return session


def _reader(address: str) -> Address:
    """An address as it stands in a header.

    One that was kept before the form looked at it so closely is refused here, and no server asked.
    """
    try:
        if address.isascii():
            return Address(addr_spec=address)
    except (ValueError, MessageError):
        pass
    raise Refused(NO_ADDRESS)


def _hope(answer: tuple[int, bytes]) -> tuple[bool, int]:
    """Of several readers who were all refused, the one who may yet get the letter counts."""
    return bool(NOT_THERE.match(answer[1])), answer[0]


def _about_letter(number: int, words: bytes | str) -> Exception:
    """What a refusal of one letter means: for ever, or later."""
    text = words.encode() if isinstance(words, str) else words
    enhanced = ENHANCED.match(text)
    said = f"{number} {enhanced[0].decode()}" if enhanced else str(number)
    if number >= PERMANENT and NOT_THERE.match(text):
        return Refused(said)
    return Unreachable(
        "the mail server takes this letter later: %(said)s", said=said, refused=number >= PERMANENT
    )


def _down(say: str) -> Unreachable:
    return Unreachable("the mail server does not take mail now: %(said)s", said=say, all=True)


def _came_back(record: Record, job: jobs.Job, said: str) -> None:
    """An alert without a mailbox ends, a subscription rests; at an enquiry it is noted."""
    if NAMED in job.payload:
        subscription_posts.failed(record, job.payload[NAMED], said, for_good=True)
        return
    if "alert" not in job.payload:
        _note(record, job, said)
        return
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        ended = alerts.by_token(connection, record.zone_id, job.payload["alert"])
        alerts.drop(connection, record.zone_id, [ended.number] if ended else [])
        forgetting.of_erasure(connection, record)


def _note(record: Record, job: jobs.Job, said: str) -> None:
    """Tell the office at the enquiry, once, that a letter came back, so that somebody calls."""
    if NAMED in job.payload:
        subscription_posts.failed(record, job.payload[NAMED], said)
        return
    if "alert" in job.payload or job.payload["what"] in {"new", "overdue"}:
        return
    text = _CAME_BACK[office_language(record) == "en"].format(said)
    number = job.payload["number"]
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        told = enquiries.events(connection, record.zone_id, number)
        if not any((one.actor, one.text) == (BY_PROGRAM, text) for one in told):
            event = StoredEvent(0, stamp(record.clock()), BY_PROGRAM, "note", text)
            enquiries.tell(connection, record.zone_id, number, event)


def _own_name(record: Record) -> str:
    return urlsplit(record.outward.address).hostname or "localhost"


__all__ = ["Refused", "hand_in", "send", "written"]
