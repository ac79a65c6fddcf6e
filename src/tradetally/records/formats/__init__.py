"""The formats: every layout of source files that can be read, one module each.

In come files; out goes ``Lines``, the common records of one layout's files as an expression that
is not run. The layout is told by looking at the file (``open_head``, ``format_of``), not by its
name. A format reads and renames, spells codes and units as our lists do, and says by which rule a
row is outside the statistics (``outside``): it drops no row and judges none. A code that no list
holds stays as it is written, a number that cannot be read is null, and the checks find both.
Called by compiling.
"""

from tradetally.records.formats.choice import FORMATS, Sources, format_of, sorted_by_format
from tradetally.records.formats.opening import open_head
from tradetally.records.formats.outside import OUTSIDE

__all__ = ["FORMATS", "OUTSIDE", "Sources", "format_of", "open_head", "sorted_by_format"]
