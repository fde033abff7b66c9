"""One council's format as data: its model, its loader and its validation."""
