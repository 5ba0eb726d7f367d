"""How many were killed and injured, and whose losses they are."""
