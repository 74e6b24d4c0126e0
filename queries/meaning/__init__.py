"""What stands near a question in meaning: vectors of the plans' sentences, and the nearest ones."""
