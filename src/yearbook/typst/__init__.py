"""A Sphinx builder that writes a book as one tagged, accessible PDF by way of Typst.

Usable by any Sphinx project or Jupyter Book: `jupyter-book build . --builder custom --custom-builder typst`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    from .builder import TypstBuilder  # noqa: PLC0415  `import yearbook` must stay light
    from .settings import VALUES  # noqa: PLC0415

    app.add_builder(TypstBuilder)
    for name, (default, types) in VALUES.items():
        app.add_config_value(name, default, "", types)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
