"""Where the conversation runs: settings, start and stop, and the places to talk.

    python -m bot                    # every platform whose token is set; none: the terminal chat
    python -m bot ask "TEXT" ...     # a private chat from the command line
    python -m bot check              # what is wrong with settings, model and tokens

`__main__.py` is the table of contents: arguments, settings, folder, log, then one of these. What they say around the
conversation stands in `text/`; what an answer says is `handlers`' subject.
"""
