"""Addresses of the public pages that are not in the page tree."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
