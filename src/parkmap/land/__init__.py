"""The land record as values: statuses, fields, ledger entries, policy. See README.md here."""
