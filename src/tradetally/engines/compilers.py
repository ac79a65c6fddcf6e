"""Ibis without the compilers of engines that are not asked: a fifth of its start is theirs.

Ibis imports the compilers to all of its twenty dialects with the first one. Here each is imported
when it is asked for, under the same name; whatever else that package offers is there as before.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_PACKAGE = "ibis.backends.sql.compilers"


def spare_compilers() -> None:
    """Put the package that imports all compilers off, unless it is imported already."""
    if _PACKAGE in sys.modules:
        return
    parent = import_module("ibis.backends.sql")
    spec = find_spec(_PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        return  # an Ibis that is built in another way, and imports as it likes
    package = module_from_spec(spec)
    package.__getattr__ = lambda name: _asked(package, name)  # type: ignore[method-assign]
    sys.modules[_PACKAGE] = package
    parent.compilers = package  # type: ignore[attr-defined]


def _asked(package: ModuleType, name: str) -> object:
    """Return one compiler's module, or what the package itself defines."""
    if find_spec(f"{_PACKAGE}.{name}") is not None:
        return import_module(f"{_PACKAGE}.{name}")
    spec = package.__spec__
    if name.startswith("__") or spec is None or spec.loader is None:
        raise AttributeError(name)
    del package.__getattr__
    spec.loader.exec_module(package)
    return getattr(package, name)
