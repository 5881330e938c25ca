"""The permanent addresses of the public side. None may ever die: `tests/explore` holds the list."""

from django.urls import path, re_path

from sharemap.explore.views import (
    arrangement,
    beside,
    body,
    coverage,
    downloads,
    figures,
    home,
    pages,
    search,
    services,
)

urlpatterns = [
    path("", home.home),
    path("arrangements", home.arrangements),
    path("arrangements.csv", home.arrangements_csv),
    path("arrangements.json", home.arrangements_json),
    path("arrangements/<slug:slug>", arrangement.arrangement),
    path("arrangements/<slug:slug>.csv", arrangement.arrangement_csv),
    path("arrangements/<slug:slug>.json", arrangement.arrangement_json),
    path("bodies/<slug:key>", body.body),
    path("bodies/<slug:key>.csv", body.body_csv),
    path("bodies/<slug:key>.json", body.body_json),
    path("services", services.services),
    path("services.csv", services.services_csv),
    path("services.json", services.services_json),
    path("services/<slug:key>", services.service),
    path("services/<slug:key>.csv", services.service_csv),
    path("services/<slug:key>.json", services.service_json),
    path("coverage", coverage.coverage),
    path("coverage.csv", coverage.coverage_csv),
    path("coverage.json", coverage.coverage_json),
    path("search", search.search),
    path("search.json", search.search_json),
    path("figures/<slug:name>", figures.figure),
    path("figures/<slug:name>.csv", figures.figure_csv),
    path("figures/<slug:name>.json", figures.figure_json),
    path("data", downloads.data),
    path("data/<str:edition>/<slug:table>.<str:ending>", downloads.table),
    path("favicon.ico", beside.favicon),
    path("robots.txt", beside.robots),
    *(path(name, pages.page, {"name": name}) for name in pages.HEADINGS),
    re_path(r"^(?P<path>[a-z0-9][\w./-]*[\w-])/+$", beside.without_slash),
]
