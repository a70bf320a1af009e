"""A sentence that can still be translated: its English text, with the template and the values.

Errors keep theirs in `ParkmapError`; findings and refusals inside data keep it here, so that the
rim can say them in the language of the page.
"""

from __future__ import annotations

from typing import Any


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
