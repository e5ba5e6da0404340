from django.urls import path

from netzwerkstatt.indicators import views

app_name = "indicators"
urlpatterns = [
    path("betrieb/daten/", views.data, name="data"),
    path("betrieb/daten/<int:number>/", views.brought, name="brought"),
    path("betrieb/daten/<int:number>/einlesen/", views.confirm, name="confirm"),
    path("betrieb/daten/<int:number>/verwerfen/", views.discard, name="discard"),
    path("betrieb/daten/<int:number>/fehler.csv", views.problems, name="problems"),
]
