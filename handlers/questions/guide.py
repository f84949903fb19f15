"""Everything that answers questions, opened once."""

from dataclasses import dataclass
from functools import lru_cache

from handlers.answers import Answers, read_answers
from handlers.questions.about_models import Extremes, Figures, about_models, counted, figures_of
from handlers.questions.finding import Finder, Found, NotSure
from handlers.questions.fitted import read_fitted
from handlers.questions.following import Talked, follow
from handlers.questions.forms import read_forms
from handlers.questions.kinds import Kinds
from handlers.questions.models import Models, read_models

MODELS_TOPIC = "model-head-counts"
_CLOSE = 0.4  # a question that names a model is about its figures unless another topic is nearer by more than this


@dataclass(frozen=True, slots=True)
class Guide:
    """Knows the answers, and which of them a question wants.

    Attributes:
        answers: By topic and language.
        finder: Finds topics.
        kinds: Tells questions from sentences.
        models: Figures of models.
    """

    answers: Answers
    finder: Finder
    kinds: Kinds
    models: Models

    def find(self, question: str, previous: str | None = None) -> Found | NotSure | Figures | Extremes:
        """What a question is about: a topic, figures of models, or nothing that is known for sure.

        Args:
            question: As it was asked.
            previous: The topic talked about before it.
        """
        if alone := self.models.alone(question):
            return figures_of(alone)
        reader = self.finder.reader
        if asked := counted(question, self.models, reader):
            return asked
        text, going_on = question, previous == MODELS_TOPIC
        about = about_models(text, self.models, reader, going_on=going_on)
        if about is None and previous and self.finder.goes_on(text):  # `and how many in Llama-3?`
            text = f"{text} heads"
            about = about_models(text, self.models, reader)
        scores = self.finder.scores(text)
        if about and (going_on or max(scores.values()) - scores[MODELS_TOPIC] < _CLOSE):
            return about
        return self.finder.find(question, previous)

    def follow(self, message: str, talked: Talked) -> Figures | None:
        """What a message asks of the models talked about (`а слоёв?`), whatever it would be alone; None if nothing."""
        return follow(message, talked, self.models)

    def topic(self, text: str, previous: str | None = None) -> str | None:
        """The key of the topic that answers a question; None where nothing fits."""
        match self.find(text, previous):
            case Found(topic):
                return topic
            case Figures() | Extremes():
                return MODELS_TOPIC
            case NotSure():
                return None


@lru_cache(maxsize=1)
def open_guide() -> Guide:
    """Read the package's documents, models and what was learned; the same one each time, it holds no state."""
    fitted, forms, models = read_fitted(), read_forms(), read_models()
    finder = Finder(fitted, forms)
    return Guide(read_answers(), finder, Kinds(fitted, finder, forms, models), models)
