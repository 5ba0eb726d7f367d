"""Events over time: bars, a brush, playback."""
