"""The seeded generator of the demonstration workspace: a made-up town, drawn and lived in."""
