"""The page of an audit: every number leads to its origin, hostile text stays text; small and offline."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from detente.faces.page.audit_render import render_audit
from detente.pipeline.audit_brief import AuditMaterials, audit_brief
from detente.pipeline.audit_brief_origins import Grounds
from detente.pipeline.audit_brief_text import stretches
from detente.pipeline.audit_brief_words import MEANS, SYMBOLS, identifier
from tests.audit.made_up import (
    HOSTILE,
    SENTENCES,
    TEXT,
    THEORIES,
    a_sensitivity,
    an_argument,
    an_audit,
    many,
    materials,
)

VOID = {"meta", "link", "br"}
# A number stands by itself: C1, H1 and detente/audit-1 are names.
NUMBER = re.compile(r"(?<![\w./-])[+−]?\d")
SECTIONS = [
    *("judgement", "argument", "hidden", "tensions", "influence"),
    *("document", "claims", "reading", "origins"),
]


class Page(HTMLParser):
    """The words of a page, each with the elements they stand in; all addresses, and what could leave it."""

    def __init__(self):
        super().__init__()
        self.open, self.said, self.ids, self.elements = [], [], [], []
        self.sections, self.origins = [], set()

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.elements.append((tag, about))
        self.ids += [about["id"]] if "id" in about else []
        self.sections += [about["id"]] if tag == "section" else []
        if "id" in about and any(a.get("id") == "origins" for _, a in self.open):
            self.origins.add(about["id"])
        if tag not in VOID:
            self.open.append((tag, about))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip():
            self.said.append((data, list(self.open)))

    def words_in(self, name):
        inside = (data for data, around in self.said if any(a.get("id") == name for _, a in around))
        return " ".join(" ".join(inside).split())

    @property
    def addresses(self):
        return [about["href"] for tag, about in self.elements if tag == "a"]


def read(page):
    found = Page()
    found.feed(page)
    return found


def drawn(text=""):
    return render_audit(audit_brief(materials(text)))


@pytest.fixture(scope="module")
def page():
    return read(drawn(TEXT))


def origin_of(around):
    """Where the nearest element says that its words are from: a link, or an element that names it."""
    for _, about in reversed(around):
        if about.get("data-origin"):
            return about["data-origin"]
        if about.get("href", "").startswith("#"):
            return about["href"][1:]
    return ""


def without_origin(page):
    """Numbers outside the list of origins that lead to nothing in it."""
    lost = []
    for words, around in page.said:
        inside = {tag for tag, _ in around}
        if any(about.get("id") == "origins" for _, about in around) or inside & {"style", "title"}:
            continue
        if NUMBER.search(words):
            origin = origin_of(around)
            target = origin in page.origins or origin.startswith("claim-") or origin in ("claims", "argument")
            lost += [] if target and origin in page.ids else [(words, origin)]
    return lost


@pytest.mark.parametrize("text", ["", TEXT], ids=["paraphrases", "text"])
def test_every_number_resolves_to_its_origin(text):
    page = read(drawn(text))
    numbers = [words for words, _ in page.said if NUMBER.search(words)]
    assert len(numbers) > 150, "the walk found no numbers: it is broken"
    assert without_origin(page) == []


def test_the_walk_finds_a_number_without_origin():
    whole = drawn()
    assert without_origin(read(whole.replace('data-origin="t-attrition"', ""))) != []
    assert without_origin(read(whole.replace('id="from-weights"', ""))) != []
    assert without_origin(read(whole.replace("<h3>It can", "<h3>42 can"))) != []


def test_every_address_has_a_target_and_no_address_is_twice(page):
    targets = {address[1:] for address in page.addresses if address.startswith("#")}
    targets |= {about["data-origin"] for _, about in page.elements if about.get("data-origin")}
    assert targets - set(page.ids) == set()
    assert len(page.ids) == len(set(page.ids))


def test_from_a_number_to_its_prior_and_source(page):
    rows = {about["id"] for tag, about in page.elements if tag == "tr" and "id" in about}
    assert {"t-spoiler", "c-learning", "n-learning--news", "s-fearon1995"} <= rows
    assert "90%" not in page.words_in("n-learning--news")
    assert re.search(r"\(.+ to .+\)", page.words_in("n-learning--news"))
    assert "s-assumed" in page.ids
    assert "0.1.0" in page.words_in("from-run")
    assert "Seed 7" in page.words_in("from-run")


def test_without_theories_numbers_still_lead_somewhere():
    bare = AuditMaterials(an_audit(), an_argument(), SENTENCES, Grounds())
    page = read(render_audit(audit_brief(bare)))
    assert without_origin(page) == []
    assert "not given to this page" in page.words_in(identifier("number", "learning.news"))


def test_the_sections_and_every_word_with_its_sign(page):
    assert page.sections == SECTIONS
    assert len(set(SYMBOLS.values())) == len(SYMBOLS) == len(MEANS)
    for verdict in an_audit().claims:
        assert f"{SYMBOLS[verdict.word]} {verdict.word}" in page.words_in("judgement")
    cards = [words for words, around in page.said if ("span", {"class": "word"}) in around]
    assert cards == [f"{SYMBOLS[verdict.word]} {verdict.word}" for verdict in an_audit().claims]


def test_the_five_sentences_are_those_given(page):
    for sentence in SENTENCES:
        assert sentence in page.words_in("judgement")


def test_a_card_says_what_each_theory_says(page):
    card = page.words_in("claim-C4")
    assert "98.0% ± 0.4 of 4,000" in card
    assert "+2.9 (+0.9 to +4.9); mean +2.88 ± 0.06" in card
    assert "Only in draws in which talks > 0.5 at month 1." in card
    assert "No draw meets the condition: Spoiler ." in card
    assert "No path from what is done to what is looked at: Nothing matters ." in card
    assert "With the sides exchanged: ⇄ depends on the theory." in card
    assert "learning.news −0.4 to 0.05 a month" in card
    assert "below 0.12" in card
    assert "coverage 81%, density 92%" in card
    assert "none was found" in card
    assert "− against 2026-03-02" in card
    assert "Loaded wording: a word that belittles the other view." in card


def test_a_claim_without_test_says_why(page):
    assert "Not tried (motive). A motive leaves no trace." in page.words_in("claim-C2")
    assert "No path from what is done" in page.words_in("claim-C7")


def test_the_assumed_are_told_from_the_derived(page):
    card = page.words_in("claim-C1")
    assert "assumed; holds in 12% with that cut; 7 assumed numbers" in card
    assert "derived (contingent)" in card
    assert "Spoiler says so directly, through Spoiler" in card


def test_the_argument_says_over_what_it_was_asked(page):
    said = page.words_in("argument")
    assert "52.0% ± 14.0 of 12, few" in said
    assert "3 of 3, draws found by a steered search" in said
    assert (
        "No draw meets all premises under Nothing matters . Most often C1 and C3 exclude each other." in said
    )
    assert "No draw meets all premises under Spoiler . C4 holds in no draw." in said
    assert "7 premises, and 2 more that it does not state" in said
    rows = [" ".join(words.split()) for words, around in page.said if ("a", {"href": "#t-spoiler"}) in around]
    assert "3 of 4" in rows, "a conclusion that cannot be expressed is no premise"
    assert "As the document says, kept apart" in said
    assert "−23.0 points" in page.words_in("hidden")
    assert "not tried (evaluation)" in page.words_in("tensions")


def test_what_the_headline_effect_hangs_on(page):
    said = page.words_in("influence")
    assert "The headline effect is that of C6 , the first conclusion that can be tried." in said
    assert "Of 437 uncertain numbers, these 3 move it by more than chance does. First of all, “" in said
    assert f"Asked there: {an_argument().claims[5].tests[0].form.sentence({})}" in said
    assert "” ( learning.news ) explains 41% of its variance by itself. The other 434 cannot be told" in said
    assert "no more than by chance" in said and "−1.2%" in said and "0.187" in said
    assert "under Information , in 1,021 draws" in said
    assert "more than 3.1% or 0.118" in said
    links = [about["href"] for tag, about in page.elements if tag == "a"]
    for name in ("learning.news", "spoiler.share_in_peace", "A.attribution"):
        address = identifier("number", name)
        assert address in page.ids and links.count("#" + address) >= 2
    inside = [about for tag, about in page.elements if tag == "svg" and about.get("class") == "bar"]
    assert len(inside) >= 3


def test_influence_says_when_nothing_stands_out_and_is_left_out_when_not_asked():
    found = a_sensitivity()

    def words(sensitivity):
        told = replace(materials(), audit=replace(an_audit(), sensitivity=sensitivity))
        return read(render_audit(audit_brief(told))).words_in("influence")

    none = words(replace(found, beyond=0, of=()))
    assert "none moves it by more than chance does" in none and "The same in numbers" not in none
    vague = words(replace(found, beyond=1, of=found.of[2:]))
    assert "only this one moves it" in vague and "no more of its variance by itself than chance" in vague
    assert "20 move it by more than chance does; 3 are shown." in words(replace(found, beyond=20))
    assert "the first claim that can be tried" in words(replace(found, test="C1"))
    assert words(None) == ""


def test_draws_of_channels_are_told(page):
    assert "rest on 64 draws, and the causes that are told apart were chosen on 32" in page.words_in("claims")


def test_worth_is_told_in_points(page):
    assert "learning.news: +6.2" in page.words_in("claim-C4")


def test_hostile_text_is_shown_as_text_and_nothing_runs():
    whole = drawn(TEXT)
    page = read(whole)
    assert not {"script", "iframe", "object", "embed", "img", "link", "b"} & {tag for tag, _ in page.elements}
    assert not [key for _, about in page.elements for key in about if key.startswith("on") or key == "style"]
    assert HOSTILE.replace("\u202e", "\ufffd") in page.words_in("document")
    assert "\u202e" not in whole
    away = {"#", "h"}  # within the page, or to a work's own address
    assert {address[0] for address in page.addresses} <= away
    assert all(address.startswith(("#", "https://", "http://")) for address in page.addresses)


def test_the_page_works_offline_under_its_own_policy():
    whole = drawn(TEXT)
    style = re.search(r"<style>(.*?)</style>", whole, re.DOTALL).group(1)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in whole
    assert "url(" not in style
    assert whole == drawn(TEXT)


def test_the_text_is_whole_and_marked():
    cut = stretches(TEXT, an_argument().claims)
    assert "".join(piece.words for piece in cut) == TEXT
    for claim in an_argument().claims:
        start, end = claim.span
        assert "".join(piece.words for piece in cut if claim.name in piece.claims) == TEXT[start:end]
        assert sum(claim.name in piece.ends for piece in cut) == 1
    inner = next(piece for piece in cut if "C3" in piece.claims)
    assert inner.claims == ("C3", "C2"), "the mark is that of the shortest claim"


def test_with_the_text_it_is_quoted_and_without_it_is_not(page):
    assert "Raids make talks harder." in page.words_in("document")
    told = read(drawn()).words_in("document")
    assert "Raids make talks harder." not in told
    assert "✓ C1 follows: Such acts make talks harder." in told


def test_another_text_or_a_span_outside_is_refused():
    with pytest.raises(ValueError, match="characters"):
        audit_brief(materials(TEXT + "!"))
    far = replace(an_argument().claims[0], span=(5, len(TEXT) + 1))
    with pytest.raises(ValueError, match="C1: span 5 to"):
        stretches(TEXT, [far])


def test_a_whole_document_stays_small():
    claims, tried = 90, 55
    whole = render_audit(audit_brief(many(claims, tried, speaking=7)))
    assert whole.count('<details class="card') == claims
    assert len(whole.encode()) < 900_000


def test_names_never_share_an_address():
    names = ["a.b", "a-b", "a_b", "a b", "A.b", "a__b", "a..b"]
    assert len({identifier("number", name) for name in names}) == len(names)
    assert {identifier("theory", name) for name in THEORIES}.isdisjoint(
        identifier("cause", name) for name in THEORIES
    )
