"""Files out: one module a format, all from the same sheet."""
