"""The Sphinx builder `typst`: the whole book as one Typst file and one tagged PDF."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.nodes import inline_all_toctrees, process_only_nodes

from . import blocks, figures, inline, signatures, structure, tables  # noqa: F401  they register what writes each node
from .compile import Export, compile_pdf
from .index import index_source
from .letters import LEAST, smallest_letters
from .markup import label
from .pictures import copy_image
from .problems import line_of, place, refuse
from .settings import beside, cover, decimal_mark, front_matter, permalink, prefer_paper, standards, timestamp, words
from .writer import Numbers, Writer

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("template.typ")


class TypstBuilder(Builder):
    """Writes `report.typ`, its images and `report.pdf` into the output folder."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is %(outdir)s/report.pdf."
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg"]  # type: ignore[misc]
    # True keeps Sphinx from fetching them: the writer refuses an image that is not part of the book.
    supported_remote_images = True
    supported_data_uri_images = False

    def get_outdated_docs(self) -> str:
        """Return that the book is always written as a whole."""
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  Sphinx's signature
        """Return the address of a document within the PDF."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the address of a document; all stand in the same file."""
        return self.get_target_uri(to)

    def write(self, *_documents: object, **_method: object) -> None:
        """Write the Typst source, the images and the PDF.

        Raises:
            PdfError: faults in the documents, all of them in one message, or a refusal of the compiler.
        """
        begun = time.perf_counter()
        with progress_message("assembling the book"):
            tree = self._assemble()
        outdir = Path(self.outdir)
        origins = self._images(tree, outdir)
        source = front_matter(self.config, self._cover(outdir)) + self._body(tree)
        own = self.config.typst_template
        template = beside(Path(self.app.confdir), own, "typst_template") if own else TEMPLATE
        shutil.copyfile(template, outdir / "template.typ")
        (outdir / "report.typ").write_text(source, encoding="utf-8")
        written = time.perf_counter()
        tabular = '#exhibit("table"' in source
        export = Export(standards(self.config), timestamp(self.config), origins, whole_tables=tabular)
        for warning in compile_pdf(outdir / "report.typ", outdir / "report.pdf", export):
            logger.warning("typst: %s", warning)
        logger.info("typst: %.2f s to the source, %.2f s to the PDF", written - begun, time.perf_counter() - written)

    def finish(self) -> None:
        """Do nothing: all is written."""

    def _assemble(self) -> nodes.document:
        """Return the doctree of the whole book, all references resolved."""
        root = self.config.root_doc
        prefer_paper(self.config)
        with _remembered(self.env):
            tree = self.env.get_doctree(root)
            _leave_out(tree, self.config.typst_without)
            self.parts = dict(_parts(tree))
            tree = inline_all_toctrees(self, set(), root, tree, lambda name: name, [root])
            tree["docname"] = root
            process_only_nodes(tree, self.tags)
            self.env.resolve_references(tree, root, self)
        return tree

    def _images(self, tree: nodes.document, outdir: Path) -> dict[str, str]:
        """Copy the images into the output folder and return file -> place of its first use."""
        self.files: dict[str, str] = {}
        origins: dict[str, str] = {}
        for docname, node in _images_of(tree, self.config.root_doc):
            # "chart.*" stands for whichever form of the picture suits the builder
            forms: dict[str, str] = node.get("candidates", {})
            node["uri"] = next((forms[kind] for kind in self.supported_image_types if kind in forms), node["uri"])
            held = Path(self.srcdir) / node["uri"]
            if node["uri"] in self.files or not held.is_file():
                continue
            name = f"images/{len(self.files) + 1:03d}{held.suffix.lower()}"
            copy_image(held, outdir / name)
            self.files[node["uri"]] = name
            origins[name] = place(node, docname)
            size = smallest_letters(held.read_bytes(), node) if held.suffix.lower() == ".svg" else LEAST
            if size < LEAST:
                said = (
                    f"the smallest letters of a chart have {size:.1f} points on paper: draw it narrower, or them larger"
                )
                logger.warning(said, location=(docname, line_of(node)), type="typst", subtype="letters")
        return origins

    def _cover(self, outdir: Path) -> dict[str, str]:
        """Return what stands on the cover, its logo copied beside the source."""
        entries = cover(self.config)
        if "logo" in entries:
            held = beside(Path(self.app.confdir), entries["logo"], "typst_cover: logo")
            entries["logo"] = f"logo{held.suffix.lower()}"
            shutil.copyfile(held, outdir / entries["logo"])
        return entries

    def _body(self, tree: nodes.document) -> str:
        """Return the Typst source of the text; warn about links that lead nowhere."""
        config = self.config
        suffix = getattr(config, "html_secnumber_suffix", ". ")
        numbers = Numbers(self.env.toc_secnumbers, self.env.toc_fignumbers, config.numfig_format, suffix)
        decimal, without = decimal_mark(config.language), config.typst_without
        writer = Writer(config.root_doc, numbers, self.files, self.parts, permalink(config), without, decimal)
        body = writer.write(tree)
        refuse(writer.problems)
        body += index_source(self, writer, words(config.language)["index"])
        for name, where in writer.references:
            if name not in writer.labels:
                logger.warning("the link to '%s' leads nowhere", name.replace("#", ", "), location=where)
                body = _unlink(body, name)
        return body


@contextmanager
def _remembered(env: BuildEnvironment) -> Iterator[None]:
    """Keep doctrees in memory: Sphinx reads a whole document from disk for each numbered reference to it."""
    vars(env)["get_doctree"] = cache(env.get_doctree)
    try:
        yield
    finally:
        del vars(env)["get_doctree"]


def _unlink(body: str, name: str) -> str:
    """Return the source with the links to a label turned into plain text."""
    return body.replace(f"#link({label(name)})[", "#text[")


def _parts(tree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the first document and the title of each part of the contents."""
    for toctree in tree.findall(addnodes.toctree):
        if toctree.get("caption") and toctree["includefiles"]:
            yield toctree["includefiles"][0], toctree["caption"]


def _leave_out(tree: nodes.document, pages: Sequence[str]) -> None:
    """Take pages that the PDF shall not have out of the contents."""
    for toctree in tree.findall(addnodes.toctree):
        toctree["includefiles"] = [name for name in toctree["includefiles"] if name not in pages]
        toctree["entries"] = [entry for entry in toctree["entries"] if entry[1] not in pages]


def _images_of(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.image]]:
    """Yield each image with its document."""
    for child in node.children:
        if isinstance(child, nodes.image):
            yield docname, child
        elif isinstance(child, nodes.Element):
            inside = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield from _images_of(child, inside)
