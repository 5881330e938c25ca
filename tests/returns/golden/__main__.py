"""`python -m tests.returns.golden` writes the expected words anew. Read the difference before you commit it."""

from __future__ import annotations

from tests.returns.golden.make import CASES, WORDS, words_of


def main() -> None:
    for old in WORDS.glob("*.txt"):
        old.unlink()
    for name, make in CASES.items():
        (WORDS / f"{name}.txt").write_text(words_of(make()), encoding="utf-8")


if __name__ == "__main__":
    main()
