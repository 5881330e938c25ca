"""All addresses: the API, returns and their accounts, corrections and the team's pages, and the public side."""

from django.urls import include, path

urlpatterns = [
    # First: programs ask most, and addresses are tried in turn.
    path("", include("sharemap.api.urls")),
    path("", include("sharemap.accounts.urls")),
    path("", include("sharemap.returns.urls")),
    path("", include("sharemap.corrections.urls")),
    path("", include("sharemap.explore.urls")),
]
handler404 = "sharemap.explore.views.errors.not_found"
handler500 = "sharemap.corrections.views.answers.went_wrong"
handler400 = "sharemap.explore.views.errors.bad_request"
