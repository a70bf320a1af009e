"""Papers: photos and documents about land. Their kinds, who reads them, what they are called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

INTERNAL: Final = "internal"
PUBLIC: Final = "public"
VISIBILITIES: Final = (INTERNAL, PUBLIC)
LONGEST_NAME: Final = 120
MOST_PAPERS: Final = 50
"""How many papers one entry may name."""


class PaperKind(NamedTuple):
    """A kind of paper: media type, suffixes (the first is given where a name has none), picture."""

    media: str
    suffixes: tuple[str, ...]
    picture: bool = False


_OOXML: Final = "application/vnd.openxmlformats-officedocument."
KINDS: Final[dict[str, PaperKind]] = {
    "jpeg": PaperKind("image/jpeg", (".jpg", ".jpeg"), picture=True),
    "png": PaperKind("image/png", (".png",), picture=True),
    "webp": PaperKind("image/webp", (".webp",), picture=True),
    "heic": PaperKind("image/heic", (".heic", ".heif"), picture=True),
    "pdf": PaperKind("application/pdf", (".pdf",)),
    "docx": PaperKind(f"{_OOXML}wordprocessingml.document", (".docx",)),
    "xlsx": PaperKind(f"{_OOXML}spreadsheetml.sheet", (".xlsx",)),
    "pptx": PaperKind(f"{_OOXML}presentationml.presentation", (".pptx",)),
    "doc": PaperKind("application/msword", (".doc", ".wps")),
    "xls": PaperKind("application/vnd.ms-excel", (".xls", ".et")),
    "ppt": PaperKind("application/vnd.ms-powerpoint", (".ppt", ".dps")),
}


@dataclass(frozen=True, slots=True)
class PaperRules:
    """What `[papers]` in `parkmap.toml` says.

    `scanner` is a command that gets the path of a file as its last word and ends with 0 where it
    is clean; () scans nothing.
    """

    most_mb: int = 20
    scanner: tuple[str, ...] = ()
    scanner_seconds: int = 60


def plain_name(sent: str) -> str:
    r"""A name as its sender has it, without folders, control and direction characters.

    Examples
    --------
    >>> plain_name("../../etc/现场.jpg"), plain_name("C:\\a\\b.pdf"), plain_name("")
    ('现场.jpg', 'b.pdf', 'upload')
    """
    last = re.split(r"[\\/]", sent)[-1]
    kept = "".join(one for one in last if unicodedata.category(one) not in {"Cc", "Cf", "Cs"})
    kept = kept.strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if len(kept) > LONGEST_NAME and dot and len(suffix) < 8:
        return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    return kept[:LONGEST_NAME] or "upload"


def file_name(name: str, kind: str) -> str:
    """The name under which a paper is saved: its suffix is that of what it is.

    Examples
    --------
    >>> file_name("现场.JPG", "jpeg"), file_name("合同.jpg", "pdf")
    ('现场.JPG', '合同.jpg.pdf')
    """
    suffixes = KINDS[kind].suffixes
    return name if name.lower().endswith(suffixes) else f"{name}{suffixes[0]}"


def is_sha256(text: Any) -> bool:
    """Whether it is a SHA-256 in hex, as papers are named.

    Examples
    --------
    >>> is_sha256("../secret.key"), is_sha256("0" * 64)
    (False, True)
    """
    return isinstance(text, str) and re.fullmatch(r"[0-9a-f]{64}", text) is not None


__all__ = [
    "INTERNAL", "KINDS", "MOST_PAPERS", "PUBLIC", "VISIBILITIES", "PaperKind", "PaperRules",
    "file_name", "is_sha256", "plain_name",
]  # fmt: skip
