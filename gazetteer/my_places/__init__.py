"""Places of the user's own: a journal, and the layer made from it."""
