"""The addresses of the product with Wagtail's API v3 mounted beside them, as a tinkering administrator might."""

from django.urls import path
from wagtail.api.v3.urls import api

from cms.urls import urlpatterns as ours

urlpatterns = [path("api/v3/", api.urls), *ours]
