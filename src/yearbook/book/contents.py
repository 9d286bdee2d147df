"""The table of contents: which pages a book has, in which order, and how their addresses are flattened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sphinx_external_toc.parsing import MalformedError, create_toc_dict, parse_toc_yaml

from ..errors import UnknownName, YearbookError
from ..project import Project

ENDINGS = (".ipynb", ".md")
TO_PAGE = re.compile(r"(?<!!)\[([^\[\]]*)\]\((?P<page>[\w-]+)\.(?:ipynb|md)(?:#[^)]*)?\)")
LINK = re.compile(r"\]\((?:\.\./)?(?:book|notebooks)/([^)]+)\)")


@dataclass(frozen=True)
class Contents:
    """What `_toc.yml` says.

    Attributes:
        toc: the file's content.
        partial: whether pages were left out, so that links to them lead nowhere.
        sources: file of each page by the name of the page ("asylum" -> notebooks/asylum.ipynb), root first.
    """

    toc: Mapping[str, Any]
    sources: Mapping[str, Path]
    partial: bool = False

    @property
    def chapters(self) -> dict[str, Path]:
        """The notebooks among the pages."""
        return {name: path for name, path in self.sources.items() if path.suffix == ".ipynb"}

    def only(self, chapter: str | None) -> Contents:
        """Return the contents with the first page and one chapter, or all of them for None.

        Raises:
            UnknownName: there is no such chapter.
        """
        if chapter is None:
            return self
        if chapter not in self.chapters:
            raise UnknownName("chapter", chapter, self.chapters, where="_toc.yml")
        root = next(iter(self.sources))
        kept = {name: self.sources[name] for name in (root, chapter)}
        toc = {"format": self.toc["format"], "root": self.toc["root"], "chapters": [{"file": f"notebooks/{chapter}"}]}
        return Contents(toc, kept, partial=True)

    def links(self, text: str) -> str:
        """Return text whose links to other pages lead to them in the one folder that holds all pages of a book.

        Links to pages that were left out become their words.
        """
        flat = LINK.sub(r"](\1)", text)
        return (
            TO_PAGE.sub(lambda link: link[0] if link["page"] in self.sources else link[1], flat)
            if self.partial
            else flat
        )

    def flattened(self) -> str:
        """Return the table of contents as YAML with pages in one folder, so that their addresses are `<page>.html`."""
        return str(yaml.safe_dump(_flat(self.toc), sort_keys=False, allow_unicode=True))


def load_contents(project: Project) -> Contents:
    """Read `_toc.yml` and find the file of each page.

    Raises:
        YearbookError: the file is not a table of contents, or a page is not there or is named twice.
    """
    path = project.root / "_toc.yml"
    try:
        toc = create_toc_dict(parse_toc_yaml(path), skip_defaults=False)
        written = yaml.safe_load(path.read_text("utf-8"))
    except (MalformedError, yaml.YAMLError, OSError) as error:
        raise YearbookError(f"not a table of contents: {error}", where="_toc.yml") from None
    sources: dict[str, Path] = {}
    for file in _files(toc):
        found = [project.root / f"{file}{ending}" for ending in ENDINGS if (project.root / f"{file}{ending}").is_file()]
        if not found:
            raise YearbookError(f"the page '{file}' is not there", where="_toc.yml", remedy="correct its name")
        if Path(file).name in sources:
            raise YearbookError(f"two pages are called '{Path(file).name}'", where="_toc.yml", remedy="rename one file")
        sources[Path(file).name] = found[0]
    return Contents(written, sources)


def _files(part: Any) -> list[str]:
    """Return every page named in a table of contents, in reading order."""
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [file for item in part for file in _files(item)]
    if not isinstance(part, Mapping):
        return []
    own = [part[key] for key in ("root", "file") if key in part]
    return own + [file for value in part.values() if not isinstance(value, str) for file in _files(value)]


def _flat(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {key: Path(value).name if key in ("root", "file") else _flat(value) for key, value in part.items()}
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [_flat(item) for item in part]
    return part
