"""The chapters on the first page, each with its first key finding: `:::{chapter-list}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .places import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FINDINGS = "key-findings"


class chapter_list(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """Where the list will stand."""


class ChapterList(Place):
    """The directive for it."""

    node = chapter_list


def fill_chapter_list(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the chapters in their order where the list is to stand; a book on paper has its contents already."""
    for place in list(doctree.findall(chapter_list)):
        if app.builder.format != "html":
            section = place.parent
            section.remove(place)
            if all(isinstance(child, nodes.title) for child in section.children):
                section.parent.remove(section)  # a heading with nothing below it
            continue
        place.replace_self(_list_of(app, docname))


def _list_of(app: Sphinx, docname: str) -> nodes.bullet_list:
    shown = nodes.bullet_list(classes=["chapters"])
    for page in app.env.toctree_includes.get(docname, []):
        title, finding = app.env.titles[page].astext(), first_finding(app.env, page)
        link = nodes.reference("", title, refuri=app.builder.get_relative_uri(docname, page), internal=True)
        lead = nodes.paragraph("", "", link)
        shown += nodes.list_item("", lead, *([nodes.paragraph("", finding)] if finding else []))
    return shown


def first_finding(env: BuildEnvironment, page: str) -> str:
    """Return the first key finding of a chapter without its keyword, or "" if the chapter has none."""
    return str(env.metadata[page].get(FINDINGS, ""))


def keep_finding(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the first key finding of a page that has been read, for the pages that show it."""
    app.env.metadata[app.env.docname][FINDINGS] = _finding_in(doctree)


def _finding_in(doctree: nodes.document) -> str:
    for found in doctree.findall(nodes.bullet_list):
        if FINDINGS in found["classes"] and found.children:
            item = found.children[0]
            keyword = next((one.astext() for one in item.findall(nodes.strong)), "")
            return item.astext().removeprefix(keyword).strip().replace("\n", " ")
    return ""
