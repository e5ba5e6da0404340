from django.contrib import admin

from netzwerkstatt.accounts.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ("name", "email", "is_active", "is_staff")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active", "is_staff")
    readonly_fields = ("email",)

    def has_add_permission(self, request: object) -> bool:
        return False
