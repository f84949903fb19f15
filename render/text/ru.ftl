# Заголовки, оси, подписи и описания картинок.

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
head = голова { $head }
axis-rows = кто смотрит
axis-columns = на что
axis-layers = слой
axis-heads = голова
percent = { $share } %
at-least = ≥ { $share } %
first-takes = первый токен забирает { $share } %
first-hidden = первый токен скрыт: на него приходится { $share } %
