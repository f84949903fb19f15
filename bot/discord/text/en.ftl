### What only Discord needs; what an answer says stands in handlers/text.

menu-show = Show attention

## Completion

choice-layer = layer { $layer } of 0–{ $last }
choice-head = head { $head } of 0–{ $last }
choice-all-heads = all { $heads } heads
choice-auto = auto: the language of the message

## While it takes longer

looking = Looking into the model…

## What stands in the way

no-text-in-it = I read text only. Send a sentence, or mention me with one.
text-is-hidden = Discord shows me a text only where I am mentioned. Mention me with your sentence, use /heads, or open the message's menu: Apps, “{ $menu }”.
may-not-attach = I may not attach files here, so no picture: that takes the right “Attach Files”.
may-not-write = I may not write in { $channel }, so I answer here. Whoever keeps the server can give me the right “Send Messages” there.
thread-is-archived = This thread is archived and locked, so the picture stays as it is. Ask me with /heads somewhere else.
thread-is-locked = The thread { $channel } is locked, so I answer here.
not-yours = Only the person who asked can delete this.
