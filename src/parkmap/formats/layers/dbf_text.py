"""The encoding of a Shapefile's texts: what its `.cpg` says, else UTF-8, else GB18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from parkmap.land.finding import Finding, Severity
from parkmap.said import say

RAW: Final = "ISO-8859-1"
"""Each byte becomes the letter of its number, so that nothing is lost before the choice."""

CODE_PAGES: Final = {
    "65001": "utf-8", "936": "gb18030", "cp936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030",
    "54936": "gb18030", "950": "big5", "88591": "iso-8859-1", "8859-1": "iso-8859-1",
}  # fmt: skip
TEXT_CODECS: Final = re.compile(r"utf-8|gb18030|big5|iso8859-\d+|cp\d+|shift_jis|euc_\w+")
"""Python's list of codecs also holds things like zlib, which a file must not ask for."""

SAMPLES: Final = 3
SAMPLE_CHARS: Final = 40


class Decoded(NamedTuple):
    """Names and columns as text, the encoding, and whether the `.cpg` was right."""

    fields: list[str]
    columns: list[list[Any]]
    encoding: str
    told: bool


def decoded(fields: list[str], columns: list[list[Any]], cpg: str | None) -> Decoded:
    """Texts from letters that stand for bytes.

    Parameters
    ----------
    fields, columns
        As read in `RAW`.
    cpg
        What the `.cpg` says, None where there is none.

    Examples
    --------
    >>> raw = "长治".encode("gbk").decode("iso-8859-1")
    >>> decoded(["no"], [[raw]], None)[1:3]
    ([['长治']], 'gb18030')
    """
    texts = [text.encode(RAW) for text in _texts(fields, columns) if not text.isascii()]
    named = encoding_named(cpg)
    choices = [named] if named else []
    choices += ["utf-8", "gb18030", "iso-8859-1"]
    encoding = next(one for one in choices if _reads(texts, one))

    def text(value: Any) -> Any:
        if not isinstance(value, str) or value.isascii():
            return value
        return _decode(value.encode(RAW), encoding)

    return Decoded(
        [text(name) for name in fields],
        [[text(value) for value in column] for column in columns],
        encoding,
        encoding == named,
    )


def encoding_named(cpg: str | None) -> str | None:
    """The codec of what a `.cpg` says; None where it says nothing that is known.

    Examples
    --------
    >>> encoding_named("ANSI 936"), encoding_named("UTF-8"), encoding_named("x")
    ('gb18030', 'utf-8', None)
    """
    word = (cpg or "").strip().lower().removeprefix("ansi").strip(" _-:")
    word = CODE_PAGES.get(word, word)
    try:
        name = codecs.lookup(word).name if word else ""
    except LookupError:
        return None
    return name if TEXT_CODECS.fullmatch(name) else None


def encoding_finding(made: Decoded, cpg: str | None) -> Finding | None:
    """How the texts were read, with a sample to look at; None where all of them are plain ASCII."""
    sample = [one for one in _texts(made.fields, made.columns) if not one.isascii()][:SAMPLES]
    if not sample:
        return None
    shown = " · ".join(one[:SAMPLE_CHARS] for one in sample)
    name = made.encoding.upper()
    if made.told:
        sentence = say("its .cpg says %(encoding)s; texts read so: %(sample)s",
                       encoding=name, sample=shown)  # fmt: skip
    elif cpg is None:
        sentence = say("it has no .cpg; its texts were read as %(encoding)s: %(sample)s",
                       encoding=name, sample=shown)  # fmt: skip
    else:
        sentence = say("its .cpg says %(cpg)s, but its texts are no such; they were read as "
                       "%(encoding)s: %(sample)s", cpg=cpg.strip()[:30], encoding=name,
                       sample=shown)  # fmt: skip
    wrong = not made.told and cpg is not None
    remedy = say("if the sample is not readable, save the file again in UTF-8 with its .cpg")
    severity: Severity = "warning" if wrong or made.encoding == "iso-8859-1" else "info"
    return Finding("text_encoding", severity, None, None, None, sentence, remedy)


def _texts(fields: list[str], columns: list[list[Any]]) -> Iterator[str]:
    for column in columns:
        yield from (value for value in column if isinstance(value, str))
    yield from fields


def _reads(texts: Iterable[bytes], encoding: str) -> bool:
    try:
        for text in texts:
            _decode(text, encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, encoding: str) -> str:
    """Strict, but a letter that the width of the column cut off is dropped."""
    return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=False)
