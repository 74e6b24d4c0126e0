"""Names → things: aliases, short forms, joins and partings."""
