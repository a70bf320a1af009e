"""Marking texts for translation where they are only listed."""

from __future__ import annotations


def noted(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text
