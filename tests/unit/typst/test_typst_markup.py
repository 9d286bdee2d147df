"""Nothing that is typed can break the Typst source."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from yearbook.typst.formula import FormulaError, typst_math
from yearbook.typst.markup import escape, length, string

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=60)


def evaluated(expression: str) -> object:
    """Return what Typst makes of an expression of code."""
    return json.loads(typst.eval(b"", expression))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_string_is_what_was_typed(text: str) -> None:
    assert evaluated(string(text)) == text.replace("\ufeff", "")


def _plain(node: object) -> str:
    """Return the text of content as Typst serialises it."""
    if isinstance(node, dict):
        if node.get("func") == "space":
            return " "
        return str(node.get("text", "")) + _plain(node.get("children", []))
    return "".join(_plain(child) for child in node) if isinstance(node, list) else ""


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, st.text("#$*_`<>@~=-+/\\'\"[]{}().,:;!?%&^| 1a\n", max_size=40)))
def test_markup_prints_what_was_typed(text: str) -> None:
    content = evaluated(f"[{escape(text)}]")
    assert _plain(content).split() == text.split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("#*_`<>@=-+/\\'\"[]{}().:;% 1a", max_size=8), max_size=4))
def test_texts_beside_each_other_make_no_markup_together(texts: list[str]) -> None:
    content = evaluated("[" + "".join(map(escape, texts)) + "]")
    assert _plain(content).split() == "".join(texts).split()


def test_a_paragraph_that_begins_with_a_year_is_no_list() -> None:
    assert "enum" not in json.dumps(evaluated(f"[{escape('2023')}{escape('. gada 1. janvārī')}]"))


def test_soft_hyphens_and_line_breaks_do_not_reach_the_page() -> None:
    assert escape("pie\u00adteikums\n\n= a") == r"pieteikums \= a"


@pytest.mark.parametrize(
    ("html", "ours"),
    [("50%", "50%"), ("400px", "300pt"), ("400", "300pt"), ("7.5cm", "7.5cm"), ("auto", None), ("", None)],
)
def test_lengths(html: str, ours: str | None) -> None:
    assert length(html) == ours


@pytest.mark.parametrize(
    ("tex", "ours"),
    [
        (r"\frac{a}{b}", "frac(a, b)"),
        ("x_i^2", "x_(i)^(2)"),
        ("x_{ij}", "x_(i j)"),
        (r"\sum_{i=1}^{n} x_i", "sum_(i = 1)^(n) x_(i)"),
        (r"\sqrt[3]{x}", "root(3, x)"),
        (r"\text{a $ b}", '"a $ b"'),
        (r"\mathrm{pop}", 'upright("pop")'),
        (r"1{,}5", '1 "," 5'),
        (r"f'(x)", r"f' \( x \)"),
        (r"\{a, b\}", '"{" a "," b "}"'),
        (r"\frac{a}{b", None),
        (r"a}", None),
        ("", None),
        (r"\begin{cases} a & b \\ c & d \end{cases}", "cases(a & b, c & d)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", 'mat(delim: "(", a, b; c, d)'),
        (r"\left[ 0, 1 \right)", r'lr(\[ 0 "," 1 \))'),
        (r"\lambda \cdot \mu \neq \infty", "lambda dot.op mu != infinity"),
        (r"\text{pie, \# „š”}", '"pie, # „š”"'),
        (r"\text{a {b}}", None),
    ],
)
def test_formulas(tex: str, ours: str | None) -> None:
    if ours is None:
        with pytest.raises(FormulaError):
            typst_math(tex)
        return
    assert typst_math(tex) == ours
    typst.compile(f"$ {ours} $".encode(), format="svg")


@settings(max_examples=60, deadline=None)
@given(st.text("ab12+-=/<>!?.,:;()[]|*'#\"@~&$%", min_size=1, max_size=25))
def test_a_formula_is_set_or_refused_but_never_breaks_the_source(tex: str) -> None:
    try:
        source = typst_math(tex)
    except FormulaError:
        return
    typst.compile(f"$ {source} $".encode(), format="svg")


def test_every_symbol_exists_in_typst() -> None:
    from yearbook.typst.symbols import ACCENTS, FUNCTIONS, SPACES, STYLES, SYMBOLS  # noqa: PLC0415

    calls = [f"{name}(x)" for name in (*ACCENTS.values(), *STYLES.values())]
    source = " ".join([*SYMBOLS.values(), *SPACES.values(), *FUNCTIONS, *calls])
    typst.compile(f"$ {source} $".encode(), format="svg")
