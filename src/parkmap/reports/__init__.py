"""Papers to print: plain data in, bytes out. Vectors by typst; text is data, never markup."""
