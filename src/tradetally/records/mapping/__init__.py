"""Mappings: a source that no format knows, read through a small TOML file.

In comes a TOML file that says which column of the source is which of the common record, in what
form, unit and code system (``read_mapping``); out goes a ``Format`` like any other. ``suggest``
drafts such a file from a source's own column names and values, with the reason for each line and
``FILL IN`` where the source does not tell. docs/formats.md describes the file. Called by
compiling.
"""

from tradetally.records.mapping.draft import suggest
from tradetally.records.mapping.mapped import Mapped, read_mapping
from tradetally.records.mapping.spec import BLANK

__all__ = ["BLANK", "Mapped", "read_mapping", "suggest"]
