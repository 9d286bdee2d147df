"""Forms of words under which readers look for pages: each line must come to one stem, different lines to different."""

import pytest

from yearbook.site.search import stem_latvian

FORMS = """
patvērums patvēruma patvērumam patvērumu patvērumā patvērumi patvērumiem patvērumus patverums patveruma patverumu
bēglis bēgļa bēglim bēgli bēglī bēgļi bēgļu bēgļiem bēgļus bēgļos beglis beglu
pieteikums pieteikuma pieteikumam pieteikumu pieteikumā pieteikumi pieteikumiem pieteikumus pieteikumos
iesniedzējs iesniedzēja iesniedzējam iesniedzēju iesniedzēji iesniedzējiem iesniedzējus iesniedzejs
lēmums lēmuma lēmumam lēmumu lēmumā lēmumi lēmumiem lēmumus lemums lemumi
atļauja atļaujas atļaujai atļauju atļaujā atļaujām atļaujās atlauja atlaujas
persona personas personai personu personā personām personās
aizsardzība aizsardzības aizsardzībai aizsardzību aizsardzībā aizsardziba
migrācija migrācijas migrācijai migrāciju migrācijā migracija
pilsonība pilsonības pilsonībai pilsonību pilsonībā pilsoniba
nepilsonis nepilsoņa nepilsonim nepilsoni nepilsoņi nepilsoņu nepilsoņiem nepilsonu
iedzīvotājs iedzīvotāja iedzīvotāji iedzīvotāju iedzīvotājiem iedzivotaji
robeža robežas robežai robežu robežā robežām robežās robeza
valsts valstij valsti valstī valstis valstu valstīm valstīs
vīza vīzas vīzai vīzu vīzā vīzām viza vizu
rīkojums rīkojuma rīkojumu rīkojumi rīkojumiem rikojumi
bezvalstnieks bezvalstnieka bezvalstnieki bezvalstnieku bezvalstniekiem
ceturksnis ceturksnim ceturksni ceturksnī
mēnesis mēneša mēnesim mēnesi mēnesī mēneši mēnešu mēnešiem mēnešos menesis
atzīšana atzīšanas atzīšanai atzīšanu atzīšanā atzisana
pagaidu
starptautiskā starptautiskās starptautiskajai starptautisko starptautiskais starptautiskā starptautiska
ukrainietis ukrainieti ukrainietim
krievija krievijas krieviju krievijā krievijai
irāka irākas irāku irākā iraka
sīrija sīrijas sīriju sīrijā sirija
"""


@pytest.mark.parametrize("line", FORMS.split("\n")[1:-1], ids=lambda line: line.split()[0])
def test_the_forms_of_a_word_have_one_stem(line):
    stems = {stem_latvian(word) for word in line.split()}
    assert len(stems) == 1, stems


def test_different_words_have_different_stems():
    first = [line.split()[0] for line in FORMS.split("\n")[1:-1]]
    assert len({stem_latvian(word) for word in first}) == len(first)


def test_case_and_short_words():
    assert stem_latvian("PATVĒRUMĀ") == stem_latvian("patverums")
    assert (stem_latvian("es"), stem_latvian("ano")) == ("es", "ano")
