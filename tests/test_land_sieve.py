"""Filters over columns: what fits, what each would leave, what to loosen; and words looked for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.asked import wanted_of
from parkmap.land.criteria import TEXT, Between, Wanted
from parkmap.land.inventory import Inventory, Item, inventory_of
from parkmap.land.sieve import Sieve
from parkmap.land.text_search import search

CHAINS = ("光电", "新能源", "")
MU = st.one_of(st.integers(1, 200).map(float), st.just(float("nan")))


def lot(at: int, chain: str = "光电", mu: float = 10.0, rail_m: float = 100.0) -> Item:
    name = f"g-{at:03d}"
    return Item(name.upper(), int(mu * 100) if mu == mu else 0, (0, 0, 1, 1), name,
                f"{name} {chain}装备产业园", name,
                {"mu": mu, "rail_m": rail_m, "from": float(date(2026, 1, at % 28 + 1).toordinal())},
                {"chain": chain, "avail": "available" if at % 2 else "held"})  # fmt: skip


LOTS = st.lists(st.builds(lot, st.integers(0, 40), st.sampled_from(CHAINS), MU, MU),
                max_size=30, unique_by=lambda one: one.id)  # fmt: skip
WISHES = st.builds(
    lambda chains, least, most: Wanted(given={
        **({"chain": frozenset(chains)} if chains else {}),
        **({"mu": Between(least, None)} if least else {}),
        **({"rail_m": Between(None, most)} if most else {}),
    }),
    st.sets(st.sampled_from(CHAINS[:2])), st.integers(0, 220), st.integers(0, 220),
)  # fmt: skip


def ids(inventory: Inventory, wanted: Wanted) -> set[str]:
    return set(inventory.ids[Sieve(inventory, wanted).rows()].tolist())


@given(LOTS, WISHES)
def test_a_count_is_what_choosing_it_would_leave(lots: list[Item], wanted: Wanted) -> None:
    land = inventory_of(lots)
    counts = Sieve(land, wanted).counts("chain")
    alone = {chain: len(ids(land, wanted.asking("chain", frozenset({chain})))) for chain in counts}
    assert counts == alone


@given(LOTS, WISHES)
def test_a_step_counts_what_it_would_leave(lots: list[Item], wanted: Wanted) -> None:
    land = inventory_of(lots)
    for step, count in Sieve(land, wanted).counts("mu").items():
        assert count == len(ids(land, wanted.asking("mu", Between(float(step), None))))


@given(LOTS, WISHES)
def test_loosening_gives_what_it_says(lots: list[Item], wanted: Wanted) -> None:
    land = inventory_of(lots)
    sieve = Sieve(land, wanted)
    ways = [] if sieve.fits.any() else sieve.loosened()
    for way in ways:
        assert len(ids(land, wanted.without(*way.names))) == way.left > 0
        if way.to is not None:
            assert len(ids(land, wanted.asking(way.names[0], way.to))) == way.to_left > 0


@given(LOTS, LOTS, st.sets(st.integers(0, 40)))
def test_an_inventory_brought_up_equals_one_made_anew(
    before: list[Item], changed: list[Item], gone: set[int]
) -> None:
    left = {lot(at).id for at in gone} - {one.id for one in changed}
    now = {one.id: one for one in [*before, *changed] if one.id not in left}
    made = inventory_of(before).changed(changed, left)
    anew = inventory_of(list(now.values()))
    assert made.ids.tolist() == anew.ids.tolist()
    assert made.texts.tolist() == anew.texts.tolist()
    assert set(made.codes["chain"].words) == set(anew.codes["chain"].words)
    words = [made.codes["chain"].words[at] for at in made.codes["chain"].at]
    assert words == [anew.codes["chain"].words[at] for at in anew.codes["chain"].at]


@given(WISHES)
def test_a_wish_comes_back_from_its_address(wanted: Wanted) -> None:
    from urllib.parse import parse_qs

    assert wanted_of(parse_qs(wanted.address())) == wanted


def test_an_unknown_figure_fits_no_bound_and_comes_last() -> None:
    land = inventory_of([lot(1, mu=float("nan")), lot(2, mu=5.0), lot(3, mu=9.0)])
    assert ids(land, Wanted(given={"mu": Between(0.0, None)})) == {"G-002", "G-003"}
    rows = Sieve(land, Wanted(sort="-mu")).rows()
    assert land.ids[rows].tolist() == ["G-003", "G-002", "G-001"]


def test_a_list_by_name_follows_the_name_and_not_the_number() -> None:
    land = inventory_of([lot(1)._replace(title="b"), lot(2)._replace(title="a")])
    assert land.ids[Sieve(land, Wanted(sort="name")).rows()].tolist() == ["G-002", "G-001"]


def test_bounds_of_a_price_part_the_land_in_four_and_are_the_most() -> None:
    prices = (8.0, 12.0, 15.0, 20.0, 40.0)
    land = inventory_of([lot(at)._replace(numbers={"price": one})
                         for at, one in enumerate(prices)])  # fmt: skip
    assert Sieve(land, Wanted()).counts("price") == {"12": 2, "15": 3, "20": 4}


def test_the_nearest_bound_is_offered() -> None:
    land = inventory_of([lot(1, mu=47.2), lot(2, mu=30.0)])
    (way,) = Sieve(land, Wanted(given={"mu": Between(80.0, None)})).loosened()
    assert (way.to, way.to_left, way.left) == (Between(47.2, None), 1, 2)


def test_two_filters_are_named_where_no_single_one_helps() -> None:
    land = inventory_of([lot(1, chain="新能源", mu=5.0)])
    wanted = Wanted(given={"chain": frozenset({"光电"}), "mu": Between(80.0, None)})
    (way,) = Sieve(land, wanted).loosened()
    assert (way.names, way.left) == (("chain", "mu"), 1)


def test_a_park_is_found_by_a_part_of_its_name_and_by_its_short_form() -> None:
    land = inventory_of([lot(1), lot(2, chain="航天")])
    assert ids(land, Wanted("光电")) == {"G-001"}
    assert ids(land, Wanted("光电产业园")) == {"G-001"}
    assert Sieve(land, Wanted("光电产业园")).loosely


def test_what_is_named_so_comes_before_what_lies_there() -> None:
    texts, names = ["g-1 光电园", "光电一号 航天园"], ["g-1", "光电一号"]
    assert search(texts, names, "光电").by_name.tolist() == [False, True]


def test_words_without_any_find_are_loosened_too() -> None:
    land = inventory_of([lot(1)])
    (way,) = Sieve(land, Wanted("没有这样的地")).loosened()
    assert way.names == (TEXT,)


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"mu_min": ["much"]}, "mu_min"), ({"mu_min": ["-1"]}, "mu_min"),
     ({"mu_max": ["nan"]}, "mu_max"),
     ({"mu_min": ["9"], "mu_max": ["3"]}, "mu_min"), ({"avail": ["free"]}, "avail"),
     ({"by": ["soon"]}, "by"), ({"siding": ["yes"]}, "siding"), ({"sort": ["holder"]}, "sort"),
     ({"q": ["光" * 201]}, "q"), ({"rail_m": ["1_000"]}, "rail_m")],
)  # fmt: skip
def test_a_wish_that_does_not_fit_is_refused_by_name(
    sent: dict[str, list[str]], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        wanted_of(sent)
    assert refused.value.values["field"] == field


@given(LOTS, WISHES)
def test_sums_by_park_add_up_to_all_that_fits(lots: list[Item], wanted: Wanted) -> None:
    sieve = Sieve(inventory_of(lots), wanted)
    sums = sieve.by_park().values()
    assert sum(n for n, _ in sums) == sieve.fits.sum()
    assert sum(area for _, area in sums) == sieve.area_dm2()
