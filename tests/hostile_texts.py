"""SPARQL texts that crash or stall the engine when long enough, each from a small recipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["CORPUS", "FLAT", "NESTED", "STALLING", "Recipe"]

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.r[qu]"))


@dataclass(frozen=True)
class Recipe:
    """A beginning, a piece that is repeated, a middle, what closes each piece, and an end."""

    before: str
    piece: str
    middle: str
    closing: str
    after: str
    update: bool = False

    def text(self, count: int) -> str:
        return self.before + self.piece * count + self.middle + self.closing * count + self.after


NESTED = {
    "groups": Recipe("SELECT * ", "{", "", "}", ""),
    "subqueries": Recipe("SELECT * {", "{SELECT * {", "", "}}", "}"),
    "minus": Recipe("SELECT * {", "MINUS {?s ?p ?o ", "", "}", "}"),
    "graphs": Recipe("SELECT * {", "GRAPH <a:g> {", "", "}", "}"),
    "optionals": Recipe("SELECT * {", "OPTIONAL {", "", "}", "}"),
    "unions": Recipe("SELECT * {", "{", "?a ?b ?c", "} UNION {?s ?p ?o}", "}"),
    "services": Recipe("SELECT * {", "SERVICE SILENT <a:s> {", "", "}", "}"),
    "exists": Recipe("SELECT * {", "FILTER EXISTS {?a ?b ?c ", "", "}", "}"),
    "exists in expressions": Recipe("ASK {FILTER(", "EXISTS {FILTER(", "true", ")}", ")}"),
    "parentheses": Recipe("SELECT (", "(", "1", ")", " AS ?x) {}"),
    "STR": Recipe("SELECT (", "STR(", "1", ")", " AS ?x) {}"),
    "STR with gaps": Recipe("SELECT (", " STR\n#(\n(", "1", ") ", " AS ?x) {}"),
    "own functions": Recipe("SELECT (", "<a:f>(", "1", ")", " AS ?x) {}"),
    "IF": Recipe("SELECT (", "IF(true, 1, ", "1", ")", " AS ?x) {}"),
    "COALESCE": Recipe("SELECT (", "COALESCE(", "1", ")", " AS ?x) {}"),
    "IN": Recipe("SELECT (", "1 IN (", "1", ")", " AS ?x) {}"),
    "SUM": Recipe("SELECT (", "SUM(", "1", ")", " AS ?x) {}"),
    "not": Recipe("SELECT (", "!(", "true", ")", " AS ?x) {}"),
    "sums": Recipe("SELECT (", "1+(", "1", ")", " AS ?x) {}"),
    "after a string": Recipe("SELECT ('a\\'b\"' + ", "(", "1", ")", " AS ?x) {}"),
    "after a comparison": Recipe("ASK { FILTER(?a<b:c && ?d>", "(", "1", ")", ") }"),
    "lists": Recipe("ASK { ?s ?p ", "(", "1", ")", " }"),
    "long lists": Recipe("ASK { ", "(?s ?p ", "1", ")", " ?p ?o }"),
    "lists as subjects": Recipe("ASK { ", "(", "1", ")", " ?p ?o }"),
    "blank nodes": Recipe("ASK { ?s ?p ", "[<a:p> ", "1", "]", " }"),
    "lists of blank nodes": Recipe("ASK { ?s ?p ", "([<a:p> ", "1", "])", " }"),
    "paths": Recipe("ASK { ?s ", "(", "<a:p>", ")", " ?o }"),
    "closures": Recipe("ASK { ?s ", "(", "<a:p>", ")*", " ?o }"),
    "triple terms": Recipe("ASK { ?s ?p ", "<<( <a:a> <a:b> ", "1", ")>>", " }"),
    "reified triples": Recipe("ASK { ?s ?p ", "<< <a:a> <a:b> ", "1", ">>", " }"),
    "annotations": Recipe("ASK { ?s ?p ?o ", "{| <a:p> 1 ", "", "|}", " }"),
    "open groups": Recipe("ASK ", "{", "", "", ""),
    "open brackets": Recipe("ASK { FILTER", "(", "", "", ""),
    "templates": Recipe("CONSTRUCT { ?s ?p ", "[<a:p> ", "1", "]", " } {}"),
    "data": Recipe("INSERT DATA { <a:s> <a:p> ", "[<a:p> ", "1", "]", " }", update=True),
    "data lists": Recipe("INSERT DATA { ", "(", "1", ")", " <a:p> 1 }", update=True),
    "groups of updates": Recipe("INSERT {?a ?b ?c} WHERE ", "{", "?a ?b ?c", "}", "", update=True),
}
"""Crash the engine when nested some hundred to some thousand times."""

FLAT = {
    "and": Recipe("ASK { FILTER(1=1", "&&1=1", "", "", ") }"),
    "and in a head": Recipe("SELECT (true", "&&true", "", "", " AS ?x) {}"),
    "or": Recipe("ASK { FILTER(1=1", "||1=1", "", "", ") }"),
    "plus": Recipe("SELECT (1", "+1", "", "", " AS ?x) {}"),
    "minus signs": Recipe("SELECT (1", "-1", "", "", " AS ?x) {}"),
    "plus with gaps": Recipe("SELECT (?x", " + ?y", "", "", " AS ?z) {}"),
    "times": Recipe("SELECT (1", "*1", "", "", " AS ?x) {}"),
    "divisions": Recipe("SELECT (1", "/1", "", "", " AS ?x) {}"),
    "with calls between": Recipe("SELECT (1", "+<a:f>(1,1)", "", "", " AS ?x) {}"),
    "hidden in comparisons": Recipe("ASK { FILTER(true", "&&?a<b:c&&?d>e:f", "", "", ") }"),
    "not": Recipe("SELECT (", "!", "true", "", " AS ?x) {}"),
    "steps": Recipe("ASK { ?a <a:p>", "/<a:p>", "", "", " ?b }"),
    "alternatives": Recipe("ASK { ?a <a:p>", "|<a:p>", "", "", " ?b }"),
    "unions": Recipe("SELECT * {{}", "UNION{}", "", "", "}"),
    "glued unions": Recipe("SELECT * {{?s ?p 1}", "UNION{?s ?p 1}", "", "", "}"),
    "optionals": Recipe("SELECT * {", "OPTIONAL{}", "", "", "}"),
    "minus": Recipe("SELECT * {", "MINUS{}", "", "", "}"),
    "filters": Recipe("SELECT * {", "FILTER(true)", "", "", "}"),
    "glued filters": Recipe("SELECT * {?s ?p 1", "FILTER(true)", "", "", "}"),
    "unions of updates": Recipe("DELETE {?a ?b ?c} WHERE {{}", "UNION{}", "", "", "}", update=True),
}
"""Crash or stall the engine when chained some thousand times."""

STALLING = {
    "SUBSTR": Recipe("SELECT (", "SUBSTR(", "'a'", ", 1)", " AS ?x) {}"),
    "replace": Recipe("SELECT (", "replace(", "'a'", ", 'b', 'c')", " AS ?x) {}"),
    "REGEX": Recipe("SELECT (", "REGEX(", "'a'", ", 'b')", " AS ?x) {}"),
    "GROUP_CONCAT": Recipe("SELECT (", "GROUP_CONCAT(", "'a'", ")", " AS ?x) {}"),
    "open not": Recipe("ASK { FILTER(", "!(", "", "", ""),
    "open not exists": Recipe("ASK { FILTER(", "! EXISTS {FILTER(", "", "", ""),
}
"""Keep the engine busy for seconds when nested 50 times."""
