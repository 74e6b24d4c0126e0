"""One made-up plan in every form that people keep plans in."""
