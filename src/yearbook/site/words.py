"""Words of the site's own templates, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a table of words that stands beside this module."""
    return tomllib.loads(files("yearbook.site").joinpath(name).read_text("utf-8"))


def interface(code: str) -> Mapping[str, str]:
    """Return the words of the site's own templates; in English for a language that the report is not written in."""
    words = table("interface.toml")
    return words.get(code, words["en"])
