"""The addresses at which people who answer for a body come in. allauth asks for some of them by name."""

from django.urls import path

from sharemap.accounts.views import door, seats, team
from sharemap.accounts.views.door import person_only
from sharemap.corrections.views.answers import taking
from sharemap.corrections.views.sign_in import administrators_send, team_only

_READ_AND_SEND = taking("GET", "HEAD", "POST")
ask_code = _READ_AND_SEND(door.AskCode.as_view())
confirm_code = _READ_AND_SEND(door.ConfirmCode.as_view())

urlpatterns = [
    path("returns/sign-in", ask_code, name="account_login"),
    path("returns/sign-in", ask_code, name="account_request_login_code"),
    path("returns/sign-in/code", confirm_code, name="account_confirm_login_code"),
    path("returns/sign-out", door.sign_out, name="account_logout"),
    path("returns/ask", person_only(seats.ask, "POST")),
    path("returns/people/<slug:body>", seats.people),
    path("returns/mail/<str:token>", seats.stop),
    path("team/people", team_only(administrators_send(team.people), "GET", "HEAD", "POST")),
]
