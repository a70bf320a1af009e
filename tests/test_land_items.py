"""The items of forms beside the land: each says what belongs there."""

from __future__ import annotations

import pytest

from parkmap.land.cases import CASE_ITEMS, STEP_ITEMS
from parkmap.land.chains import KINDS
from parkmap.land.enterprises import ENTERPRISE_ITEMS, FIGURES, TENANCY_ITEMS
from parkmap.land.items import Item
from parkmap.land.matters import CRITERION_ITEMS, MATTER_ITEMS
from parkmap.land.plants import PLANT_ITEMS
from parkmap.land.projects import PROJECT_ITEMS

FORMS = (CASE_ITEMS, STEP_ITEMS, MATTER_ITEMS, CRITERION_ITEMS, ENTERPRISE_ITEMS, TENANCY_ITEMS,
         FIGURES, PLANT_ITEMS, PROJECT_ITEMS, *(kind.items for kind in KINDS.values()))  # fmt: skip
ITEMS = {item.told_as or item.name: item for form in FORMS for item in form.values()}


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_item_has_help_and_a_source(item: Item) -> None:
    for lang in ("zh", "en"):
        told = item.help(lang)
        assert told.text
        assert told.source
    assert all(text.isascii() for text in (*item.help("en"), item.unit_in("en").replace("²", "2")))
