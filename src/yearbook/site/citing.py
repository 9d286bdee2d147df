"""How to cite a page: a line in APA style, BibTeX (biblatex's @online), RIS."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Work:
    """What is cited.

    Attributes:
        author: the institution.
        title: of the report.
        part: the chapter, or "" for the whole report.
        published: day of publication of the edition.
        year: reference year, part of the key.
        language: code of the language.
        address: of the page, or "" where it is not known.
    """

    author: str
    title: str
    part: str
    published: date
    year: str
    language: str
    address: str = ""

    @property
    def key(self) -> str:
        """The key of the entry: letters, digits and hyphens of the chapter's title, and the year."""
        plain = unicodedata.normalize("NFKD", self.part or self.title).encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", plain.lower())
        return "-".join(["yearbook", self.year, *words[:4]])


def apa(work: Work) -> str:
    """Return the line of a list of references after APA 7: a group author, the chapter in the report."""
    title = f"{work.part}. {work.title}" if work.part else work.title
    return f"{work.author}. ({work.published.year}). {title}.{f' {work.address}' if work.address else ''}"


def bibtex(work: Work) -> str:
    """Return an entry for BibTeX with biblatex; braces keep the institution from being taken for a person's name."""
    fields = {
        "author": f"{{{_tex(work.author)}}}",
        "title": _tex(work.part or work.title),
        "maintitle": _tex(work.title) if work.part else "",
        "date": work.published.isoformat(),
        "langid": {"lv": "latvian", "en": "british"}.get(work.language, ""),
        "url": work.address,
    }
    kind = "inreference" if work.part else "report"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{work.key},", *lines, "}"])


def ris(work: Work) -> str:
    """Return an entry in RIS, which Zotero, EndNote and Mendeley read."""
    fields = [
        ("TY", "CHAP" if work.part else "RPRT"),
        ("AU", work.author),
        ("TI", work.part or work.title),
        ("T2", work.title if work.part else ""),
        ("PY", str(work.published.year)),
        ("DA", f"{work.published:%Y/%m/%d}"),
        ("LA", work.language),
        ("UR", work.address),
        ("ER", " "),
    ]
    return "\n".join(
        f"{tag}  - {value}".rstrip() if tag == "ER" else f"{tag}  - {value}" for tag, value in fields if value
    )


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
