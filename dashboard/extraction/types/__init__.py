"""Which kind of event a sentence tells of, by its words."""
