"""A term is told with all that is said of it, in every graph, and with who says so."""

from __future__ import annotations

import pytest

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.registry import Registry
from brain2face.registry.views import Emotion, Link, Muscle, Term, Unit

PREFIXES = """
PREFIX b2f: <https://w3id.org/brain2face/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
KINDS = {
    "AU12": Unit,
    "M55": Unit,
    "Happiness": Emotion,
    "ZygomaticusMajor": Muscle,
    "ZygomaticBranch": Term,
    "ActionUnit": Term,
    "Dong2022Rule1AU6": Term,
    "source/dong2022/table3": Term,
    "mappings/uberon": Term,
    "BlendshapeChannelJawOpen": Term,
    "Dong2022Table1Anger01": Term,
    "ontology": Term,
}


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


def names(links: tuple[Link, ...]) -> list[str]:
    return [link.name for link in links]


def answers(knowledge: Knowledge, text: str) -> set[tuple[str, ...]]:
    rows = knowledge.query(PREFIXES + text).results
    return {tuple(value.value for value in row) for row in rows}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", KINDS)
def test_a_term_is_told_as_what_it_is(registry: Registry, name: str) -> None:
    term = registry.term(name)
    assert type(term) is KINDS[name]
    assert term.name == name
    assert term.label


def test_a_unit_tells_its_muscles_branches_emotions_and_columns(registry: Registry) -> None:
    unit = registry.unit(12)
    assert (unit.code, unit.notations) == ("12", ("12",))
    assert unit.label == "AU12 lip corner puller"
    assert names(unit.muscles) == ["ZygomaticusMajor"]
    assert names(unit.branches) == ["BuccalBranch", "ZygomaticBranch"]
    assert names(unit.exclusive_to) == ["Happiness"]
    assert "Happiness" in names(unit.emotions)
    assert {"AU12_r", "mouthSmileLeft", "smile"} <= {one.column for one in unit.columns}
    assert names(registry.unit("AU43").relaxed_muscles) == ["LevatorPalpebraeSuperioris"]
    assert names(registry.unit("AU43").excludes) == ["AU45", "AU46"]


def test_a_column_tells_its_tool_side_and_place(registry: Registry) -> None:
    column = next(one for one in registry.unit(12).columns if one.column == "mouthSmileLeft")
    assert column.instrument.name == "ARKit"
    assert column.side is not None
    assert column.side.name == "LeftSide"
    assert [place.name for place in column.places] == ["source/pyfeat/blendshapes"]


def test_an_emotion_tells_its_units_and_rules(registry: Registry, knowledge: Knowledge) -> None:
    fear = registry.emotion("fear")
    assert names(fear.exclusive_units)
    assert set(names(fear.exclusive_units)) <= set(names(fear.units))
    rules = answers(
        knowledge,
        """SELECT ?rule ?place { GRAPH ?place { ?rule a b2f:CodingRule ; rdfs:subClassOf ?class }
        ?class rdfs:subClassOf [ ?on b2f:concludes ; ?has b2f:Fear ] . }""",
    )
    assert {(rule.id, place.id) for rule in fear.rules for place in rule.places} == rules


def test_a_muscle_tells_its_branches_and_units(registry: Registry) -> None:
    muscle = registry.muscle("UBERON:0008593")
    assert names(muscle.branches) == ["BuccalBranch", "ZygomaticBranch"]
    assert names(muscle.contracts_in) == ["AU12"]
    assert {one.name for one in muscle.mappings["exactMatch"]} >= {"UBERON:0008593"}
    assert muscle.values["layer"]


def test_a_mapping_tells_its_set_and_what_its_maker_noted(registry: Registry) -> None:
    mapped = registry.muscle("CorrugatorSupercilii").mappings["broadMatch"]
    uberon = next(one for one in mapped if one.name == "UBERON:0001577")
    assert uberon.label == "facial muscle"
    assert uberon.set.name == "mappings/uberon"
    assert uberon.comment is not None
    assert "corrugator" in uberon.comment


def test_what_can_be_drawn_has_the_address_of_its_picture(registry: Registry) -> None:
    for name in ("AU12", "ZygomaticusMajor", "ZygomaticBranch", "Happiness"):
        term = registry.term(name)
        assert term.picture == term.id + ".svg"
        assert registry.drawable(term)
    for name in ("ActionUnit", "source/dong2022/table3", "innervates", "AU0"):
        assert registry.term(name).picture is None
        assert not registry.drawable(name)


def test_a_name_of_several_things_lists_them(registry: Registry) -> None:
    with pytest.raises(UsageFault, match=r"could be any of AU3, AU4"):
        registry.unit("Action Unit 03 + 04 - Brow Knitting and Knotting")
    with pytest.raises(UsageFault, match=r"AU25, AU26, AU27"):
        registry.unit("jawOpen")


def test_an_unknown_name_is_told_with_the_nearest(registry: Registry) -> None:
    with pytest.raises(UnknownNameError, match="There is no muscle 'zigomaticus'") as caught:
        registry.muscle("zigomaticus")
    assert "zygomaticus" in caught.value.nearest
    with pytest.raises(UnknownNameError, match="There is no FACS code 'AU99'") as caught:
        registry.unit("AU99")
    assert caught.value.nearest


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("muscle", "AU12", "'AU12' is an action unit and not a muscle."),
        ("emotion", "AU12", "'AU12' is an action unit and not an emotion."),
        ("unit", "happy", "'happy' is an emotion and not a FACS code."),
        ("unit", "zygomaticus major", "'zygomaticus major' is a muscle and not a FACS code."),
        ("muscle", "facial nerve", "'facial nerve' is a cranial nerve and not a muscle."),
        ("muscle", "ActionUnit", "'ActionUnit' is a word of the ontology and not a muscle."),
    ],
)
def test_a_name_of_another_kind_is_told_as_what_it_is(
    registry: Registry, kind: str, name: str, said: str
) -> None:
    with pytest.raises(UnknownNameError, match=f"^There is no .* {name!r}") as caught:
        getattr(registry, kind)(name)
    assert str(caught.value).endswith(said)
    assert caught.value.nearest == []


@pytest.mark.parametrize("text", ["-1", " - 1", "-12", "\N{MINUS SIGN}1", "--1"])
def test_a_number_below_zero_is_no_code(registry: Registry, text: str) -> None:
    for one in (registry.unit, registry.term, registry.paths):
        with pytest.raises(UnknownNameError):
            one(text)
    assert registry.unit("-close_t_l_eyelid").name == "AU5"


def test_a_near_mapping_is_searched_but_is_no_name(registry: Registry) -> None:
    assert "CorrugatorSupercilii" in [hit.name for hit in registry.search("UBERON:0001577").hits]
    assert registry.term("UBERON:0001577").name == "FacialMuscle"
    with pytest.raises(UnknownNameError):
        registry.muscle("UBERON:0001577")


def test_names_are_all_terms_once_in_the_order_people_expect(registry: Registry) -> None:
    every = registry.names()
    assert len({one.id for one in every}) == len(every) > 1500
    units = [one.name for one in registry.names(["ActionUnit"])]
    assert units[:3] == ["AU0", "AU1", "AU2"]
    assert units.index("AU9") < units.index("AU10")
