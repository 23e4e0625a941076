"""The device API's own description, for whoever builds a device."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from broadcast.plan import device_api


@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """Hand out the OpenAPI document; anybody may ask."""
    return JsonResponse(device_api.document(), headers={"Cache-Control": "max-age=3600"})
