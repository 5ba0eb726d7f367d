"""What a browser's session knows: the view, the language, the stores and indexes it reads."""
