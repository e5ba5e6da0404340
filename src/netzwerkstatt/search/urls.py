from django.urls import path

from netzwerkstatt.search import views

app_name = "search"
urlpatterns = [
    path("suche/", views.search, name="search"),
    path("erfahrungen/", views.experiences, name="experiences"),
    path("erfahrungen/aehnlich/", views.alike, name="alike"),
    path("erfahrungen/feed/", views.feed, name="feed"),
]
