"""Formulas: the common part of TeX mathematics as Typst mathematics, and a clear refusal of the rest."""

from __future__ import annotations

import re

from .markup import string
from .symbols import ACCENTS, FUNCTIONS, SPACES, STYLES, SYMBOLS

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:[.,][0-9]+)*|[^\s]", re.DOTALL)
_TEXT = re.compile(r"\\(text|textrm|textit|textbf|mbox|mathrm|operatorname)\*?\s*\{((?:[^{}\\]|\\[%#&$_])*)\}")
_BLANK = "\x00"
_ENVIRONMENTS = {
    "matrix": "mat(delim: #none, {})",
    "pmatrix": 'mat(delim: "(", {})',
    "bmatrix": 'mat(delim: "[", {})',
    "vmatrix": 'mat(delim: "|", {})',
    "cases": "cases({})",
    "aligned": "{}",
    "align": "{}",
    "align*": "{}",
    "split": "{}",
}
_BINARY = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "binom": "binom"}
_ESCAPED = frozenset("%#$&_{}")
_DELIMITERS = {"(": "(", ")": ")", "[": "[", "]": "]", "|": "bar.v", r"\{": "{", r"\}": "}", ".": ""}
_DELIMITERS |= {
    r"\lfloor": "floor.l",
    r"\rfloor": "floor.r",
    r"\lceil": "ceil.l",
    r"\rceil": "ceil.r",
    r"\|": "bar.v.double",
}
_LITERAL = frozenset("#\"$/_^&*'`@~\\,;()[]{}|:%.!?")


class FormulaError(ValueError):
    """A formula that cannot be set; says which part of it."""


def typst_math(tex: str) -> str:
    r"""Return TeX mathematics as the inside of a Typst `$ ... $`.

    >>> typst_math(r"\frac{a_1}{b^2} \le 5\,\%")
    'frac(a_(1), b^(2)) <= 5 thin "%"'

    Raises:
        FormulaError: a command, environment or brace that is not understood.
    """
    texts: list[str] = []

    def keep(found: re.Match[str]) -> str:
        texts.append(_words(found[1], found[2]))
        return f"{_BLANK}"

    reader = _Reader(_TOKEN.findall(_TEXT.sub(keep, tex)), texts)
    source = reader.sequence(until=None)
    if not source:
        raise FormulaError("it is empty")
    return source


def _words(command: str, words: str) -> str:
    """Return upright words, or the name of an operator, within a formula."""
    words = words.replace("\\", "")
    if command == "operatorname":
        return f"op({string(words)})"
    if command == "textbf":
        return f"bold({string(words)})"
    return f"upright({string(words)})" if command == "mathrm" else string(words)


class _Reader:
    """Reads tokens from the left; every method returns Typst source."""

    def __init__(self, signs: list[str], texts: list[str]) -> None:
        self.signs, self.texts, self.at = signs, iter(texts), 0

    def peek(self) -> str | None:
        """Return the next sign without taking it."""
        return self.signs[self.at] if self.at < len(self.signs) else None

    def take(self, expected: str | None = None) -> str:
        """Take the next sign.

        Raises:
            FormulaError: there is none, or not the expected one.
        """
        sign = self.peek()
        if sign is None or expected not in (None, sign):
            before = f"before '{sign}'" if sign else "at the end"
            raise FormulaError(f"'{expected or 'something'}' is missing {before}")
        self.at += 1
        return sign

    def sequence(self, until: str | None) -> str:
        """Read terms up to a closing sign, which stays."""
        parts: list[str] = []
        while (sign := self.peek()) != until:
            if sign is None:
                raise FormulaError(f"'{until}' is missing at the end")
            if sign in ("}", r"\right", r"\end"):
                raise FormulaError(f"'{sign}' closes nothing")
            parts.append(self.scripts() if sign in "_^" else self.term())
        return " ".join(part for part in parts if part)

    def scripts(self) -> str:
        """Read a subscript or superscript that follows what was read."""
        mark = self.take()
        return f"{mark}({self.argument()})"

    def term(self) -> str:
        """Read one term with the scripts and primes that belong to it."""
        source = self.atom()
        while (sign := self.peek()) is not None and sign in "_^'":
            if not source:
                source = '""'
            source += "'" * (self.take() == "'") if sign == "'" else self.scripts()
        return source

    def argument(self) -> str:
        """Read the argument of a command: a group or one sign."""
        if self.peek() == "{":
            return self.group()
        return self.atom()

    def group(self) -> str:
        """Read `{...}`."""
        self.take("{")
        source = self.sequence("}")
        self.take("}")
        return source or '""'

    def atom(self) -> str:
        """Read one sign and what it governs."""
        if self.peek() == "{":
            return self.group()
        sign = self.take()
        if sign.startswith("\\"):
            return self.command(sign)
        if sign == _BLANK:
            return next(self.texts)
        return {"&": "&", "~": "space.nobreak"}.get(sign) or _character(sign)

    def command(self, sign: str) -> str:
        r"""Read the arguments of `\command`."""
        name = sign[1:]
        if name in _BINARY:
            return f"{_BINARY[name]}({self.argument()}, {self.argument()})"
        if name in ACCENTS or name in STYLES:
            return f"{ACCENTS.get(name) or STYLES[name]}({self.argument()})"
        read = {"sqrt": self.root, "left": self.fenced, "begin": self.environment}.get(name)
        if read:
            return read()
        plain = SYMBOLS.get(name, SPACES.get(name, name if name in FUNCTIONS else None))
        if plain is None and name not in _ESCAPED:
            raise FormulaError(f"the command '{sign}' is not known; use plain TeX mathematics or raw Typst")
        return string(name) if plain is None else plain

    def root(self) -> str:
        r"""Read `\sqrt[n]{x}`."""
        if self.peek() != "[":
            return f"sqrt({self.argument()})"
        self.take("[")
        degree = self.sequence("]")
        self.take("]")
        return f"root({degree}, {self.argument()})"

    def fenced(self) -> str:
        r"""Read `\left( ... \right)`."""
        opening = self.delimiter()
        source = self.sequence(r"\right")
        self.take(r"\right")
        closing = self.delimiter()
        return f"lr({opening} {source} {closing})"

    def delimiter(self) -> str:
        r"""Read what follows `\left` or `\right`."""
        sign = self.take()
        if sign not in _DELIMITERS:
            raise FormulaError(f"'{sign}' is not a delimiter")
        plain = _DELIMITERS[sign]
        return f"\\{plain}" if plain and plain in "()[]{}" else plain

    def environment(self) -> str:
        r"""Read `\begin{x} ... \end{x}`."""
        name = self.name()
        if name not in _ENVIRONMENTS:
            raise FormulaError(f"the environment '{name}' is not known")
        source = self.sequence(r"\end")
        self.take(r"\end")
        if (closing := self.name()) != name:
            raise FormulaError(f"'{name}' is closed by '{closing}'")
        return _ENVIRONMENTS[name].format(_rows(name, source))

    def name(self) -> str:
        """Read the braced name of an environment."""
        self.take("{")
        letters = []
        while self.peek() not in ("}", None):
            letters.append(self.take())
        self.take("}")
        return "".join(letters)


def _rows(name: str, source: str) -> str:
    """Return the rows of an environment with the separators that its Typst twin wants."""
    if name.endswith("matrix"):
        return source.replace(" \\ ", "; ").replace(" & ", ", ")
    return source.replace(" \\ ", ", ") if name == "cases" else source


def _character(sign: str) -> str:
    """Return a sign that stands for itself: a digit, a letter, or a character quoted or escaped."""
    if sign in ("(", ")", "[", "]", "|"):
        return f"\\{sign}"
    if len(sign) > 1:
        return string(sign) if "," in sign else sign
    return string(sign) if sign in _LITERAL - {":", "!", "?"} or not sign.isascii() else sign
