"""Words and lines with places → blocks and tables; the flattened text's own reconstruction."""
