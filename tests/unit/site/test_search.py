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
imigrants imigranta imigrantam imigrantu imigranti imigrantiem imigrantus imigrantos
emigrants emigranta emigrantam emigrantu emigranti emigrantiem emigrantus
bērns bērna bērnam bērnu bērni bērniem bērnus bērnos berns berniem
nepilngadīgais nepilngadīgā nepilngadīgie nepilngadīgo nepilngadīgajiem nepilngadīgajai nepilngadīgs nepilngadigie
nodarbinātība nodarbinātības nodarbinātībai nodarbinātību nodarbinātībā nodarbinatiba
darbs darba darbam darbu darbā darbi darbiem darbus
students studenta studentam studentu studenti studentiem studentus
ģimene ģimenes ģimenei ģimeni ģimenē ģimeņu ģimenēm ģimenēs gimene gimenu
atgriešana atgriešanas atgriešanai atgriešanu atgriešanā atgriesana
izraidīšana izraidīšanas izraidīšanai izraidīšanu izraidīšanā
statuss statusa statusam statusu statusā statusi statusiem statusus
alternatīvais alternatīvā alternatīvo alternatīvajam alternatīvajā alternatīvs alternativais
latvietis latvieša latvietim latvieti latvieši latviešu latviešiem latviešus latviesi
pārbaude pārbaudes pārbaudei pārbaudi pārbaudē pārbaužu pārbaudēm pārbaudēs parbauzu
ārzemnieks ārzemnieka ārzemniekam ārzemnieku ārzemnieki ārzemniekiem ārzemniekus arzemnieki
gads gada gadam gadu gadā gadi gadiem gadus gados
rādītājs rādītāja rādītājam rādītāju rādītāji rādītājiem rādītājus raditaji
integrācija integrācijas integrācijai integrāciju integrācijā integracija
vecums vecuma vecumam vecumu vecumā
izcelsme izcelsmes izcelsmei izcelsmi izcelsmē
ukraina ukrainas ukrainai ukrainu ukrainā
termiņš termiņa termiņam termiņu termiņā termiņi termiņiem termins
meklētājs meklētāja meklētājam meklētāju meklētāji meklētājiem mekletaji
tiesa tiesas tiesai tiesu tiesā tiesām tiesās
īpatsvars īpatsvara īpatsvaram īpatsvaru īpatsvarā ipatsvars
izglītība izglītības izglītībai izglītību izglītībā izglitiba
pārvietošana pārvietošanas pārvietošanai pārvietošanu pārvietošanā
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


def test_the_list_is_long_enough_to_mean_something():
    assert len(set(FORMS.split())) >= 300
