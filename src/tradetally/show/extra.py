"""The extra ``brief``: what draws charts, sets pages and writes workbooks, imported on use."""

from __future__ import annotations

import importlib
from types import ModuleType

from tradetally.errors import BadInput

INSTALL = "pip install 'tradetally[brief]'"


def needed(module: str, what: str) -> ModuleType:
    """Return a module of the extra; raise ``BadInput`` with the install line where it is missing.

    ``what`` is the file that cannot be made without it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise  # the module is there, and something that it needs is not
        raise BadInput(
            what,
            expected="the extra “brief” to be installed",
            seen=f"no module {module}",
            todo=f"run {INSTALL}",
        ) from None
