"""How allauth is used here: codes by e-mail for people who are known, and nothing else."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody makes an account by themselves: the team, a coordinator or a confirmed e-mail domain does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
