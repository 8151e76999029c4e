"""Where a result is from: enough to make the same one again, and nothing that differs between machines."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.pipeline.question import Question
from detente.vocabulary import Theory, about, title


@dataclass(frozen=True)
class Origin:
    """What the flow cannot know of itself, because it reads no files.

    version        of detente
    scenario_text  the scenario as it was written
    cause_texts    by cause, the source text of its module
    worlds         by world, its `do` as it is written on the command line
    weights        by theory, what its forecasts were worth among the others'; empty where not known
    """

    version: str = ""
    scenario_text: str = ""
    cause_texts: Mapping[str, str] = field(default_factory=dict)
    worlds: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal.

    >>> digest_of("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def theory_hash(theory: Theory, cause_texts: Mapping[str, str]) -> str:
    """Return the SHA-256 of what the theory says: its causes, their priors, their source text, its posterior.

    Neither its name nor the order of its causes counts.
    """
    says = [
        {
            "cause": title(cause),
            "parameters": {
                name: [
                    repr(theory.priors.get(f"{title(cause)}.{name}", entry.prior)),
                    entry.low,
                    entry.high,
                    *([moved] if (moved := theory.moved.get(f"{title(cause)}.{name}")) else []),
                ]
                for name, entry in about(cause).items()
            },
            "text": digest_of(cause_texts.get(title(cause), "")),
        }
        for cause in sorted(theory.causes, key=title)
    ]
    by = [theory.posterior.digest] if theory.posterior else []
    return digest_of(json.dumps([says, *by] if by else says, sort_keys=True))


def provenance(question: Question, origin: Origin) -> dict[str, str | int | list[str]]:
    """Return the attributes that a result carries; the same on every machine."""
    theories = question.theories
    return {
        "schema": "detente/result-1",
        "detente_version": origin.version,
        "scenario": question.scenario.name,
        "scenario_sha256": digest_of(origin.scenario_text),
        "seed": question.seed,
        "draws": question.draws,
        "lives": question.lives,
        "months": question.months,
        "steps_a_month": question.steps_a_month,
        "endings": "tossed" if question.tossed else "integrated",
        "luck_exchanged": int(question.luck_exchanged),
        "theories": [theory.name for theory in theories],
        "believed": [theory.posterior.record if theory.posterior else "prior" for theory in theories],
        "theories_sha256": [theory_hash(theory, origin.cause_texts) for theory in theories],
        "weights": [f"{origin.weights[t.name]:.4g}" for t in theories] if origin.weights else [],
        "worlds": [world.name for world in question.worlds],
        "worlds_do": [origin.worlds.get(world.name, "") for world in question.worlds],
        "reference_world": question.worlds[0].name,
    }
