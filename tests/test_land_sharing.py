"""Whom to call and who may frame the map: read from the settings, refused with the key."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parkmap.errors import BadValue
from parkmap.land.sharing import secure_link, sharing_of
from parkmap.land.telephones import telephone
from parkmap.services.reaching import shifted

HOSTS = [
    "https://example.gov.cn", "https://*.example.gov.cn", "http://10.1.2.3:8080", "https://intra",
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "dialled"),
    [
        ("示范招商窗口 0355-0000000", "03550000000"),
        ("电话：（0355）208-0000", "03552080000"),
        ("招商岗 １３８００００００００", "13800000000"),
        ("+86-355-2080000 ext. 12", "+863552080000,12"),
        ("0355-2080000、0355-2080001", "03552080000"),
        ("12345 热线", "12345"),
        ("招商岗 2026-11-23", None),
        ("", None),
        (None, None),
    ],
)
def test_the_first_number_is_dialled(said: str | None, dialled: str | None) -> None:
    found = telephone(said)
    assert (found and found.dialled) == dialled


def test_hosts_stand_as_a_browser_writes_origins() -> None:
    assert sharing_of({}, {"hosts": [*HOSTS, HOSTS[0]]}).hosts == tuple(HOSTS)


@pytest.mark.parametrize(
    "wrong",
    ["example.gov.cn", "https://a b", "https://a/b", "https://a;script-src *", "*", "'none'",
     "https://a\r\nX: 1", 7],
)  # fmt: skip
def test_a_host_that_is_none_is_refused(wrong: Any) -> None:
    with pytest.raises(BadValue, match=r"embed\.hosts"):
        sharing_of({}, {"hosts": [wrong]})


@pytest.mark.parametrize("wrong", ["http://weixin.example", "weixin://x", "javascript:alert(1)"])
def test_the_office_wechat_is_an_https_address(wrong: str) -> None:
    assert secure_link(wrong) == ""
    with pytest.raises(BadValue, match=r"contact\.wechat"):
        sharing_of({"wechat": wrong}, {})


def test_chinese_maps_are_shifted_and_others_not() -> None:
    (east, north), baidu = shifted(np.array([[113.1, 36.2]]))
    assert (round(east, 6), round(north, 6)) == (113.106669, 36.200175)
    assert [round(one, 6) for one in baidu] == [113.113255, 36.20585]
    assert shifted(np.array([[2.35, 48.86]])) == ((2.35, 48.86), (2.35, 48.86))
