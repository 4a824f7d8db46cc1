"""Ranking: what is found, in which order, and that the browser finds the same."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.model.site import Site
from playbook.search.documents import Collection, Document, Passage, collect
from playbook.search.index import index
from playbook.search.rank import Answer, find
from playbook.search.reader import Reader
from playbook.search.spelling import distances, nearest
from playbook.search.weights import LEVELS, weigh
from tests.search.support import in_node, many, written

QUERIES = (
    "referral", "refferal", "xeferral", "referarl", "plumber", "sparky", "6920", "69.20", "69201", "238220", "networki",
    "networkin", "follow-up", "followup", "follow up", "elevator pitch", "60 second pitch", "how do I ask for a referral?",
    "the", "to be or not to be", "a", "co", "s", "is my partner too big", "weak ties", "plumber zzzzzz", "zzzzzz",
    "leave the chamber", "conslutant", "asociation fee", "", "   ", "!?.,;:", "😀😀", "<script>alert(1)</script>", "(?:[a-z]+)*$",
    "שלום עולם", "constructor __proto__ toString valueOf", "x" * 10_000, "networking " * 1_000, "é" * 300,
    "chamber of commerce membership", "e-mail", "self-assessment", "glossary",
    " ".join(f"word{number} event" for number in range(40)),
)  # fmt: skip


def page(url: str, title: str, text: str = "", **rest: Any) -> Document:
    return Document(url, title, rest.pop("kind", "guide"), "", (Passage("", "", text), *rest.pop("passages", ())), **rest)


def reader(*documents: Document, synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Reader:
    return Reader(index(Collection(documents, (("", "Home"),), (), synonyms)).__getitem__)


def urls(answer: Answer) -> list[str]:
    return [result.url for result in answer.results]


@pytest.fixture(scope="session")
def shipped_index(shipped: Site) -> Reader:
    return Reader(index(collect(shipped)).__getitem__)


@pytest.fixture(scope="session")
def shipped_folder(shipped: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(index(collect(shipped)), tmp_path_factory.mktemp("shipped"))


def plain(answer: Answer) -> dict[str, Any]:
    """An answer as JavaScript gives it."""
    results = [{**asdict(result), "words": list(result.words)} for result in answer.results]
    corrections = [{"typed": typed, "found": found} for typed, found in answer.corrections]
    return {"total": answer.total, "results": results, "relaxed": answer.relaxed, "corrections": corrections}


def same(theirs: dict[str, Any], ours: Answer) -> bool:
    return {key: theirs.get(key) for key in ("total", "results", "relaxed", "corrections")} == plain(ours)


@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"limit": 5}, {"limit": 40}, {"lens": "accountancy"}])
def test_the_browser_finds_the_same_with_the_same_scores(
    options: dict[str, Any], shipped_index: Reader, shipped_folder: Path
) -> None:
    for query, theirs in zip(QUERIES, in_node("find", [[query, options] for query in QUERIES], shipped_folder), strict=True):
        assert same(theirs, find(shipped_index, query, **options)), query


@pytest.mark.slow
def test_the_browser_finds_the_same_where_words_are_cut_short(tmp_path: Path) -> None:
    """In a site so large that common words and starts list only the documents where they count most."""
    collection = many(2_500)
    files = index(collection)
    ours = Reader(files.__getitem__)
    titles = [document.title for document in collection.documents[:40]]
    queries = [*titles, *(title[:3] for title in titles), *(title.replace("a", "u", 1) for title in titles), "b", "c"]
    for query, theirs in zip(queries, in_node("find", [[query, {}] for query in queries], written(files, tmp_path)), strict=True):
        assert same(theirs, find(ours, query)), query


def test_a_title_outranks_a_heading_outranks_the_text() -> None:
    heading = (Passage("barns", "Barns", "Words."),)
    found = find(reader(page("a/", "One", "A barn."), page("b/", "Two", passages=heading), page("c/", "A barn")), "barn")
    assert urls(found) == ["c/", "b/", "a/"]
    assert [result.anchor for result in found.results] == ["", "barns", ""]


def test_names_and_codes_are_found() -> None:
    book = reader(page("a/", "Solicitors", names=("lawyer",), codes=("SIC 6910", "NACE 69.10")), page("b/", "Others", "Lawyer."))
    assert urls(find(book, "lawyers"))[0] == "a/"
    for code in ("6910", "69.10", "sic 6910", "69102", "691"):
        assert urls(find(book, code)) == ["a/"], code


def test_pages_with_all_words_come_before_pages_with_some_and_it_is_said_where_there_are_none() -> None:
    book = reader(page("a/", "Owls and mice", "Both."), page("b/", "Owls", "Owls, owls."), page("c/", "Mice", "Mice."))
    both = find(book, "owls mice")
    assert (urls(both)[0], both.relaxed) == ("a/", False)
    some = find(book, "owls giraffes")
    assert (urls(some), some.relaxed) == (["b/", "a/"], True)
    assert not find(book, "the owls").relaxed


def test_words_in_order_count_more() -> None:
    text = "Something else altogether."
    book = reader(page("a/", "Up the ladder to follow", text), page("b/", "Follow up the ladder", text))
    assert urls(find(book, "follow up the ladder")) == ["b/", "a/"]


@pytest.mark.parametrize(
    "typed", ["ssociation", "xssociation", "sasociation", "asociation", "associatoin", "assocition", "asosiation"]
)
def test_an_error_anywhere_is_forgiven_and_told(typed: str) -> None:
    found = find(reader(page("a/", "Association", "Join."), page("b/", "Other", "Words.")), typed)
    assert urls(found) == ["a/"]
    assert found.corrections == ((typed, "association"),)


def test_how_many_errors_are_forgiven() -> None:
    def right(typed: str, word: str) -> bool:
        return nearest(typed, [f"{word}1"], start=False)[0] == word

    assert right("gulid", "guild")
    assert not right("gidl", "gild")
    assert not right("ledegrs", "lodgers")
    assert right("consultnat", "consultant")
    assert right("conslutnat", "consultant")
    assert not right("cnosutlnat", "consultant")


@given(st.text("abc", min_size=1, max_size=7), st.text("abc", min_size=1, max_size=7))
def test_errors_are_counted_as_by_definition(one: str, other: str) -> None:
    whole, begun = distances(one, other, 9)
    assert whole == errors(one, other)
    assert begun == min(errors(one, other[:size]) for size in range(len(other) + 1))


def errors(one: str, other: str) -> int:
    """Optimal string alignment by its recursive definition."""
    if not one or not other:
        return len(one) + len(other)
    steps = [errors(one[1:], other) + 1, errors(one, other[1:]) + 1, errors(one[1:], other[1:]) + (one[0] != other[0])]
    if one[:2] == other[1::-1] and len(one) > 1 and len(other) > 1:
        steps.append(errors(one[2:], other[2:]) + 1)
    return min(steps)


def test_synonyms_count_less_than_the_word_itself_and_are_told_where_it_is_not_known() -> None:
    synonyms = (("sparky", ("electrician",)), ("lift pitch", ("elevator speech",)), ("electrician", ("plumber",)))
    book = reader(page("a/", "Electrician"), page("b/", "Plumber"), page("c/", "The elevator speech"), synonyms=synonyms)
    assert (urls(find(book, "sparky")), find(book, "sparky").corrections) == (["a/"], (("sparky", "electrician"),))
    assert (urls(find(book, "electrician")), find(book, "electrician").corrections) == (["a/", "b/"], ())
    assert urls(find(book, "my lift pitch")) == ["c/"]
    assert urls(find(book, "sparkey")) == ["a/"]


def test_a_reader_s_trade_comes_nearer_the_top(shipped_index: Reader) -> None:
    plain, near = (find(shipped_index, "referral", limit=40, lens=lens) for lens in ("", "accountancy"))
    place = {lens: urls(answer).index("industries/accountancy/") for lens, answer in (("", plain), ("accountancy", near))}
    assert place["accountancy"] < place[""]
    assert sorted(urls(plain)) == sorted(urls(near))


@settings(max_examples=20)
@given(st.permutations(range(30)))
def test_the_order_of_documents_changes_nothing(order: list[int]) -> None:
    collection = many(30)
    turned = replace(collection, documents=tuple(collection.documents[number] for number in order))
    assert dict(index(turned)) == dict(index(collection))


@pytest.mark.slow
def test_facets_filters_and_snippets(shipped_folder: Path) -> None:
    jobs: list[Any] = [["referral", {"limit": 40}], ["referral", {"kind": "checklist", "limit": 40}]]
    jobs += [["referral", {"section": "industries/"}], ["referral", {"industry": "accountancy"}]]
    every, cards, trades, own = in_node("find", jobs, shipped_folder)
    kinds = dict(every["facets"]["kind"])
    assert sum(kinds.values()) == every["total"] == sum(count for *_, count in every["facets"]["section"])
    assert cards["total"] == kinds["checklist"]
    assert {result["kind"] for result in cards["results"]} == {"checklist"}
    assert cards["facets"]["kind"] == every["facets"]["kind"]
    assert {result["section"] for result in trades["results"]} == {"industries/"}
    assert ["industries/", "Your trade", trades["total"]] in every["facets"]["section"]
    assert ["accountancy", "Accountancy", own["total"]] in every["facets"]["industry"]
    assert any(piece["mark"] and piece["text"].lower().startswith("refer") for piece in every["opening"])


def test_corrections_are_whole_words_as_pages_write_them() -> None:
    book = reader(
        page("a/", "Networking that works"), page("b/", "A network of owls", "Purchasing for firms.", names=("networking",))
    )
    assert find(book, "netwroking").corrections == (("netwroking", "networking"),)


def test_shards_read_back_what_was_written(shipped: Site) -> None:
    read = Reader(index(collect(shipped)).__getitem__)
    documents = {document.key: document for document in collect(shipped).documents}
    for word in ("network", "referral", "a", "6920", "creche"):
        found = read.word(word)
        wanted = {key: weigh(document)[word] for key, document in documents.items() if word in weigh(document)}
        if not wanted:
            assert found is None
            continue
        assert found is not None
        records = {number: read.record(number) for number in found.postings}
        got = {record[0] + (f"#{record[2]}" if record[2] else ""): found.postings[number] for number, record in records.items()}
        assert got == {key: (weight % len(LEVELS), weight // len(LEVELS)) for key, weight in wanted.items()}


@pytest.mark.parametrize(
    ("typed", "first", "also"),
    [
        ("accountant", "industries/accountancy/", "atlas/us/541211/"),
        ("6920", "industries/accountancy/", "atlas/gb/6920/"),
        ("wineries", "industries/wineries/", "atlas/us/312130/"),
        ("dentist", "industries/dentists/", "atlas/us/621210/"),
        ("manufacture of wine from grape", "atlas/gb/1102/", "atlas/gb/1102/"),
        ("332721", "atlas/us/332721/", "atlas/us/332721/"),
    ],
)
def test_industries_are_found_and_stand_behind_the_handbook(shipped_index: Reader, typed: str, first: str, also: str) -> None:
    found = urls(find(shipped_index, typed, limit=10))
    assert found[0] == first
    assert also in found


@pytest.mark.parametrize(
    "typed", ["referral", "follow up", "elevator pitch", "is my partner too big", "association fee", "trade fair"]
)
def test_no_industry_crowds_out_what_the_handbook_says(shipped_index: Reader, typed: str) -> None:
    assert not any(url.startswith("atlas/") for url in urls(find(shipped_index, typed, limit=5)))


def test_a_word_whose_synonym_is_too_common_to_be_listed_whole_is_needed_all_the_same(shipped_index: Reader) -> None:
    answer = find(shipped_index, "referral zzyzx")
    assert answer.relaxed
    assert answer.results
