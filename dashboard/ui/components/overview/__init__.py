"""Charts of the events a filter wants: a bar or a country filters when it is pressed."""
