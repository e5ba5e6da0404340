from django.urls import path

from netzwerkstatt.network import views

app_name = "network"
urlpatterns = [
    path("kommunen/", views.members, name="members"),
    path("kommunen/aufnehmen/", views.admit, name="admit"),
    path("kommunen/<str:key>/", views.municipality, name="municipality"),
    path("kompetenzzentren/", views.centres, name="centres"),
    path("kompetenzzentren/<slug:slug>/", views.centre, name="centre"),
    path("biete-suche/", views.interests, name="interests"),
    path("organisationen/<int:number>/einladen/", views.invite, name="invite"),
    path("einladung/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
