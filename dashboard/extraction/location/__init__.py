"""Where an event was: the place, and the area that the words really mean."""
