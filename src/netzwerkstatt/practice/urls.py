from django.urls import path

from netzwerkstatt.practice import views

app_name = "practice"
urlpatterns = [
    path("zusammenhang/<slug:key>/", views.municipality.whole_municipality, name="whole_municipality"),
    path("erzaehlen/", views.telling.begin, name="begin"),
    path("erzaehlen/einlesen/", views.bringing.bring, name="bring"),
    path("erzaehlen/einlesen/<int:number>/", views.bringing.preview, name="bring_preview"),
    path("erzaehlen/einlesen/<int:number>/spalten/", views.bringing.columns, name="bring_columns"),
    path("erzaehlen/einlesen/<int:number>/stand/", views.bringing.progress, name="bring_progress"),
    path("erzaehlen/einlesen/<int:number>/verwerfen/", views.bringing.discard, name="bring_discard"),
    path("erzaehlen/einlesen/<int:number>/ergebnis/", views.bringing.result, name="bring_result"),
    path("vorhaben/<slug:key>/", views.showing.undertaking, name="undertaking"),
    path("vorhaben/<slug:key>/erzaehlen/", views.telling.tell, name="tell"),
    path("vorhaben/<slug:key>/erzaehlen/angaben/", views.telling.facts, name="tell_facts"),
    path("vorhaben/<slug:key>/erzaehlen/hemmnisse/", views.telling.barriers, name="tell_barriers"),
    path("vorhaben/<slug:key>/erzaehlen/ziele/", views.depth.goals, name="tell_goals"),
    path("vorhaben/<slug:key>/erzaehlen/ziele/<uuid:goal>/", views.depth.revisions, name="tell_revisions"),
    path("vorhaben/<slug:key>/erzaehlen/ergebnisse/", views.depth.results, name="tell_results"),
    path("vorhaben/<slug:key>/erzaehlen/vorgehen/", views.depth.methods, name="tell_methods"),
    path("vorhaben/<slug:key>/erzaehlen/ort-und-gruppen/", views.depth.described, name="tell_described"),
    *(
        path(
            f"vorhaben/<slug:key>/erzaehlen/{address}/",
            views.depth.subject,
            {"name": name},
            name=f"tell_{name}",
        )
        for address, name in (
            ("schritte", "steps"),
            ("beteiligte", "partners"),
            ("mittel", "resources"),
            ("beteiligung", "participation"),
            ("begleitforschung", "research"),
        )
    ),
    path("vorhaben/<slug:key>/erzaehlen/<str:name>/", views.telling.question, name="tell_question"),
    path("vorhaben/<slug:key>/erzaehlen/<str:name>/speichern/", views.telling.autosave, name="autosave"),
    path("vorhaben/<slug:key>/fassungen/", views.showing.versions, name="versions"),
    path(
        "vorhaben/<slug:key>/fassungen/<int:number>/zurueckholen/",
        views.showing.restore_version,
        name="restore_version",
    ),
    path("vorhaben/<slug:key>/personen/", views.telling.people, name="people"),
    path("vorhaben/<slug:key>/stand/", views.telling.stage, name="stage"),
    path("vorhaben/<slug:key>/freigabe/", views.releasing.release, name="release"),
    path("vorhaben/<slug:key>/zweitlesen/bitten/", views.releasing.ask, name="ask_reader"),
    path("vorhaben/<slug:key>/zuruecknehmen/", views.releasing.withdraw, name="withdraw"),
    path("vorhaben/<slug:key>/schwaerzen/", views.releasing.redact, name="redact"),
    path("vorhaben/<slug:key>/erkennbar/", views.releasing.report, name="report"),
    path("vorhaben/<slug:key>/bestaetigen/", views.releasing.confirm, name="confirm"),
    path("vorhaben/<slug:key>/uebernehmen/", views.releasing.take_over, name="take_over"),
    path("vorhaben/<slug:key>/loeschen/", views.telling.delete, name="delete"),
    path("vorhaben/<slug:key>/zurueckholen/", views.telling.restore, name="restore"),
    path("vorhaben/<slug:key>/beteiligung/", views.depth.judge, name="judge_participation"),
    path("vorhaben/<slug:key>/stimme/", views.voices.voice, name="voice"),
    path("zweitlesen/<int:number>/", views.reading.reading, name="reading"),
    path("zweitlesen/<int:number>/markieren/", views.reading.mark, name="mark"),
    path("zweitlesen/<int:number>/beenden/", views.reading.finish, name="finish_reading"),
    path("markierungen/<int:number>/zuruecknehmen/", views.reading.take_back, name="take_back_mark"),
    path("markierungen/<int:number>/antworten/", views.releasing.answer, name="answer_mark"),
    path("lesekreis/", views.reading.volunteer, name="volunteer"),
    path("geloescht/", views.telling.deleted, name="deleted"),
]
