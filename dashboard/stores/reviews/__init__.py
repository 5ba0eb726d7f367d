"""What people say of events: a journal that only grows, and the events that follow from it."""
