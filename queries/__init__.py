"""One question per .cypher file."""
