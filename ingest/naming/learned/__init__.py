"""What was learned from annotated texts: sentence → spans with type and probability."""
