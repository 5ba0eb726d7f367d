"""How the weights of extraction were made; nothing that runs imports it."""
