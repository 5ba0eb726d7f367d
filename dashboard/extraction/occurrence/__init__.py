"""Which sentences tell an event, and of what kind: heads over the encoder's vectors."""
