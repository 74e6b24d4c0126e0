"""A question as a set expression over the schema: pieces → typed query → Cypher from named parts.

In: tokens (:mod:`queries.asking.tokens`). Out: a :class:`~queries.grammar.model.Typed`, its
statement and parameters, its sentence. What no piece takes up keeps the question from being read.
"""
