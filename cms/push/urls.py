"""Addresses of one's own device, behind the sign-in."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.push import views

app_name = "push"

urlpatterns = [
    path("", require_admin_access(views.device), name="device"),
    path("bat/", require_admin_access(views.add), name="add"),
    path("tat/", require_admin_access(views.remove), name="remove"),
]
