"""What the knowledge says is what the registry tells: a changed statement changes the answer."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.registry import Registry

WORLD = """
PREFIX b2f: <https://w3id.org/brain2face/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX uberon: <http://purl.obolibrary.org/obo/UBERON_>
INSERT DATA {
  b2f:ActionUnit rdfs:subClassOf b2f:FacsCode .
  b2f:FacialMuscle rdfs:subClassOf b2f:Muscle .
  b2f:AU12 a b2f:ActionUnit ; rdfs:label "AU12 lip corner puller"@en ; skos:notation "12" .
  b2f:AU13 a b2f:ActionUnit ; rdfs:label "AU13 sharp lip puller"@en ; skos:notation "13" .
  b2f:Major a b2f:FacialMuscle ; rdfs:label "zygomaticus major"@en ; skos:altLabel "Lächler"@en .
  b2f:Happiness a b2f:Emotion ; rdfs:label "happiness"@en .
  b2f:here a b2f:Place ; rdfs:label "a place"@en ; b2f:locator "page 1" .
  GRAPH b2f:here { b2f:Major b2f:contractsIn b2f:AU12 }
  GRAPH <https://w3id.org/brain2face/mappings/uberon> {
    b2f:Major skos:exactMatch uberon:0008593 .
    b2f:AU13 skos:closeMatch uberon:0000009 .
    uberon:0008593 rdfs:label "greater zygomatic" .
  }
}
"""


def registry(*updates: str) -> Registry:
    store = ox.Store()
    store.update(WORLD)
    prefixes = WORLD.partition("INSERT")[0]
    for update in updates:
        store.update(prefixes + update)
    return Registry(Knowledge(store))


def first(text: str, *updates: str) -> str | None:
    hits = registry(*updates).search(text).hits
    return hits[0].name if hits else None


def test_a_new_label_is_found_and_an_old_one_is_not() -> None:
    renamed = (
        'DELETE DATA { b2f:Major rdfs:label "zygomaticus major"@en }',
        'INSERT DATA { b2f:Major rdfs:label "grinner"@en }',
    )
    assert first("grinner") is None
    assert first("grinner", *renamed) == "Major"
    assert first("zygomaticus major", *renamed) is None


def test_accents_and_their_absence_are_one() -> None:
    assert first("LACHLER") == first("lächler") == "Major"


def test_a_statement_is_told_with_its_place_and_goes_with_it() -> None:
    (link,) = registry().unit(12).muscles
    assert (link.name, link.default) == ("Major", False)
    assert [(place.name, place.locator) for place in link.places] == [("here", "page 1")]
    assert registry("CLEAR GRAPH b2f:here").unit(12).muscles == ()


def test_a_picture_is_told_only_while_there_is_something_to_draw() -> None:
    assert registry().drawable("AU12")
    assert not registry("CLEAR GRAPH b2f:here").drawable("AU12")


def test_an_exact_mapping_is_a_name_and_a_close_one_is_not() -> None:
    assert registry().term("UBERON_0008593").name == "Major"
    hit = registry().search("UBERON:0000009").hits[0]
    assert (hit.name, hit.how) == ("AU13", "mapping")
    assert hit.score < 0.9
    with pytest.raises(UnknownNameError):
        registry().term("UBERON:0000009")


def test_a_mapping_that_is_made_close_is_no_name_any_more() -> None:
    weaker = """DELETE { GRAPH ?set { ?term skos:exactMatch ?other } }
      INSERT { GRAPH ?set { ?term skos:closeMatch ?other } }
      WHERE { GRAPH ?set { ?term skos:exactMatch ?other } }"""
    with pytest.raises(UnknownNameError):
        registry(weaker).term("UBERON:0008593")
    assert list(registry(weaker).muscle("Major").mappings) == ["closeMatch"]


def test_a_column_becomes_a_name_when_a_tool_writes_it() -> None:
    channel = """INSERT DATA { b2f:Tool rdfs:label "Tool"@en ; a b2f:Instrument ;
      b2f:notationType b2f:ToolColumn . b2f:AU12 skos:notation "smiley"^^b2f:ToolColumn .
      GRAPH b2f:here { b2f:C a b2f:Channel ; b2f:columnName "smiley" ; b2f:ofInstrument b2f:Tool ;
      b2f:measures b2f:AU12 } }"""
    assert first("smiley") is None
    assert first("Tool smiley", channel) == "AU12"
    assert registry(channel).term("smiley").name == "AU12"
    (column,) = registry(channel).unit("smiley").columns
    assert (column.column, column.instrument.name) == ("smiley", "Tool")
    assert registry(channel).term("C").label == "smiley of Tool"


def test_two_terms_of_one_name_are_both_told() -> None:
    twin = 'INSERT DATA { b2f:AU13 skos:altLabel "smiler"@en . b2f:AU12 skos:altLabel "Smiler"@en }'
    with pytest.raises(UsageFault, match=r"'smiler' could be any of AU12, AU13; use one"):
        registry(twin).term("smiler")
    assert [hit.name for hit in registry(twin).search("smiler").hits] == ["AU12", "AU13"]


def test_the_exact_spelling_settles_which_of_two_is_meant() -> None:
    twin = 'INSERT DATA { b2f:happiness a b2f:Place ; rdfs:label "something else"@en }'
    assert registry(twin).term("Happiness").name == "Happiness"
    assert registry(twin).term("happiness").name == "happiness"


def test_a_subclass_that_is_cut_takes_its_members_out_of_a_kind() -> None:
    cut = "DELETE DATA { b2f:FacialMuscle rdfs:subClassOf b2f:Muscle }"
    assert [one.name for one in registry().names(["muscle"])] == ["Major"]
    with pytest.raises(UnknownNameError):
        registry(cut).muscle("Major")
    assert type(registry(cut).term("Major")).__name__ == "Term"
