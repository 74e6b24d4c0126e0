"""Plan text → facts. Knows nothing of graphs."""
