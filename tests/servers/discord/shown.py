"""How the world looks as JSON, in answers and events."""

from typing import Any

from tests.servers.discord.world import FORUM, GROUP_DM, Channel, File, Guild, Message, User, World, bits

THUMBNAIL = 11
FILLED: dict[int, dict[str, Any]] = {
    3: {"min_values": 1, "max_values": 1},
    THUMBNAIL: {"description": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}  # what an answer has although the request may leave it out, by component type (schema)


class Shown:
    """Builds payloads of what is in a world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def user(self, user: User) -> dict[str, Any]:
        """An account, as everybody sees it."""
        return {
            "id": str(user.id),
            "username": user.name,
            "avatar": None,
            "discriminator": "0",
            "public_flags": 0,
            "flags": 0,
            "global_name": user.name.title(),
            "primary_guild": None,
            "bot": user.bot,
        }

    def me(self) -> dict[str, Any]:
        """The bot's own account."""
        return self.user(self.world.bot) | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}

    def application(self) -> dict[str, Any]:
        """The bot's application."""
        world = self.world
        return {
            "id": str(world.bot.id),
            "name": world.bot.name,
            "icon": None,
            "description": "",
            "type": None,
            "verify_key": "0" * 64,
            "flags": 1 << 19 if world.content_allowed else 0,
            "flags_new": str(1 << 19 if world.content_allowed else 0),
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": self.user(world.bot),
            "approximate_guild_count": len(world.guilds),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": [],
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": self.user(world.bot),
        }

    def member(self, user: User) -> dict[str, Any]:
        """A membership, without its user."""
        return {
            "avatar": None,
            "banner": None,
            "communication_disabled_until": None,
            "flags": 0,
            "joined_at": "2026-01-01T00:00:00+00:00",
            "nick": None,
            "pending": False,
            "premium_since": None,
            "roles": [],
            "deaf": False,
            "mute": False,
        }

    def guild(self, guild: Guild) -> dict[str, Any]:
        """A guild as GUILD_CREATE brings it."""
        threads = [c for c in self.world.channels.values() if c.is_thread and c.guild is guild and not c.archived]
        everyone = {
            "id": str(guild.id),
            "name": "@everyone",
            "permissions": bits(guild.rights),
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        own = everyone | {"id": str(guild.bot_role), "name": self.world.bot.name, "permissions": "0", "managed": True}
        own |= {"position": 1, "tags": {"bot_id": str(self.world.bot.id)}}
        return {
            "id": str(guild.id),
            "name": guild.name,
            "owner_id": str(guild.owner.id),
            "preferred_locale": guild.locale,
            "member_count": len(guild.members),
            "large": len(guild.members) > 250,
            "joined_at": "2026-01-01T00:00:00+00:00",
            "roles": [everyone, own],
            "members": [self.member(self.world.bot) | {"user": self.user(self.world.bot)}],
            "channels": [self.channel(channel) for channel in guild.channels.values()],
            "threads": [self.channel(thread) for thread in threads],
            "emojis": [],
            "stickers": [],
            "features": [],
            "voice_states": [],
            "presences": [],
        }

    def channel(self, channel: Channel) -> dict[str, Any]:
        """A channel of any kind."""
        base: dict[str, Any] = {"id": str(channel.id), "type": channel.kind, "flags": 0, "last_message_id": None}
        if channel.guild is None:
            people = [self.user(user) for user in channel.people if user is not self.world.bot]
            group = (
                {"name": None, "icon": None, "owner_id": str(channel.people[0].id)} if channel.kind == GROUP_DM else {}
            )
            return base | {"recipients": people} | group
        base |= {"guild_id": str(channel.guild.id), "name": channel.name, "rate_limit_per_user": 0}
        if channel.parent is not None:
            return base | self._thread(channel, channel.parent)
        overwrites = [{"id": str(channel.guild.id), "type": 0, "allow": "0", "deny": bits(channel.denied)}]
        base |= {"position": 0, "permission_overwrites": overwrites, "parent_id": None, "nsfw": False, "topic": None}
        if channel.kind == FORUM:
            base["flags"] = 1 << 4 if channel.tag_required else 0
            named = {"moderated": False, "emoji_id": None, "emoji_name": None}
            base |= {"available_tags": [{"id": str(i), "name": n} | named for i, n in channel.tags.items()]}
            base |= {"default_reaction_emoji": None, "default_sort_order": None, "default_forum_layout": 0}
        return base

    def _thread(self, thread: Channel, parent: Channel) -> dict[str, Any]:
        return {
            "parent_id": str(parent.id),
            "owner_id": str((thread.owner or self.world.bot).id),
            "message_count": len(thread.messages),
            "member_count": 1,
            "total_message_sent": len(thread.messages),
            "applied_tags": [str(tag) for tag in thread.applied],
            "thread_metadata": {
                "archived": thread.archived,
                "locked": thread.locked,
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
                "create_timestamp": "2026-01-01T00:00:00+00:00",
                "auto_archive_duration": 1440,
            },
        }

    def file(self, file: File, channel: Channel, *, ephemeral: bool = False) -> dict[str, Any]:
        """An attachment."""
        url = f"{self.world.base}/attachments/{channel.id}/{file.id}/{file.name}"
        shown = {"id": str(file.id), "filename": file.name, "size": len(file.data), "url": url, "proxy_url": url}
        shown |= {"content_type": file.kind}
        shown |= {"description": file.alt} if file.alt else {}
        shown |= {"width": file.width, "height": file.height} if file.width else {}
        return shown | ({"ephemeral": True} if ephemeral else {})

    def message(self, message: Message, *, nested: bool = False, reads: bool = True) -> dict[str, Any]:
        """A message; who does not read everything finds the fields that the privileged intent guards empty [dd]."""
        content = reads or self.free(message)
        shown: dict[str, Any] = {
            "id": str(message.id),
            "channel_id": str(message.channel.id),
            "type": message.kind,
            "author": self.user(message.author),
            "content": message.content if content else "",
            "attachments": [
                self.file(f, message.channel, ephemeral=message.seen_by is not None) for f in message.files
            ],
            "embeds": [self.embed(embed) for embed in message.embeds] if content else [],
            "components": self.components(message) if content else [],
            "mentions": [self.user(user) for user in message.mentions],
            "mention_roles": self.world.roles(message),
            "mention_everyone": False,
            "timestamp": message.stamp,
            "edited_timestamp": message.stamp if message.edited else None,
            "flags": message.flags | (1 << 7 if message.loading else 0),
            "pinned": False,
            "tts": False,
        }
        if not content:
            shown["attachments"] = []
        shown |= self._extras(message, content=content)
        if message.reply_id is not None and not nested:
            guild = {"guild_id": str(message.channel.guild.id)} if message.channel.guild else {}
            reference = {"type": 0, "channel_id": str(message.channel.id), "message_id": str(message.reply_id)}
            there = message.reply_to if message.reply_to and not message.reply_to.deleted else None
            shown |= {"message_reference": reference | guild}
            shown |= {"referenced_message": self.message(there, nested=True, reads=reads) if there else None}
        return shown

    def embed(self, embed: dict[str, Any]) -> dict[str, Any]:
        """An embed, filled up."""
        fields = {"fields": [{"inline": False} | field for field in embed["fields"]]} if "fields" in embed else {}
        return {"type": "rich"} | embed | fields

    def _extras(self, message: Message, *, content: bool) -> dict[str, Any]:
        extras: dict[str, Any] = {}
        if message.stickers:
            extras["sticker_items"] = [
                {"id": str(message.id), "name": name, "format_type": 1} for name in message.stickers
            ]
        if message.poll is not None and content:
            question, ends = {"text": message.poll}, "2099-01-01T00:00:00+00:00"
            answers = [{"answer_id": number, "poll_media": {"text": str(number)}} for number in (1, 2)]
            extras["poll"] = {"question": question, "answers": answers, "expiry": ends, "allow_multiselect": False}
            extras["poll"] |= {"layout_type": 1, "results": {"is_finalized": False, "answer_counts": []}}
        if message.webhook:
            extras |= {"webhook_id": str(self.world.bot.id), "application_id": str(self.world.bot.id)}
        if message.reactions:
            extras["reactions"] = [
                {
                    "emoji": {"id": None, "name": emoji},
                    "count": len(users),
                    "count_details": {"burst": 0, "normal": len(users)},
                    "burst_colors": [],
                    "me_burst": False,
                    "me": self.world.bot in users,
                }
                for emoji, users in message.reactions.items()
                if users
            ]
        if message.asked is not None:
            extras["interaction_metadata"] = message.asked.metadata(self)
        if message.forwarded is not None and content:
            snapshot = {"content": message.forwarded, "embeds": [], "attachments": [], "components": [], "mentions": []}
            snapshot |= {
                "mention_roles": [],
                "timestamp": message.stamp,
                "edited_timestamp": None,
                "type": 0,
                "flags": 0,
            }
            extras["message_snapshots"] = [{"message": snapshot}]
        return extras

    def components(self, message: Message) -> list[dict[str, Any]]:
        """Components as the platform answers them: numbered, filled up, with the media they name."""
        numbers = iter(range(1, 200))

        def filled(part: dict[str, Any]) -> dict[str, Any]:
            given = {key: value for key, value in part.items() if value is not None}
            shown = {"id": next(numbers)} | FILLED.get(part["type"], {}) | given
            if "emoji" in shown:
                shown["emoji"] = {key: value for key, value in shown["emoji"].items() if value is not None}
            if "components" in shown:
                shown["components"] = [filled(inner) for inner in shown["components"]]
            if "accessory" in shown:
                shown["accessory"] = filled(shown["accessory"])
            if "items" in shown:
                items = shown["items"]
                shown["items"] = [
                    FILLED[THUMBNAIL] | item | {"media": self.media(item["media"], message)} for item in items
                ]
            if "media" in shown:
                shown["media"] = self.media(shown["media"], message)
            return shown

        return [filled(part) for part in message.components]

    def media(self, media: dict[str, Any], message: Message) -> dict[str, Any]:
        """What a gallery or thumbnail shows."""
        name = media["url"].removeprefix("attachment://")
        for file in message.files:
            if file.name == name:
                shown = self.file(file, message.channel)
                return {"id": shown["id"], "url": shown["url"], "proxy_url": shown["url"]}
        return {"id": "1", "url": media["url"], "proxy_url": media["url"]}

    def free(self, message: Message) -> bool:
        """Whether the content is seen without the privileged intent: the bot's own, its DMs, where it is named [dd]."""
        mine, named = message.author is self.world.bot, self.world.bot in message.mentions
        return mine or named or (message.channel.guild is None and self.world.bot in message.channel.people)

    def event_message(self, message: Message, session: Any) -> dict[str, Any]:
        """A message as a session's event."""
        shown = self.message(message, reads=session.sees_content)
        if message.channel.guild is not None:
            shown |= {"guild_id": str(message.channel.guild.id), "member": self.member(message.author)}
        return shown | {"channel_type": message.channel.kind}
