"""A question in Chinese or English → words → senses → an intent with slots → a named query."""
