"""Three small books of rules and a profile that pools them, for tests of the consensus."""

from __future__ import annotations

from pathlib import Path

from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.rules import Profile
from rule_world import rule, shows, world

__all__ = ["BOOKS", "book", "pool_of"]

BOOKS = {
    "alpha": rule("AlphaFear", "Fear", shows("1"), shows("5"))
    + rule("AlphaSadness", "Sadness", shows("4"))
    + rule("AlphaClosed", "Sadness", shows("43")),
    "beta": rule("BetaFear", "Fear", shows("1"), shows("20"))
    + rule("BetaSadness", "Sadness", shows("1"), shows("4")),
    "gamma": rule("GammaFear", "Fear", shows("1")) + rule("GammaSadness", "Sadness", shows("4")),
}


def book(name: str, rules: str) -> tuple[str, str]:
    """Give a book under a name with the rules that it is to have."""
    return name, rules


def pool_of(folder: Path, *changed: tuple[str, str]) -> Profile:
    """Compile the profile that pools the books, with some of them changed; an empty one is left."""
    books = {**BOOKS, **dict(changed)}
    parts = []
    for name, rules in books.items():
        if rules:
            profile = f"b2f:Profile{name.title()}"
            parts.append(
                f'{profile} a b2f:Profile ; skos:notation "{name}" .\n'
                f"GRAPH <https://book.example/{name}> {{ {rules} }}\n"
                f"GRAPH src:profiles {{ b2f:ProfilePool b2f:pools {profile} . "
                f"{profile} b2f:usesRulesOf <https://book.example/{name}> . }}\n"
            )
    pool = 'b2f:ProfilePool a b2f:Profile ; skos:notation "pool" .\n'
    knowledge = Knowledge.load(world(folder, claims=pool + "".join(parts)))
    return compile_profile(knowledge, "pool")
