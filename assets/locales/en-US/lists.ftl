### English: lists, their filter, and the palette.

list-filter-hint = type a few letters
list-matches = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
list-best-matches = best { $shown } of { $count }
list-best-matches-at-least = best { $shown } of at least { $count }
list-no-match-short = no results
list-no-match = No results. Try a number, MPN ID or name.

title-palette = Commands
palette-placeholder = An action, a screen, an order number, an MPN ID or a company
palette-here = On this screen
palette-places = Screens
palette-moves = Navigation
palette-found = Orders and accounts
palette-looking = Looking for orders and accounts…
palette-no-match = No results. Try an order number, MPN ID or company.
action-do = Run
