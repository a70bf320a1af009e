"""Which coordinate system a file is in: by its words, its numbers, the place, or as asked."""
