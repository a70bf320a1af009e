"""The land record at rest: one store on SQLAlchemy Core, a ledger and what is derived from it."""

from parkmap.store.store import Store

__all__ = ["Store"]
