"""The registry finds a term by any name that people or programs give it, the likeliest first."""

from __future__ import annotations

import pytest

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.registry import Registry, iri_of, local_name

FIRST = {
    "AU01_r": "AU1",
    "browInnerUp": "AU1",
    "FACS AU 1": "AU1",
    "AU 1": "AU1",
    "AU1": "AU1",
    "au_01": "AU1",
    "OpenFace AU01_r": "AU1",
    "UBERON:0008593": "ZygomaticusMajor",
    "UBERON_0008593": "ZygomaticusMajor",
    "obo:UBERON_0008593": "ZygomaticusMajor",
    "http://purl.obolibrary.org/obo/UBERON_0008593": "ZygomaticusMajor",
    "https://purl.obolibrary.org/obo/UBERON_0008593": "ZygomaticusMajor",
    "b2f:AU12": "AU12",
    "B2F:au12": "AU12",
    "12": "AU12",
    "AU 012": "AU12",
    "FACS 12": "AU12",
    "https://w3id.org/brain2face/AU12": "AU12",
    "<http://w3id.org/brain2face/AU12>": "AU12",
    "lip corner puller": "AU12",
    "LIP-CORNER PULLER": "AU12",
    "puller lip corner": "AU12",
    "mouthSmileLeft": "AU12",
    "M55": "M55",
    "raise_l_cornerlip": "AU12",
    "jawOpen of ARKit and MediaPipe": "BlendshapeChannelJawOpen",
    "greater zygomatic muscle": "ZygomaticusMajor",
    "zygo": "Zygomaticus",
    "zigomaticus": "Zygomaticus",
    "hapiness": "Happiness",
    "Happiness": "Happiness",
    "háppinéss": "Happiness",
    "procerus muscle": "Procerus",
    "dong:table3": "source/dong2022/table3",
    "Table 3 of Dong et al. 2022": "source/dong2022/table3",
    "action unit": "ActionUnit",
    "innervates": "innervates",
    "mappings/uberon": "mappings/uberon",
    "happy": "Happiness",
    "angry": "Anger",
    "sad": "Sadness",
    "12C": "AU12",
    "L12": "AU12",
    "6+12": "AU6",
    "AU1+AU4": "AU1",
    "musculus zygomaticus major": "ZygomaticusMajor",
}


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


@pytest.mark.parametrize("text", FIRST)
def test_the_term_that_is_meant_comes_first(registry: Registry, text: str) -> None:
    hit = registry.search(text).hits[0]
    assert hit.name == FIRST[text]
    assert hit.id == iri_of(FIRST[text])


@pytest.mark.parametrize("text", ["zygo", "brow", "table 3", "fear", "nerve", "AU 1", "happiness"])
def test_exact_comes_before_beginning_before_word(registry: Registry, text: str) -> None:
    hits = registry.search(text, limit=100).hits
    own = [hit for hit in hits if hit.how != "mapping"]
    ways = [hit.how if hit.how in ("prefix", "word") else "exact" for hit in own]
    assert ways == sorted(ways, key=["exact", "prefix", "word"].index)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_score_brings_its_codes_and_a_word_with_a_digit_does_not(registry: Registry) -> None:
    hits = registry.search("R6B+12").hits
    assert {hit.name for hit in hits[:2]} == {"AU6", "AU12"}
    assert "AU3" not in {hit.name for hit in registry.search("V3").hits}
    assert "AU1" not in {hit.name for hit in registry.search("V1").hits}
    with pytest.raises(UnknownNameError, match=r"'L12'\. Nearest: 12"):
        registry.unit("L12")


def test_a_word_for_an_emotion_is_the_emotion_before_a_rule_prints_it(registry: Registry) -> None:
    assert registry.term("happy").name == "Happiness"
    assert registry.term("sadly angry").name == "SadlyAngry"
    assert "Du2014Happiness" in {hit.name for hit in registry.search("happy").hits}


def test_likeness_is_asked_only_where_nothing_else_is_met(registry: Registry) -> None:
    assert {hit.how for hit in registry.search("zygomaticus", limit=100).hits} <= {
        "name",
        "prefix",
        "word",
    }
    assert {hit.how for hit in registry.search("zigomaticus", limit=100).hits} == {"similar"}


def test_among_equals_what_coders_name_comes_first(registry: Registry) -> None:
    hits = registry.search("AU01_r").hits
    assert [hit.name for hit in hits[:2]] == ["AU1", "OpenFaceChannelAU01R"]
    assert hits[0].score == hits[1].score


def test_a_hit_tells_how_it_was_met(registry: Registry) -> None:
    told = {
        "https://w3id.org/brain2face/AU12": ("iri", "https://w3id.org/brain2face/AU12"),
        "AU12": ("name", "AU12"),
        "FACS 12": ("notation", "12"),
        "lip corner puller": ("label", "AU12 lip corner puller"),
        "greater zygomatic muscle": ("synonym", "greater zygomatic muscle"),
        "AU01_r": ("column", "AU01_r"),
        "UBERON_0008593": ("mapping", "UBERON:0008593"),
        "greater zygo": ("prefix", "greater zygomatic muscle"),
        "puller corner": ("word", "AU12 lip corner puller"),
        "zigomaticus": ("similar", "zygomaticus"),
    }
    for text, (how, matched) in told.items():
        hit = registry.search(text).hits[0]
        assert (hit.how, hit.matched) == (how, matched)


@pytest.mark.parametrize("text", ["AU 012", "au_0012", "FACS 012", "uberon:8593"])
def test_leading_zeros_do_not_matter(registry: Registry, text: str) -> None:
    assert registry.search(text).hits[0].score > 0.9
    assert registry.term(text).name in ("AU12", "ZygomaticusMajor")


def test_a_term_appears_once(registry: Registry) -> None:
    hits = registry.search("zygo", limit=100).hits
    assert len({hit.id for hit in hits}) == len(hits) > 5


def test_pages_make_up_the_whole(registry: Registry) -> None:
    whole = registry.search("muscle", limit=100)
    pages = [registry.search("muscle", offset=at, limit=7) for at in range(0, whole.total, 7)]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}
    assert registry.search("muscle", offset=whole.total).hits == ()


@pytest.mark.parametrize("kind", ["muscle", "Muscle", "b2f:Muscle", "muscles"])
def test_a_kind_may_be_asked_for_with_all_below_it(registry: Registry, kind: str) -> None:
    names = {hit.name for hit in registry.search("zygo", kinds=[kind]).hits}
    assert {"ZygomaticusMajor", "ZygomaticusMinor"} <= names
    assert not names & {"ZygomaticBranch", "ZygomaticArch"}


def test_several_kinds_add_up(registry: Registry) -> None:
    both = registry.search("zygo", kinds=["muscle", "nerve branch"]).total
    apart = [registry.search("zygo", kinds=[kind]).total for kind in ("muscle", "nerve branch")]
    assert both == sum(apart)
    assert all(apart)


def test_an_unknown_kind_is_told_with_the_nearest(registry: Registry) -> None:
    with pytest.raises(UnknownNameError, match="kind of term 'muscel'") as caught:
        registry.search("zygo", kinds=["muscel"])
    assert "Muscle" in caught.value.nearest


@pytest.mark.parametrize(
    ("text", "offset", "limit", "field"),
    [
        ("", 0, 20, "text"),
        (" \t", 0, 20, "text"),
        ("x" * 201, 0, 20, "text"),
        ("AU\x0012", 0, 20, "text"),
        ("\ud800", 0, 20, "text"),
        ("AU12", -1, 20, "offset"),
        ("AU12", 0, 0, "limit"),
        ("AU12", 0, 101, "limit"),
        ("AU12", 0, "5", "limit='5' is not a whole number"),
        ("AU12", 0, 2.0, "limit=2.0 is not"),
        ("AU12", 0, None, "limit=None is not"),
        ("AU12", True, 20, "offset=True is not"),
        ("AU12", "0", 20, "offset='0' is not a whole number: give 0 or more"),
    ],
)
def test_what_cannot_be_sought_is_told_by_field(
    registry: Registry, text: str, offset: object, limit: object, field: str
) -> None:
    with pytest.raises(UsageFault, match=f"^{field}"):
        registry.search(text, offset=offset, limit=limit)  # type: ignore[arg-type]


def test_a_short_name_leads_to_its_iri_and_back() -> None:
    for iri in ("https://w3id.org/brain2face/AU12", iri_of("source/dong2022/table3")):
        assert iri_of(local_name(iri)) == iri
    assert local_name("http://example.org/a") == "http://example.org/a"
