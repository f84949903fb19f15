import pytest

import attention
from handlers.memory import Text
from handlers.scene import Scene
from handlers.studio import open_studio

CAT = Text("textkey0", "The cat sat on the mat")


@pytest.mark.anyio
async def test_a_look_at_one_layer_is_taken_from_the_survey(embedded: attention.Model) -> None:
    async with open_studio(embedded, max_tokens=64, drawers=0) as studio:
        survey = await studio.survey(CAT, "decoder")
        look = await studio.look(CAT, "decoder", 3)

    assert look.seconds == 0
    assert (look.value.weights[3] == survey.value.weights[3]).all()
    assert set(look.value.weights) == {3}


@pytest.mark.anyio
async def test_worker_processes_draw_the_same_bytes(embedded: attention.Model) -> None:
    pictures = []
    for drawers in (0, 1):
        async with open_studio(embedded, max_tokens=64, drawers=drawers) as studio:
            look = await studio.look(CAT, "decoder", 3)
            pictures.append(await studio.draw(Scene("textkey0", "decoder", layer=3), look.value))

    assert pictures[0].value == pictures[1].value
