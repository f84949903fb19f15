# Titles, axes, captions and alt texts of the pictures.
#
# $unit is token or word, $first what the first column is; $amount is all, nearly, most, or count for what is no rule.
# A weight is not importance: heads look, that is all.


## Titles

title-head = layer { $layer } of 0–{ $last } · head { $head }
title-layer = layer { $layer } of 0–{ $last } · { $whole ->
    [yes] { $heads ->
        [one] { $heads } head
       *[other] { $heads } heads
    }
   *[no] { $heads } of { $every } heads
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
percent = { $share }%
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
    [most] { $unit ->
        [word] most words look
       *[token] most tokens look
    }
   *[count] { in-rows } { $unit ->
        [word] words look
       *[token] tokens look
    }
}
in-rows = { $where ->
    [every] in { $hits } of { $rows } rows
   *[possible] in { $hits } of { $rows } possible rows
}
a-repeated-one = { $amount ->
    [count] { in-rows } a repeated
   *[rule] a repeated
} { $unit ->
    [word] word
   *[token] token
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
does-separator = { they-look } at punctuation{ $at ->
    [special] { " " }and special tokens
   *[plain] { "" }
}
does-duplicate = { $at ->
    [source] { they-look } at their own copies in the source
    [any] { a-repeated-one } looks at another copy of itself
   *[earlier] { a-repeated-one } looks at an earlier copy of itself
}
does-induction = { a-repeated-one } looks at what followed an earlier copy of it
does-even = attention is spread about evenly
does-mixed = no clear rule shows on this text
does-rest = attention rests mostly on the first { $first ->
    [word] word
   *[token] token
}
does-short = the text is too short to show a rule
does-aside = { $does }, the first { $first ->
    [word] word
   *[token] token
} aside
does-nothing = there is nothing but the first { $first ->
    [word] word
   *[token] token
} to look at
counted = { $does } ({ $hits } of { $rows })
strongest = { $does }; strongest: “{ $from }” looks at “{ $to }”, { $share }%

## Beside the picture

head-heading = Head { $layer }.{ $head }: { $does }.
layer-heading = Layer { $layer } (the model has 0–{ $last }): { $whole ->
    [yes] { $heads ->
        [one] its { $heads } head
       *[other] all { $heads } heads
    }
   *[no] { $heads } of its { $every } heads
}.
map-heading = Map of the model: { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
} of { $heads ->
    [one] { $heads } head
   *[other] { $heads } heads
}.
standing-out = Standing out: { $layer }.{ $head }, where { $does }.
holds = { $every ->
    [yes] That holds in all { $rows } rows{ where-possible }.
   *[no] That holds in { $hits } of { $rows } rows{ where-possible }.
}
where-possible = { $where ->
    [every] { "" }
   *[possible] { " " }where it is possible
}
example = For example, “{ $from }” looks at “{ $to }”: { $share }% of its weight.
one-text = This is one text’s evidence: a weight shows where a head looks, not what that changes.
lies-in-one = { $of ->
    [rest] Of the rest, on average the largest share goes
    [left] Of what the first { $first ->
        [word] word
       *[token] token
    } leaves, on average the largest share goes
   *[all] On average the largest share of the weight goes
} to { $one } ({ $most }%).
lies = { $of ->
    [rest] Of the rest, on average the largest share goes
    [left] Of what the first { $first ->
        [word] word
       *[token] token
    } leaves, on average the largest share goes
   *[all] On average the largest share of the weight goes
} to { $one } ({ $most }%) and, beyond that, to { $other } ({ $next }%).
place-first = the first { $first ->
    [word] word
   *[token] token
}
place-self = the { $unit ->
    [word] word
   *[token] token
} that looks
place-previous = the { $unit ->
    [word] word
   *[token] token
} before
place-column = the { $unit ->
    [word] word
   *[token] token
} “{ $name }”

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
role-counted = { $role }, { $hits } of { $rows }

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
} takes { $share }%.
first-takes-each = The first { $first ->
    [word] word
   *[token] token
} takes { $share }% on average: from { $least }% ({ $least-head }) to { $most }% ({ $most-head }).
first-hidden = The first { $first ->
    [word] word
   *[token] token
} is hidden: it takes { $share }%.
first-hidden-each = The first { $first ->
    [word] word
   *[token] token
} is hidden: it takes { $share }% on average, from { $least }% ({ $least-head }) to { $most }% ({ $most-head }).
merged = Tokens are merged into words.
merged-to-fit = { $tokens } tokens are too many to draw, so they are merged into words.
part-same = Shown: { $unit ->
    [word] words
   *[token] tokens
} { $row-first }–{ $row-last } of { $rows } (the busiest part). { part-counts }
part-apart = Shown: rows for { $unit ->
    [word] words
   *[token] tokens
} { $row-first }–{ $row-last } of { $rows }, columns for { $column-first }–{ $column-last } of { $columns } (the busiest part). { part-counts }
part-counts = Counts and shares are of the whole text.
first-outside = It isn’t in the part that is drawn.
every-label = About every { $step ->
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
sink = On average { $share }% goes to no token at all, but to the model’s own sink.
cut = The text is longer: { $tokens ->
    [one] its last token is
   *[other] its last { $tokens } tokens are
} left out.

## Alt texts

alt-head = { $title }: { $does }; the first { $first ->
    [word] word
   *[token] token
} takes { $share }%.
alt-many = { $title }. Heads that look { $where }.
alt-many-aside = { $title }. Heads that look, the first { $first ->
    [word] word
   *[token] token
} aside, { $where }.
alt-part = { $part }, { $title }
