### English: lists, their filter, and the palette.

list-filter-hint = type a few letters
list-matches = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
list-best-matches = the best { $shown } of { $count }
list-no-match-short = no match
list-no-match = No match: Esc clears the filter.
