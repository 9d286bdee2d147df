"""Readers of both languages for the tests of charts."""

import pytest

from yearbook.charts import Reader

MONTHS = {
    "lv": ["janv.", "febr.", "marts", "apr.", "maijs", "jūn.", "jūl.", "aug.", "sept.", "okt.", "nov.", "dec."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def make_reader(language: str) -> Reader:
    def number(value: float) -> str:
        text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
        text = text.replace("-", "−")
        return text.replace(",", "\u00a0").replace(".", ",") if language == "lv" else text

    def period(text: str) -> str:
        year, _, part = text.partition("-")
        if part.isdigit():
            return f"{MONTHS[language][int(part) - 1]} {year}"
        return f"{part} {year}" if part else year

    return Reader(number, number, period, language)


@pytest.fixture
def lv() -> Reader:
    return make_reader("lv")


@pytest.fixture
def en() -> Reader:
    return make_reader("en")
