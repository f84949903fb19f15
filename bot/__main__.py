"""`python -m bot`: what starts, in which order, and how it stops.

Arguments, settings, folder, log; then `check`, `ask`, the platforms whose token is set, or else the terminal chat.
What is heavy is imported late, so that something shows at once: torch comes with the model, after the greeting.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start what the command line asks for.

    Returns:
        0; 1 after a bug; 2 for what a person can mend (arguments, settings, model); 130 or 143 after a signal.
    """
    try:
        return _main(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # before bot.stop watches over the signals
        return 130


def _main(arguments: Sequence[str]) -> int:
    from bot import edges
    from bot.arguments import Asked, read_arguments
    from bot.logs import log_path, start_logging
    from bot.opening import prepare
    from bot.platforms import LAST_SECONDS, known_platforms, serve, started_by
    from bot.settings import Settings, Wrong, read_settings
    from bot.stop import PATIENCE

    edges.let_anything_be_written()
    asked = read_arguments(arguments)  # ends here after --help, or with code 2 after what can't be meant
    settings = read_settings()
    if not isinstance(settings, Settings):
        return edges.tell_wrong(settings)
    if prepare(settings.data_dir) and asked != "check":
        return edges.tell_wrong([Wrong("DATA_DIR", str(settings.data_dir))])
    platforms = started_by(settings, known_platforms()) if asked == "talk" else ()
    start_logging(settings.tokens, log_path(settings.data_dir), to_stderr=bool(platforms))

    async def work() -> int:
        if asked == "check":
            from bot.check import check

            return await check(settings)
        if isinstance(asked, Asked):
            from bot.ask import ask

            return await ask(settings, asked)
        if platforms:
            return await serve(settings, platforms)
        from bot.terminal import chat

        return await chat(settings)

    return edges.run_to_the_end(work, settings, LAST_SECONDS if platforms else PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
