"""Addresses of the API. What is under /api/v1 stays as it is; what cannot, will be /api/v2."""

from django.urls import path

from sharemap.api import reference
from sharemap.api.v1 import api

urlpatterns = [path("api", reference.reference), path("api/v1/", api.urls)]
