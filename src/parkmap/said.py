"""A sentence that can still be translated: its English text, with the template and the values.

Errors keep theirs in `ParkmapError`; findings and refusals inside data keep it here, so that the
rim can say them in the language of the page.
"""

from __future__ import annotations

import errno
from typing import Any, Final


class Said(str):
    """English text that remembers what it was made from.

    Attributes
    ----------
    template
        The sentence with ``%(name)s`` places; also the message id for translation.
    values
        What goes into the places: texts and numbers.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]


def say(template: str, **values: Any) -> Said:
    """A sentence from its template.

    Examples
    --------
    >>> text = say("%(a)s and %(b)s overlap", a="G-1", b="G-2")
    >>> text, text.template
    ('G-1 and G-2 overlap', '%(a)s and %(b)s overlap')
    """
    text = Said(template % values if values else template)
    text.template = template
    text.values = values
    return text


_SYSTEM: Final = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("the rights do not allow it"),
    errno.EPERM: say("the rights do not allow it"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is no folder"),
    errno.EROFS: say("the disk is read-only"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the quota is used up"),
    errno.EIO: say("the disk cannot be read or written there"),
    errno.EMFILE: say("too many files are open"),
    errno.ENAMETOOLONG: say("its name is too long"),
}


def system_said(cause: OSError) -> Said:
    """What the system refused, in our words: its own are English and name no remedy.

    Examples
    --------
    >>> system_said(FileNotFoundError(2, "No such file or directory"))
    'there is no such file or folder'
    """
    known = _SYSTEM.get(cause.errno or 0)
    return known or say("the system refuses it, error %(number)s", number=cause.errno or 0)
