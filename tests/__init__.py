"""The tests; their helpers are imported as ``tests.engines``, ``tests.builders`` and so on."""
