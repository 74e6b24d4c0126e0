"""Facts → property graph, over Bolt only."""
