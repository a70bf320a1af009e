"""Officers who do anything in any order: a machine that draws their moves and checks each."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from parkmap.errors import ParkmapError, StaleVersion, WorkspaceError
from parkmap.services import imports
from parkmap.services.confirming import Choices, confirm
from parkmap.services.correcting import Correction, correct
from parkmap.services.marking import Mark, mark
from parkmap.services.merging import Merge, merge
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reshaping import reshape
from parkmap.services.retiring import Retirement, retire
from parkmap.services.splitting import Split, split
from parkmap.services.undoing import restore, undo
from parkmap.workspace import open_folder
from tests.proof import moves
from tests.proof.drawn import (
    DAYS,
    Effect,
    backs,
    bearings,
    gain_from,
    noted,
    nothing,
    places,
    shares,
    statuses,
)
from tests.proof.facts import all_hold, refuse_another_rebuild, refuse_differences, refuse_lost_land
from tests.proof.ground import PARK
from tests.proof.replay import EVER, Plain, area_dm2, plane_m2, shapes, standing, total_dm2
from tests.small import BEGAN, OFFICER

FIRST: Final = datetime(2025, 9, 1, 4, tzinfo=UTC)
SMALLEST_M2: Final = 200.0
VERIFY_EVERY: Final = 6


class Officers(RuleBasedStateMachine):
    """Each rule is a move; what may be refused is, and then nothing was written."""

    source: ClassVar[Path]
    done: ClassVar[Counter[str]] = Counter()

    @initialize(wait=st.integers(0, 30))
    def begin(self, wait: int) -> None:
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "zone"
        shutil.copytree(self.source, folder)
        self.now = FIRST + timedelta(days=wait)
        self.record = open_folder(folder, clock=self._clock)
        self.stack.enter_context(closing(self.record.store))
        self.plain = Plain().read(self.record)
        self.effects: dict[int, Effect] = {}
        self.waiting: list[tuple[int, date]] = []
        self.came = 0
        self._settle()

    def _clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    # What the rules stand on

    def _settle(self) -> None:
        every = self.plain.states([*DAYS, EVER])
        self.states, self.totals = every[EVER], {day: total_dm2(every[day]) for day in every}

    def _one(self, place: int) -> str:
        here = sorted(standing(self.states))
        return here[place % len(here)]

    def _day(self, back: int) -> date:
        return max(self.record.today() - timedelta(days=back), BEGAN)

    def _shape(self, parcel_id: str) -> Any:
        return shapes({parcel_id: self.states[parcel_id]})[parcel_id]

    def _left(self, place: int) -> Any:
        """Land that a parcel once had, less a margin; others may lie there by now."""
        once = [one for one in sorted(self.states) if self.states[one].get("retired_on")]
        if not once:
            return moves.spare_lot(place)
        state = self.states[once[place % len(once)]] | {"retired_on": None}
        return moves.narrower(shapes({"one": state})["one"], 2.0)

    def _reason(self, word: str) -> str:
        return f"{word} {len(self.plain.headers)}"

    def _do(self, word: str, move: Callable[[], Any], due: Callable[[Any], Effect | None]) -> Any:
        """Make a move and hold the record to it; a refusal has to have written nothing."""
        before, seqs = self.totals, len(self.plain.headers)
        measured = plane_m2(shapes(self.states).values())
        refused = ""
        try:
            answer = move()
        except WorkspaceError:
            raise
        except ParkmapError as error:
            refused = error.code
        self.plain.read(self.record)
        if refused:
            assert len(self.plain.headers) == seqs, f"{word} was refused and wrote"
            self.done[f"{word}: {refused}"] += 1
            return None
        assert len(self.plain.headers) <= seqs + 1
        self.done[word] += 1
        self._settle()
        effect = {day: self.totals[day] - before[day] for day in before}
        expected = due(answer)
        assert expected is None or effect == expected, f"{word} changed the sums"
        if len(self.plain.headers) > seqs:
            self.effects[len(self.plain.headers)] = effect
            gained = plane_m2(shapes(self.states).values()) - measured
            if word in {"split", "merge", "reshape"}:
                refuse_lost_land(answer, gained)
        all_hold(self.record, self.plain, DAYS)
        if len(self.plain.headers) % VERIFY_EVERY == 0:
            refuse_differences(self.record)
        return answer

    def _twice(self, move: Callable[[str], Any]) -> Callable[[], Any]:
        """A request that is sent again under its key: the first answer, and no second entry."""
        key = f"key {len(self.plain.headers)}"

        def both() -> Any:
            first, again = move(key), move(key)
            seqs = [getattr(one, "receipt", one).seq for one in (first, again)]
            assert seqs[0] == seqs[1]
            return first

        return both

    # The moves

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(place=places, way=st.sampled_from(["line", "area", "parts"]), share=shares,
          bearing=bearings, parts=st.integers(2, 4), back=backs)  # fmt: skip
    def split(
        self, place: int, way: str, share: float, bearing: float, parts: int, back: int
    ) -> None:
        one = self._one(place)
        if area_dm2(self.states[one]) < SMALLEST_M2 * 100:
            return
        cut = moves.cut_from(self._shape(one), way, share, bearing, parts)
        asked = Split(one, moves.version(self.record, one), cut, self._day(back),
                      self._reason("分割"))  # fmt: skip
        self._do("split", self._twice(lambda key: split(self.record, OFFICER, asked, key)),
                 lambda _done: nothing())  # fmt: skip

    @rule(place=places, alike=st.sampled_from([True, True, True, False]), back=backs)
    def merge(self, place: int, alike: bool, back: int) -> None:
        pairs = moves.touching(self.states, alike=alike)
        if not pairs:
            return
        chosen = pairs[place % len(pairs)]
        seen: dict[str, int | None] = {one: moves.version(self.record, one) for one in chosen}
        asked = Merge(seen, chosen[0], self._day(back), self._reason("合并"))
        self._do("merge", self._twice(lambda key: merge(self.record, OFFICER, asked, key)),
                 lambda _done: nothing())  # fmt: skip

    @rule(place=places, at=places, by_m=st.sampled_from([-6.0, -1.5, -0.1, 0.02, 0.8, 5.0]),
          corner=st.booleans(), back=backs)  # fmt: skip
    def reshape(self, place: int, at: int, by_m: float, corner: bool, back: int) -> None:
        one, day = self._one(place), self._day(back)
        asked = moves.bent(self.record, one, self._shape(one), at, by_m, corner=corner, day=day,
                           reason=self._reason("调整界址"))  # fmt: skip
        self._do("reshape", lambda: reshape(self.record, OFFICER, asked),
                 lambda done: gain_from(day, done.after_dm2 - done.before_dm2))  # fmt: skip

    @rule(place=places, count=st.integers(1, 3), status=statuses, back=backs)
    def mark(self, place: int, count: int, status: str, back: int) -> None:
        ids = {self._one(place + step) for step in range(count)}
        seen: dict[str, int | None] = {one: moves.version(self.record, one) for one in ids}
        asked = Mark(seen, status, self._day(back), self._reason("核实"))
        self._do("mark", self._twice(lambda key: mark(self.record, OFFICER, asked, key)),
                 lambda _done: nothing())  # fmt: skip

    @rule(place=places, said=noted, back=backs)
    def annotate(self, place: int, said: tuple[str, Any], back: int) -> None:
        one = self._one(place)
        asked = Annotation({one: moves.version(self.record, one)}, dict([said]), self._day(back),
                           self._reason("补录"))  # fmt: skip
        self._do("annotate", lambda: annotate(self.record, OFFICER, asked), lambda _: nothing())

    @rule(place=places, status=statuses, back=st.integers(0, 240), then=st.integers(0, 100))
    def correct(self, place: int, status: str, back: int, then: int) -> None:
        one = sorted(self.states)[place % len(self.states)]
        days = sorted({self._day(back), self._day(max(back - then, 0))})
        values = tuple((day, status if at == 0 else "idle") for at, day in enumerate(days))
        asked = Correction(one, moves.version(self.record, one), "status", values,
                           self._reason("更正"))  # fmt: skip
        self._do("correct", lambda: correct(self.record, OFFICER, asked), lambda _: nothing())

    @rule(place=places, back=backs)
    def retire(self, place: int, back: int) -> None:
        if len(standing(self.states)) < 6:
            return
        one, day = self._one(place), self._day(back)
        asked = Retirement({one: moves.version(self.record, one)}, day, self._reason("收回"))
        lost = -area_dm2(self.states[one])
        self._do("retire", lambda: retire(self.record, OFFICER, asked),
                 lambda _done: gain_from(day, lost))  # fmt: skip

    @rule(place=places, newest=st.booleans())
    def undo(self, place: int, newest: bool) -> None:
        there = [one["seq"] for one in self.plain.headers if one["undoes"] is None]
        live = [one for one in there if one not in self.plain.undone]
        seq = live[-1 - place % min(3, len(live))] if newest else there[place % len(there)]
        effect = self.effects.get(seq, {})
        self._do("undo", lambda: undo(self.record, OFFICER, seq, self._reason("误录")),
                 lambda _done: {day: -effect[day] for day in effect})  # fmt: skip

    @rule(place=places)
    def restore(self, place: int) -> None:
        if not self.plain.undone:
            self.undo(0, newest=True)
        undone = sorted(self.plain.undone)
        if not undone:
            return
        seq = undone[-1 - place % len(undone)]
        effect = self.effects[seq]
        self._do("restore", lambda: restore(self.record, OFFICER, seq, self._reason("恢复")),
                 lambda _done: effect)  # fmt: skip

    @rule(place=places, fields=st.lists(noted, max_size=2), status=statuses, back=backs,
          by_m=st.sampled_from([0.0, 0.0, 0.01, 1.0]), fresh=st.booleans(),
          again=st.sampled_from([0, 0, 0, 1, 2]), at_once=st.booleans())  # fmt: skip
    def stage(
        self, place: int, fields: list[tuple[str, Any]], status: str, back: int, by_m: float,
        fresh: bool, again: int, at_once: bool,
    ) -> None:  # fmt: skip
        one = self._one(place)
        said = {name: value for name, value in fields if value is not None}
        shape = moves.narrower(self._shape(one), by_m) if by_m else self._shape(one)
        rows = [moves.row(one, shape, **said)]
        if fresh:
            number = max(self.came - again, 0)
            lot = self._left(place) if again == 2 else moves.spare_lot(number)
            rows.append(moves.row(f"N-{number}", lot, status=status, park=PARK))
            self.came += again == 0
        day = self._day(back)
        view = moves.send(self.record, rows, day, "all" if place % 5 == 0 else "near")
        assert view.state == "ready"
        self.plain.read(self.record)
        self.waiting.append((view.id, day))
        if at_once:
            self.confirm(0, retiring=False)

    @rule(place=places, retiring=st.sampled_from([False, False, False, True]))
    def confirm(self, place: int, retiring: bool) -> None:
        if not self.waiting:
            return
        import_id, _day = self.waiting[-1 - place % len(self.waiting)]
        gone = sorted(imports.show(self.record, OFFICER, import_id).gone)[:1] if retiring else ()
        choices = Choices(self._reason("入库"), retire=gone)

        def take() -> Any:
            with suppress(StaleVersion):  # somebody moved the record: looked at, and again
                return confirm(self.record, OFFICER, import_id, choices)
            return confirm(self.record, OFFICER, import_id, choices)

        taken = self._do("import", take, lambda _done: None)
        if taken:
            self.waiting = [one for one in self.waiting if one[0] != import_id]
            assert imports.show(self.record, OFFICER, import_id).seq == taken.seq

    @rule(place=places)
    def drop(self, place: int) -> None:
        if self.waiting:
            import_id, _ = self.waiting.pop(place % len(self.waiting))
            imports.drop(self.record, OFFICER, import_id)
            assert imports.show(self.record, OFFICER, import_id).state == "dropped"

    def teardown(self) -> None:
        if not hasattr(self, "record"):
            return
        with self.stack:
            refuse_differences(self.record)
            refuse_another_rebuild(self.record)


__all__ = ["Officers"]
