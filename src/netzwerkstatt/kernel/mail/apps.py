from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "netzwerkstatt.kernel.mail"
    label = "mail"
    verbose_name = "Briefe"
