"""The words of wishes and orders, each with the symbol that it stands for; a `*` stands for any ending.

Where every word must be understood, `STRICT` is all there is. Where something else has told that a message is a
command, `LENIENT` goes before it, and what is in neither says nothing.
"""

from types import MappingProxyType

STRICT = MappingProxyType(
    {
        "layer": "слой слоя слою слое слоем слои слоев слоям layer layers",
        "head": "голова голову головы голове головой голов головам головами head heads",
        "token": "токен токена токены токену токеном токенам токенами token tokens",
        "words": "слова словам словами слов words word",
        "all": (
            "все всех всем всеми всю весь вся всей всего целиком полностью каждая каждую "
            "all every each entire whole full"
        ),
        "model": "модель модели model",
        "map": "карта карту карты map overview обзор",
        "next": "следующий следующая следующую следующего следующем next",
        "previous": "предыдущий предыдущая предыдущую предыдущего предыдущем прошлый прошлую previous prev",
        "last": "последний последняя последнюю последнего последнем last final",
        "middle": "средний среднего среднем middle",
        "same": "этот эта эту этого этом тот же той this that same",
        "hide": "скрой скрыть спрячь спрятать убери убрать без hide remove drop without",
        "unhide": "верни вернуть return restore",
        "uncover": "unhide",
        "column": "столбец столбца столбик колонку колонка column bos",
        "show": "покажи покажите показать нарисуй нарисовать выведи открой show draw display plot open see",
        "toggle": "переключи switch",
        "dark": "темная темную темной темно темный темном темнее dark darker ночная ночную",
        "light": "светлая светлую светлой светло светлый светлом светлее light lighter дневная дневную",
        "encoder": "энкодер энкодера энкодере encoder",
        "decoder": "декодер декодера декодере decoder",
        "cross": "перекрестное перекрестного кросс-внимание кросс cross cross-attention",
        "to": "до по to through",
        "name": "номер number no",
        "theme": "тема тему темы режим фон фоне theme mode background",
        "compare": "сравни сравните сравнить сравним compare",
        "sentence": (
            "предложение предложения предложении фраза фразу фразы фразе текст текста тексте sentence phrase text"
        ),
        "filler": (
            "а и теперь мне на в во для из с со да же ну давай можно пожалуйста плиз еще только просто внимание "
            "внимания теме посмотрим посмотреть хочу дай дайте перейди включи сделай "
            "собери объедини снова опять поставь его ее их "
            "and of in on at for me us now please pls just only with by as go let lets let's can could you i "
            "want would like attention turn its it then also make merge again set enable"
        ),
    }
)
LENIENT = MappingProxyType(
    {
        "layer": "сл лэйер* lyr lay",
        "head": "гол хед* башк* hd",
        "token": "токенизац*",
        "words": "слово словах пословно",
        "all": "любые",
        "items": "штук* шт",
        "map": "панорам* вид everything network сеть общую общей общий",
        "current": "сейчас текущ* current* loaded загруж*",
        "models": "модели моделей моделям моделями моделях models",
        "next": "соседн* neighbour* neighbor* adjacent",
        "previous": "предшествующ*",
        "last": "последнее последнею финальн* крайн* верхн* top topmost",
        "middle": "средние средних средн* mid",
        "ditto": "ditto same",
        "forward": (
            "вперед дальше далее еще листай листни пролистни пропусти пропустить ахед "
            "forward* ahead after onward* onwards going skip scroll advance further продолж* continue"
        ),
        "backward": "назад раньше back before earlier ago",
        "deeper": "глубже выше вверх наверх deeper higher up above",
        "shallower": "ниже вниз мельче down lower below shallower",
        "hide": (
            "отруби убер* скро* вырежи вырезать исключи замаскируй выкинь скрыт* убирай прячь спрят* "
            "mask exclude ignore omit cut"
        ),
        "unhide": "обратно возврати вернут*",
        "on": "включи вруби включить",
        "show": (
            "see view lemme gimme give glance looking кинь выдай глян* увидеть вывед* покаж* показ* нарис* откро* рисуй"
        ),
        "draw": "визуализ* visuali* разбери разбор* прогони проанализируй analy* run",
        "column": "столб* колон* column* полос* полосу stripe* bos бос sink* сток",
        "merge": "склей склеи* собери собрать соедин* объедин* слепи слей merge glue join combine whole-word",
        "split": "раздел* нареж* нареза* порежь разбей split subword* subtoken* подслов* сабворд*",
        "instead": "вместо instead",
        "toggle": "смени сменить поменяй измени инвертируй переключись переключить toggle invert",
        "off": "выключи отключи погаси off",
        "dark": "темн* потемн* затемн* ночн* черн* black darker night",
        "light": "светл* посветл* осветл* дневн* бел* white bright brighter lighter day",
        "encoder": "кодировщик* энкодер*",
        "decoder": "декодировщик* декодер*",
        "picture": "график* картин* рисун* изображ* picture* image* plot* graph*",
        "help": (
            "help halp хелп помощь помощ* помог* помоги справк* инструкц* мануал* manual меню menu команд* command* "
            "возможност* руководств* уме*"
        ),
        "start": "start старт* restart* reboot перезапус* перезагруз* сначала заново screen начни",
        "reset": "сбрось сброс* обнули reset",
        "default": "default* исходн* умолчан*",
        "list": "какие list* список* списк* перечень перечн* table* таблиц*",
        "topic": "topic* темы тем темам темами тематик* explain* спрос* спрашив*",
        "glossary": "glossary глоссар* словар* термин* terms dictionary vocab*",
        "not": "не not",
        "privacy": "privacy приватн* конфиденциальн* хран* store stored messages сообщения сообщений политик* policy",
        "erase": "забудь забыть удали удалить сотри стереть очисти forget delete erase wipe clear",
        "mine": "меня мне мои моих мое мой данн* истор* переписк* настройк* data history settings my me",
        "use": ("возьми возьмем бери поставь используй попробуй загрузи запусти use using try load put take swap"),
        "other": "друг* иную иной иная another other different new нов*",
        "count": "count* числом число количеств* сколько family семейств*",
        "size": (
            "bigger larger big large smaller small zoom scale enlarge* resolution size* unreadable shrink "
            "больше побольше большую крупн* покрупн* увелич* увеличь мелко меньше поменьше уменьш* масштаб* "
            "разрешен* размер*"
        ),
        "file": "сохрани* save файл* file* png svg pdf jpg jpeg export* экспорт* download* скача* сжат* attachment",
        "average": "усредн* average* averaging mean среднее сумм* sum aggregate*",
        "compare": "сравн* comparison рядом vs versus between",
        "numbers": "числа чисел цифр* numbers percent* процент* values значени* cells клетк* ячейк*",
        "colour": (
            "цвета цвет цветов colour* color* colormap palette палитр* контраст* contrast дальтоник* log лог логариф* "
            "viridis red blue green красн* син* зелен* яркость"
        ),
        "lines": "линии линия* линиями граф* дуг* стрел* lines arcs arrow* bertviz",
        "turn": "поверн* rotate* transpos* транспонир* labels label подписи axes axis оси осями",
        "motion": "анимац* анимир* animat* gif гиф* гифк* видео video мультик*",
        "sort": "сортир* отсорт* sort* rank* упорядоч* энтроп* entropy sharp* резк* фильтр* filter*",
        "find": "найди найти поищи find search locate где where",
        "role": "индукц* induction previous-token duplicate",
        "telling": "интересн* interesting surprise удиви random случайн* какую-нибудь любую рандом*",
        "row": "строк* row* выдели* подсвет* highlight* mark отметь",
        "looks": "look looks смотрит глядит",
        "again": "повтори* again repeat redo снова replay",
        "undo": "undo отмени revert",
        "stop": "stop стоп хватит cancel отмена замолчи молчи прекрати shut quit",
        "more": "подробн* detail* подробней elaborate",
        "onward": "more",
        "shorter": "короч* кратко shorter briefly brief",
        "source": "источник* source* ссылк* reference*",
        "sample": "пример* sample example*",
        "sentence": "предложени* фраз* текст* sentence phrase text",
        "language": "language lang язык языка языке languages",
        "russian": "русск* по-русски russian ru",
        "english": "английск* по-английски english инглиш* инглиш en",
        "filler": (
            "за к у от о об про ни быть есть это она они разом сразу вместе сетк* grid увидеть нужн* бы самый "
            "самую самая слева справа ответ* залей from into what about how over them rest right left side most very"
        ),
    }
)
"""Of two symbols that name a word, the later has it; an exact word goes before a beginning."""

PHRASES = MappingProxyType(
    {
        "еще раз": "again",
        "once more": "again",
        "как было": "undo",
        "как есть": "",
        "так как": "",
        "bring back": "unhide",
        "get back": "unhide",
        "get rid of": "hide",
        "side by side": "compare",
        "bird's eye": "overview",
        "bird's-eye": "overview",
        "все сразу": "overview",
        "all at once": "overview",
        "whole thing": "overview",
        "full picture": "overview",
        "zoom out": "overview",
        "big picture": "overview",
        "general view": "overview",
        "общий вид": "overview",
        "с высоты птичьего полета": "overview",
        "охватить взглядом": "overview",
        "start over": "start",
        "start again": "start",
        "начать сначала": "start",
        "начать заново": "start",
        "в начало": "start",
        "from the beginning": "start",
        "from now on": "",
        "то же самое": "ditto",
        "то же": "ditto",
        "та же": "ditto",
        "ту же": "ditto",
        "тот же": "ditto",
        "на место": "",
        "one more": "next",
        "another one": "next",
        "this one": "same",
        "that one": "same",
        "не показывай": "скрой",
        "не рисуй": "скрой",
        "don't show": "hide",
        "do not show": "hide",
        "начальный": "первый",
        "нижний": "первый",
        "нижнего": "первого",
        "bottom": "first",
        "keep going": "forward",
        "go on": "forward",
        "в среднем": "average",
        "how many": "count",
        "пару": "2",
        "couple of": "2",
        "a couple": "2",
        "where's that from": "source",
        "откуда это": "source",
    }
)
"""Words that stand for something only together; what they are read as is looked up in turn."""
