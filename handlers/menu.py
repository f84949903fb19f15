"""All commands, in the order in which menus show them."""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.about import MODEL
from handlers.ask import ASK, GLOSSARY, MODELS, TOPICS
from handlers.call import Handler
from handlers.commands import Command
from handlers.heads import HEADS
from handlers.help import help_on
from handlers.settings import FORGET, LANG, PRIVACY
from handlers.start import START

_WITHOUT_HELP = (START, HEADS, ASK, TOPICS, GLOSSARY, MODEL, MODELS, LANG, PRIVACY, FORGET)

COMMANDS: tuple[Command, ...] = (*_WITHOUT_HELP, help_on(_WITHOUT_HELP))
HANDLERS: Mapping[str, Handler] = MappingProxyType({command.name: command.handler for command in COMMANDS})
