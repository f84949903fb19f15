### What the program itself says around the conversation. What an answer says stands in handlers/text.

## The terminal chat

greeting =
    Look into a language model on a sentence of your own. Write one, or /help.
    Pictures go to { $folder }. To press a button, type its mark, for instance :3. Ctrl-D leaves.
loading = loading the model { $model }
ready = { $model }: { $layers ->
        [one] 1 layer
       *[other] { $layers } layers
    } of { $heads ->
        [one] 1 head
       *[other] { $heads } heads
    }, { $dtype } on { $device }.
looking = looking
picture = picture: { $path }
picture-not-saved = The picture could not be saved in { $folder }: { $why }.
no-such-button = There is no button :{ $asked } here. { $last ->
        [0] There are none just now: send a sentence first.
       *[other] There are :1 to :{ $last }.
    }
once-more = Ctrl-C once more, or Ctrl-D, leaves.
goodbye = See you.
gave-up = Something broke on our side (reference { $reference }). The log has the details: { $log }

## Settings that can't be used; one line each, `$got` is what stood there

wrong-setting = { $name }: "{ $got }" can't be used. { $possible }
wrong-unseen = { $name } can't be used. { $possible }
possible-telegram-token = Give a token as BotFather gives it.
possible-discord-token = Give a token as Discord's developer portal gives it.
possible-telegram-api-url = Give the root of a Bot API server, beginning with http:// or https://.
possible-model = Give embedded, a Hub id (owner/name), a folder, or a .gguf file.
possible-answer-model = Give a Hub id (owner/name), a folder, or a .gguf file of a chat model.
possible-device = Give auto, cpu, cuda, cuda:1 or mps.
possible-dtype = Give auto, float32, bfloat16 or float16.
possible-language = Give auto, ru or en.
possible-data-dir = Give a folder that can be written.
possible-max-tokens = Give a whole number from { $least } to { $most }.
possible-admins = Give numbers of accounts with their platform: telegram:123456, discord:123456.
possible-threads = Give auto, or a whole number from 1 to { $most }.
possible-env = The file must be readable, in UTF-8.

## A model that can't be looked into, one key a reason

model-not-found = { $setting }: there is no model "{ $source }". { $setting ->
        [MODEL] Give embedded, a Hub id (owner/name), a folder, or a .gguf file.
       *[other] Give a Hub id (owner/name), a folder, or a .gguf file.
    }
model-no-network = { $setting }: "{ $source }" isn't on this machine, and the Hub can't be reached.{ $setting ->
        [MODEL] {" "}MODEL=embedded needs no network.
       *[other] {""}
    }
model-gated = { $setting }: the Hub gives "{ $source }" only to those who accepted its terms. Log in with `hf auth login`, or take another model.
model-no-weights = { $setting }: "{ $source }" has no weights. A folder needs config.json, a tokenizer and *.safetensors.
model-pickle-only = { $setting }: "{ $source }" keeps its weights as pickles only, which can run a stranger's code. Take a version with *.safetensors or a .gguf file.
model-needs-code = { $setting }: "{ $source }" brings code of its own, which is never run here. Take a model that transformers knows by itself.
model-no-tokenizer = { $setting }: "{ $source }" has no tokenizer. A folder needs tokenizer.json beside config.json and the weights.
model-unsupported = { $setting }: "{ $source }" is of a kind that can't be looked into here: { $detail }
model-no-attention = { $setting }: "{ $source }" has no attention heads, so there is nothing to look at.
model-cannot-write = { $setting }: "{ $source }" reads but doesn't write. Take a chat model, often named Instruct or Chat.
model-no-template = { $setting }: "{ $source }" doesn't say how it is spoken to (no chat template). Take a chat model, often named Instruct or Chat.
model-no-memory = { $setting }: "{ $source }" does not fit into memory. Take a smaller model, another DEVICE, or DTYPE=bfloat16.
model-broken = { $setting }: "{ $source }" can't be read: { $detail }
model-no-device = DEVICE: "{ $device }" isn't there on this machine. Set DEVICE=auto or DEVICE=cpu.
model-needs-gguf = { $setting }: "{ $source }" is a GGUF file. Install what reads it: pip install -c constraints.txt -e '.[gguf]'

without-wordings = Answers go without its wording.

## python -m bot ask

wrong-arguments = { $program }: { $why }
folder-not-writable = --out: { $folder } can't be written: { $why }.

## python -m bot check

check-settings = settings: fine
check-data = data: { $folder }
check-data-wrong = data: DATA_DIR { $folder } can't be written: { $why }
check-log = log: { $path }
check-model = model: { $facts } Loaded in { $seconds } s.
check-no-answer-model = answer model: none, answers are those of the documents
check-answer-model = answer model: { $name } writes. Loaded in { $seconds } s.
check-no-token = { $platform }: no token, it will not start
check-token = { $platform }: the token works, the bot is called { $account }
check-token-form = { $platform }: { $name } does not look like a token
check-token-refused = { $platform }: { $name } is not known there; make a new token and set it
check-network = { $platform }: no answer from { $host }, so the token was only looked at; its form is right
check-odd = { $platform }: { $host } answered with status { $status }; the token could not be checked
