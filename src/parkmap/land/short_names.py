"""Names of fields where there is room for ten letters, as in a Shapefile: readable, each once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

NAME_BYTES: Final = 10

SHORT: Final = {
    "cadastral_code": "cadas_code",
    "agreed_delivery_on": "agr_deliv",
    "delivered_on": "deliv_on",
    "offer_terms": "offerterms",
    "announcement_url": "announ_url",
    "energy_wan_per_tce": "wan_tce",
    "emissions_wan_per_t": "wan_emis_t",
    "former_code": "formercode",
    "certified_area_m2": "cert_m2",
    "declared_area_m2": "decl_m2",
    "developed_share": "devel_pct",
    "invested_share": "invest_pct",
    "disposal_plan": "disposal",
    "responsible_leader": "resp_head",
    "responsible_unit": "resp_unit",
    "responsible_post": "resp_post",
    "supply_batch": "batch",
    "approval_number": "approv_no",
    "approved_on": "approv_on",
    "contract_number": "contr_no",
    "supervision_number": "superv_no",
    "supply_mode": "supplymode",
    "agreed_start_on": "agr_start",
    "agreed_completion_on": "agr_compl",
    "completed_on": "compl_on",
    "available_from": "avail_from",
    "offer_ends_on": "offer_end",
    "reference_price_wan_per_mu": "ref_wan_mu",
    "reference_rent_yuan_per_m2_month": "rent_m2_mo",
    "contact_wechat": "wechat",
    "has_buildings": "buildings",
    "investment_wan_per_mu": "inv_wan_mu",
    "tax_wan_per_mu": "tax_wan_mu",
    "standard_source": "std_source",
    "land_use_code": "use_code",
    "land_use_scheme": "use_scheme",
    "building_density": "bldg_dens",
    "height_limit_m": "height_m",
    "green_ratio": "green_pct",
    "water_m3_per_day": "water_m3_d",
    "rail_access": "rail",
    "bearing_kpa": "bear_kpa",
    "holder_code": "holdercode",
    "certificate_number": "cert_no",
    "term_ends_on": "term_end",
    "confirmed_on": "confirm_on",
    "confirmed_by": "confirm_by",
    "data_source": "datasource",
    "source_attributes": "src_attrs",
    "status_since": "stat_since",
    "lineage_from": "from_ids",
    "lineage_to": "to_ids",
    "lineage_depth": "depth",
}
"""Field -> its name in a DBF, where it does not fit."""


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Field name -> name of at most ten letters, each once, in the order given.

    A name that fits stays; a longer one is looked up in `SHORT`, else each of its words keeps as
    many first letters as fit. A name that is taken gets a number.

    Examples
    --------
    >>> short_names(["status", "land_use_code", "announced_quota_on"])
    {'status': 'status', 'land_use_code': 'use_code', 'announced_quota_on': 'ann_quo_on'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        short = SHORT.get(name, name if len(name.encode()) <= NAME_BYTES else _squeezed(name))
        plain, number = short, 1
        while short.lower() in taken:
            number += 1
            tail = str(number)
            short = cut(plain, NAME_BYTES - len(tail)) + tail
        taken.add(short.lower())
        found[name] = short
    return found


def _squeezed(name: str) -> str:
    words = name.split("_")
    room = NAME_BYTES - (len(words) - 1)
    lengths = [0] * len(words)
    for _ in range(room):
        growing = [n for n, word in enumerate(words) if lengths[n] < len(word)]
        if not growing:
            break
        lengths[min(growing, key=lambda n: lengths[n])] += 1
    squeezed = "_".join(word[:size] for word, size in zip(words, lengths, strict=True))
    return cut(squeezed, NAME_BYTES)


def cut(text: str, most: int) -> str:
    """A text of at most so many bytes in UTF-8, never ending within a character.

    Examples
    --------
    >>> cut("长治经开区", 8)
    '长治'
    """
    return text.encode()[:most].decode(errors="ignore")
