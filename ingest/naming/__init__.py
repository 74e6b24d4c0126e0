"""Text → names with type: general lists, rules that are true of the language, technical words."""
