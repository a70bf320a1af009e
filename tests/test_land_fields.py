"""The table of fields: what a land office keeps, and that every form can say what belongs there."""

from __future__ import annotations

from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.land.field_help import help_of
from parkmap.land.fields import FIELDS, PARCEL_FIELDS
from parkmap.land.fitting import fitted
from parkmap.land.mapping import guess
from parkmap.land.values import NOT_WRITTEN, checked_value

WRITABLE = sorted({name for fields in FIELDS.values() for name in fields} - NOT_WRITTEN)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WRITABLE)
def test_every_writable_field_has_help_and_a_source(name: str, lang: str) -> None:
    told = help_of(name, lang)
    assert told.text
    assert told.source
    if lang == "en":
        assert (told.text + told.source).isascii()


@pytest.mark.parametrize(
    ("header", "target"),
    [("不动产单元号", "unit_code"), ("BDCDYH", "unit_code"), ("宗地代码", "cadastral_code"),
     ("四至", "bounds"), ("交地时间", "delivered_on"), ("约定交地时间", "agreed_delivery_on"),
     ("出让公告", "announcement_url"), ("announ_url", "announcement_url"), ("通供热", "heat")],
)  # fmt: skip
def test_a_header_of_an_office_finds_its_field(header: str, target: str) -> None:
    assert guess("parcel", [header]) == {header: target}


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("unit_code", "140403 001002 GB00015 w00000000", "140403001002GB00015W00000000"),
        ("overlays", "压覆矿产；farmland", ["minerals", "farmland"]),
        ("overlays", [], None),
        ("servicing", "six", "six"),
        ("announcement_url", "https://example.org/a?id=1", "https://example.org/a?id=1"),
    ],
)
def test_a_value_is_kept_in_one_way(name: str, given: Any, kept: Any) -> None:
    assert checked_value("parcel", name, given) == kept
    assert fitted(PARCEL_FIELDS[name], given) == kept


@pytest.mark.parametrize(
    ("name", "given"),
    [("unit_code", "140403001002GB00015"), ("unit_code", "140403001002GB00015WW0000000"),
     ("announcement_url", "http://example.org"), ("announcement_url", "javascript:alert(1)"),
     ("announcement_url", "https://a b"), ("announcement_url", "https://u:p@example.org"),
     ("overlays", "文物"), ("overlays", 3)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_field(name: str, given: Any) -> None:
    with pytest.raises(BadValue) as refused:
        checked_value("parcel", name, given)
    assert refused.value.values["field"] == name


def test_a_unit_number_that_does_not_fit_stays_beside_on_import() -> None:
    assert fitted(PARCEL_FIELDS["unit_code"], "140403001002GB00015") is None
