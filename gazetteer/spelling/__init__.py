"""One spelling for every variant, with a map back to the original offsets."""
