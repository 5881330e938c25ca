"""Indicative areas of British public bodies: read for the map (`outlines`), derived from open data (`derive`)."""
