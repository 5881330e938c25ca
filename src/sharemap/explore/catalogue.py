"""What search engines and data portals are told of the editions: schema.org for a page, DCAT for them all. Pure.

Nothing is told that no manifest says: there is no day of publication, only the day that an edition is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sharemap.core.spreadsheet import XLSX_TYPE
from sharemap.editions.manifest import File, Manifest, read_manifest
from sharemap.editions.parquet import PARQUET_TYPE
from sharemap.editions.read import Edition
from sharemap.editions.standing import corrections, published
from sharemap.explore.citing import TITLE
from sharemap.explore.formats import JSON_TYPE, LICENCE

Said = dict[str, object]
DESCRIPTION = (
    "Who shares which public service with whom in the United Kingdom: councils, health, police, fire and other "
    "public bodies; since when, on what evidence, and what it is said to save. Each fact has its source; what is "
    "not known is said to be so."
)
MEDIA = {"csv": "text/csv", "xlsx": XLSX_TYPE, "json": JSON_TYPE, "parquet": PARQUET_TYPE}
"""What a table may be taken as. Only Parquet stands in the manifest; the others are written when asked for."""
_IANA = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def given_out(editions: Path, shown: Edition) -> dict[str, Manifest]:
    """The published editions, oldest first, then the one that is shown where it is none of them; by name."""
    found = {manifest.name: manifest for manifest in published(editions)}
    own = read_manifest(shown.folder)
    return {**found, own.name: own} if isinstance(own, Manifest) else found


def dataset(manifest: Manifest, site: str, files: bool = True) -> Said:
    """An edition as schema.org has it, with its tables. `site`: its address, without a slash at its end."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{site}/editions/{manifest.name}",
        "url": f"{site}/editions/{manifest.name}",
        "name": _title(manifest),
        "description": DESCRIPTION,
        "version": manifest.name,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "spatialCoverage": {"@type": "Country", "name": "United Kingdom"},
        "temporalCoverage": f"../{manifest.as_at.isoformat()}",
        "creator": {"@type": "Organization", "name": "Sharemap", "url": f"{site}/"},
        "keywords": ["shared services", "local government", "councils", "savings", "United Kingdom"],
        "distribution": [_download(manifest, file, site) for file in manifest.tables if files],
    }


def _download(manifest: Manifest, file: File, site: str) -> Said:
    return {
        "@type": "DataDownload",
        "name": file.table,
        "contentUrl": f"{site}/data/{manifest.name}/{file.name}",
        "encodingFormat": PARQUET_TYPE,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def catalogue(manifests: Mapping[str, Manifest], site: str) -> Said:
    """Every edition with its files, and the API, as DCAT has them (JSON-LD that needs nothing fetched)."""
    by = corrections(manifests.values())
    return {
        "@context": _CONTEXT,
        "@id": f"{site}/dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _english(TITLE),
        "dct:description": _english(DESCRIPTION),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Sharemap", "foaf:homepage": _at(f"{site}/")},
        "dct:license": _at(LICENCE),
        "foaf:homepage": _at(f"{site}/"),
        "dcat:dataset": [_edition(each, by.get(each.name), site) for each in manifests.values()],
        "dcat:service": _service(manifests, site),
    }


def _edition(manifest: Manifest, corrected_by: Manifest | None, site: str) -> Said:
    address = f"{site}/editions/{manifest.name}"
    said: Said = {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:title": _english(_title(manifest)),
        "dct:description": _english(" ".join(filter(None, (DESCRIPTION, manifest.erratum)))),
        "dct:identifier": manifest.name,
        "dcat:version": manifest.name,
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:endDate": _day(manifest)},
        "dct:license": _at(LICENCE),
        "dcat:landingPage": _at(address),
        "dcat:distribution": [each for file in manifest.files for each in _distributions(manifest, file, site)],
    }
    if manifest.corrects:
        said["dct:replaces"] = _at(f"{site}/editions/{manifest.corrects}")
    if corrected_by:
        said["dct:isReplacedBy"] = _at(f"{site}/editions/{corrected_by.name}")
    return said


def _distributions(manifest: Manifest, file: File, site: str) -> Iterable[Said]:
    """The file itself with its size and checksum; a table in the other forms too, which have neither beforehand."""
    stem, _, own = file.name.rpartition(".")
    for ending in MEDIA if file.table else (own,):
        address = f"{site}/data/{manifest.name}/{stem}.{ending}"
        yield {
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": _english(f"{stem} as {ending}"),
            "dcat:accessURL": _at(f"{site}/editions/{manifest.name}"),
            "dcat:downloadURL": _at(address),
            "dcat:mediaType": _at(_IANA + MEDIA[ending]),
            "dct:license": _at(LICENCE),
            **(_whole(file) if ending == own else {}),
        }


def _whole(file: File) -> Said:
    checksum = {"@type": "xsd:hexBinary", "@value": file.sha256}
    algorithm = _at("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    return {
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": checksum},
    }


def _service(manifests: Iterable[str], site: str) -> Said:
    return {
        "@id": f"{site}/api/v1",
        "@type": "dcat:DataService",
        "dct:title": _english("Sharemap API"),
        "dcat:endpointURL": _at(f"{site}/api/v1"),
        "dcat:endpointDescription": _at(f"{site}/api/v1/openapi.json"),
        "dcat:landingPage": _at(f"{site}/api"),
        "dcat:servesDataset": [_at(f"{site}/editions/{name}") for name in manifests],
        "dct:license": _at(LICENCE),
    }


def _title(manifest: Manifest) -> str:
    return f"{TITLE}: {'preview' if manifest.preview else 'edition'} {manifest.name}"


def _day(manifest: Manifest) -> Said:
    return {"@type": "xsd:date", "@value": manifest.as_at.isoformat()}


def _english(text: str) -> Said:
    return {"@language": "en", "@value": text}


def _at(address: str) -> Said:
    return {"@id": address}
