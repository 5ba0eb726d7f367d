"""Files of places opened: unpacked, decoded, read as streams with bounds."""
