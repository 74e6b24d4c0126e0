"""Declared fields, what falls under them, and why."""
