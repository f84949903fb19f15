# Заголовки, оси, подписи и описания картинок.
#
# $unit — token или word, $first — что стоит в первом столбце; $amount — all, nearly, most или count, если это не правило.
# Вес внимания — не важность: головы смотрят, и только.
# Пробел перед % неразрывный.

## Заголовки

title-head = слой { $layer } из 0–{ $last } · голова { $head }
title-layer = слой { $layer } из 0–{ $last } · { $whole ->
    [yes] { these-heads }
   *[no] { these-heads } из { $every }
}
these-heads = { $heads ->
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
    [most] { $unit ->
        [word] большинство слов смотрит
       *[token] большинство токенов смотрит
    }
   *[count] { in-rows } { $unit ->
        [word] слово смотрит
       *[token] токен смотрит
    }
}
in-rows = в { $hits } из { $rows } { $rows ->
    [one] { $where ->
        [every] строки
       *[possible] возможной строки
    }
   *[many] { $where ->
        [every] строк
       *[possible] возможных строк
    }
}
a-repeated-one = { $amount ->
    [count] { in-rows } { $unit ->
        [word] повторившееся слово
       *[token] повторившийся токен
    }
   *[rule] { $unit ->
        [word] повторившееся слово
       *[token] повторившийся токен
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
    [most] { $unit ->
        [word] большинство слов смотрит само
       *[token] большинство токенов смотрит само
    }
   *[count] { in-rows } { $unit ->
        [word] слово смотрит само
       *[token] токен смотрит сам
    }
} на себя
does-first = { they-look } на { $first ->
    [word] первое слово
   *[token] первый токен
}
does-separator = { they-look } на знаки препинания{ $at ->
    [special] { " " }и служебные токены
   *[plain] { "" }
}
does-duplicate = { $at ->
    [source] { they-look } на свою копию в источнике
    [any] { a-repeated-one } смотрит на другую свою копию
   *[earlier] { a-repeated-one } смотрит на свою прежнюю копию
}
does-induction = { a-repeated-one } смотрит на то, что шло за его прежней копией
does-even = внимание разлито почти поровну
does-mixed = ясного правила на этом тексте не видно
does-rest = внимание большей частью лежит на { $first ->
    [word] первом слове
   *[token] первом токене
}
does-short = текст слишком короткий, чтобы увидеть правило
does-aside = { $does }, если не считать первого { $first ->
    [word] слова
   *[token] токена
}
does-nothing = кроме первого { $first ->
    [word] слова
   *[token] токена
}, смотреть не на что
counted = { $does } ({ $hits } из { $rows })
strongest = { $does }; сильнее всего «{ $from }» смотрит на «{ $to }»: { $share } %

## Рядом с картинкой

head-heading = Голова { $layer }.{ $head }: { $does }.
layer-heading = Слой { $layer } (всего слои 0–{ $last }), { $whole ->
    [yes] { these-heads }
   *[no] { $heads ->
        [one] показана
       *[many] показаны
    } { these-heads } из { $every }
}.
map-heading = Карта модели: { $layers ->
    [one] { $layers } слой
    [few] { $layers } слоя
   *[many] { $layers } слоёв
} по { $heads ->
    [one] { $heads } голове
    [few] { $heads } головы
   *[many] { $heads } голов
}.
standing-out = Заметнее других — { $layer }.{ $head }: { $does }.
holds = { $every ->
    [yes] { $rows ->
        [one] Так во всех { $rows } строке{ where-possible }.
       *[many] Так во всех { $rows } строках{ where-possible }.
    }
   *[no] { $rows ->
        [one] Так в { $hits } из { $rows } строки{ where-possible }.
       *[many] Так в { $hits } из { $rows } строк{ where-possible }.
    }
}
where-possible = { $where ->
    [every] { "" }
   *[possible] , где это возможно
}
example = Например, «{ $from }» смотрит на «{ $to }»: { $share } % веса.
one-text = Это наблюдение на одном тексте: вес показывает, куда голова смотрит, а не что это меняет.
lies-in-one = { $of ->
    [rest] Из остального в среднем больше всего
    [left] Из того, что остаётся после первого { $first ->
        [word] слова
       *[token] токена
    }, в среднем больше всего
   *[all] В среднем больше всего веса
} достаётся { $one } ({ $most } %).
lies = { $of ->
    [rest] Из остального в среднем больше всего
    [left] Из того, что остаётся после первого { $first ->
        [word] слова
       *[token] токена
    }, в среднем больше всего
   *[all] В среднем больше всего веса
} достаётся { $one } ({ $most } %), а сверх того — { $other } ({ $next } %).
place-first = { $first ->
    [word] первому слову
   *[token] первому токену
}
place-self = { $unit ->
    [word] самому смотрящему слову
   *[token] самому смотрящему токену
}
place-previous = { $unit ->
    [word] предыдущему слову
   *[token] предыдущему токену
}
place-column = { $unit ->
    [word] слову
   *[token] токену
} «{ $name }»

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
role-counted = { $role }, { $hits } из { $rows }

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
merged-to-fit = Текст длинный ({ $tokens ->
    [one] { $tokens } токен
    [few] { $tokens } токена
   *[many] { $tokens } токенов
}), поэтому токены собраны в слова.
part-same = Показаны { $unit ->
    [word] слова
   *[token] токены
} { $row-first }–{ $row-last } из { $rows }: здесь происходит больше всего. { part-counts }
part-apart = Показаны строки { $row-first }–{ $row-last } и столбцы { $column-first }–{ $column-last } из { $columns } { $unit ->
    [word] слов
   *[token] токенов
}: здесь происходит больше всего. { part-counts }
part-counts = Счёт и доли — по всему тексту.
first-outside = { $first ->
    [word] Само оно
   *[token] Сам он
} в показанную часть не попал{ $first ->
    [word] о
   *[token] { "" }
}.
every-label = { $unit ->
    [word] Подписано примерно каждое { $step }-е слово
   *[token] Подписан примерно каждый { $step }-й токен
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
alt-many-aside = { $title }. Куда смотрят головы, если не считать первого { $first ->
    [word] слова
   *[token] токена
}: { $where }.
alt-part = { $part }, { $title }
