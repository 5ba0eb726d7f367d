"""Sources into layers of the index: whole or not at all, linked to what is known."""
