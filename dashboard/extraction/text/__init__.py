"""A text cut into sentences and words, its language told, its boilerplate marked."""
