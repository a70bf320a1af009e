"""The glossary explains every code that readers meet, in both languages."""

from __future__ import annotations

import re

import pytest

from parkmap.land.codes import SERVICING, SUPPLY_MODE
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.glossary import GLOSSARY, OF_CODES, OF_FIELDS, term_of

CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("code", GLOSSARY)
def test_a_term_is_told_in_both_languages(code: str) -> None:
    term = GLOSSARY[code]
    assert CHINESE.search(term.word("zh_CN")) or code == "mu"
    assert term.text("zh_CN") != term.text("en")
    assert not CHINESE.search(term.word("en") + term.text("en"))


def test_every_servicing_and_public_way_of_supply_is_explained() -> None:
    assert all(term_of("servicing", code) for code in SERVICING)
    untold = {code for code in SUPPLY_MODE if term_of("supply_mode", code) is None}
    assert untold == {"equity", "authorised"}


def test_the_tables_name_fields_and_terms_that_are_there() -> None:
    assert {*OF_CODES, *OF_FIELDS} <= PARCEL_FIELDS.keys()
    named = {*OF_FIELDS.values(), *(term for codes in OF_CODES.values() for term in codes.values())}
    assert named <= GLOSSARY.keys()
