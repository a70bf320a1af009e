"""Leaders read everything of the land, and change nothing but comments and what is their own."""

from __future__ import annotations

from tests.web.test_permissions import EVERYBODY, RULES

OWN = ("/api/comments", "/subscriptions")
SHOWN = ("/reports", "/api/reports", "/wall/remote/", "/api/wall/screens")
"""What is made of the record and shown, without a change to it: files, and what a screen shows."""
WORK = frozenset({
    "/desk", "/imports", "/admin", "/api/backup", "/api/queue", "/api/proposals", "/api/enquiries",
    "/api/imports", "/api/import-mappings", "/api/edits",
})  # fmt: skip
"""Where others work: their to-do lists, what waits for them, and what tells of a person."""


def test_a_leader_changes_only_comments_and_own_subscriptions() -> None:
    changes = {rule for method, rule, _, who, _ in RULES
               if method != "GET" and "leader" in who and who != EVERYBODY}  # fmt: skip
    assert {rule for rule in changes if not rule.startswith(OWN + SHOWN)} == set()


def test_a_leader_reads_what_any_of_the_staff_reads_of_land() -> None:
    closed = {rule for method, rule, _, who, _ in RULES
              if method == "GET" and "leader" not in who}  # fmt: skip
    assert {rule for rule in closed if not rule.startswith(tuple(WORK))} == set()
