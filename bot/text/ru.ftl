### Что программа говорит вокруг разговора. Что говорит ответ, стоит в handlers/text.

## Чат в терминале

greeting =
    Загляните внутрь языковой модели на своём предложении. Напишите его — или /help.
    Картинки сохраняются в { $folder }. Чтобы нажать кнопку, наберите её метку, например :3. Ctrl-D — выход.
loading = загружаю модель { $model }
ready = { $model }: { $layers ->
        [one] { $layers } слой
        [few] { $layers } слоя
       *[other] { $layers } слоёв
    } по { $heads ->
        [one] { $heads } голове
        [few] { $heads } головы
       *[other] { $heads } голов
    }, { $dtype } на { $device }.
looking = смотрю
picture = картинка: { $path }
picture-not-saved = Картинку не удалось сохранить в { $folder }: { $why }.
no-such-button = Кнопки :{ $asked } здесь нет. { $last ->
        [0] Сейчас кнопок нет: сначала пришлите предложение.
       *[other] Есть от :1 до :{ $last }.
    }
once-more = Ещё раз Ctrl-C или Ctrl-D — выход.
goodbye = До встречи.
gave-up = У нас что-то сломалось (номер { $reference }). Подробности в журнале: { $log }

## Настройки, которые не годятся; по строке на каждую, `$got` — что там стояло

wrong-setting = { $name }: «{ $got }» не годится. { $possible }
wrong-unseen = { $name } не годится. { $possible }
possible-telegram-token = Нужен токен в том виде, в каком его выдаёт BotFather.
possible-discord-token = Нужен токен в том виде, в каком его выдаёт портал разработчика Discord.
possible-telegram-api-url = Нужен корень сервера Bot API, с http:// или https:// в начале.
possible-model = Нужно embedded, имя на Hub (owner/name), папка или файл .gguf.
possible-answer-model = Годится чат-модель: имя на Hub (owner/name), папка или файл .gguf.
possible-device = Нужно auto, cpu, cuda, cuda:1 или mps.
possible-dtype = Нужно auto, float32, bfloat16 или float16.
possible-language = Нужно auto, ru или en.
possible-data-dir = Нужна папка, в которую можно писать.
possible-max-tokens = Нужно целое число от { $least } до { $most }.
possible-admins = Нужны номера аккаунтов с площадкой: telegram:123456, discord:123456.
possible-threads = Нужно auto или целое число от 1 до { $most }.
possible-env = Файл должен быть доступен для чтения и в UTF-8.

## Модель, в которую не заглянуть; по ключу на причину

model-not-found = { $setting }: модели «{ $source }» нет. { $setting ->
        [MODEL] Годятся embedded, имя на Hub (owner/name), папка или файл .gguf.
       *[other] Годятся имя на Hub (owner/name), папка или файл .gguf.
    }
model-no-network = { $setting }: «{ $source }» нет на этой машине, а до Hub не достучаться.{ $setting ->
        [MODEL] {" "}MODEL=embedded работает без сети.
       *[other] {""}
    }
model-gated = { $setting }: Hub даёт «{ $source }» только тем, кто принял условия. Войдите через `hf auth login` или возьмите другую модель.
model-no-weights = { $setting }: у «{ $source }» нет весов. В папке нужны config.json, токенизатор и *.safetensors.
model-pickle-only = { $setting }: веса «{ $source }» лежат только в pickle, а он может выполнить чужой код. Возьмите вариант с *.safetensors или файл .gguf.
model-needs-code = { $setting }: «{ $source }» приносит собственный код, а он здесь не выполняется. Возьмите модель, которую transformers знает сам.
model-no-tokenizer = { $setting }: у «{ $source }» нет токенизатора. В папке рядом с config.json и весами нужен tokenizer.json.
model-unsupported = { $setting }: «{ $source }» такого вида, в который здесь не заглянуть: { $detail }
model-no-attention = { $setting }: у «{ $source }» нет голов внимания, смотреть не на что.
model-cannot-write = { $setting }: «{ $source }» читает, но не пишет. Нужна чат-модель, в названии часто Instruct или Chat.
model-no-template = { $setting }: «{ $source }» не говорит, как к ней обращаться (нет chat template). Нужна чат-модель, в названии часто Instruct или Chat.
model-no-memory = { $setting }: «{ $source }» не помещается в память. Возьмите модель поменьше, другой DEVICE или DTYPE=bfloat16.
model-broken = { $setting }: «{ $source }» не читается: { $detail }
model-no-device = DEVICE: «{ $device }» на этой машине нет. Поставьте DEVICE=auto или DEVICE=cpu.
model-needs-gguf = { $setting }: «{ $source }» — файл GGUF. Поставьте то, что его читает: pip install -c constraints.txt -e '.[gguf]'

without-wordings = Ответы остаются без её пересказа.

## python -m bot ask

wrong-arguments = { $program }: { $why }
folder-not-writable = --out: в { $folder } нельзя писать: { $why }.

## python -m bot check

check-settings = настройки: в порядке
check-data = данные: { $folder }
check-data-wrong = данные: в DATA_DIR { $folder } нельзя писать: { $why }
check-log = журнал: { $path }
check-model = модель: { $facts } Загрузилась за { $seconds } с.
check-no-answer-model = модель для ответов: нет, ответы только из документов
check-answer-model = модель для ответов: { $name } пишет. Загружена за { $seconds } с.
check-no-token = { $platform }: токена нет, площадка не запустится
check-token = { $platform }: токен принят, бота зовут { $account }
check-token-form = { $platform }: { $name } не похож на токен
check-token-refused = { $platform }: { $name } там не знают; сделайте новый токен и задайте его
check-network = { $platform }: { $host } не отвечает, поэтому проверен только вид токена; он правильный
check-odd = { $platform }: { $host } ответил со статусом { $status }; токен проверить не удалось
