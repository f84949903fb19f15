"""The bot's own account: menu, name, descriptions, webhook."""

from collections.abc import Callable

from tests.servers.telegram import rules
from tests.servers.telegram.call import Call
from tests.servers.telegram.refusal import bad_request
from tests.servers.telegram.world import Json


def _scope(call: Call) -> tuple[str, str]:
    return (call.get("scope") or {"type": "default"})["type"], call.get("language_code") or ""


def set_my_commands(call: Call) -> bool:
    rules.commands(call.get("commands") or [], call.get("language_code") or "")
    call.world.commands[_scope(call)] = call.get("commands") or []
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    call.world.commands.pop(_scope(call), None)
    return True


PROFILE = {"name": 64, "description": 512, "short_description": 120}


def set_profile(field: str) -> Callable[[Call], bool]:
    def method(call: Call) -> bool:
        value = call.get(field) or ""
        if len(value) > PROFILE[field]:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")  # (memory)
        call.world.profile[field, call.get("language_code") or ""] = value
        return True

    return method


def get_profile(field: str) -> Callable[[Call], Json]:
    def method(call: Call) -> Json:
        saved = call.world.profile
        return {field: saved.get((field, call.get("language_code") or "")) or saved.get((field, ""), "")}

    return method


def delete_webhook(call: Call) -> bool:
    call.world.webhook = ""
    return True


def set_webhook(call: Call) -> bool:
    call.world.webhook = call.get("url") or ""
    return True


def get_webhook_info(call: Call) -> Json:
    return {"url": call.world.webhook, "has_custom_certificate": False, "pending_update_count": len(call.world.pending)}
