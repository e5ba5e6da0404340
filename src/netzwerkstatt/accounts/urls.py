from django.urls import path

from netzwerkstatt.accounts import views

urlpatterns = [
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/<int:number>/beenden/", views.end_one, name="end_session"),
    path("sessions/andere/beenden/", views.end_others, name="end_other_sessions"),
]
