"""Whether an address holds a document itself: some sites copy other people's, some sum up meetings by machine."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sharemap.register.rows import SourceCopy

_SUMMARIES = ("opencouncil.network", "opengovernment.network")
_LIBRARIES = re.compile(
    r"(^|\.)(docslib|docsbay|docplayer|docstoc|docest|studylib|pdfslide|businessdocbox|[vf]?documents?|paperzz|readkong"
    r"|slideplayer|yumpu|wikimili|the-uncensored-wiki|wikisum)\.[a-z]{2,5}$|(^|\.)(wikiless\.lunar\.icu|eudic\.net|poteris\.co\.uk|councilclarity\.com)$"
)
_SAID = re.compile(r"\bmirror(ed)?\b|\bcopy\b|\(archive\)|\bsyndicated\b|\bvia\b", re.IGNORECASE)


def copy_of(url: str, publisher: str) -> SourceCopy:
    """What the address holds, by its site and by the words of its publisher."""
    host = urlsplit(url).hostname or ""
    if host.endswith(_SUMMARIES) or "summary" in publisher.lower():
        return SourceCopy.SUMMARY
    if _LIBRARIES.search(host.rstrip(".")) or _SAID.search(publisher):
        return SourceCopy.MIRROR
    return SourceCopy.ORIGINAL
