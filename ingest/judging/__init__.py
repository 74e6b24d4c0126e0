"""People's words, and what follows from them."""
