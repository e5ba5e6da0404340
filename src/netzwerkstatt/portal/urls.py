from django.urls import path

from netzwerkstatt.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("heute/", views.today, name="today"),
    path("einrichten/", views.set_up, name="set_up"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("seiten/<str:kind>/aendern/", views.edit_legal, name="edit_legal"),
]
