"""Every block of code in the documents runs as it stands, or is read, or says why it cannot be."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest

from doc_blocks import PAGES, Block, blocks_of
from doc_languages import READ
from doc_runner import Page, shows
from doc_samples import write_samples

BLOCKS = {page: blocks_of(page) for page in PAGES}
WITH_BLOCKS = [page for page in PAGES if BLOCKS[page]]
RUN = {"sh", "console", "python"}
NOT_RUN = {
    "README.md": [
        "it installs; .ci/run does",
        "it installs; .ci/run does",
        "it takes a minute; the tests do",
    ],
    "docs/howto/deploy.md": ["it needs a container engine", "it changes the machine"],
}


def test_there_are_pages_with_blocks_to_run() -> None:
    assert len(WITH_BLOCKS) > 10
    assert sum(block.language in RUN for page in PAGES for block in BLOCKS[page]) > 30


def test_every_block_says_its_language() -> None:
    known = RUN | set(READ) | {"text"}
    strange = [
        f"{block.place} {block.language!r}"
        for page in PAGES
        for block in BLOCKS[page]
        if block.language not in known
    ]
    assert not strange


def test_the_blocks_that_cannot_be_run_are_these() -> None:
    assert NOT_RUN == {
        page: reasons
        for page in PAGES
        if (reasons := [block.reason for block in BLOCKS[page] if block.reason])
    }


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


@pytest.mark.parametrize("name", WITH_BLOCKS)
def test_the_blocks_of_a_page_do_what_it_says(name: str, samples: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        page = Page(copytree(samples, tmp_path / "page"), stack)
        for block in BLOCKS[name]:
            try:
                page.do(block)
            except Exception as fault:
                pytest.fail(f"{block.place}: {type(fault).__name__}: {fault}", pytrace=False)


@pytest.mark.parametrize(
    ("shown", "printed", "true"),
    [
        ("one\ntwo", "one two\nthree", True),
        ("one … three", "one\ntwo\nthree", True),
        ("three … one", "one\ntwo\nthree", False),
        ("four", "one\ntwo", False),
    ],
)
def test_what_is_shown_is_compared_without_breaks(shown: str, printed: str, true: bool) -> None:
    assert shows(shown, printed) == true


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```sh\nfalse\n```", "exit code 1"),
        ("```python\nprint(3)  # 4\n```", "4 is not in 3"),
        ("```python\n>>> 1 + 1\n3\n```", "Expected"),
        ("```console\n$ echo a\nb\n```", "it prints: a"),
        ("```sh\necho a\n```\n\n<!-- output -->\n```text\nb\n```", "not what is printed: a"),
        ("```json\n{\n```", "Expecting"),
        ("```csv\na,b\n1\n```", "not as long as the header"),
        ("<!-- not run: a reason -->\n```sh\nif\n```", "syntax error"),
    ],
)
def test_a_block_that_does_not_do_what_it_says_is_found(
    text: str, said: str, tmp_path: Path
) -> None:
    def all_done(blocks: list[Block]) -> None:
        with ExitStack() as stack:
            page = Page(tmp_path, stack)
            for block in blocks:
                page.do(block)

    with pytest.raises(Exception, match=said):
        all_done(blocks_of("a-page.md", text))
