# Titles, axes, captions and alt texts of the pictures.
#
# $unit is token or word, $first what the first column is; $amount is all, nearly or most. A weight is not importance: heads look, that is all.
# Blanks before % are no-break.

## Titles

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
part-encoder = encoder
part-decoder = decoder
part-cross = cross-attention: decoder to encoder

## Words in the picture

head = head { $head }
axis-rows = who looks
axis-columns = at what
axis-layers = layer
axis-heads = head
percent = { $share } %
each-square = each square is one head: rows look at columns
unseen = { $unit ->
    [word] empty: a word can’t see what comes after it
   *[token] empty: a token can’t see what comes after it
}

unseen-window = { $unit ->
    [word] empty: a word sees itself and { $back } before it, nothing else
   *[token] empty: a token sees itself and { $back } before it, nothing else
}

## What one head does

they-look = { $amount ->
    [all] { $unit ->
        [word] all words look
       *[token] all tokens look
    }
    [nearly] { $unit ->
        [word] nearly all words look
       *[token] nearly all tokens look
    }
   *[most] { $unit ->
        [word] most words look
       *[token] most tokens look
    }
}
does-previous = { they-look } at the { $unit ->
    [word] word
   *[token] token
} before
does-next = { they-look } at the { $unit ->
    [word] word
   *[token] token
} after
does-offset-2 = { they-look } two { $unit ->
    [word] words
   *[token] tokens
} back
does-offset-3 = { they-look } three { $unit ->
    [word] words
   *[token] tokens
} back
does-self = { they-look } at themselves
does-first = { they-look } at the first { $first ->
    [word] word
   *[token] token
}
does-separator = { they-look } at punctuation
does-duplicate = where a { $unit ->
    [word] word
   *[token] token
} comes again, it looks at its earlier copy: { $hits } of { $rows } times
does-induction = where a { $unit ->
    [word] word
   *[token] token
} comes again, it looks at what followed it before: { $hits } of { $rows } times
does-even = attention is spread about evenly
does-mixed = no single pattern; strongest: “{ $from }” looks at “{ $to }”, { $share } %
does-rest = attention rests mostly on the first { $first ->
    [word] word
   *[token] token
}
does-nothing = there is nothing but the first { $first ->
    [word] word
   *[token] token
} to look at

## Roles in one or two words

role-previous = previous
role-next = next
role-offset-2 = two back
role-offset-3 = three back
role-self = itself
role-first = first
role-separator = punctuation
role-duplicate = earlier copy
role-induction = induction
role-even = even

## Lists of heads by where they look

at-induction = at what followed an earlier copy
at-duplicate = at an earlier copy
at-previous = at the { $unit ->
    [word] word
   *[token] token
} before
at-next = at the { $unit ->
    [word] word
   *[token] token
} after
at-offset-2 = two { $unit ->
    [word] words
   *[token] tokens
} back
at-offset-3 = three { $unit ->
    [word] words
   *[token] tokens
} back
at-self = at the { $unit ->
    [word] word
   *[token] token
} itself
at-separator = at punctuation
at-first = at the first { $first ->
    [word] word
   *[token] token
}
at-even = about evenly
at-mixed = with no single pattern
heads-at = { $where }: { $names }
heads-at-and-more = { $where }: { $names } and { $more } more

## Notes

first-takes = The first { $first ->
    [word] word
   *[token] token
} takes { $share } %.
first-takes-each = The first { $first ->
    [word] word
   *[token] token
} takes { $share } % on average: from { $least } % ({ $least-head }) to { $most } % ({ $most-head }).
first-hidden = The first { $first ->
    [word] word
   *[token] token
} is hidden: it takes { $share } %.
first-hidden-each = The first { $first ->
    [word] word
   *[token] token
} is hidden: it takes { $share } % on average, from { $least } % ({ $least-head }) to { $most } % ({ $most-head }).
merged = Tokens are merged into words.
merged-to-fit = { $tokens ->
    [one] { $tokens } token does
   *[other] { $tokens } tokens do
} not fit, so words are shown.
part-same = Shown: { $unit ->
    [word] words
   *[token] tokens
} { $row-first } to { $row-last } of { $rows }, where most happens beyond the first one.
part-apart = Shown, where most happens beyond the first one: { $unit ->
    [word] words
   *[token] tokens
} { $row-first } to { $row-last } of { $rows } look at { $column-first } to { $column-last } of { $columns }.
every-label = Every { $step ->
    [2] 2nd
    [3] 3rd
   *[other] { $step }th
} { $unit ->
    [word] word
   *[token] token
} is named.
pooled = A dot is the strongest look of { $size } × { $size } { $unit ->
    [word] words
   *[token] tokens
}.
sink = On average { $share } % goes to no token at all, but to the model’s own sink.
cut = The text is longer: { $tokens ->
    [one] its last token is
   *[other] its last { $tokens } tokens are
} left out.

## Alt texts

alt-head = { $title }: { $does }; the first { $first ->
    [word] word
   *[token] token
} takes { $share } %.
alt-many = { $title }. Heads that look { $where }.
alt-part = { $part }, { $title }
