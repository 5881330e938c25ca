"""The addresses of returns. Below /returns people answer for their bodies; below /team the register team looks."""

from django.urls import path

from sharemap.accounts.views.door import person_only
from sharemap.corrections.views.sign_in import administrators_send, team_only
from sharemap.returns.views import adding, answering, files, me, review, signing, team, workbook
from sharemap.returns.views.place import at_return

BOTH = ("GET", "HEAD", "POST")
LOOK = ("GET", "HEAD")
_OWN = "returns/<int:year>/<slug:body>"

urlpatterns = [
    path("returns", person_only(answering.home, *LOOK)),
    path("returns/me", person_only(me.me, *BOTH)),
    path("returns/me.json", person_only(me.record, *LOOK)),
    path(_OWN, at_return(answering.overview, *LOOK)),
    path(f"{_OWN}/new", at_return(adding.new, *BOTH)),
    path(f"{_OWN}/new/alike.json", at_return(adding.alike, *LOOK)),
    path(f"{_OWN}/sign", at_return(signing.sign, *BOTH)),
    path(f"{_OWN}/decline", at_return(signing.decline, *BOTH)),
    path(f"{_OWN}/record.json", at_return(signing.record, *LOOK)),
    path(f"{_OWN}/workbook", at_return(workbook.workbook, *BOTH)),
    path(f"{_OWN}/workbook.xlsx", at_return(workbook.as_xlsx, *LOOK)),
    path(f"{_OWN}/arrangements.csv", at_return(workbook.arrangements_csv, *LOOK)),
    path(f"{_OWN}/savings.csv", at_return(workbook.savings_csv, *LOOK)),
    path(f"{_OWN}/workbook/<int:upload>", at_return(workbook.sent_back, *BOTH)),
    path(f"{_OWN}/workbook/<int:upload>/marked.xlsx", at_return(workbook.marked_copy, *LOOK)),
    path(f"{_OWN}/files/<int:upload>", at_return(files.own, *LOOK)),
    path(f"{_OWN}/<int:number>", at_return(answering.line, *BOTH)),
    path(f"{_OWN}/told/<int:telling>", at_return(answering.told, "POST")),
    path(f"{_OWN}/told/<int:telling>/files/<int:upload>", at_return(files.told, *LOOK)),
    path("team/rounds", team_only(administrators_send(team.rounds), *BOTH)),
    path("team/rounds/<int:year>", team_only(administrators_send(team.round_page), *BOTH)),
    path("team/rounds/<int:year>/review", team_only(review.queue, *LOOK)),
    path("team/rounds/<int:year>/review/<slug:key>", team_only(review.case_page, *BOTH)),
    path("team/rounds/<int:year>/<slug:body>", team_only(team.return_page, *LOOK)),
    path("team/rounds/<int:year>/<slug:body>/files/<int:upload>", team_only(team.original, *LOOK)),
]
