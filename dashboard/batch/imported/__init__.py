"""Tables of events that others coded, taken as they are and marked as imported."""
