from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "netzwerkstatt.kernel.files"
    label = "files"
    verbose_name = "Dateien"
