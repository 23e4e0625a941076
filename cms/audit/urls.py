"""Addresses of the log."""

from django.urls import path

from cms.audit import views

app_name = "audit"

urlpatterns = [
    path("nhat-ky/", views.log, name="log"),
    path("nhat-ky/tai-ve/", views.export, name="export"),
]
