"""The tally: statements held against evidence, and what that says of them.

In come a text's statements and a book; out go verdicts with their evidence, and answers. The way
of a statement: ``check`` fetches what bears on it (``scopes``), ``knowledge`` groups that by
round and asks ``system`` what each round leaves open, ``judge`` finds where the evidence lies,
``diagnosis`` looks for the small edit that would make it true. Called by the passages.
"""
