"""Documents that are sent to a graph store as the files of a form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.server.parts import Part, parts_of
from brain2face.server.refusals import Refused

FORM = "multipart/form-data; boundary=xyz"


def form(*parts: tuple[str, str, str]) -> bytes:
    """Write a form; each part has further words for its disposition, a media type, and a text."""
    lines = []
    for number, (more, media, text) in enumerate(parts):
        kind = f"\r\nContent-Type: {media}" if media else ""
        head = f'Content-Disposition: form-data; name="n{number}"{more}{kind}'
        lines.append(f"--xyz\r\n{head}\r\n\r\n{text}\r\n")
    return "".join([*lines, "--xyz--\r\n"]).encode()


def test_a_body_that_is_no_form_is_one_document() -> None:
    assert parts_of(b"--xyz", "text/turtle; charset=utf-8") == (
        Part("text/turtle; charset=utf-8", b"--xyz"),
    )


def test_each_file_of_a_form_is_a_document_with_its_own_type() -> None:
    sent = form(
        ('; filename="a.ttl"', "text/turtle; charset=utf-8", "<urn:a>\r\n<urn:b> 1 ."),
        ('; filename="b.nt"', "application/n-triples", ""),
        ('; filename="c"', "", "c"),
    )
    assert parts_of(sent, FORM.upper().replace("XYZ", "xyz")) == (
        Part("text/turtle; charset=utf-8", b"<urn:a>\r\n<urn:b> 1 ."),
        Part("application/n-triples", b""),
        Part("", b"c"),
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (form(("", "", "a field")), FORM),
        (form(), FORM),
        (b"", FORM),
        (b"no form", FORM),
        (form(('; filename="a"', "text/turtle", "")), "multipart/form-data"),
        (form(*[(f'; filename="{n}"', "text/turtle", "") for n in range(101)]), FORM),
        (form(('; filename="a"', "text/turtle", "cut"))[:-20], FORM),
    ],
)
def test_a_form_without_files_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        parts_of(body, kind)
    assert refused.value.status == 400


@given(st.binary(), st.text(max_size=20))
def test_any_body_is_documents_or_is_refused(body: bytes, boundary: str) -> None:
    try:
        assert parts_of(b"--x\r\n" + body, f"multipart/form-data; boundary={boundary or 'x'}")
    except Refused as error:
        refused = error
    else:
        return
    assert refused.status == 400
