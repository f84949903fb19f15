from pathlib import Path

import pytest

from bot.settings import Settings, Wrong, read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_gives_the_embedded_model_and_no_platform() -> None:
    settings = read_settings()

    assert isinstance(settings, Settings)
    assert (settings.model, settings.language, settings.max_tokens, settings.threads) == ("embedded", "auto", 512, None)
    assert settings.tokens == ()


def test_dotenv_is_read_and_the_environment_counts_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MAX_TOKENS=64\nDEVICE=cpu\n# mine\nSOMEBODY_ELSES=1\n", encoding="utf-8")
    monkeypatch.setenv("MAX_TOKENS", "32")

    settings = read_settings()

    assert isinstance(settings, Settings)
    assert (settings.max_tokens, settings.device) == (32, "cpu")


def test_an_empty_line_keeps_the_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MODEL=\nADMINS=\nTELEGRAM_TOKEN=\nDATA_DIR=\n", encoding="utf-8")

    settings = read_settings()

    assert isinstance(settings, Settings)
    assert settings.model == "embedded"
    assert settings.telegram_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_TOKENS", "many"),
        ("MAX_TOKENS", "1"),
        ("MAX_TOKENS", "999999"),
        ("DEVICE", "gpu"),
        ("DTYPE", "int8"),
        ("LANGUAGE", "klingon"),
        ("TELEGRAM_API_URL", "localhost:8081"),
        ("ADMINS", "telegram:me"),
        ("THREADS", "-2"),
        ("THREADS", "1000000"),
    ],
)
def test_a_value_that_cannot_be_used_comes_back_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    assert read_settings() == (Wrong(name, value),)


def test_all_wrong_values_come_back_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVICE", "gpu")
    monkeypatch.setenv("MAX_TOKENS", "many")

    assert read_settings() == (Wrong("DEVICE", "gpu"), Wrong("MAX_TOKENS", "many"))


def test_a_dotenv_that_is_not_text_comes_back_as_wrong(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"MODEL=\xff\xfe")

    assert read_settings() == (Wrong(".env", ""),)


@pytest.mark.parametrize("value", ["en_US:en", "de_DE.UTF-8", "ru_RU:ru", "ru:en"])
def test_the_language_of_gettext_leaves_the_one_in_dotenv(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    (tmp_path / ".env").write_text("LANGUAGE=ru\n", encoding="utf-8")
    monkeypatch.setenv("LANGUAGE", value)

    settings = read_settings()

    assert isinstance(settings, Settings)
    assert settings.language == "ru"


def test_admins_are_split_at_commas_and_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMINS", "telegram:1, discord:2 telegram:3,")

    settings = read_settings()

    assert isinstance(settings, Settings)
    assert settings.admins == ("telegram:1", "discord:2", "telegram:3")


@pytest.mark.parametrize(("value", "threads"), [("auto", None), ("0", None), ("1", 1), ("8", 8)])
def test_threads_are_a_number_or_left_to_what_is_free(
    monkeypatch: pytest.MonkeyPatch, value: str, threads: int | None
) -> None:
    monkeypatch.setenv("THREADS", value)

    settings = read_settings()

    assert isinstance(settings, Settings)
    assert settings.threads == threads


def test_a_token_is_in_no_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "12345:secret")
    monkeypatch.setenv("DISCORD_TOKEN", "also-secret")
    settings = read_settings()

    assert "secret" not in repr(settings) + str(settings)
