from django.urls import path

from netzwerkstatt.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("hemmnisse/", views.barriers, name="barriers"),
    path("hemmnisse/<slug:key>/", views.barrier, name="barrier"),
    path("werkzeuge/", views.tools, name="tools"),
    path("werkzeuge/<slug:key>/", views.tool, name="tool"),
    path("umgangsweisen/<slug:key>/", views.approach, name="approach"),
    path("themen/<slug:key>/", views.topic, name="topic"),
    path("woerter/", views.rings, name="rings"),
    path("rahmen/", views.frameworks, name="frameworks"),
    path("katalog/<str:kind>/<slug:key>/aendern/", views.revise, name="revise"),
]
