### What only Telegram's side of the bot says. What an answer says stands in handlers/text.

exact = 📄 Exact picture
delete = 🗑 Delete
not-yours = Only the one who asked can delete this answer.
too-old-to-delete = Telegram no longer lets me delete this message.
only-text = I look at text: write me a sentence, or send the picture with a caption.
no-pictures-here = Pictures may not be sent here, so here are the words.
looking = Looking…
bug = Something broke on our side, sorry (reference { $reference }).
open-picture = Open the picture
inline-hint = Type a sentence to look at
inline-title = Look at: { $text }
open-in-private = This works in our private chat: open the bot and send your sentence there.

## Beside the bot's name

description =
    See where the attention heads of a language model look on a sentence of your own.

    Send any sentence, in English or Russian: you get a picture of one telling head, what it does in words, and buttons to go on. In groups, use /heads or reply to the bot.
short-description = Attention heads of a language model, drawn on your own sentence. In English and Russian.
name = Attention heads
