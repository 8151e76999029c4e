"""Figures and page: well-formed, the same bytes each time, safe with hostile words, legible, small."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from detente.faces.page import figures as module
from detente.faces.page.figures import (
    Edge,
    EffectRow,
    Fan,
    FanPanel,
    Node,
    ShareRow,
    SurvivalPanel,
    TimeAxis,
    WorldFan,
    bars_figure,
    difference_figure,
    difference_panels,
    effect_figure,
    fan_figure,
    graph_figure,
    survival_figure,
    survival_panels,
)
from detente.faces.page.figures import svg as words_of_svg
from detente.faces.page.figures.boxes import authored, sized
from detente.faces.page.figures.layers import layered
from detente.faces.page.figures.routes import layered_routes
from detente.faces.page.figures.scale import domain_ticks, isotonic, spread
from detente.faces.page.render import render, standalone
from detente.pipeline.brief_tree import (
    Brief,
    BulletList,
    Details,
    Figure,
    Link,
    Note,
    Paragraph,
    Section,
    Share,
    Table,
    Text,
)

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> \"quoted\" & \u202egnp.exe\u2066 \x00\ud800"
PAGE = Path(module.__file__).parent.parent
AXIS = TimeAxis(act_month=3, act_words="act")


def a_fan(seed=0, scale=0.01, months=61):
    rng = np.random.default_rng(seed)
    hazards = rng.lognormal(np.log(0.03), 0.5, 200)[:, None]
    month = np.arange(months)
    return Fan(
        month,
        np.quantile(np.exp(-hazards * month) + scale * seed / 50, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0),
    )


def a_row(name="Theory", **changes):
    row = EffectRow(name, "what it says", -3.2, -5.0, -1.0, -9.0, 0.5, 0.96, "lowers it in 96% of draws")
    return replace(row, **changes)


def survival_of(count, name="Theory"):
    return [
        SurvivalPanel(f"{name} {i}", (WorldFan("with", a_fan(i)), WorldFan("without", a_fan(i + 1))), "says")
        for i in range(count)
    ]


def random_graph(count=40, links=90, seed=4, placed=False):
    rng = np.random.default_rng(seed)
    kinds = ("event", "stock", "stock", "outcome")
    nodes = []
    for index in range(count):
        place = tuple(rng.uniform(0, 1, 2)) if placed else (None, None)
        label = " ".join(["Progress", "of", "negotiations", "abroad"][: 1 + index % 4])
        nodes.append(Node(f"n{index}", f"{label} {index}", kinds[index % 4], *place))
    pairs = {tuple(int(v) for v in rng.integers(0, count, 2)) for _ in range(links)}
    return nodes, [Edge(f"n{a}", f"n{b}", "+-?"[(a + b) % 3]) for a, b in sorted(pairs)]


def effect(rows=None, identifier="effect", **changes):
    said = {"title": "Effect", "left_words": "delays it", "right_words": "hastens it"}
    unit = {"unit_label": "percentage points", "unit_short": "pp"}
    return effect_figure(rows or [a_row()], identifier=identifier, **(said | unit | changes))


def every_figure(name="Theory"):
    """Each kind of figure, with `name` wherever a caller's words go."""
    nodes = [Node("a", name, "event"), Node("b", name, "stock"), Node("c", name, "outcome")]
    edges = [Edge("a", "b", "+"), Edge("b", "a", "-"), Edge("b", "c", "?"), Edge("b", "b", "+")]
    panels = survival_of(2, name)
    fans = [FanPanel(name, a_fan(1), name), FanPanel("other", a_fan(2))]
    shares = [ShareRow(name, (0.4, 0.2, 0.1, 0.1, 0.15)), ShareRow("other", (1.0, 0, 0, 0, 0))]
    kinds = ("settlement", "ceasefire", "collapse of A", "collapse of B", name)
    axis = TimeAxis(3, name, name)
    return {
        "effect": effect([a_row(name, caption=name, share_words=name)], title=name, left_words=name),
        "compact": effect([a_row(name)], identifier="compact", compact=True, right_words=name),
        "survival": survival_figure(panels, identifier="survival", title=name, axis=axis),
        "survival-1": survival_panels(panels, identifier="flow", title=name, axis=axis)[2],
        "difference": difference_figure(
            fans, identifier="difference", title=name, unit_short=name[:3], axis=axis
        ),
        "key": difference_panels(fans, identifier="differences", title=name, unit_short="pp", axis=axis)[0],
        "graph": graph_figure(nodes, edges, identifier="graph", title=name),
        "bars": bars_figure(shares, kinds, identifier="bars", title=name, rest_words=name),
        "bars-compact": bars_figure(shares, kinds, identifier="bars-compact", title=name, compact=True),
        "fan": fan_figure(a_fan(), identifier="fan", title=name, unit_label=name, axis=axis),
    }


@pytest.mark.parametrize("name", list(every_figure()))
def test_a_figure_is_well_formed_named_and_self_contained(name):
    picture = every_figure()[name]
    root = ElementTree.fromstring(picture)
    assert root.tag == f"{NAMESPACE}svg" and root.get("role") == "img"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for role in ("aria-labelledby", "aria-describedby"):
        named = root.find(f".//*[@id='{root.get(role)}']")
        assert named is not None and named.text
    assert "style=" not in picture and "<script" not in picture
    assert picture.count("http") == picture.count('xmlns="http://www.w3.org/2000/svg"') == 1
    assert not re.search(r"[\d\" ]nan", picture)
    assert set(re.findall(r'(?:href="#|url\(#)([\w-]+)', picture)) <= set(ids)


@pytest.mark.parametrize("name", list(every_figure()))
def test_a_figure_escapes_hostile_words_and_shows_hidden_characters(name):
    picture = every_figure(HOSTILE)[name]
    root = ElementTree.fromstring(picture.encode())
    assert not any("script" in element.tag for element in root.iter())
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", picture)
    assert "\ufffd" in "".join(root.itertext())
    standalone(picture)


@pytest.mark.parametrize("name", list(every_figure()))
def test_a_figure_is_the_same_bytes_each_time(name):
    assert every_figure()[name] == every_figure()[name]


def test_figures_of_one_page_share_no_identifier():
    ids = [found for picture in every_figure().values() for found in re.findall(r' id="([^"]+)"', picture)]
    assert len(ids) == len(set(ids))


def test_coordinates_have_at_most_two_decimals():
    for picture in every_figure().values():
        places = re.findall(r'\b(?:d|x|y|cx|cy|width|height)="([^"]+)"', picture)
        assert not re.search(r"\.\d{3}", " ".join(places).replace("..", " "))


def test_effect_figure_says_sign_size_and_share():
    rows = [a_row(), a_row("Rival", median=1.84, low50=1, high50=2, low90=0.2, high90=4, share_words="in 5%")]
    texts = list(ElementTree.fromstring(effect(rows)).itertext())
    assert "\u22123.2 pp" in texts and "+1.8 pp" in texts and "lowers it in 96% of draws" in texts
    assert "\u2190 delays it" in texts and "hastens it \u2192" in texts


def test_effect_bars_lie_where_their_numbers_say():
    picture = effect([a_row(median=0, low50=-5, high50=5, low90=-10, high90=10)])
    zero = float(re.search(r'class="zero" d="M([\d.]+)', picture)[1])
    left, right = map(float, re.search(r'class="bar90" d="M([\d.]+) [\d.]+L([\d.]+)', picture).groups())
    inner = float(re.search(r'class="bar50" d="M([\d.]+)', picture)[1])
    assert float(re.search(r'class="dot" cx="([\d.]+)"', picture)[1]) == zero
    assert zero - left == pytest.approx(right - zero, abs=0.2) and zero - left == pytest.approx(
        2 * (zero - inner), abs=0.3
    )


LONG = "with the strike, and the aid of the backer halved from month six until the talks end"


def words_in(picture):
    """All words of a figure as they are read, line after line; its description does not count."""
    root = ElementTree.fromstring(picture)
    return " ".join(one.text for one in root.iter(f"{NAMESPACE}text"))


@pytest.mark.parametrize(
    ("names", "beside"),
    [
        (("with", "without"), ("with", "without")),
        (("without the strike", "with the strike"), ("without the", "strike", "with the")),
        (("as it is", "less aid", "without the strike"), ("as it is", "less aid", "without the", "strike")),
        ((LONG, "without the strike"), ()),
        (("x" * 60, "with"), ()),
    ],
)
def test_no_name_of_a_world_is_cut(names, beside):
    panel = SurvivalPanel("Theory", tuple(WorldFan(name, a_fan(n)) for n, name in enumerate(names)))
    wide, slim, drawn = survival_panels([panel], identifier="survival", title="How long", axis=AXIS)
    assert "\u2026" not in wide + slim + drawn
    for key in (wide, slim):
        assert all(name.replace(" ", "") in words_in(key).replace(" ", "") for name in names)
    ends = [one.text for one in ElementTree.fromstring(drawn).iter(f"{NAMESPACE}text")]
    assert set(beside) <= set(ends)
    assert beside or not any(one in ends for name in names for one in (name, name.split()[0]))


def test_words_at_the_right_of_a_panel_stay_in_it_and_apart():
    names = ("as the war is now", "with much less aid", "without the strike")
    panel = SurvivalPanel("Theory", tuple(WorldFan(name, a_fan(1)) for name in names))
    drawn = survival_panels([panel], identifier="survival", title="How long", axis=AXIS)[2]
    ends = [
        one for one in ElementTree.fromstring(drawn).iter(f"{NAMESPACE}text") if "w" in one.get("class", "")
    ]
    assert len(ends) == 9  # a number and two lines each
    places = sorted(float(one.get("y")) for one in ends)
    assert min(b - a for a, b in pairwise(places)) >= 13.9
    for one in ends:
        width = words_of_svg.text_width(one.text, 12, bold=one.get("class").startswith("b "))
        assert float(one.get("x")) + width <= 300.5


def test_what_a_sign_means_is_never_cut():
    sides = {"left_words": "settlement less likely", "right_words": "settlement more likely"}
    lopsided = [a_row(low90=-90.0, low50=-60.0, median=-40.0, high50=-9.0, high90=1.0, caption="first run")]
    for compact in (False, True):
        picture = effect(lopsided, compact=compact, **sides)
        assert "\u2026" not in picture
        assert "\u2190 settlement less likely" in picture and "settlement more likely \u2192" in picture
        assert "first run" in words_in(picture)


def test_words_are_broken_into_lines_that_fit_and_lose_nothing():
    for words in (LONG, "x" * 90, "short", "a " * 40):
        rows = words_of_svg.lines(words, 12, 84)
        assert "".join(rows).replace(" ", "") == words.replace(" ", "")
        assert all(words_of_svg.text_width(row, 12) <= 84 for row in rows)
    assert words_of_svg.lines("", 12, 84) == ("",)


def test_survival_of_eleven_theories_stays_small():
    picture = survival_figure(survival_of(11), identifier="survival", title="Survival", axis=AXIS)
    assert len(picture.encode()) < 90_000
    assert picture.count('class="median w0"') == 12  # eleven panels and the key
    assert len(difference_figure(
        [FanPanel(str(i), a_fan(i)) for i in range(11)], identifier="d", title="D", unit_short="pp"
    )) < 50_000  # fmt: skip


def test_long_series_are_thinned_and_keep_their_ends():
    fan = a_fan(months=2401).thinned(61)
    months, values = fan.arrays
    assert len(months) == 61 and (months[0], months[-1]) == (0, 2400)
    assert values.shape == (5, 61)


def _followed(data):
    """Points of the relative path data that `polyline` writes."""
    first, rest = re.fullmatch(r"M(.*?)l(.*)", data).groups()
    numbers = re.compile(r"-?(?:\d+\.\d+|\.\d+|\d+)")
    steps = np.array([float(v) for v in numbers.findall(rest)]).reshape(-1, 2)
    return np.array([float(v) for v in numbers.findall(first)]) + np.vstack(
        [[0, 0], np.cumsum(steps, axis=0)]
    )


def test_relative_paths_do_not_drift():
    rng = np.random.default_rng(1)
    points = rng.uniform(-50, 900, (400, 2))
    assert np.abs(_followed(words_of_svg.polyline(*points.T)) - points).max() <= 0.0501


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("placed", [False, True])
def test_boxes_of_a_random_graph_never_overlap(seed, placed):
    nodes, edges = random_graph(seed=seed, placed=placed)
    picture = graph_figure(nodes, edges, identifier="graph", title="Graph")
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture).groups())
    drawn = picture.split("</text></g><g transform", 2)[-1].rsplit("translate(0 ", 1)[-1]
    sizes = r'<rect class="node \w+" x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    boxes = np.array([[float(v) for v in found] for found in re.findall(sizes, drawn)])
    assert len(boxes) == 40
    for i, (x, y, w, h) in enumerate(boxes):
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
        for u, v, p, q in boxes[:i]:
            assert x + w <= u + 0.2 or u + p <= x + 0.2 or y + h <= v + 0.2 or v + q <= y + 0.2
    assert picture.count("marker-end") == len(edges) + 3  # and the key
    assert len(picture) < 60_000


def test_boxes_authored_on_one_point_are_moved_apart():
    boxes, height = authored(
        [sized(Node(str(i), "Hardness of stances", "stock", 0.5, 0.5)) for i in range(30)], 920
    )
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert max(box.y + box.height / 2 for box in boxes) <= height


@pytest.mark.parametrize("seed", range(4))
def test_layered_edges_pass_no_box_but_their_own(seed):
    nodes, edges = random_graph(30, 60, seed=seed)
    place = {node.key: index for index, node in enumerate(nodes)}
    pairs = [(place[e.source], place[e.target]) for e in edges if e.source != e.target]
    layout = layered([sized(node) for node in nodes], pairs, 920)
    for pair, route in zip(pairs, layered_routes(layout, pairs), strict=True):
        for index, box in enumerate(layout.boxes):
            inside = np.abs(route.points - (box.x, box.y)) < (box.width / 2 - 1, box.height / 2 - 1)
            assert index in pair or not inside.all(axis=1).any()


def test_a_chain_is_laid_out_from_cause_to_outcome():
    nodes = [Node(k, k, "outcome" if k == "d" else "stock") for k in "dbca"]
    pairs = [(3, 1), (1, 2), (2, 0)]  # a -> b -> c -> d
    y = [box.y for box in layered([sized(node) for node in nodes], pairs, 920).boxes]
    assert y[3] < y[1] < y[2] < y[0]


def test_signs_are_told_apart_without_colour():
    picture = every_figure()["graph"]
    texts = list(ElementTree.fromstring(picture).itertext())
    assert {"+", "\u2212", "?"} <= set(texts)
    style = (PAGE / "templates" / "figures.css").read_text()
    dashes = [
        re.search(rf"\.edge\.{name} {{ stroke-dasharray: ([^;]+)", style)[1] for name in ("minus", "either")
    ]
    assert len(set(dashes)) == 2
    bars = every_figure()["bars"]
    marks = re.findall(r'<g id="bars-p\d" class="fig-p\d">(.*?)</g>', bars)
    assert len(set(marks)) == len(marks) == 3 and bars.count("<use") == 3 * 2  # a piece and a sample of each
    # A rule under .fig would not reach into the copy that <use> makes.
    for name in ("fig-stripes", "fig-dots"):
        assert re.search(rf"^\.{name} {{", style, re.M)


def test_isotonic_and_spread():
    assert isotonic([3.0, 1.0, 2.0, 5.0]) == [2.0, 2.0, 2.0, 5.0]
    places = spread([50.0, 52.0, 10.0], 14, 0, 60)
    assert places[2] == 10.0 and places[1] - places[0] == pytest.approx(14) and max(places) <= 60
    assert domain_ticks(-11.2, 14.0, 5) == (-15, -10, -5, 0, 5, 10, 15)


def test_bad_numbers_are_refused_by_name():
    with pytest.raises(ValueError, match=r"Attrition.*finite"):
        a_row("Attrition", median=float("nan"))
    with pytest.raises(ValueError, match="rise"):
        a_row(low50=4.0)
    with pytest.raises(ValueError, match="shape"):
        Fan([0, 1, 2], np.zeros((3, 3)))
    with pytest.raises(ValueError, match="names no node"):
        graph_figure([Node("a", "A")], [Edge("a", "b", "+")], identifier="g", title="G")
    with pytest.raises(ValueError, match="more than once"):
        graph_figure([Node("a", "A"), Node("a", "B")], [], identifier="g", title="G")
    with pytest.raises(ValueError, match=r"identifier"):
        effect(identifier='x" onload="y')


def a_brief(words="words"):
    pieces = (
        Text(words),
        Text(words, "tag"),
        Text(words, "code"),
        Link(words, "https://example.org/?a=1&b=2"),
    )
    table = Table(
        ("Theory", "Value"), ((words, "1.0"), (pieces, Share(0.4, words))), ("left", "right"), words
    )
    figures = every_figure(words)
    blocks = (
        Paragraph(pieces),
        Figure(figures["effect"], pieces, figures["compact"]),
        Figure(survival_panels(survival_of(3, words), identifier="panels", title=words, axis=AXIS), words),
        Figure(figures["graph"], words),
        table,
        Note("caution", pieces),
        Details(words, (table, BulletList((words, pieces), ordered=True))),
        BulletList((words,)),
    )
    sections = tuple(Section(f"part-{i}", words, words, blocks if i == 0 else ()) for i in range(4))
    return Brief(words, pieces, ((words, pieces),), sections, words)


def test_page_is_one_file_under_a_policy_that_fits_its_style():
    page = render(a_brief())
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "style=" not in page
    assert not re.search(r"<(script|link|img|iframe|object|embed|form)\b|\bon\w+=|@import|url\((?!#)", page)
    assert "xmlns" in page and page == render(a_brief())


def test_page_escapes_hostile_words_everywhere():
    page = render(a_brief(HOSTILE))
    page.encode()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_page_structure_is_accessible():
    page = render(a_brief())
    assert page.count("<h1") == 1 and '<html lang="en">' in page and '<nav aria-label="Contents">' in page
    for region in re.findall(r'<div class="scroll[^>]*>', page):
        assert 'role="region"' in region and 'tabindex="0"' in region and 'aria-label="' in region
    assert '<th scope="col" class="right">' in page and '<th scope="row"' in page
    targets = re.findall(r'href="#([\w-]+)"', page)
    assert all(f'id="{target}"' in page for target in targets)


@pytest.mark.parametrize(
    "picture",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><use href='https://example.org/a.svg#b'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><path style='fill:red'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<p>no picture</p>",
        "<svg",
    ],
)
def test_page_refuses_figures_that_are_more_than_drawings(picture):
    with pytest.raises(ValueError, match="figure"):
        render(Brief("T", sections=(Section("s", "S", blocks=(Figure(picture, "c"),)),)))


def test_tree_refuses_what_cannot_be_shown():
    with pytest.raises(ValueError, match="link"):
        Link("x", "javascript:alert(1)")
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="identifier"):
        Brief("T", sections=(Section("s", "S"), Section("s", "S")))


def test_standalone_figure_carries_its_style():
    picture = standalone(every_figure()["effect"])
    root = ElementTree.fromstring(picture)
    assert "--blue" in root.find(f"{NAMESPACE}style").text and "prefers-color-scheme: dark" in picture


def _luminance(colour):
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def _contrast(a, b):
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("file", ["style.css", "templates/figures.css"])
def test_text_contrast_is_aa_in_light_dark_and_print(file):
    style = (PAGE / file).read_text()
    palettes = re.findall(r"--ink: [^}]+?--pale-orange: #\w{6};", style)
    assert len(palettes) == 3
    for palette in palettes:
        colour = dict(re.findall(r"--([\w-]+): (#\w{6});", palette))
        grounds = [colour[key] for key in ("paper", "tint", "pale-blue", "pale-orange") if key in colour]
        for ground in grounds:
            assert _contrast(colour["ink"], ground) >= 7
        for key in ("muted", "blue", "orange", "axis"):
            assert _contrast(colour[key], colour["paper"]) >= 4.5, (key, palette)


def test_labels_are_at_least_twelve_pixels():
    style = (PAGE / "templates" / "figures.css").read_text()
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", style)) >= 12
