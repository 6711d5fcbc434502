### English: what the commands print.

cli-error = Error: { $sentence }
cli-hint = Hint: { $hint }
cli-offers-none = No offers.
cli-column-offer = Offer
cli-column-state = State
cli-column-expires = Expires
cli-column-renewal = Renewal
cli-column-price = Price
cli-prompt-card-number = Card number (not shown):{" "}
cli-prompt-card-code = Security code (not shown):{" "}
cli-confirm-buy = Buy for { $money }? (y/n){" "}
cli-confirm-yes = y
cli-not-bought = Nothing was bought.
cli-check-clean = The store is clean: { $count ->
    [one] { $count } record checked.
   *[other] { $count } records checked.
}
cli-check-problems = { $count ->
    [one] { $count } problem was found.
   *[other] { $count } problems were found.
}
