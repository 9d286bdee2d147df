"""Which part of the program a chapter or a page can reach, found from its import statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .fingerprint import files_in, tree_fingerprint

PACKAGE = Path(__file__).parents[1]
NAME = PACKAGE.name
TOPICS = f"{NAME}.indicators."
FROM = re.compile(r"^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)", re.MULTILINE)
PLAIN = re.compile(rf"^[ \t]*import[ \t]+({NAME}[\w.]*)", re.MULTILINE)


@cache
def code_fingerprint(*modules: str) -> str:
    """Return the fingerprint of modules, of all that they import from the package, and of the files beside those.

    Modules of indicators count only where they are imported by name: `looked` tells which of them a chapter uses.
    """
    found = reachable(modules)
    folders = {path.parent for path in found if path.parent != PACKAGE} | {PACKAGE}
    beside = [path for folder in folders for path in _resources(folder)]
    return tree_fingerprint(*found, *beside, root=PACKAGE)


def reachable(modules: Iterable[str]) -> list[Path]:
    """Return the files of modules ("yearbook.chapter") and of all that they import from the package, sorted."""
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name not in seen and _file(name) is not None:
            seen.add(name)
            waiting += [*_imports(name), name.rpartition(".")[0]]
    return sorted({path for name in seen if (path := _file(name))})


def topics_fingerprint() -> str:
    """Return the fingerprint of all modules of indicators."""
    return tree_fingerprint(PACKAGE / "indicators", root=PACKAGE)


def package_fingerprint() -> str:
    """Return the fingerprint of the whole program."""
    return tree_fingerprint(PACKAGE, root=PACKAGE)


def imported_by(source: str) -> list[str]:
    """Return the modules of the package that a piece of code imports by their full names."""
    names = [name for name, _ in FROM.findall(source) if name.partition(".")[0] == NAME]
    return sorted({*names, *PLAIN.findall(source)})


def _resources(folder: Path) -> list[Path]:
    """Return what modules of a folder read beside themselves; a package below it speaks for itself."""
    inner = [path for path in folder.iterdir() if path.is_dir() and not (path / "__init__.py").exists()]
    own = [path for path in folder.iterdir() if path.is_file()]
    return [path for path in files_in([*inner, *own]) if path.suffix != ".py"]


@cache
def _imports(name: str) -> tuple[str, ...]:
    path = _file(name)
    return tuple(_targets(name, path)) if path else ()


def _targets(name: str, path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    parts = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for module, names in FROM.findall(text):
        level = len(module) - len(module.lstrip("."))
        base = parts[: len(parts) - level + 1] if level else []
        target = ".".join([*base, *filter(None, module[level:].split("."))])
        if target.partition(".")[0] == NAME:
            yield target
            yield from (f"{target}.{one}" for one in re.findall(r"[\w]+", names))
    yield from PLAIN.findall(text)


@cache
def _file(name: str) -> Path | None:
    place = PACKAGE.parent.joinpath(*name.split("."))
    if name.partition(".")[0] != NAME:
        return None
    found = (place / "__init__.py", place.with_suffix(".py"))
    return next((path for path in found if path.is_file()), None)
