"""The addresses of returns. Below /returns people answer for their bodies; below /team the register team looks."""

from django.urls import path

from sharemap.accounts.views.door import person_only
from sharemap.corrections.views.sign_in import team_only
from sharemap.returns.views import answering, review, signing, team
from sharemap.returns.views.place import at_return

BOTH = ("GET", "HEAD", "POST")
LOOK = ("GET", "HEAD")
_OWN = "returns/<int:year>/<slug:body>"

urlpatterns = [
    path("returns", person_only(answering.home, *LOOK)),
    path(_OWN, at_return(answering.overview, *LOOK)),
    path(f"{_OWN}/new", at_return(answering.new, *BOTH)),
    path(f"{_OWN}/sign", at_return(signing.sign, *BOTH)),
    path(f"{_OWN}/decline", at_return(signing.decline, *BOTH)),
    path(f"{_OWN}/record.json", at_return(signing.record, *LOOK)),
    path(f"{_OWN}/<int:number>", at_return(answering.line, *BOTH)),
    path(f"{_OWN}/told/<int:telling>", at_return(answering.told, "POST")),
    path("team/rounds", team_only(team.rounds, *BOTH)),
    path("team/rounds/<int:year>", team_only(team.round_page, *BOTH)),
    path("team/rounds/<int:year>/review", team_only(review.queue, *LOOK)),
    path("team/rounds/<int:year>/review/<slug:key>", team_only(review.case_page, *BOTH)),
    path("team/rounds/<int:year>/<slug:body>", team_only(team.return_page, *LOOK)),
]
