"""One place: its record, its form, its uses; places without a point."""
