"""Where the conversation runs: the terminal, `ask`, and the platforms whose token is set; settings; start and stop."""
