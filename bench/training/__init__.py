"""How the weights in ``ingest/naming/weights`` are made: needs the extra ``train``."""
