"""复核: whose changes, and which, wait for a second person: `[review]` in `parkmap.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue

ROLES: Final = ("officer", "admin")
ACTIONS: Final = (
    "mark", "annotate", "correction", "retire", "split", "merge", "reshape", "create", "plan",
    "revert", "import", "undo", "restore", "enter", "amend", "case_step",
)  # fmt: skip
"""What can be reviewed, as entries call it: everything that can be written. A trim is a reshape."""


@dataclass(frozen=True, slots=True)
class Review:
    """Roles and actions that wait; none by default, and then nothing waits."""

    roles: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()

    def asks(self, roles: Iterable[str], action: str) -> bool:
        """Whether a change of this kind, by somebody with these roles, waits.

        Examples
        --------
        >>> review = Review(frozenset({"officer"}), frozenset({"mark"}))
        >>> review.asks({"officer"}, "mark"), review.asks({"admin"}, "mark")
        (True, False)
        """
        return action in self.actions and not self.roles.isdisjoint(roles)


OFF: Final = Review()


def review_of(table: Mapping[str, Any]) -> Review:
    """The settings from their table.

    Raises
    ------
    BadValue
        A role or an action that is none; the message names those that are.
    """
    return Review(_chosen(table, "roles", ROLES), _chosen(table, "actions", ACTIONS))


def _chosen(table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> frozenset[str]:
    value = table.get(key, ())
    if not isinstance(value, list | tuple) or not {str(one) for one in value} <= set(allowed):
        raise BadValue(
            "parkmap.toml: review.%(key)s is %(value)s; list some of %(allowed)s",
            key=key,
            value=str(value)[:80],
            allowed=", ".join(allowed),
        )
    return frozenset(map(str, value))


__all__ = ["ACTIONS", "OFF", "ROLES", "Review", "review_of"]
