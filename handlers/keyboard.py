"""The buttons under a picture: where one can go from here, what is shown now marked as pressed."""

from dataclasses import replace

from attention import Facts
from handlers.reply import Button
from handlers.request import Lang
from handlers.say import say
from handlers.scene import Scene, encode, layers_of, parts_of

MESSAGE = ">"  # a button whose data begins so sends the rest as if the person had typed it
LANGUAGES: tuple[Lang, ...] = ("en", "ru")
_IN_A_ROW = 8  # Telegram shows eight in a row
_MOST_HEADS = 32  # a picture's chooser; any other head can be typed

Rows = tuple[tuple[Button, ...], ...]


def under_picture(scene: Scene, facts: Facts, telling: tuple[int, int] | None = None) -> Rows:
    """Buttons for a scene: heads, layers, the whole and its parts, the view.

    Args:
        scene: What is shown.
        facts: The model.
        telling: Layer and head that the answer pointed out, so that one can come back to it from the map.
    """
    lang = scene.view.lang
    rows = [*_heads(scene, facts), _layers(scene, facts, telling), _wholes(scene, facts), _parts(scene, facts)]
    return tuple(tuple(row) for row in [*rows, *_views(scene, lang)] if row)


def sends(label: str, message: str, *, pressed: bool = False, lang: Lang | None = None) -> Button:
    """A button that stands for a message, such as `/model`; with `lang` it is answered in that language.

    A name (`/models GPT-2`) or a key doesn't tell a language by its letters, as a typed message does.
    """
    return Button(label, f"{MESSAGE}{lang} {message}" if lang else MESSAGE + message, pressed)


def sent(data: str) -> tuple[Lang | None, str] | None:
    """The message that a button stands for, and the language it asks for; None if it stands for none."""
    if not data.startswith(MESSAGE):
        return None
    message = data[len(MESSAGE) :]
    for lang in LANGUAGES:
        if message.startswith(f"{lang} "):
            return lang, message[len(lang) + 1 :]
    return None, message


def _to(scene: Scene, label: str, *, pressed: bool = False) -> Button:
    return Button(label, encode(scene), pressed)


def _heads(scene: Scene, facts: Facts) -> list[list[Button]]:
    """One button a head; in a model of very many heads the picture's own numbers and typing must do."""
    if scene.layer is None or facts.heads > _MOST_HEADS:
        return []
    buttons = [
        _to(replace(scene, heads=(head,)), f"{scene.layer}.{head}", pressed=scene.heads == (head,))
        for head in range(facts.heads)
    ]
    rows = -(-len(buttons) // _IN_A_ROW)
    wide = -(-len(buttons) // rows)
    return [buttons[at : at + wide] for at in range(0, len(buttons), wide)]


def _layers(scene: Scene, facts: Facts, telling: tuple[int, int] | None) -> list[Button]:
    lang, last = scene.view.lang, layers_of(facts, scene.part) - 1
    if scene.layer is None:
        layer, head = telling or (last, None)
        to = replace(scene, layer=layer, heads=() if head is None else (head,))
        return [_to(to, say(lang, "button-layer", layer=layer) if head is None else f"{layer}.{head}")]
    layer = scene.layer
    row = []
    if layer > 0:
        row.append(_to(replace(scene, layer=layer - 1), say(lang, "button-layer-before", layer=layer - 1)))
    if layer < last:
        row.append(_to(replace(scene, layer=layer + 1), say(lang, "button-layer-after", layer=layer + 1)))
    return row


def _wholes(scene: Scene, facts: Facts) -> list[Button]:
    lang = scene.view.lang
    row = []
    if scene.layer is not None:
        label = say(lang, "button-all-heads", layer=scene.layer, heads=facts.heads)
        row.append(_to(replace(scene, heads=()), label, pressed=not scene.heads))
    row.append(_to(replace(scene, layer=None, heads=()), say(lang, "button-map"), pressed=scene.layer is None))
    return row


def _parts(scene: Scene, facts: Facts) -> list[Button]:
    parts = parts_of(facts)
    if len(parts) == 1:
        return []
    row = []
    for part in parts:
        last = layers_of(facts, part) - 1
        layer = None if scene.layer is None else min(scene.layer, last)
        label = say(scene.view.lang, f"button-{part}")
        row.append(_to(replace(scene, part=part, layer=layer), label, pressed=scene.part == part))
    return row


def _views(scene: Scene, lang: Lang) -> list[list[Button]]:
    view = scene.view
    by_words = replace(view, unit="token" if view.unit == "word" else "word")
    hidden = replace(view, hide_first=not view.hide_first)
    other = replace(view, theme="light" if view.theme == "dark" else "dark")
    return [
        [
            _to(replace(scene, view=by_words), say(lang, "button-words"), pressed=view.unit == "word"),
            _to(replace(scene, view=hidden), say(lang, "button-hide-first"), pressed=view.hide_first),
            _to(replace(scene, view=other), say(lang, "button-dark"), pressed=view.theme == "dark"),
        ]
    ]
