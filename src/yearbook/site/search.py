"""Search in Latvian: diacritics fold and endings fall away, by one rule in Python (index) and in the page's script."""

from __future__ import annotations

import json

from sphinx.search import SearchLanguage

FOLDED = dict(zip("āčēģīķļņōŗšūž", "acegiklnorsuz", strict=True))

# Endings of nouns, adjectives and participles with their diacritics folded; the longest that fits falls away.
ENDINGS_TEXT = """
a ai ais aja ajai ajam ajas aji ajiem ajos ajs aju ajus am amies ana anai anam anas ano anos anu as e ei em es i ie iem
ies ij im is ma mai mam mas miem mos ms mu mus o os s u um uma umam umi umiem umos ums umu umus us
"""
ENDINGS = sorted(ENDINGS_TEXT.split(), key=lambda ending: (-len(ending), ending))
SHORTEST_STEM = 3
# Before some endings t and d soften (latvietis, latvieša; pārbaude, pārbaužu); in a longer stem both count as softened.
SOFTENED = {"t": "s", "d": "z"}
SHORTEST_SOFTENED = 6

STOPWORDS = "ar arī bet bez gan ir ka kas kā lai ne nav no par pēc pie tas tā un uz vai"

SCRIPT = """
const LV_ENDINGS = %s, LV_FOLDED = %s, LV_SOFTENED = %s;
var Stemmer = function () {
  this.stemWord = function (word) {
    word = word.toLowerCase().replace(/[^\\x00-\\x7f]/g, (letter) => LV_FOLDED[letter] || letter);
    const ending = LV_ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= %d);
    const stem = ending ? word.slice(0, -ending.length) : word;
    return stem.length < %d ? stem : stem.slice(0, -1) + (LV_SOFTENED[stem.at(-1)] || stem.at(-1));
  };
};
"""


def stem_latvian(word: str) -> str:
    """Return what the forms of a word have in common, in plain letters: patvērums, patveruma -> "patver"."""
    folded = "".join(FOLDED.get(letter, letter) for letter in word.lower())
    fitting = (one for one in ENDINGS if folded.endswith(one) and len(folded) - len(one) >= SHORTEST_STEM)
    stem = folded.removesuffix(next(fitting, ""))
    return stem if len(stem) < SHORTEST_SOFTENED else stem[:-1] + SOFTENED.get(stem[-1], stem[-1])


class SearchLatvian(SearchLanguage):
    """Sphinx's search for Latvian pages; Sphinx itself has no Latvian and would take the English rules."""

    lang = "lv"
    language_name = "Latvian"
    js_stemmer_code = SCRIPT % (
        json.dumps(ENDINGS),
        json.dumps(FOLDED, ensure_ascii=False),
        json.dumps(SOFTENED),
        SHORTEST_STEM,
        SHORTEST_SOFTENED,
    )

    def init(self, _options: dict[str, str]) -> None:
        """Set the words that are not worth an entry in the index."""
        self.stopwords = set(STOPWORDS.split())

    def stem(self, word: str) -> str:
        """Return the stem under which the index holds a word."""
        return stem_latvian(word)
