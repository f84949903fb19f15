"""The settings: from the environment, else from `.env` in the current folder, else the defaults here.

`.env.example` documents every one of them; a test holds the two together.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

# A text of two tokens is the shortest with something to look at; 4096 rows of one head are 64 MiB in float32.
FEWEST_TOKENS, MOST_TOKENS = 2, 4096
MOST_THREADS = 256

# What GNU gettext keeps in the same variable on many desktops: `LANGUAGE=en_US:en`.
_GETTEXT = re.compile(r"[a-zA-Z]{2,3}_\S+|\S+:\S*")


def _matching(pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            message = f"does not match {pattern}"
            raise ValueError(message)
        return value

    return AfterValidator(check)


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


_LOWER = BeforeValidator(_lower)


def _split(value: object) -> object:
    return tuple(re.split(r"[,\s]+", value.strip(", \t"))) if isinstance(value, str) else value


def _automatic(value: object) -> object:
    return None if isinstance(value, str) and value.strip().lower() in ("auto", "0") else value


def _expanded(path: Path) -> Path:
    return path.expanduser().absolute()


def _bare(url: str) -> str:
    return url.rstrip("/")


def _reachable(source: str) -> str:
    return str(Path(source).expanduser()) if source.startswith("~") else source


class _Environment(EnvSettingsSource):
    """The environment, without the `LANGUAGE` that belongs to gettext, so that the one in `.env` counts."""

    def __call__(self) -> dict[str, Any]:  # Any: pydantic-settings' own signature
        found = super().__call__()
        if isinstance(language := found.get("language"), str) and _GETTEXT.fullmatch(language.strip()):
            del found["language"]
        return found


class Settings(BaseSettings):
    """Everything that can be set; the names are those of the variables, in lower case.

    Attributes:
        telegram_token: Starts Telegram.
        discord_token: Starts Discord.
        telegram_api_url: Root of a self-hosted Bot API server, without a slash at its end.
        model: `embedded`, a Hub id, a folder or a `.gguf` file.
        answer_model: A chat model that says answers once more in other words: a Hub id, a folder or a `.gguf` file.
        device: Where the model runs.
        dtype: In what numbers.
        language: Of the answers; `auto`: by the message, else by the account.
        data_dir: Where SQLite, the caches and the log lie.
        max_tokens: The longest text looked at.
        admins: Kept for who may change the model, as `telegram:ID` or `discord:ID`; no answer depends on it yet.
        threads: Threads of torch; None: by what is free.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # .env may hold what is for others
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    telegram_token: SecretStr | None = None
    discord_token: SecretStr | None = None
    telegram_api_url: Annotated[str, _matching(r"https?://[^\s/]+\S*"), AfterValidator(_bare)] = (
        "https://api.telegram.org"
    )
    model: Annotated[str, Field(min_length=1), AfterValidator(_reachable)] = "embedded"
    answer_model: Annotated[str, Field(min_length=1), AfterValidator(_reachable)] | None = None
    device: Annotated[str, _LOWER, _matching(r"auto|cpu|mps|cuda(:\d+)?")] = "auto"
    dtype: Annotated[Literal["auto", "float32", "bfloat16", "float16"], _LOWER] = "auto"
    language: Annotated[Literal["auto", "ru", "en"], _LOWER] = "auto"
    data_dir: Annotated[Path, AfterValidator(_expanded)] = platformdirs.user_data_path(
        "attention-heads-bot", appauthor=False
    )
    max_tokens: Annotated[int, Field(ge=FEWEST_TOKENS, le=MOST_TOKENS)] = 512
    admins: Annotated[
        tuple[Annotated[str, _matching(r"(telegram|discord):\d+")], ...], NoDecode, BeforeValidator(_split)
    ] = ()
    threads: Annotated[Annotated[int, Field(ge=1, le=MOST_THREADS)] | None, BeforeValidator(_automatic)] = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment before `.env`, with gettext's variable left out."""
        return init_settings, _Environment(settings_cls), dotenv_settings

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens themselves, for what keeps them out of the log."""
        return tuple(token.get_secret_value() for token in (self.telegram_token, self.discord_token) if token)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A setting that can't be used.

    Attributes:
        name: As it stands in the environment.
        got: What stood there; for a token nothing.
    """

    name: str
    got: str


def read_settings(make: Callable[[], Settings] = Settings) -> Settings | tuple[Wrong, ...]:
    """Read the settings; what can't be used comes back as values, one a setting."""
    try:
        return make()
    except (UnicodeDecodeError, OSError):
        return (Wrong(".env", ""),)
    except ValidationError as error:
        fields = {str(found["loc"][0]): str(found["input"]) for found in error.errors(include_url=False)}
        return tuple(Wrong(name.upper(), _shown(name, got)) for name, got in fields.items())


def _shown(name: str, got: str) -> str:
    return "" if name.endswith("_token") else got[:80]
