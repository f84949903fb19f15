# Titles, axes, captions and alt texts of the pictures.

title-head = layer { $layer } of 0-{ $last } · head { $head }
title-layer = layer { $layer } of 0-{ $last } · { $heads ->
    [one] { $heads } head
   *[other] { $heads } heads
}
title-model = { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
} × { $heads ->
    [one] { $heads } head
   *[other] { $heads } heads
}
head = head { $head }
axis-rows = who looks
axis-columns = at what
axis-layers = layer
axis-heads = head
percent = { $share } %
at-least = ≥ { $share } %
first-takes = the first token takes { $share } %
first-hidden = first token hidden: it takes { $share } %
