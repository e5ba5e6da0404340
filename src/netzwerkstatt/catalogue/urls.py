from django.urls import path

from netzwerkstatt.catalogue.views import governing, proposing, rings, showing

app_name = "catalogue"
urlpatterns = [
    path("hemmnisse/", showing.barriers, name="barriers"),
    path("hemmnisse/<slug:key>/", showing.term, {"kind": "hemmnis"}, name="barrier"),
    path("werkzeuge/", showing.tools, name="tools"),
    path("werkzeuge/<slug:key>/", showing.term, {"kind": "werkzeug"}, name="tool"),
    path("umgangsweisen/", showing.approaches, name="approaches"),
    path("umgangsweisen/<slug:key>/", showing.term, {"kind": "umgangsweise"}, name="approach"),
    path("themen/", showing.topics, name="topics"),
    path("themen/<slug:key>/", showing.term, {"kind": "thema"}, name="topic"),
    path("woerter/", rings.rings, name="rings"),
    path("rahmen/", showing.frameworks, name="frameworks"),
    path("rahmen/<slug:key>/", showing.term, {"kind": "rahmen"}, name="framework_entry"),
    path("katalog/vorschlagen/", proposing.propose, name="propose"),
    path("katalog/vorschlaege/", proposing.proposals, name="proposals"),
    path("katalog/vorschlaege/<int:number>/", proposing.proposal, name="proposal"),
    path("katalog/vorschlaege/<int:number>/zurueckziehen/", proposing.withdraw, name="withdraw_proposal"),
    path("katalog/vorschlaege/<int:number>/gelesen/", proposing.acknowledge, name="acknowledge_answer"),
    path("katalog/zusammenfuehrungen/<int:number>/trennen/", governing.split, name="split"),
    path("katalog/<str:kind>/<slug:key>/aendern/", governing.revise, name="revise"),
    path("katalog/<str:kind>/<slug:key>/zusammenfuehren/", governing.merge, name="merge"),
    path("katalog/<str:kind>/<slug:key>/gebrauch/", governing.use, name="use"),
    path("katalog/<str:kind>/<slug:key>/bestaetigen/", governing.confirm, name="confirm"),
]
