"""Addresses of templates, in the namespace of practice."""

from django.urls import path

from netzwerkstatt.practice.vorlagen import views

urlpatterns = [
    path("vorlagen/", views.templates, name="templates"),
    path("vorlagen/feed/", views.feed, name="templates_feed"),
    path("vorlagen/bringen/", views.bring, name="bring_template"),
    path("vorlagen/zweitlesen/<int:number>/", views.reading, name="template_reading"),
    path("vorlagen/zweitlesen/<int:number>/datei/", views.reading_file, name="template_reading_file"),
    path("vorlagen/<slug:key>/", views.template, name="template"),
    path("vorlagen/<slug:key>/datei/", views.template_file, name="template_file"),
    path("vorlagen/<slug:key>/neue-fassung/", views.revise, name="revise_template"),
    path("vorlagen/<slug:key>/freigabe/", views.release, name="template_release"),
    path(
        "vorlagen/<slug:key>/fassungen/<int:number>/datei/", views.version_file, name="template_version_file"
    ),
    path("vorlagen/<slug:key>/fassungen/<int:number>/entfernen/", views.take_out, name="take_out_file"),
    path(
        "vorlagen/<slug:key>/zuruecknehmen/", views.ask_and_do, {"deed": "withdraw"}, name="withdraw_template"
    ),
    path("vorlagen/<slug:key>/loeschen/", views.ask_and_do, {"deed": "delete"}, name="delete_template"),
    path("vorlagen/<slug:key>/zurueckholen/", views.ask_and_do, {"deed": "restore"}, name="restore_template"),
    path("vorlagen/<slug:key>/erkennbar/", views.report, name="template_report"),
]
