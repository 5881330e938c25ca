"""The addresses of corrections. Whatever stands below /team is closed to all who are not signed in."""

from django.urls import path

from sharemap.corrections.views import access, public, sign_in, team

urlpatterns = [
    path("corrections", public.corrections),
    path("corrections/alike.json", public.alike),
    path("corrections/received/<slug:reference>", public.received),
    path("team/sign-in", sign_in.sign_in),
    path("team/sign-in/passkey", access.by_passkey),
    path("team/sign-in/passkey.json", access.to_prove),
    path("team/access", sign_in.team_only(access.access, "GET", "HEAD", "POST", first_passkey=True)),
    path("team/sign-out", sign_in.sign_out),
    path("team/proposals", sign_in.team_only(team.queue, "GET", "HEAD")),
    path("team/proposals/<int:number>", sign_in.team_only(team.case, "GET", "HEAD", "POST")),
    path("team/proposals/<int:number>/alike.json", sign_in.team_only(team.alike, "GET", "HEAD")),
]
