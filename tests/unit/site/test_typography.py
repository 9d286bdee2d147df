"""What belongs together stays on one line; an underscore stands for a no-break space."""

import json

import pytest

from yearbook.site.typography import bound

CASES = """
lv | Padomes 2008. gada 14. maija Lēmums 2008/381/EK        | Padomes 2008._gada 14._maija Lēmums 2008/381/EK
lv | līdz {glue:text}`x.year`. gada 1. janvārim             | līdz {glue:text}`x.year`._gada 1._janvārim
lv | Regula (EK) Nr. 862/2007, 5. pants                     | Regula (EK)_Nr._862/2007, 5._pants
lv | (skat. nodaļu „Robežas un vīzas”)                      | (skat._nodaļu „Robežas un vīzas”)
lv | Padomes Īstenošanas lēmums (ES) 2022/382               | Padomes Īstenošanas lēmums (ES)_2022/382
lv | Rīga 12. Teikums beidzas                               | Rīga 12. Teikums beidzas
lv | vārds – vārds, `x` – y                                 | vārds_– vārds, `x`_– y
lv | 1. punkts; 27 valstis                                  | 1. punkts; 27 valstis
en | Council Decision 2008/381/EC of 14 May 2008            | Council Decision 2008/381/EC of 14_May 2008
en | Article 5 of Regulation (EC) No 862/2007               | Article_5 of Regulation (EC)_No_862/2007
en | grant agreement no. 101118370                          | grant agreement no._101118370
en | On 1 January {glue:text}`x.year` the number            | On 1_January {glue:text}`x.year` the number
en | 12 Mayors                                              | 12 Mayors
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_blanks_that_do_not_break(case):
    code, text, expected = (part.strip() for part in case.split(" | "))
    assert bound(text, code).replace("\u00a0", "_") == expected
    assert bound(bound(text, code), code) == bound(text, code)


def test_a_notebook_stays_one_and_tables_and_lists_stay_theirs():
    source = "- a – b\n\n| a | – |\n| 2023. gadā | 5 |"
    notebook = json.dumps({"cells": [{"source": [line + "\n" for line in source.split("\n")]}]})
    assert "".join(json.loads(bound(notebook, "lv"))["cells"][0]["source"]).replace("\u00a0", " ").strip() == source
    assert bound("| a | – |", "lv") == "| a | – |"
