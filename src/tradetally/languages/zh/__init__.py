"""Chinese: numbers, periods and phrases, read and written.

The word lists are data (``*.toml``); each module has a ``find`` and a ``write`` that are each
other's inverse.
"""
