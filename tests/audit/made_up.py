"""An audit made up without any engine: eight claims over four theories, with every kind of verdict."""

from dataclasses import replace
from hashlib import sha256
from math import inf, nan

from detente.faces import library
from detente.faces.page.publish import works
from detente.pipeline.argument import (
    Argument,
    Claim,
    Document,
    Evidence,
    Happened,
    HiddenPremise,
    Tension,
    Test,
)
from detente.pipeline.audit_brief import AuditMaterials
from detente.pipeline.audit_brief_origins import Grounds
from detente.pipeline.forms.form import mirrored_text
from detente.pipeline.forms.sign import Sign
from detente.pipeline.judging.record import Lived, scores_of
from detente.pipeline.judging.verdict import (
    Audit,
    Bound,
    Channel,
    ClaimVerdict,
    Flip,
    Forecast,
    Fraction,
    Influence,
    Judgement,
    Load,
    Move,
    Sensitivities,
    Strain,
    TestVerdict,
    Under,
)

HOSTILE = "<script>alert('x')</script> & <b title=\"y\">bold</b> \u202egnp.exe"
PARTS = (
    "Raids make talks harder. ",
    "Those who order them know this, and it ends no war. ",
    f"They wrote {HOSTILE} on 24 walls.\n\n",
    "More aid would bring a settlement sooner, some say. ",
    "The public turns away from the talks after each raid, ",
    "so the war grows longer. ",
    "Nothing of this moves the weather. ",
    "It is wicked. ",
    "The backer must stop it.\n",
)
TEXT = "".join(PARTS)
SENTENCES = (
    "Of 8 claims, 6 can be tried: 1 follows, 1 fails, 1 depends on the theory, 2 are fragile.",
    "If every premise is granted, every conclusion follows in 61 ± 2% of draws, weighted over theories.",
    "Every premise holds in 4.2 ± 0.3% of draws.",
    "The hidden premise H1 carries most: without it validity falls by 23 points.",
    "One claim is assumed rather than derived: C1 under spoiler.",
)
THEORIES = ("attrition", "information", "spoiler", "nothing-matters")


def start_of(part: int) -> int:
    return sum(len(words) for words in PARTS[:part])


def a_test(do="force B.deep-strike at 2", moves="settlement", sign=-1, when=""):
    form = Sign(do=(do,), moves=moves, by=12, sign=sign, smallest=0.005)
    other = replace(form, do=(mirrored_text(do),), moves=mirrored_text(moves))
    return Test(form, other, when)


def a_claim(name, first, last, paraphrase, **more):
    span = (start_of(first), start_of(last) - 1)
    about = {"speaker": "author", "type": "causal", "modality": "asserted", "role": "premise", **more}
    return Claim(name, span, paraphrase, **about)


def an_argument() -> Argument:
    claims = (
        a_claim("C1", 0, 1, "Such acts make talks harder.", tests=(a_test(moves="talks-open"), a_test())),
        a_claim("C2", 1, 2, "Their authors know it.", untested="motive", reason="A motive leaves no trace."),
        # Lies within C2, and so overlaps it.
        replace(
            a_claim("C3", 1, 2, "Such acts end no war.", tests=(a_test(moves="any-ending", sign=1),)),
            span=(start_of(1) + 32, start_of(2) - 2),
        ),
        a_claim(
            "C4",
            3,
            4,
            f"More aid brings a settlement sooner {HOSTILE}.",
            tests=(a_test("shift backer_main.B.aid 1 from 2", sign=1, when="talks > 0.5 at 1"),),
            modality="hedged",
            loaded=("a word that belittles the other view",),
        ),
        a_claim("C5", 4, 6, "The public turns from talks.", tests=(a_test(moves="A.war_support", sign=1),)),
        replace(
            a_claim("C6", 4, 6, "The war grows longer.", tests=(a_test(moves="months-of-war", sign=1),)),
            span=(start_of(4) + 20, start_of(6) - 1),
            role="conclusion",
        ),
        a_claim("C7", 6, 7, "No such act moves the weather.", tests=(a_test(moves="A.isolation"),)),
        a_claim("C8", 7, 8, "It is wicked.", untested="evaluation", reason="A value is not true or false."),
    )
    digest = sha256(TEXT.encode()).hexdigest()
    document = Document(f"Raids {HOSTILE}", "2026-02-14", digest, len(TEXT), "Takes side A’s part.")
    return Argument(
        name="made-up",
        document=document,
        roles={"A": "the stronger state", "B": "the aided state", "backer_main": "main backer"},
        claims=claims,
        hidden=(
            HiddenPremise("H1", "Leaders of side B ordered it.", ("C1", "C6"), "A.attribution >= 0.5 at 1"),
            HiddenPremise("H2", "It was no accident.", ("C2",), untested="motive"),
        ),
        tensions=(
            Tension("T1", "Such acts end no war, and yet they work.", ("C3", "C5")),
            Tension("T2", "It is wicked, and wise.", ("C8", "C2"), "evaluation"),
        ),
        record=(
            Evidence(("C1", "C4"), "2026-03-02", "Talks were held 2 weeks later.", "fearon1995", "against"),
            Evidence(("C1",), "2026-02-20", "One round was put off.", "no_such_source", "for"),
        ),
    )


def an_under(theory="attrition", share=0.93, mean=-0.021, standing="structural", **more):
    numbers = (share, 0.004, mean, 0.0006, 1.05 * mean, mean - 0.02, mean + 0.02)
    return Under(theory, True, *numbers, 4000, standing, **more)


def mute(theory):
    return Under(theory, False, *([nan] * 7), 0)


def a_flip(theory="attrition"):
    moves = (
        Move("deep_strike_damage.tempo_effect", 1.3, 0.21, "1"),
        Move("learning.news", -0.4, 0.05, "1/month"),
    )
    box = (
        Bound("deep_strike_damage.tempo_effect", -inf, 0.12, "1"),
        Bound("learning.news", 0.1, 0.3, "1/month"),
    )
    return Flip(theory, 1.36, moves, 0.0004, box, 0.81, 0.92, "learning.news", 6.2)


def a_verdict(word, shares, unit="probability", mirror_word=None, **more):
    """A test with these shares; None is a theory that has no path, and nan one without draws."""
    under, mirror, channels = [], [], {}
    for theory, share in zip(THEORIES, shares, strict=True):
        if share is None:
            under.append(mute(theory))
            mirror.append(mute(theory))
            continue
        big = 1.0 if unit == "probability" else 40.0
        mean = big * 0.03 * (2 * share - 1) if share == share else nan
        if share != share:
            under.append(replace(an_under(theory, nan, nan, None), draws=0))
            mirror.append(replace(an_under(theory, nan, nan, None), draws=0))
            continue
        standing = ("assumed" if theory == "spoiler" else "contingent") if share > 0.5 else None
        spread = {
            "low90": mean - 0.02 * big,
            "high90": mean + 0.02 * big,
            "median": mean,
            "error": 0.0006 * big,
        }
        one = an_under(theory, share, mean, standing, assumed_inputs=7, causes=("learning", "spoiler"))
        direct = {"share_without": 0.12, "direct": ("spoiler",)} if theory == "spoiler" else {}
        under.append(replace(one, **spread, **direct))
        mirror.append(replace(one, **spread, share=1 - share, standing=None))
        parts = (0.7, 0.5, -0.3, 0.06, 0.03, 0.01)
        names = ("learning", "spoiler", "trust_update", "baseline", "collapse", "rally")
        channels[theory] = tuple(
            Channel(name, part * mean, abs(0.02 * mean)) for name, part in zip(names, parts, strict=True)
        )
    return TestVerdict(
        "what is asked", unit, word, tuple(under), tuple(mirror), mirror_word or word, channels, **more
    )


def an_audit() -> Audit:
    first = a_verdict("follows", (0.97, 0.991, 1.0, None), unit="1", mirror_word="fragile")
    none_found = Flip("spoiler", inf, (), nan)
    tests = {
        "C1": (first, a_verdict("fragile", (0.7, 0.95, 0.8, None))),
        "C3": (a_verdict("fails", (0.02, 0.004, 0.09, 0.0)),),
        "C4": (a_verdict("depends on the theory", (0.98, 0.03, nan, None), flips=(a_flip(), none_found)),),
        "C5": (a_verdict("fragile", (0.4, 0.6, 0.95, None), unit="1"),),
        "C6": (a_verdict("fragile", (0.55, 0.8, 0.93, 0.5), unit="month", flips=(a_flip("information"),)),),
        "C7": (a_verdict("cannot be expressed", (None, None, None, None)),),
    }
    claims = tuple(
        ClaimVerdict(claim.name, tests[claim.name][0].word, tests[claim.name])
        if claim.name in tests
        else ClaimVerdict(claim.name, "not a testable claim", reason=claim.reason)
        for claim in an_argument().claims
    )
    return Audit("made-up", "reference", THEORIES, claims, a_judgement(), a_provenance(), a_sensitivity())


def a_sensitivity() -> Sensitivities:
    of = (
        Influence("learning.news", 0.414, 0.311),
        Influence("spoiler.share_in_peace", 0.083, 0.102),
        Influence("A.attribution", -0.012, 0.187),
    )
    return Sensitivities("C6", "information", 1021, 437, 3, 0.031, 0.118, of)


def with_scores() -> tuple[Audit, Argument]:
    """The same audit of an argument whose record settles two predictions, and two things that are none."""
    plain = an_argument()
    claims = tuple(
        replace(claim, type="predictive", modality=modality) if modality else claim
        for claim, modality in zip(plain.claims, ("", "", "predicted", "", "hedged", "", "", ""), strict=True)
    )
    never = Happened(f"No end comes {HOSTILE}.", "any-ending", 6, False, will=False)
    turns = Happened("The public turns away.", "A.war_support < 0.3", 0.4, False, do=("cut rally",))
    caused = Happened("Talks are broken off.", "talks-close", 1, True)
    told = ("2026-02-17/2026-02-18", f"It was seen {HOSTILE}.", "fearon1995")
    record = (
        Evidence(("C3",), *told, "for", never),
        Evidence(("C5",), *told, "against", turns),
        Evidence(("C1",), *told, "for", caused),
        *plain.record,
    )
    argument = replace(plain, claims=claims, record=record)
    chances = dict(zip(THEORIES, (0.07, 0.125, nan, 0.0), strict=True))
    given = tuple(
        Forecast(name, chance, 0.011, 1024, moves=chance != 0.0) for name, chance in chances.items()
    )
    scores = scores_of(argument, {0: Lived(6.0, given[:2]), 1: Lived(0.5, given), 2: Lived(1.0, given)})
    return replace(an_audit(), scores=scores), argument


def a_judgement() -> Judgement:
    shares = dict(zip(THEORIES, (0.7, 0.52, 0.61, nan), strict=True))
    validity = {name: Fraction(share, 0.02, 600 if share == share else 0) for name, share in shares.items()}
    validity["information"] = Fraction(0.52, 0.14, 12)
    return Judgement(
        validity=validity,
        soundness={name: Fraction(0.04, 0.003, 4000) for name in THEORIES},
        weighted_validity=Fraction(0.61, 0.02, 1212),
        weighted_soundness=Fraction(0.042, 0.003, 16000),
        weights=dict(zip(THEORIES, (0.3, 0.25, 0.25, 0.2), strict=True)),
        premises={name: ("C1", "C3", "C4") for name in THEORIES},
        left_out={"nothing-matters": ("C5", "H1"), "spoiler": ("C5", "C6")},
        search={"attrition": "plain", "information": "steered"},
        clash={"nothing-matters": ("C1", "C3"), "spoiler": ("C4", "C4")},
        loads=(Load("H1", Fraction(0.38, 0.03, 900), 0.23),),
        strains=(
            Strain(
                "T1",
                ("C3", "C5"),
                {"attrition": Fraction(0.0, 0.0, 4000), "weighted": Fraction(0.011, 0.0, 16000)},
                {"C3": 0.03, "C5": 0.61},
            ),
        ),
        as_the_document_says={"C6": 0.88},
    )


def a_provenance() -> dict[str, str | int | list[str]]:
    return {
        "detente_version": "0.1.0",
        "scenario": "reference",
        "scenario_sha256": "ab" * 32,
        "seed": 7,
        "draws": 4000,
        "draws_to_choose_channels": 32,
        "draws_of_channels": 64,
        "theories": list(THEORIES),
        "theories_sha256": ["cd" * 32] * 4,
    }


def materials(text: str = "") -> AuditMaterials:
    theories = tuple(library.theories()[name] for name in THEORIES)
    grounds = Grounds(theories, (), works(), "0.1.0", "detente audit made-up.yaml --seed 7")
    return AuditMaterials(an_audit(), an_argument(), SENTENCES, grounds, text)


def many(claims: int, tried: int, speaking: int) -> AuditMaterials:
    """As a whole document: so many claims, some tried on ten theories of which some can express them."""
    theories = tuple(theory for name, theory in library.theories().items() if name != "skeleton")
    model = a_verdict("fragile", (0.55, 0.8, 0.93, 0.5))

    def under_all(under):
        spoken = [replace(under[i % 4], theory=theory.name) for i, theory in enumerate(theories[:speaking])]
        return (*spoken, *(mute(theory.name) for theory in theories[speaking:]))

    test = replace(
        model,
        under=under_all(model.under),
        mirror=under_all(model.mirror),
        channels={theory.name: model.channels["spoiler"] for theory in theories[:speaking]},
        flips=tuple(a_flip(theory.name) for theory in theories[:speaking]),
    )
    first, other = an_argument().claims[:2]
    stated = [
        replace(first, name=f"C{i + 1}", tests=first.tests[:1], span=(i, i + 9))
        if i < tried
        else replace(other, name=f"C{i + 1}", span=(i, i + 9))
        for i in range(claims)
    ]
    verdicts = [
        ClaimVerdict(claim.name, "fragile", (test,))
        if claim.tests
        else ClaimVerdict(claim.name, "not a testable claim", reason=claim.reason)
        for claim in stated
    ]
    argument = replace(an_argument(), claims=tuple(stated))
    names = tuple(theory.name for theory in theories)
    audit = replace(an_audit(), theories=names, claims=tuple(verdicts))
    return AuditMaterials(audit, argument, SENTENCES, Grounds(theories, (), works(), "0.1.0"), TEXT)
