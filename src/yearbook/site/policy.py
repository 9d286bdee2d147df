"""What a page may load: its own site and nothing else (Content Security Policy, level 3)."""

from __future__ import annotations

import re

# Opened from disk a page has no origin that 'self' could mean in every browser; a page from a server never loads file:.
OWN = "'self' file:"
POLICY = (
    f"default-src 'none'; script-src {OWN}; style-src {OWN}; font-src {OWN}; img-src {OWN} data:; "
    f"connect-src {OWN}; frame-src {OWN}; form-action {OWN}; base-uri 'none'"
)
STYLE = re.compile(r"(<[a-zA-Z][^<>]*?)\s+style=\"[^\"]*\"")


def without_inline_styles(html: str) -> str:
    """Return a page's text without `style` attributes, which the policy would refuse; the stylesheet says it all."""
    return STYLE.sub(r"\1", html)
