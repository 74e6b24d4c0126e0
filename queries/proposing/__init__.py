"""What other readers (people or language models) propose: read, checked by machine, kept apart
until a person says yes.

``proposal.py`` reads lines of JSON, ``checked.py`` holds them against the plan's text and the
graph and signs those that stand, ``model.py`` asks a language model that the user names, and
``decided.py`` is a person's word on what waits.
"""
