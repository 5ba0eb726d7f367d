"""An article in step with its map and its days, and what can be done about it."""
