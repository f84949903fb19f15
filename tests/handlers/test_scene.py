import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention import Facts
from handlers.asked import Asked, Shift, Span
from handlers.scene import (
    MOST_BYTES,
    NoAttentionThere,
    NoLayerYet,
    NoSuchHead,
    NoSuchLayer,
    NoSuchPart,
    ReversedRange,
    Scene,
    decode,
    encode,
    resolve,
)
from render import View
from tests.facts import facts

views = st.builds(
    View,
    lang=st.sampled_from(["en", "ru"]),
    unit=st.sampled_from(["token", "word"]),
    hide_first=st.booleans(),
    theme=st.sampled_from(["light", "dark"]),
)
MOST_HEADS = 256
heads = st.sets(st.integers(0, MOST_HEADS - 1)).map(lambda chosen: tuple(sorted(chosen)))
scenes = st.builds(
    Scene,
    text=st.text("abcXYZ019-_", min_size=8, max_size=8),
    part=st.sampled_from(["encoder", "decoder", "cross"]),
    layer=st.integers(0, 200),
    heads=heads,
    view=views,
)


def model(kind: str = "causal", layers: int = 6, **more: object) -> Facts:
    """A model of six layers with eight heads."""
    decoder_layers = 5 if kind == "encoder-decoder" else None
    return facts(kind=kind, layers=layers, decoder_layers=decoder_layers, heads=8, **more)


BEFORE = Scene("textkey0", "decoder", layer=4, heads=(2,))
MAP = Scene("textkey0", "decoder")


@given(scenes)
def test_a_button_carries_its_scene_in_64_bytes(scene: Scene) -> None:
    data = encode(scene)

    assert len(data.encode()) <= MOST_BYTES
    assert decode(data) == scene


@pytest.mark.parametrize("view", [View(), View(lang="ru", theme="dark", unit="word", hide_first=True)])
def test_a_map_has_no_layer(view: View) -> None:
    scene = Scene("textkey0", "cross", view=view)

    assert decode(encode(scene)) == scene


@given(st.text())
def test_no_data_breaks_the_decoding(data: str) -> None:
    for given_data in (data, "s" + data, "stextkey0d0" + data):
        scene = decode(given_data)

        assert scene is None or isinstance(scene, Scene)


@pytest.mark.parametrize(
    ("asked", "layer", "heads"),
    [
        (Asked(layer=5), 5, ()),
        (Asked(layer=5, heads=(Span(3, 3),)), 5, (3,)),
        (Asked(heads=(Span(7, 7), Span(0, 2), Span(1, 1))), 4, (0, 1, 2, 7)),
        (Asked(layer="last"), 5, ()),
        (Asked(layer="next"), 5, ()),
        (Asked(layer="previous"), 3, ()),
        (Asked(heads="next"), 4, (3,)),
        (Asked(heads="last"), 4, (7,)),
        (Asked(heads="all"), 4, ()),
        (Asked(unit="word"), 4, (2,)),
        (Asked(whole_model=True), None, ()),
    ],
)
def test_what_is_left_open_stays_as_it_was(asked: Asked, layer: int | None, heads: tuple[int, ...]) -> None:
    scene = resolve(asked, BEFORE, model())

    assert isinstance(scene, Scene)
    assert (scene.layer, scene.heads, scene.text) == (layer, heads, "textkey0")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(layer=6), NoSuchLayer(6, last=5)),
        (Asked(layer=-1), NoSuchLayer(-1, last=5)),
        (Asked(layer=10**19), NoSuchLayer(10**19, last=5)),
        (Asked(layer=5, heads=(Span(8, 8),)), NoSuchHead(8, last=7)),
        (Asked(layer=5, heads=(Span(0, 999_999_999),)), NoSuchHead(999_999_999, last=7)),
        (Asked(layer=5, heads=(Span(3, 0),)), ReversedRange(0, 3)),
        (Asked(part="cross"), NoSuchPart("cross")),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(asked: Asked, why: object) -> None:
    assert resolve(asked, BEFORE, model()) == why


@pytest.mark.parametrize("asked", [Asked(heads=(Span(3, 3),)), Asked(layer="next"), Asked(layer="same")])
def test_a_head_without_a_layer_asks_for_one_after_the_map(asked: Asked) -> None:
    assert resolve(asked, MAP, model()) == NoLayerYet(last=5)


def test_all_heads_after_the_map_is_the_map() -> None:
    assert resolve(Asked(heads="all"), MAP, model()) == MAP


def test_a_hybrid_model_names_its_layers_with_attention() -> None:
    hybrid = model(attention_layers=(3,))

    assert resolve(Asked(layer=2), BEFORE, hybrid) == NoAttentionThere(2, (3,))


def test_a_decoder_counts_its_own_layers() -> None:
    encoder_decoder = model("encoder-decoder", layers=7)

    assert resolve(Asked(part="cross", layer=5), BEFORE, encoder_decoder) == NoSuchLayer(5, last=4)


@pytest.mark.parametrize(
    ("leaf", "before", "after"),
    [
        (1, (2, (3,)), (2, (4,))),
        (1, (2, (7,)), (3, (0,))),
        (-1, (2, (0,)), (1, (7,))),
        (3, (2, ()), (5, ())),
        (-1, (2, (1, 4)), (1, ())),
        (1, (None, ()), (0, ())),
        (-1, (None, ()), (None, ())),
        (0, (2, (3,)), (2, (3,))),
    ],
)
def test_leafing_goes_on_with_what_is_shown(
    leaf: int, before: tuple[int | None, tuple[int, ...]], after: tuple[int | None, tuple[int, ...]]
) -> None:
    shown = resolve(Asked(leaf=leaf), Scene("abcdefgh", "decoder", *before), model())

    assert isinstance(shown, Scene)
    assert (shown.layer, shown.heads) == after


def test_leafing_passes_over_layers_without_attention() -> None:
    shown = resolve(Asked(leaf=1), Scene("abcdefgh", "decoder", 1), model(attention_layers=(1, 4)))

    assert shown == Scene("abcdefgh", "decoder", 4)


@pytest.mark.parametrize(("leaf", "before", "asked"), [(1, 5, 6), (-1, 0, -1)])
def test_there_is_no_leafing_over_the_ends(leaf: int, before: int, asked: int) -> None:
    assert resolve(Asked(leaf=leaf), Scene("abcdefgh", "decoder", before), model()) == NoSuchLayer(asked, 5)


@pytest.mark.parametrize(
    ("asked", "layer", "chosen"),
    [
        (Asked(layer=Shift(-2)), 1, ()),
        (Asked(layer="middle"), 3, ()),
        (Asked(heads=Shift(2)), 3, (4,)),
        (Asked(layer="next", heads="same"), 4, (2,)),
    ],
)
def test_a_step_of_any_length_starts_from_what_is_shown(asked: Asked, layer: int, chosen: tuple[int, ...]) -> None:
    shown = resolve(asked, Scene("abcdefgh", "decoder", 3, (2,)), model())

    assert isinstance(shown, Scene)
    assert (shown.layer, shown.heads) == (layer, chosen)


@pytest.mark.parametrize(("before", "after"), [("light", "dark"), ("dark", "light")])
def test_the_other_theme_is_the_one_that_is_not_shown(before: str, after: str) -> None:
    shown = resolve(Asked(theme="other"), Scene("abcdefgh", "decoder", 3, view=View(theme=before)), model())

    assert isinstance(shown, Scene)
    assert shown.view.theme == after
