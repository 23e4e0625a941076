"""Addresses of the device API."""

from django.urls import path

from broadcast.devices import api, document, trust

urlpatterns = [
    path("claim", trust.claim),
    path("keys", trust.keys),
    path("orders", trust.orders),
    path("key", trust.key),
    path("manifest", api.manifest),
    path("media/<str:sha256>", api.media_file),
    path("receipts", api.receipts),
    path("heartbeat", api.heartbeat),
    path("openapi.json", document.openapi),
]
