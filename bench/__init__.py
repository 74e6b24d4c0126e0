"""Measurements: each script prints its figures and their ratios, and asserts nothing."""
