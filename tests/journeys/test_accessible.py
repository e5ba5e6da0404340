"""Every page, light and dark, wide and narrow: axe finds nothing, nothing runs over the edge."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def public_pages():
    from netzwerkstatt.practice.models import Undertaking

    found = Undertaking.objects.get(released__title__startswith="Mittagstisch im Quartier")
    return [
        "/", "/erfahrungen/", f"/vorhaben/{found.key}/", f"/vorhaben/{found.key}/erkennbar/", "/hemmnisse/",
        "/hemmnisse/responsibility_gap/", "/werkzeuge/", "/werkzeuge/shared_meal/", "/rahmen/", "/kommunen/",
        "/kommunen/05916000/", "/kommunen/F0000004/", "/kompetenzzentren/", "/kompetenzzentren/herne/", "/biete-suche/",
        "/suche/", "/suche/?q=Hitze+alte+Menschen", "/suche/?q=xyzzy", "/impressum/", "/datenschutz/", "/barrierefreiheit/",
        "/offene-sitze/", "/regionale-netzwerke/", "/konto/login/", "/konto/password/reset/", "/gibtsnicht/", "/bausteine/",
        "/konto/login/", "/konto/password/reset/", "/gibtsnicht/", "/bausteine/", "/ueberblick/", "/ueberblick/ageing/",
        "/vergleich/", f"/vergleich/?v={found.key}",
    ]  # fmt: skip


def pages_of_words_and_templates():
    from netzwerkstatt.practice.models import Template

    key = Template.objects.get(released__title__startswith="Beschlussvorlage").key
    return [
        "/umgangsweisen/", "/themen/", "/rahmen/criterion_council_decision/", "/umgangsweisen/round_table_talk/",
        "/katalog/vorschlagen/", "/katalog/vorschlaege/", "/vorlagen/", f"/vorlagen/{key}/", "/vorlagen/bringen/",
        f"/vorlagen/{key}/freigabe/", f"/vorlagen/{key}/neue-fassung/", f"/vorlagen/{key}/loeschen/",
    ]  # fmt: skip


def pages_of_the_catalogue():
    from netzwerkstatt.catalogue.models import TermProposal

    return [
        f"/katalog/vorschlaege/{TermProposal.objects.get().pk}/", "/umgangsweisen/round_table_talk/",
        "/katalog/umgangsweise/round_table_talk/zusammenfuehren/", "/katalog/rahmen/criterion_council_decision/aendern/",
        "/katalog/rahmen/criterion_council_decision/bestaetigen/", "/katalog/umgangsweise/round_table_talk/gebrauch/",
    ]  # fmt: skip


def pages_of_a_coordinator():
    from netzwerkstatt.practice.models import Reading, Undertaking

    draft = Undertaking.objects.get(working__title="Mittagstisch Weststadt")
    reading = Reading.objects.get(state="asked")
    own = Undertaking.objects.get(released__title__startswith="Hitzetelefon")
    tell = f"/vorhaben/{draft.key}/erzaehlen/"
    return [
        "/heute/", "/erzaehlen/", f"/vorhaben/{draft.key}/", f"{tell}wanted/", f"{tell}angaben/", f"{tell}hemmnisse/",
        f"{tell}ergebnisse/", f"{tell}ziele/", f"{tell}vorgehen/", f"{tell}schritte/", f"{tell}beteiligung/", f"{tell}ort-und-gruppen/",
        f"{tell}beteiligte/", f"{tell}mittel/", f"{tell}begleitforschung/", "/zusammenhang/F0000001/", f"/vorhaben/{draft.key}/freigabe/",
        f"/vorhaben/{own.key}/freigabe/?vorschau=bench", f"/vorhaben/{draft.key}/fassungen/",
        f"/vorhaben/{draft.key}/stand/", f"/vorhaben/{draft.key}/personen/", f"/vorhaben/{draft.key}/schwaerzen/", f"/vorhaben/{draft.key}/loeschen/",
        f"/vorhaben/{own.key}/", f"/vorhaben/{own.key}/zuruecknehmen/", f"/zweitlesen/{reading.pk}/", "/lesekreis/",
        "/geloescht/", "/kommunen/F0000001/", "/biete-suche/", "/konto/email/", "/konto/password/change/", "/konto/2fa/",
        "/konto/sessions/", "/konto/logout/", f"/vergleich/?v={own.key}&v={draft.key}", "/gemerkt/", "/gemerkt/neu/?q=Hitze", "/ueberblick/",
    ]  # fmt: skip


def own_pages_of_a_member():
    from netzwerkstatt.network.models import Circular, Mandate, Organisation

    house = Organisation.objects.get(name="Stadt Altwerder").pk
    own = Mandate.objects.get(organisation=house, person__email="koordination@altwerder.example").pk
    at = f"/organisationen/{house}/"
    return [
        f"{at}menschen/", f"{at}uebergeben/", f"{at}noch-richtig/", f"{at}name/", f"{at}einladen/", f"/mandate/{own}/beenden/",
        f"/mandate/{own}/aendern/", "/adressen/", "/adressen/meine/", "/rundbriefe/", "/rundbriefe/abbestellen/",
        Circular.objects.get().get_absolute_url(),
    ]  # fmt: skip


def pages_of_the_secretariat():
    from netzwerkstatt.network.models import Membership, RegionalNetwork

    moving = Membership.objects.get(state="applied").pk
    return [
        "/einrichten/", "/einrichten/name/", "/einrichten/farbe/", "/einrichten/rechtliches/", "/einrichten/briefe/",
        "/mitgliedschaften/", f"/mitgliedschaften/{moving}/", f"/mitgliedschaften/{moving}/consultation/",
        "/mitgliedschaften/interessiert/", "/mitgliedschaften/beitraege/", "/kommunen/aus-liste/", "/einladungen/",
        "/rundbriefe/schreiben/", "/offene-sitze/", RegionalNetwork.objects.get().get_absolute_url(), "/regionale-netzwerke/neu/",
    ]  # fmt: skip


def look(visitor, pages):
    problems = []
    for path in pages:
        page = visitor.go(path)
        result = Axe().run(page, options=RULES)
        for violation in result.response["violations"]:
            where = violation["nodes"][0]["html"][:160]
            problems.append(f"{path}: {violation['id']} {violation['help']} · {where}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            problems.append(f"{path}: läuft über den Rand")
    return problems


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_public_pages(visit, width, scheme):
    visitor = visit(width=width, scheme=scheme)
    assert look(visitor, public_pages()) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_of_a_coordinator(visit, width, scheme):
    visitor = visit("koordination@altwerder.example", width=width, scheme=scheme)
    assert look(visitor, pages_of_a_coordinator()) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_of_another_bench(visit, width, scheme):
    from netzwerkstatt.practice.models import Undertaking

    told = Undertaking.objects.get(released__title__startswith="Hitzetelefon")
    voice = f"/vorhaben/{told.key}/stimme/"
    visitor = visit("initiative@altwerder.example", width=width, scheme=scheme)
    assert look(visitor, [voice, f"{voice}freigabe/", f"{voice}freigabe/?vorschau=network"]) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_words_and_templates(visit, width, scheme):
    member = visit("koordination@altwerder.example", width=width, scheme=scheme)
    assert look(member, pages_of_words_and_templates()) == []
    secretariat = visit("sekretariat@netzwerk.example", width=width, scheme=scheme)
    assert look(secretariat, pages_of_the_catalogue()) == []


def test_at_four_hundred_percent_nothing_is_lost(visit):
    visitor = visit("koordination@altwerder.example", width=320)
    assert [
        p for p in look(visitor, ["/heute/", "/erfahrungen/", "/kommunen/F0000001/"]) if "Rand" in p
    ] == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_of_members_life(visit, width, scheme):
    member = visit("koordination@altwerder.example", width=width, scheme=scheme)
    secretariat = visit("sekretariat@netzwerk.example", width=width, scheme=scheme)
    found = look(member, own_pages_of_a_member()) + look(secretariat, pages_of_the_secretariat())
    assert found == []
