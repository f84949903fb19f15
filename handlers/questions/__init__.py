"""What a message is, and what a question is about.

guide = open_guide()                       # reads what was learned, some hundredths of a second
guide.kinds.read("Ты купил хлеб?")         # Reading(kind="sentence")
guide.finder.find("cho takoe induction head")   # Found(topic="induction-head")
guide.models.named("лама 3 8b")            # the rows of models.csv that a name stands for
"""

from handlers.questions.about_models import Extremes, Figure, Figures, about_models
from handlers.questions.finding import Finder, Follow, Found, NotSure
from handlers.questions.following import Talked
from handlers.questions.guide import MODELS_TOPIC, Guide, open_guide
from handlers.questions.kinds import Kinds, Reading, is_wish
from handlers.questions.models import Model, Models, Named, UnknownModel, Unpublished, read_models

__all__ = [
    "MODELS_TOPIC",
    "Extremes",
    "Figure",
    "Figures",
    "Finder",
    "Follow",
    "Found",
    "Guide",
    "Kinds",
    "Model",
    "Models",
    "Named",
    "NotSure",
    "Reading",
    "Talked",
    "UnknownModel",
    "Unpublished",
    "about_models",
    "is_wish",
    "open_guide",
    "read_models",
]
