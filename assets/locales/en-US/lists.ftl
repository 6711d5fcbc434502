### English: lists, their filter, and the palette.

list-filter-hint = type a few letters
list-matches = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
list-first-matches = first { $shown } of { $count }
list-first-matches-at-least = first { $shown } of at least { $count }
list-no-match-short = no results
list-no-match = No results. Try a number, MPN ID or name, or clear the filter.
register-no-match = No results. Try another word, number or day, or clear the filter.

title-palette = Commands
palette-placeholder = An action, a screen, an order number, an MPN ID or a company
palette-here = On this screen
palette-places = Screens
palette-moves = Navigation
palette-found = Orders and accounts
palette-looking = Looking for orders and accounts…
palette-no-match = No results. Try an order number, MPN ID or company.
palette-short = Order numbers are found by { $count } or more of their characters.
action-do = Run

## The line of places

place-queue = Queue
place-offers = Offers
place-company = Company
place-money = Money

## Headings of columns

column-order = Order
column-company = Company
column-mpn = MPN ID
column-state = State
column-due = Due
column-placed = Placed
column-placed-by = Placed by
column-note = Note
column-name = Name
column-roles = Roles
column-number = No.
column-title = Title
column-age = Opened
column-severity = Severity
column-asks = Asks for
column-requested-by = Requested by
column-taken-by = Taken by
column-asks-cancellation = Cancellation
