from django.urls import path

from netzwerkstatt.search import kept_views, overview_views, views

app_name = "search"
urlpatterns = [
    path("suche/", views.search, name="search"),
    path("erfahrungen/", views.experiences, name="experiences"),
    path("erfahrungen/aehnlich/", views.alike, name="alike"),
    path("erfahrungen/feed/", views.feed, name="feed"),
    path("gemerkt/", kept_views.kept, name="kept"),
    path("gemerkt/neu/", kept_views.keep, name="keep"),
    path("gemerkt/<int:number>/", kept_views.one, name="kept_one"),
    path("gemerkt/<int:number>/aendern/", kept_views.change, name="change_kept"),
    path("gemerkt/<int:number>/loeschen/", kept_views.drop, name="drop_kept"),
    path("gemerkt/<int:number>/feed/", kept_views.open_feed, name="open_feed"),
    path("gemerkt/<int:number>/feed/zurueckziehen/", kept_views.revoke_feed, name="revoke_feed"),
    path("feeds/<str:key>/", kept_views.feed, name="kept_feed"),
    path("ueberblick/", overview_views.overview, name="overview"),
    path("ueberblick/<slug:key>/", overview_views.topic, name="overview_topic"),
]
