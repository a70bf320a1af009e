"""What can be done with the record, one use case a function: permission, transaction, entry."""
