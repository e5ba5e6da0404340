from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class ConfigConfig(AppConfig):
    name = "netzwerkstatt.config"
    label = "config"
    verbose_name = "Netzwerkstatt"


class AdminConfig(DjangoAdminConfig):
    """The operator's tool. No text of an Undertaking is registered there."""

    default_site = "django.contrib.admin.AdminSite"
