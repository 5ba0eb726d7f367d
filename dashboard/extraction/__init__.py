"""From a document to what it reports: mentions, dates, events with place, day, people, claims."""
