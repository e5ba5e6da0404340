from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "netzwerkstatt.accounts"
    label = "accounts"
    verbose_name = "Konten"
