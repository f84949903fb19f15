# Заголовки, оси, подписи и описания картинок.
#
# $unit — token или word, $first — что стоит в первом столбце; $amount — all, nearly или most. Вес внимания — не важность: головы смотрят, и только.
# Пробел перед % неразрывный.

## Заголовки

title-head = слой { $layer } из 0-{ $last } · голова { $head }
title-layer = слой { $layer } из 0-{ $last } · { $heads ->
    [one] { $heads } голова
    [few] { $heads } головы
   *[many] { $heads } голов
}
title-model = { $layers ->
    [one] { $layers } слой
    [few] { $layers } слоя
   *[many] { $layers } слоёв
} × { $heads ->
    [one] { $heads } голова
    [few] { $heads } головы
   *[many] { $heads } голов
}
part-encoder = энкодер
part-decoder = декодер
part-cross = перекрёстное внимание: декодер смотрит в энкодер

## Слова на картинке

head = голова { $head }
axis-rows = кто смотрит
axis-columns = на что
axis-layers = слой
axis-heads = голова
percent = { $share } %
each-square = каждый квадрат — одна голова: строки смотрят на столбцы
unseen = { $unit ->
    [word] пусто: слово не видит тех, что идут после него
   *[token] пусто: токен не видит тех, что идут после него
}

unseen-window = { $unit ->
    [word] пусто: слово видит себя и { $back } до себя, дальше — нет
   *[token] пусто: токен видит себя и { $back } до себя, дальше — нет
}

## Что делает одна голова

they-look = { $amount ->
    [all] { $unit ->
        [word] все слова смотрят
       *[token] все токены смотрят
    }
    [nearly] { $unit ->
        [word] почти все слова смотрят
       *[token] почти все токены смотрят
    }
   *[most] { $unit ->
        [word] большинство слов смотрит
       *[token] большинство токенов смотрит
    }
}
does-previous = { they-look } на { $unit ->
    [word] предыдущее слово
   *[token] предыдущий токен
}
does-next = { they-look } на { $unit ->
    [word] следующее слово
   *[token] следующий токен
}
does-offset-2 = { they-look } на два { $unit ->
    [word] слова
   *[token] токена
} назад
does-offset-3 = { they-look } на три { $unit ->
    [word] слова
   *[token] токена
} назад
does-self = { $amount ->
    [all] { $unit ->
        [word] каждое слово смотрит само
       *[token] каждый токен смотрит сам
    }
    [nearly] { $unit ->
        [word] почти каждое слово смотрит само
       *[token] почти каждый токен смотрит сам
    }
   *[most] { $unit ->
        [word] большинство слов смотрит само
       *[token] большинство токенов смотрит само
    }
} на себя
does-first = { they-look } на { $first ->
    [word] первое слово
   *[token] первый токен
}
does-separator = { they-look } на знаки препинания
times = { $hits ->
    [one] { $hits } раз
    [few] { $hits } раза
   *[many] { $hits } раз
}
does-duplicate = где { $unit ->
    [word] слово повторяется, оно смотрит
   *[token] токен повторяется, он смотрит
} на свою прежнюю копию: { times } из { $rows }
does-induction = где { $unit ->
    [word] слово повторяется, оно смотрит
   *[token] токен повторяется, он смотрит
} на то, что шло за ним раньше: { times } из { $rows }
does-even = внимание разлито почти поровну
does-mixed = единого узора нет; сильнее всего «{ $from }» смотрит на «{ $to }»: { $share } %
does-rest = внимание большей частью лежит на { $first ->
    [word] первом слове
   *[token] первом токене
}
does-nothing = кроме первого { $first ->
    [word] слова
   *[token] токена
}, смотреть не на что

## Роли в одно-два слова

role-previous = на предыдущий
role-next = на следующий
role-offset-2 = через один
role-offset-3 = через два
role-self = на себя
role-first = на первый
role-separator = на знаки
role-duplicate = на копию
role-induction = индукция
role-even = поровну

## Списки голов: куда смотрят

at-induction = на то, что шло за прежней копией,
at-duplicate = на прежнюю копию
at-previous = на { $unit ->
    [word] предыдущее слово
   *[token] предыдущий токен
}
at-next = на { $unit ->
    [word] следующее слово
   *[token] следующий токен
}
at-offset-2 = на два { $unit ->
    [word] слова
   *[token] токена
} назад
at-offset-3 = на три { $unit ->
    [word] слова
   *[token] токена
} назад
at-self = { $unit ->
    [word] на само слово
   *[token] на сам токен
}
at-separator = на знаки препинания
at-first = на { $first ->
    [word] первое слово
   *[token] первый токен
}
at-even = почти поровну на всё
at-mixed = без единого узора
heads-at = { $where } — { $names }
heads-at-and-more = { $where } — { $names } и ещё { $more }

## Пояснения

first-takes = { $first ->
    [word] Первое слово
   *[token] Первый токен
} забирает { $share } %.
first-takes-each = { $first ->
    [word] Первое слово
   *[token] Первый токен
} забирает в среднем { $share } %: от { $least } % ({ $least-head }) до { $most } % ({ $most-head }).
first-hidden = { $first ->
    [word] Первое слово скрыто: оно
   *[token] Первый токен скрыт: он
} забирает { $share } %.
first-hidden-each = { $first ->
    [word] Первое слово скрыто: оно
   *[token] Первый токен скрыт: он
} забирает в среднем { $share } %, от { $least } % ({ $least-head }) до { $most } % ({ $most-head }).
merged = Токены собраны в слова.
merged-to-fit = { $tokens ->
    [one] { $tokens } токен не поместится
    [few] { $tokens } токена не поместятся
   *[many] { $tokens } токенов не поместятся
}, поэтому показаны слова.
part-same = Показаны { $unit ->
    [word] слова
   *[token] токены
} { $row-first }–{ $row-last } из { $rows }: здесь происходит больше всего, если не считать первого.
part-apart = Показано место, где происходит больше всего, если не считать { $unit ->
    [word] первого слова: слова
   *[token] первого токена: токены
} { $row-first }–{ $row-last } из { $rows } смотрят на { $column-first }–{ $column-last } из { $columns }.
every-label = { $unit ->
    [word] Подписано каждое { $step }-е слово
   *[token] Подписан каждый { $step }-й токен
}.
pooled = Точка — самый сильный взгляд из { $size } × { $size } { $unit ->
    [word] слов
   *[token] токенов
}.
sink = В среднем { $share } % не достаётся ни одному токену: их забирает собственный сток модели.
cut = Текст длиннее: { $tokens ->
    [one] последний { $tokens } токен не поместился
    [few] последние { $tokens } токена не поместились
   *[many] последние { $tokens } токенов не поместились
}.

## Описания

alt-head = { $title }: { $does }; { $first ->
    [word] первое слово
   *[token] первый токен
} забирает { $share } %.
alt-many = { $title }. Куда смотрят головы: { $where }.
alt-part = { $part }, { $title }
