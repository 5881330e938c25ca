"""`python -m tests.golden` writes the golden files of filters anew, from the hand-made world of tests/explore."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.explore.world import cut_world
from tests.golden.filters import golden

HERE = Path(__file__).parent


def main() -> None:
    from sharemap.explore.current import reading_of

    with TemporaryDirectory() as folder:
        for name, document in golden(reading_of(cut_world(Path(folder)))).items():
            text = json.dumps(document, ensure_ascii=False, indent=1)
            (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharemap.config.settings.test")
    django.setup()
    main()
