from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "netzwerkstatt.kernel.audit"
    label = "audit"
    verbose_name = "Spur"
