"""All addresses. The public side is all there is so far."""

from django.urls import include, path

urlpatterns = [path("", include("sharemap.explore.urls"))]
handler404 = "sharemap.explore.views.errors.not_found"
handler500 = "sharemap.explore.views.errors.went_wrong"
handler400 = "sharemap.explore.views.errors.bad_request"
