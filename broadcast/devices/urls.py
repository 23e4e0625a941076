"""Addresses of the device API."""

from django.urls import path

from broadcast.devices import api

urlpatterns = [
    path("claim", api.claim),
    path("manifest", api.manifest),
    path("media/<str:sha256>", api.media_file),
    path("receipts", api.receipts),
    path("heartbeat", api.heartbeat),
]
