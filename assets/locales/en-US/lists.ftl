### English: lists, their filter, and the palette.

list-filter-hint = type a few letters
list-matches = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
list-best-matches = the best { $shown } of { $count }
list-best-matches-at-least = the best { $shown } of at least { $count }
list-no-match-short = no match
list-no-match = No match: Esc clears the filter.

title-palette = What to do, where to go
palette-placeholder = An action, a screen, an order number, an MPN ID or a company
palette-here = On this screen
palette-places = Screens
palette-moves = Moving about
palette-found = Orders and accounts
palette-looking = Looking for orders and accounts…
palette-no-match = Nothing matches: Esc closes the list.
action-do = Do it
