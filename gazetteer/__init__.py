"""A local index of places: find names in text, decide which place is meant. Usable alone."""
