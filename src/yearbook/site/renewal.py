"""Writing only the pages that changed, where none of the others takes from them what changed too."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# what pages that have been read tell others: titles, contents, numbers, findings, definitions, names of pictures
TOLD = (
    "titles",
    "longtitles",
    "tocs",
    "toc_secnumbers",
    "toc_fignumbers",
    "toctree_includes",
    "images",
    "dlfiles",
    "domaindata",
)
OWN = "wordcount"  # what MyST tells of a page to that page alone
INDEX = ("_titles", "_filenames", "_all_titles", "_mapping", "_title_mapping", "_index_entries")
COPIED = {"images": "_images", "dlfiles": "_downloads"}


def renew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write beside those that changed: all if anything that one takes from others has changed.

    For Sphinx's event `env-get-updated`, when all pages have been read and numbered.
    """
    kept = vars(env)
    known, told = kept.get("yearbook_told"), shared(env)
    copied, copies = kept.get("yearbook_copied"), repr([_plain(getattr(env, name)) for name in COPIED])
    kept |= {"yearbook_told": told, "yearbook_copied": copies}
    if told == known:
        return []
    if app.builder.format == "html" and copies != copied:
        for folder in COPIED.values():  # they may hold what no page shows any more
            shutil.rmtree(Path(app.outdir, folder), ignore_errors=True)
    return sorted(env.found_docs)


def shared(env: BuildEnvironment) -> str:
    """Return the fingerprint of all that a page may take from other pages."""
    glued = Path(vars(env)["mystnb_config"].output_folder)
    facts = [(path.as_posix(), path.read_bytes()) for path in sorted(glued.rglob("*.glue.json"))]
    said = {page: {key: held for key, held in said.items() if key != OWN} for page, said in env.metadata.items()}
    told = [sorted(env.all_docs), facts, _plain(said), *(_plain(getattr(env, name)) for name in TOLD)]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value in a form that does not depend on the order in which pages were read."""
    if isinstance(value, dict):
        return sorted((repr(key), _plain(held)) for key, held in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.pformat() if isinstance(value, nodes.Node) else repr(value)


class PageBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder of HTML, whose search index is that of a build from nothing if some pages stay as they are."""

    @property
    def _kept_index(self) -> Path:
        return Path(self.doctreedir, "searchindex.pickle")

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Take what the index holds of the pages that stay; Sphinx would take it from a file that lacks some."""
        stay = set(self.env.all_docs) - set(docnames)
        if not stay or self.indexer is None:
            return
        if not self._kept_index.is_file():
            super().load_indexer(docnames)
            return
        vars(self.indexer).update(pickle.loads(self._kept_index.read_bytes()))  # noqa: S301  written below
        self.indexer.prune(stay)
        for words in (self.indexer._mapping, self.indexer._title_mapping):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]

    def dump_search_index(self) -> None:
        """Write the index, and keep what it was made of."""
        if self.indexer is not None:
            entries = self.indexer._index_entries
            self.indexer._index_entries = {page: entries[page] for page in sorted(self.env.all_docs) if page in entries}
            self._kept_index.write_bytes(pickle.dumps({name: getattr(self.indexer, name) for name in INDEX}))
        super().dump_search_index()
