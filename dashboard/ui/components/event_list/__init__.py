"""The list of events beside the map, and the filters over it."""
