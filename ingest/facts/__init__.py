"""Tables and prose → named things and the ties between them."""
