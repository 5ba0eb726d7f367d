"""How the weights were made; nothing that runs imports it."""
