"""Ways to draw events, one module per layer: numbers and ids only, no text through folium."""
