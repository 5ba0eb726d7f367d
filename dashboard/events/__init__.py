"""Pure functions over events: filter, status, incidents, near-duplicates."""
