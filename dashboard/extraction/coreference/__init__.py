"""Which tellings of an article are one event, and what is said of it in the end."""
