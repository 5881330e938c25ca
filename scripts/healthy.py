"""Whether the service on this machine answers, asked as its proxy would ask: the health check of the container."""

from __future__ import annotations

import os
import sys

import httpx


def main(port: str) -> int:
    """0 where the home page comes; 1, with a sentence, where it does not."""
    host = os.environ.get("SHAREMAP_HOSTS", "localhost").split(",")[0].lstrip(".")
    asks = {"Host": host, "X-Forwarded-Proto": "https"}
    try:
        status = httpx.get(f"http://127.0.0.1:{port}/", headers=asks, timeout=5).status_code
    except httpx.HTTPError as trouble:
        print(f"Sharemap does not answer on port {port}: {trouble}", file=sys.stderr)
        return 1
    if status != httpx.codes.OK:
        print(f"Sharemap answers {status} instead of 200 on port {port}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
