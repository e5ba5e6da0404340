from django.urls import path, re_path

from netzwerkstatt.portal.views import public, setting_up

app_name = "portal"
urlpatterns = [
    path("", public.start, name="start"),
    path("heute/", public.today, name="today"),
    path("einrichten/", setting_up.set_up, name="set_up"),
    path("einrichten/name/", setting_up.name, name="name"),
    path("einrichten/farbe/", setting_up.colours, name="colours"),
    path("einrichten/rechtliches/", setting_up.legal_pages, name="legal_pages"),
    path("einrichten/briefe/", setting_up.mail, name="mail"),
    path("einrichten/oeffnen/", setting_up.open_to_public, name="open_to_public"),
    re_path(
        r"^farben/(?P<light>[0-9a-f]{6})-(?P<dark>[0-9a-f]{6})\.css$",
        setting_up.colours_file,
        name="colours_file",
    ),
    path("zeichen/<str:digest>/", setting_up.logo_file, name="logo_file"),
    path("impressum/", public.imprint, name="imprint"),
    path("datenschutz/", public.privacy, name="privacy"),
    path("barrierefreiheit/", public.accessibility, name="accessibility"),
    path("seiten/<str:kind>/aendern/", public.edit_legal, name="edit_legal"),
]
