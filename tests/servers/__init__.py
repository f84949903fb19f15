"""A Telegram and a Discord on 127.0.0.1 that refuse what the platforms refuse."""
