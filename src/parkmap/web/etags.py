"""Entity tags: compared by their version, whatever encoding a compressing layer put behind it."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, request

from parkmap.errors import BadValue

_SUFFIX: Final = re.compile(r":(?:br|gzip|deflate|zstd)$")


def bare(tag: str) -> str:
    """An entity tag without weakness mark, quotes and encoding suffix.

    Examples
    --------
    >>> bare('W/"17:br"'), bare('"17"')
    ('17', '17')
    """
    return _SUFFIX.sub("", tag.strip().removeprefix("W/").strip('"'))


def known(tag: str) -> bool:
    """Whether the client says that it has this version already."""
    return tag in {bare(one) for one in request.headers.get("If-None-Match", "").split(",")}


def known_tag() -> str | None:
    """The one tag that the client holds, if it names one."""
    header = request.headers.get("If-None-Match", "")
    return bare(header.split(",")[0]) if header else None


def version_seen() -> int | None:
    """The version that a write says it saw, from `If-Match`; None where it says none.

    Raises
    ------
    BadValue
        Not a version of parkmap.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return None
    text = bare(header)
    if not text.isdecimal() or len(text) > 18:
        raise BadValue(
            "If-Match is '%(value)s'; send the ETag of the parcel, such as \"17\"",
            value=header[:40],
        )
    return int(text)


def tagged(answer: Response, tag: str) -> Response:
    """The answer with its tag, to be asked for again each time; empty where already known."""
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.add("Cookie")
    answer.set_etag(tag)
    return not_modified(answer) if request.method in {"GET", "HEAD"} and known(tag) else answer


def not_modified(answer: Response) -> Response:
    """The answer without its body: the client has it."""
    answer.status_code = 304
    answer.response = []
    answer.headers.pop("Content-Length", None)
    answer.headers.pop("Content-Encoding", None)
    return answer
