"""The sources of a run: the files that were named, or that a folder holds, known by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tradetally.errors import BadInput

KINDS = (".parquet", ".csv", ".json", ".txt", ".tsv")
RATES, COMMODITIES, PRODUCTS = "rates.csv", "commodities.csv", "products.csv"
_BESIDE = (RATES, COMMODITIES, PRODUCTS)
_WITHIN = "declarations"
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A file of lines: its path, and the digest of its bytes that a book knows it by."""

    path: Path
    digest: str

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Given:
    """The files of a run, and the lists that lie beside them in a folder."""

    files: tuple[Path, ...]
    rates: Path | None = None
    commodities: Path | None = None
    products: Path | None = None

    @property
    def beside(self) -> tuple[Path, ...]:
        """The lists that were found in a folder."""
        found = (self.rates, self.commodities, self.products)
        return tuple(path for path in found if path is not None)


def gather(given: Sequence[Path]) -> Given:
    """Return the files that are named, and those of folders: in their ``declarations``, if any.

    Raises ``BadInput`` for a path that is not there and for a folder without such files.
    """
    files: list[Path] = []
    beside: dict[str, Path] = {}
    for path in given:
        if not path.is_dir():
            _check_there(path)
            files.append(path)
            continue
        files += _files_of(path)
        beside |= {name: path / name for name in _BESIDE if (path / name).is_file()}
    return Given(
        tuple(dict.fromkeys(files)),
        beside.get(RATES),
        beside.get(COMMODITIES),
        beside.get(PRODUCTS),
    )


def _check_there(path: Path) -> None:
    if not path.exists():
        raise BadInput(
            "SOURCE",
            expected="a file or a folder of declaration lines",
            seen=f"{path}, which is not there",
            todo="see that the path is right",
        )


def _files_of(folder: Path) -> list[Path]:
    within = folder / _WITHIN
    listed = sorted((within if within.is_dir() else folder).iterdir())
    found = [
        path
        for path in listed
        if path.suffix.lower() in KINDS
        and path.name not in _BESIDE
        and not path.name.startswith(".")
        and path.is_file()
    ]
    if not found:
        raise BadInput(
            "SOURCE",
            expected=f"files of declaration lines ({', '.join(KINDS)})",
            seen=f"none in {folder}",
            todo="name the files, or their folder",
        )
    return found


def digested(files: Sequence[Path]) -> tuple[Source, ...]:
    """Return the files with their digests, of a few files at a time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(map(Source, files, pool.map(_digest, files)))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(
            "SOURCE",
            expected="a file that can be read",
            seen=f"{path}: {error.strerror or error}",
            todo="check its rights",
        ) from error
