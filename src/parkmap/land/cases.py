"""A case of idle land 闲置土地案件: its steps, their order, what a step asks.

After 闲置土地处置办法 (order 53 of the Ministry of Land and Resources, 2012): the firm is
notified of the inquiry, idleness is determined in writing and published, a plan of disposal is
made and approved, and ends in an agreement or a decision. Before the 认定书
land is only suspected to be idle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.land.codes import IDLE_CAUSE
from parkmap.land.items import Item, items_of
from parkmap.said import say

CASE: Final = "case"
PREFIX: Final = "XZ-"


class Step(NamedTuple):
    """One step: its words, and the steps without which it has no ground."""

    name: str
    zh: str
    en: str
    needs: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field of the case that keeps it."""
        return f"step_{self.name}"

    def label(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en


STEPS: Final = {
    one.name: one
    for one in (
        Step("investigation", "调查通知书", "Notice of inquiry"),
        Step("determination", "认定书", "Determination", ("investigation",)),
        Step("publication", "公开", "Publication", ("determination",)),
        Step("plan", "处置方案", "Plan of disposal", ("determination",)),
        Step("approval", "批准", "Approval", ("plan",)),
        Step("agreement", "补充协议/决定书", "Agreement or decision"),
        Step("closing", "销号", "Closing"),
    )
}
"""Step -> its place in the order. What it `needs` is refused without; the rest is asked about."""

CASE_ITEMS: Final = items_of(
    Item("parcel", "地块编号", "Parcel", needed=True),
    Item("cause", "闲置原因", "Cause", "code", codes=IDLE_CAUSE),
    Item("opened_on", "立案日期", "Opened on", "date", needed=True),
    Item("responsible_unit", "责任单位", "Responsible unit", needed=True),
    Item("responsible_post", "责任岗位", "Responsible post"),
    Item("due_on", "完成时限", "Due", "date"),
    Item("note", "备注", "Note", "long"),
)
STEP_ITEMS: Final = items_of(
    Item("number", "文号", "Number", needed=True),
    Item("on", "日期", "Date", "date", needed=True),
    Item("received_on", "签收日期", "Received on", "date"),
    Item("note", "备注", "Note", "long"),
)


def step_of(name: str) -> Step:
    """The step of a name.

    Raises
    ------
    NotFound
        There is none.
    """
    found = STEPS.get(name)
    if found is None:
        raise NotFound(
            "there is no step '%(name)s'; use one of %(all)s", name=name[:40], all=", ".join(STEPS)
        )
    return found


def next_step(state: Mapping[str, Any]) -> Step | None:
    """The first step that was not taken; None once the case is closed.

    Examples
    --------
    >>> next_step({"step_investigation": {"number": "1", "on": "2026-01-05"}}).name
    'determination'
    """
    if state.get(STEPS["closing"].field):
        return None
    return next((one for one in STEPS.values() if not state.get(one.field)), None)


def check_step(
    state: Mapping[str, Any], step: Step, taken: Mapping[str, Any], *, anyway: bool
) -> None:
    """Refuse a step that has no ground, or whose days do not follow; ask about an unusual one.

    Parameters
    ----------
    state
        The case as it stands.
    taken
        The step as it is to be kept, already checked item by item.
    anyway
        Whether the question was answered.

    Raises
    ------
    Conflict
        A step that it needs was not taken; or it is unusual and was not confirmed
        (``values["ask"]`` is True then).
    BadValue
        Its day lies before that of an earlier step or after that of a later one, or it was received
        before it was made.
    """
    lacking = [STEPS[one] for one in step.needs if not state.get(STEPS[one].field)]
    if lacking:
        raise Conflict(
            "%(step)s has no ground without %(lacking)s; record that first",
            step=step.name, lacking=", ".join(one.name for one in lacking),
        )  # fmt: skip
    _check_days(state, step, taken)
    if anyway:
        return
    before = state.get(step.field)
    if before:
        raise Conflict(
            "%(step)s is recorded already (%(number)s, %(on)s); confirm to correct it",
            ask=True, step=step.name, number=before["number"], on=before["on"],
        )  # fmt: skip
    names = list(STEPS)
    skipped = [one for one in names[: names.index(step.name)]
               if not state.get(STEPS[one].field)]  # fmt: skip
    if skipped:
        raise Conflict(
            "%(skipped)s would be skipped before %(step)s; confirm if that is right, and say why "
            "in the note", ask=True, step=step.name, skipped=", ".join(skipped),
        )  # fmt: skip


def _check_days(state: Mapping[str, Any], step: Step, taken: Mapping[str, Any]) -> None:
    names = list(STEPS)
    place = names.index(step.name)
    for at, name in enumerate(names):
        other = state.get(STEPS[name].field)
        if not other or at == place:
            continue
        wrong = taken["on"] < other["on"] if at < place else taken["on"] > other["on"]
        if wrong:
            word = say("before") if at < place else say("after")
            raise BadValue(
                "%(on)s lies %(side)s %(other)s of %(day)s; check the date",
                field="on", on=taken["on"], side=word, other=name, day=other["on"],
            )  # fmt: skip
    received = taken.get("received_on")
    if received and received < taken["on"]:
        raise BadValue(
            "it cannot have been received on %(day)s, before it was made (%(on)s)",
            field="received_on", day=received, on=taken["on"],
        )  # fmt: skip


__all__ = [
    "CASE", "CASE_ITEMS", "PREFIX", "STEPS", "STEP_ITEMS", "Step", "check_step", "next_step",
    "step_of",
]  # fmt: skip
