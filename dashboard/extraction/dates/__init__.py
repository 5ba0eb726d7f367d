"""Which days a text names, and on which of them an event was."""
