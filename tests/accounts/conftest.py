"""The site, its team, and letters in place of files."""

from __future__ import annotations

from tests.returns.conftest import client as client
from tests.returns.conftest import letters as letters
from tests.returns.conftest import member as member
from tests.returns.conftest import opened as opened
from tests.returns.conftest import sit as sit
from tests.returns.conftest import small as small
from tests.returns.conftest import team as team
