"""Every way parkmap says no, as one tree.

    ParkmapError                    error
    ├── BadInput                    bad_input
    │   ├── BadValue                bad_value            a field, a date, a code
    │   ├── BadGeometry             bad_geometry         with the place of the fault
    │   └── BadFile                 bad_file             cut short, not what its name says
    │       ├── UnsupportedFile     unsupported_file     no reader for it
    │       ├── TooLarge            too_large            over a limit, which it names
    │       └── UnsafeFile          unsafe_file          the virus scanner refuses it
    ├── NotFound                    not_found
    ├── SignInNeeded                sign_in_needed
    ├── Forbidden                   forbidden
    ├── TooManyRequests             too_many_requests
    ├── Unreachable                 unreachable          a mail server or webhook; tried again
    ├── Conflict                    conflict
    │   ├── StaleVersion            stale_version        somebody changed it since it was read
    │   ├── MissingVersion          missing_version      a write must name the version it saw
    │   ├── LaterEntries            later_entries        an undo that others stand on
    │   ├── LaterFacts              later_facts          a change dated before what is known since
    │   ├── Unconfirmed             unconfirmed          an unusual change that nobody confirmed
    │   └── CannotMerge             cannot_merge         they differ in rights, use, status or park
    ├── AwaitsReview                awaits_review        nothing wrong: a colleague has to accept it
    └── WorkspaceError              workspace_error
        ├── NotAWorkspace           not_a_workspace
        ├── LedgerMissing           ledger_missing       a mirror names a ledger that is not there
        ├── SchemaMismatch          schema_mismatch      made by another release
        ├── Tampered                tampered             the ledger does not prove itself
        ├── ReadOnly                read_only
        ├── DiskFull                disk_full
        ├── Busy                    busy                 another process holds the record
        └── PortInUse               port_in_use

A message is a template and its values, so that the rim can translate it. It says what, where and
what to do. No HTTP here: the web keeps one dictionary from these to status numbers, the command
line one from these to exit codes.
"""

from __future__ import annotations


class ParkmapError(Exception):
    """The base of all.

    Parameters
    ----------
    template
        An English sentence with ``%(name)s`` places; also the message id for translation.
    values
        What goes into the places, kept as ``error.values`` for machines.

    Examples
    --------
    >>> str(BadValue("%(value)s is not a status", value="'sold'"))
    "'sold' is not a status"
    """

    code = "error"

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template, values)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class BadInput(ParkmapError):
    """What was sent cannot be taken as it is."""

    code = "bad_input"


class BadValue(BadInput):
    """A field, a date or a code that is not allowed."""

    code = "bad_value"


class BadGeometry(BadInput):
    """A shape that cannot be a boundary; the message names the place."""

    code = "bad_geometry"


class BadFile(BadInput):
    """A file that cannot be read to its end, or is not what it says it is."""

    code = "bad_file"


class UnsupportedFile(BadFile):
    """A kind of file that parkmap does not read."""

    code = "unsupported_file"


class TooLarge(BadFile):
    """Over a limit; the message names the limit."""

    code = "too_large"


class UnsafeFile(BadFile):
    """The virus scanner of the workspace refuses it."""

    code = "unsafe_file"


class NotFound(ParkmapError):
    """There is no such thing, or not for this reader."""

    code = "not_found"


class SignInNeeded(ParkmapError):
    """Only for people who signed in."""

    code = "sign_in_needed"


class Forbidden(ParkmapError):
    """Signed in, but without the role."""

    code = "forbidden"


class TooManyRequests(ParkmapError):
    """Wait, then try again; ``values["seconds"]`` says how long."""

    code = "too_many_requests"


class Unreachable(ParkmapError):
    """Another server does not answer, or not now; a job tries it again by itself."""

    code = "unreachable"


class Conflict(ParkmapError):
    """True when it was written, no longer true now."""

    code = "conflict"


class StaleVersion(Conflict):
    """Somebody changed the subject since it was read."""

    code = "stale_version"


class MissingVersion(Conflict):
    """A write did not name the version that it saw."""

    code = "missing_version"


class LaterEntries(Conflict):
    """An entry cannot be undone because later ones stand on it."""

    code = "later_entries"


class LaterFacts(Conflict):
    """A change of land dated before facts that were recorded for later days."""

    code = "later_facts"


class Unconfirmed(Conflict):
    """An unusual change of status that nobody has confirmed yet."""

    code = "unconfirmed"


class CannotMerge(Conflict):
    """Parcels that differ in rights, use, status or park; the differences are named."""

    code = "cannot_merge"


class AwaitsReview(ParkmapError):
    """Kept, not written: a second person has to accept it; ``values["proposal"]`` is its number."""

    code = "awaits_review"


class WorkspaceError(ParkmapError):
    """The folder, the store or the machine does not allow it."""

    code = "workspace_error"


class NotAWorkspace(WorkspaceError):
    """A folder without what a workspace needs."""

    code = "not_a_workspace"


class LedgerMissing(WorkspaceError):
    """The boundary files name a ledger that is not in the folder."""

    code = "ledger_missing"


class SchemaMismatch(WorkspaceError):
    """The store was written by another release."""

    code = "schema_mismatch"


class Tampered(WorkspaceError):
    """The ledger does not prove itself; the message names the first place."""

    code = "tampered"


class ReadOnly(WorkspaceError):
    """The folder cannot be written."""

    code = "read_only"


class DiskFull(WorkspaceError):
    """No room left; nothing was half-written."""

    code = "disk_full"


class Busy(WorkspaceError):
    """Another process holds the record for too long."""

    code = "busy"


class PortInUse(WorkspaceError):
    """Another program listens there."""

    code = "port_in_use"
