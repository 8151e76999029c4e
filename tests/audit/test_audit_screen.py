"""An audit in the terminal: sentences, then one line a claim, within its width and without control codes."""

from dataclasses import replace

from detente.faces.cli.audit_screen import audit_page
from detente.faces.cli.screen import WIDEST, show
from tests.audit.made_up import SENTENCES, a_sensitivity, an_argument, an_audit


def shown(capsys, argument=None, files=()):
    show(*audit_page(an_audit(), argument or an_argument(), SENTENCES, files))
    return capsys.readouterr().out


def line_of(out, claim):
    return next(line for line in out.splitlines() if line.startswith(f"{claim} "))


def test_sentences_first_then_every_claim_in_order(capsys):
    out = shown(capsys)
    flat = " ".join(out.split())
    places = [flat.index(sentence) for sentence in SENTENCES]
    assert places == sorted(places)
    names = [line.split()[0] for line in out.splitlines() if line[:1] == "C" and line[1:2].isdigit()]
    assert names == [claim.name for claim in an_argument().claims]


def test_a_line_has_word_theories_effect_and_standing(capsys):
    out = shown(capsys)
    assert line_of(out, "C4").split("  ")[0] == "C4"
    assert "⇄ depends on the theory" in line_of(out, "C4")
    assert line_of(out, "C4").count("1/2") == 2
    assert "−2.8 to +2.9 pp" in line_of(out, "C4")
    assert "assumed 1, contingent 2" in line_of(out, "C1")
    assert "✗ fails" in line_of(out, "C3")
    assert "4/4" in line_of(out, "C3")
    assert "A motive leaves no trace." in line_of(out, "C2")
    assert "0/0" in line_of(out, "C7")


def test_what_the_headline_effect_hangs_on(capsys):
    flat = " ".join(shown(capsys).split())
    assert "Of 437 uncertain numbers, 3 move the effect of C6 by more than chance does. Of its" in flat
    assert "Of its variance each explains by itself: learning.news 41%, spoiler.share_in_peace 8%." in flat
    audits = [
        replace(an_audit(), sensitivity=one) for one in (None, replace(a_sensitivity(), beyond=0, of=()))
    ]
    silent, none = (" ".join(map(str, audit_page(one, an_argument(), SENTENCES))) for one in audits)
    assert "uncertain numbers" not in silent
    assert "Of 437 uncertain numbers, none moves the effect of C6" in " ".join(none.split())


def test_it_fits_and_names_its_files(capsys):
    out = shown(capsys, files=(("Page", "audit.html"),))
    assert max(map(len, out.splitlines())) <= WIDEST
    assert out.splitlines()[-1].split() == ["Page", "audit.html"]


def test_no_control_code_reaches_the_terminal(capsys):
    title = "\x1b[31mred\x1b]0;owned\x07 \u202eexe [bold]plain[/bold]"
    hostile = replace(an_argument(), document=replace(an_argument().document, title=title))
    out = shown(capsys, hostile)
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert "[bold]plain[/bold]" in out
