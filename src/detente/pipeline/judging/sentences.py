"""The judgement of an argument in five plain sentences, made from its numbers and from nothing else.

No wording of the document enters: claims, premises and theories go by their names. Behind a share stands
its Monte Carlo error, one standard error, and no more digits than that error leaves.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from detente.pipeline.brief_words import count, percent
from detente.pipeline.judging import verdict
from detente.pipeline.judging.judgement import WEIGHTED, too_few
from detente.pipeline.judging.under import FEW, SURE
from detente.pipeline.judging.verdict import FAILS, Fraction

SHOWN = 6  # names spelt out in a list; the rest are counted
MUTE = "cannot be expressed by any theory"
VERBS: dict[verdict.Word, tuple[str, str]] = {
    "follows": ("follows", "follow"),
    "fails": ("fails", "fail"),
    "depends on the theory": ("depends on the theory", "depend on the theory"),
    "fragile": ("is fragile", "are fragile"),
    "cannot be expressed": (MUTE, MUTE),
}


def sentences(
    claims: Sequence[verdict.ClaimVerdict], judgement: verdict.Judgement
) -> tuple[str, str, str, str, str]:
    """Return what can be tried, validity, soundness, the premise that carries it, and what is assumed.

    The weights of the theories are named in the second sentence and are the same in all.
    """
    return (
        _tried(claims),
        _validity(judgement),
        _soundness(judgement),
        _carried(judgement),
        _assumed(claims, judgement.strains),
    )


def share_text(found: Fraction) -> str:
    """Return a share in percent with its Monte Carlo error, to the digits that the error leaves.

    >>> share_text(Fraction(0.4123, 0.031, 250)), share_text(Fraction(0.00421, 0.00016, 160000))
    ('41 ± 3%', '0.421 ± 0.016%')
    >>> share_text(Fraction(0.4123, 0.0, 10**9)), share_text(Fraction(0.52, 0.14, 12))
    ('41%', '52 ± 14%')
    """
    error = 100 * found.error
    if not error > 0:
        return percent(found.share)
    digits = min(max(0, -math.floor(math.log10(error / 2))), 3)  # of 1.4 both digits count
    if round(error, digits) == 0:
        return percent(found.share)
    return f"{100 * found.share:.{digits}f} ± {error:.{digits}f}%"


def in_draws(found: Fraction) -> str:
    """Return in how many draws, in words that a share of nothing or of everything has too.

    >>> in_draws(Fraction(0.0, 0.1, 400)), in_draws(Fraction(1.0, 0.1, 1)), in_draws(Fraction(0.5, 0.02, 625))
    ('in none of 400 draws', 'in the only draw', 'in 50 ± 2% of draws')
    """
    if found.share in (0, 1) and found.of == 1:
        return "in the only draw" if found.share else "not in the only draw"
    if found.share == 0:
        return f"in none of {found.of:,} draws"
    return f"in all of {found.of:,} draws" if found.share == 1 else f"in {share_text(found)} of draws"


def listed(names: Iterable[str], most: int = SHOWN) -> str:
    """Return names as prose lists them, at most `most` of them spelt out unless one more completes them.

    >>> listed(["C1"]), listed(["C1", "C2", "C3"]), listed(f"C{n}" for n in range(9)), listed([])
    ('C1', 'C1, C2 and C3', 'C0, C1, C2, C3, C4, C5 and 3 others', '')
    """
    every = list(names)
    if len(every) > most + 1:
        every = [*every[:most], f"{len(every) - most} others"]
    return "".join(every) if len(every) < 2 else f"{', '.join(every[:-1])} and {every[-1]}"


def _verb(number: int, one: str, many: str) -> str:
    """Return the form that agrees with the number."""
    return one if number == 1 else many


def _tried(claims: Sequence[verdict.ClaimVerdict]) -> str:
    """Return how many claims can be tried and what words they got."""
    words = [claim.word for claim in claims if claim.tests]
    rest = len(claims) - len(words)
    if not words:
        return f"Of {count(len(claims), 'claim')}, none can be tried on the theories."
    got = [f"{words.count(word)} {_verb(words.count(word), *VERBS[word])}" for word in VERBS if word in words]
    start = f"Of {count(len(claims), 'claim')}, {len(words) if rest else 'all'} can be tried"
    if len(claims) == 1:
        start = "The only claim can be tried"
    other = f"; the other {_verb(rest, 'one', str(rest))} cannot be tested" if rest else ""
    return f"{start}: {listed(got)}{other}."


def _validity(judgement: verdict.Judgement) -> str:
    """Return whether the conclusion follows if every premise is granted."""
    start = f"If every premise is granted, {_asked(judgement)}, "
    found = judgement.weighted_validity
    if math.isnan(found.share):
        return f"{start}nothing can be said of the conclusion{_caveats(judgement)}."
    said = f"the conclusion holds {in_draws(found)}{_weighed(judgement.weights)}"
    return f"{start}{said}{_range(judgement.validity)}{_caveats(judgement)}."


def _asked(judgement: verdict.Judgement) -> str:
    """Return over how many premises the theories were asked, and how many none can express."""
    sizes = sorted(len(names) for names in judgement.premises.values()) or [0]
    number = count(sizes[-1], "premise") if sizes[0] == sizes[-1] else f"{sizes[0]} to {sizes[-1]} premises"
    out = [set(names) for names in judgement.left_out.values()]
    never = len(set.intersection(*out)) if out else 0
    left = f"; {never} more, conclusions included, cannot be tried under any" if never else ""
    return f"as far as the theories can express it ({number} a theory{left})"


def _weighed(weights: Mapping[str, float]) -> str:
    """Return how the theories were weighted; one alone needs no weights."""
    if len(weights) < 2:
        return ""
    equal = max(weights.values()) - min(weights.values()) < 1e-12
    return ", every theory counting the same" if equal else ", theories weighted"


def _range(found: Mapping[str, Fraction]) -> str:
    """Return the theories with the least and the largest share; nothing where all say the same."""
    known = {theory: one.share for theory, one in found.items() if not math.isnan(one.share)}
    if len(known) < 2 or min(known.values()) == max(known.values()):
        return ""
    low, high = min(known, key=lambda theory: known[theory]), max(known, key=lambda theory: known[theory])
    return f" (from {percent(known[low])} under {low} to {percent(known[high])} under {high})"


def _caveats(judgement: verdict.Judgement) -> str:
    """Return under how many theories no draw, or too few draws, meet all premises; and who was steered."""
    all_of = count(len(judgement.validity), "theory", "theories")
    none = [theory for theory, found in judgement.validity.items() if not found.of]
    few = [theory for theory in too_few(judgement) if theory not in none]
    mute = [t for t, found in judgement.validity.items() if found.of and math.isnan(found.share)]
    steered = [theory for theory, how in judgement.search.items() if how == "steered" and theory not in none]
    parts = (
        (none, f"no draw satisfies all premises under {len(none)} of {all_of}"),
        (few, f"fewer than {FEW} draws satisfy them under {listed(few)}"),
        (mute, f"no conclusion can be expressed under {listed(mute)}"),
        (steered, f"draws that satisfy them were searched for under {listed(steered)}"),
    )
    return "".join(f"; {part}" for theories, part in parts if theories)


def _soundness(judgement: verdict.Judgement) -> str:
    """Return how often the premises hold at all."""
    found = judgement.weighted_soundness
    if not any(judgement.premises.values()):
        return "No theory can express a premise, so how often the premises hold cannot be said."
    if math.isnan(found.share):
        return "How often the premises hold together cannot be said."
    said = f"The premises hold together {in_draws(found)}"
    return f"{said}{_range(judgement.soundness)}{_clashes(judgement.clash)}."


def _clashes(clash: Mapping[str, tuple[str, str]]) -> str:
    """Return which premises exclude each other where no draw meets all, the commonest pair."""
    if not clash:
        return ""
    pairs = sorted(clash.values())
    pair = max(dict.fromkeys(pairs), key=pairs.count)
    times = pairs.count(pair)
    where = "the one theory" if len(pairs) == 1 else f"{times} of the {len(pairs)} theories"
    alone = pair[0] == pair[1]
    said = f"{pair[0]} holds in no draw" if alone else f"{listed(pair)} exclude each other most often"
    return f"; {said} under {where} where no draw satisfies all"


def _carried(judgement: verdict.Judgement) -> str:
    """Return which unstated premise carries the conclusion."""
    if not judgement.loads:
        return "No unstated premise can be granted or dropped."
    known = [load for load in judgement.loads if not math.isnan(load.fall)]
    if not known:
        return "Which unstated premise carries the conclusion cannot be said: there is no validity to fall."
    if judgement.weighted_validity.share == 0:
        start = "Which unstated premise carries the conclusion cannot be said: "
        return f"{start}the conclusion holds in none of the draws that satisfy all premises."
    most = max(known, key=lambda load: load.fall)
    who = f"Of {len(known)} unstated premises, " if len(known) > 1 else "Of the unstated premises "
    if not _clear(most, judgement.weighted_validity):
        none = "none" if len(known) > 1 else f"the only one that can be tried, {most.premise}, does not"
        why = "without it validity falls by no more than Monte Carlo error"
        return f"{who}{none} {_verb(len(known), 'carry', 'carries')} the conclusion: {why}."
    what = f"{most.premise} carries most" if len(known) > 1 else f"{most.premise} alone can be tried"
    before = percent(min(most.validity_without.share + most.fall, 1.0))
    fall = f"falls from {before} to {share_text(most.validity_without)} of draws"
    return f"{who}{what}: when it is not granted, how often the conclusion holds {fall}."


def _clear(load: verdict.Load, validity: Fraction) -> bool:
    """Return whether a fall of validity is more than Monte Carlo error."""
    return load.fall > SURE * math.hypot(load.validity_without.error, validity.error)


def _assumed(claims: Sequence[verdict.ClaimVerdict], strains: Sequence[verdict.Strain]) -> str:
    """Return what is assumed rather than derived, and which claims pull against each other."""
    stands = {claim.claim: found for claim in claims if (found := _standings(claim))}
    put_in = [name for name, found in stands.items() if set(found) == {"assumed"}]
    if not stands:
        return f"No claim holds in most draws of any theory; {_pulls(strains)}."
    hold = _verb(len(stands), "holds", "hold")
    some = f"Of {count(len(stands), 'claim')} that {hold} in most draws of a theory"
    if not put_in:
        return f"{some}, none is merely assumed wherever it holds; {_pulls(strains)}."
    are = _verb(len(put_in), "is assumed wherever it holds", "are assumed wherever they hold")
    return f"{some}, {len(put_in)} {are}, and not derived ({listed(put_in)}); {_pulls(strains)}."


def _standings(claim: verdict.ClaimVerdict) -> list[str]:
    """Return how a claim stands under each theory where it holds in most draws."""
    return [one.standing for one in claim.tests[0].under if one.standing] if claim.tests else []


def _pulls(strains: Sequence[verdict.Strain]) -> str:
    """Return which claims hold together in almost no draw although each holds more often alone."""
    known = [one for one in strains if not math.isnan(one.together[WEIGHTED].share)]
    pulling = [one for one in known if one.together[WEIGHTED].share <= FAILS < min(one.alone.values())]
    if not known:
        return "no tension between claims can be tried"
    if not pulling:
        return f"in {count(len(known), 'tension')} tried, no claims hold alone but almost never together"
    parts = [f"{listed(one.claims)} ({_rarely(one.together[WEIGHTED])})" for one in pulling]
    return f"these claims hold alone but almost never together: {'; '.join(parts)}"


def _rarely(found: Fraction) -> str:
    """Return how often claims hold together, as a remark in brackets."""
    return "never" if found.share == 0 else f"{share_text(found)} of draws"
