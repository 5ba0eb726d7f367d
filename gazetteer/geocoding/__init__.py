"""The gazetteer as a geocoder for geopy."""
