"""From a body's name, as somebody typed it, to the key that the register holds."""

from __future__ import annotations

from sharemap.core.problem import Problem
from sharemap.corrections.editing import Find
from sharemap.editions.read import Edition


def finder(edition: Edition) -> Find:
    """Finds the key of a body by key, by name, or by what people call it on the edition's day."""
    by_name = {body.name.casefold(): key for key, body in edition.bodies.items()}

    def find(text: str) -> str | Problem:
        key = text if text in edition.bodies else by_name.get(text.casefold())
        if key:
            return key
        answer = edition.resolver.resolve(text, edition.as_at)
        if answer.key:
            return answer.key
        near = ", ".join(edition.bodies[each].name for each in answer.candidates[:5] if each in edition.bodies)
        fix = f"Did you mean {near}?" if near else "Choose one from the list. A body must be in data/bodies first."
        return Problem("body", "", f"“{text}”", "No one body is called so.", fix)

    return find
