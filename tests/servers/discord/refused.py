"""What the local Discord says no with."""

from typing import Any


class Refused(Exception):  # noqa: N818, it is an answer, not an error of ours
    """A refusal as Discord words it: HTTP status, its own code and text, for 50035 a tree of errors."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message} {errors or ''}".rstrip())
        self.status, self.code, self.message, self.errors = status, code, message, errors
        self.headers: dict[str, str] = {}
        self.more: dict[str, Any] = {}

    def told(self, headers: dict[str, str], **more: Any) -> "Refused":
        """The same with headers, and with more in the body."""
        self.headers, self.more = headers, more
        return self

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        errors = {"errors": self.errors} if self.errors else {}
        return {"message": self.message, "code": self.code} | errors | self.more


def invalid(path: str, code: str, message: str) -> Refused:
    """50035 with its tree: `invalid("embeds.0.title", "BASE_TYPE_MAX_LENGTH", "...")`."""
    tree: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for key in reversed([part for part in path.split(".") if part]):
        tree = {key: tree}
    return Refused(400, 50035, "Invalid Form Body", tree)
