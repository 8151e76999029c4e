"""An audit from Python: its verdicts as a table, its judgement as sentences, and its page."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from detente.faces.audits import AuditAnswer
    from detente.pipeline.judging.verdict import ClaimVerdict, Judgement


@dataclass(frozen=True)
class AuditCard:
    """An argument tried on rival theories."""

    answer: "AuditAnswer"

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the judgement of the argument in five plain sentences, made from the numbers alone."""
        return self.answer.sentences

    @property
    def judgement(self) -> "Judgement":
        """Return the judgement in numbers: validity, soundness, loads of unstated premises, tensions."""
        return self.answer.audit.judgement

    @property
    def folder(self) -> Path:
        """Return the folder with the page and the exports."""
        return self.answer.folder

    def claim(self, name: str) -> "ClaimVerdict":
        """Return the verdict on a claim. Raises UnknownName with the closest known one."""
        from detente.faces.library import pick

        return pick("claim", name, {verdict.claim: verdict for verdict in self.answer.audit.claims})

    def table(self) -> "pd.DataFrame":
        """Return a row for each claim, test and theory."""
        import pandas as pd

        from detente.pipeline.audit_exports import rows

        return pd.DataFrame(rows(self.answer.audit, self.answer.argument))

    def brief(self, path: str | Path) -> Path:
        """Write the page, one self-contained HTML file, and return its path."""
        Path(path).write_text(self.answer.page, encoding="utf-8")
        return Path(path)

    def __repr__(self) -> str:
        from detente.faces.cli.audit_screen import audit_page
        from detente.faces.notebook import plain

        return plain(audit_page(self.answer.audit, self.answer.argument, self.sentences))

    def _repr_html_(self) -> str:
        from detente.pipeline.audit_brief_words import SYMBOLS

        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences)
        paraphrases = {claim.name: claim.paraphrase for claim in self.answer.argument.claims}
        lines = "".join(
            f"<tr><td>{escape(verdict.claim)}</td><td>{SYMBOLS[verdict.word]} {escape(verdict.word)}</td>"
            f"<td>{escape(paraphrases[verdict.claim])}</td></tr>"
            for verdict in self.answer.audit.claims
        )
        head = "<tr><th>Claim</th><th>Word</th><th>What it says</th></tr>"
        return f"<ol>{said}</ol><table>{head}{lines}</table>"
