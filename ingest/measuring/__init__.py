"""Gold, scores, worksheet: how good a reading is."""
