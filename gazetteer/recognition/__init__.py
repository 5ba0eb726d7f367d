"""Which stretches of a text are used as a name of a place."""
