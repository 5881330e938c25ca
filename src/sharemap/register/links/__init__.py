"""Finds sources whose pages are gone and proposes archived copies of them. A host runs it; no visitor's page does."""
