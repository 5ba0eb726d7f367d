"""One event in the words it came from, and the reports of the same."""
