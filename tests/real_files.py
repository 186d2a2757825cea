"""The real files of other tools, each with what is found in it, coded once."""

from __future__ import annotations

from functools import cache

from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.events.aside import Excluded
from brain2face.knowledge import Knowledge
from brain2face.readers import ReadOptions
from brain2face.records import BadRow, CodedEvent
from brain2face.user_profile import profile_of
from fixture_files import fixture

__all__ = ["FILES", "NO_FACES", "coded", "coder"]

FILES = {
    "affdex_pyfeat_sample_affectiva.json": (None, 1),
    "elan_eaf30_au_tiers_exploface_video.eaf": (None, 38),
    "facet_imotions6_pyfeat_iMotions_Test_v6.head60.txt": (None, 2),
    "me_annotation_meb_per_annotation.xlsx": (25.0, 2),
    "mediapipe_face_blendshapes_out.prototxt": (None, 1),
    "mediapipe_portrait_expected_blendshapes.pbtxt": (None, 1),
    "openface1x_pyfeat_OpenFace_Test.head60.csv": (25.0, 8),
    "openface20_exploface_video2.head60.csv": (None, 6),
    "openface_au_only_exploface_detect_AU01_r_with_to_smooth_intervals.csv": (None, 4),
    "openface_au_only_exploface_detect_no_emotion.csv": (None, 0),
    "openface_au_only_exploface_multiple_active_au.csv": (None, 1),
    "openface_au_only_exploface_multiple_active_au_3_low_confidence.csv": (None, 1),
    "pyfeat_v1_001.head40.csv": (25.0, 20),
    "pyfeat_v1_Feat_Test.csv": (None, 1),
    "pyfeat_v2_news001.full.head3.csv": (25.0, 1),
    "pyfeat_v2_news001.no_mesh_no_identity.csv": (25.0, 8),
}
"""The frames a second where the file does not say, and the expressions that are found in it."""
NO_FACES = [
    ("elan_pfsx_exploface_video.pfsx", "preferences of ELAN"),
    ("elan_EAFv2.8_pympi.xsd", "XML schema"),
    ("elan_EAFv3.0_pympi.xsd", "XML schema"),
]


@cache
def coder() -> FaceCoder:
    knowledge = Knowledge.load()
    return FaceCoder(knowledge, profile_of(knowledge, "dong2022"))


@cache
def coded(name: str) -> tuple[CodedEvent, ...]:
    options = FileOptions(reading=ReadOptions(rate=FILES[name][0]), habits="")
    items = list(code_file(coder(), fixture(name), options).items)
    assert not [item for item in items if isinstance(item, BadRow)]
    return tuple(item for item in items if not isinstance(item, BadRow | Excluded))
