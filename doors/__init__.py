"""Doors for programs: the HTTP API and the MCP server, thin over the package ``innograph``.

Both answer whom they know by name (``hosts``), so many questions a second from one address
(``gate``), and only read.
"""
