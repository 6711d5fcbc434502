### English: what the commands print.

cli-error = Error: { $sentence }
cli-hint = Hint: { $hint }
cli-column-offer = Offer
cli-column-state = State
cli-column-expires = Expires
cli-column-renewal = Renewal
cli-column-total = Total
cli-prompt-card-number = Card number (not shown):{" "}
cli-prompt-card-code = Security code (not shown):{" "}
cli-confirm-buy = Buy for { $money }? (y/n){" "}
cli-confirm-cancel = Give up order { $order } for { $money }? (y/n){" "}
cli-confirm-change = Pay order { $order } for { $money } in this way instead? (y/n){" "}
cli-confirm-yes = y
cli-index-is-made = The index of the store is being made anew…
cli-store-is-healed = A file of the store is damaged. Nothing is lost: it is replaced now. Have the disk looked at.
cli-check-clean = The store is clean: { $count ->
    [one] { $count } record checked.
   *[other] { $count } records checked.
}
cli-clock-last = Last change in the store: { $day }
cli-clock-last-before = Last change before this one: { $day }
cli-clock-today-demo = Today in this demo store: { $day }
cli-clock-today = Today, by this computer's clock: { $day }
cli-clock-agrees = The dates agree, so changes can be saved.
cli-clock-demo = A demo store takes any date, so changes can be saved.
cli-clock-ran-ahead = Today is more than { $days } days after the last change, so nothing can be saved.
cli-clock-ran-ahead-hint = If today's date is right, run: { OFFERDESK(by: "owner") } store clock --accept-today. If it isn't, set this computer's clock.
cli-clock-went-back = Today is before the last change, so nothing can be saved.
cli-clock-went-back-hint = Set this computer's clock. If it's right now and was wrong before, run: { OFFERDESK(by: "owner") } store clock --accept-today
cli-clock-going-back = Going back means that the days in between are treated as if they hadn't happened. Orders, payments and requests dated later than today stay in the store with those dates.
cli-clock-accepted = Today's date was accepted, so changes can be saved again.
cli-clock-nothing-to-accept = The dates agree, so there was nothing to accept. Nothing was changed.
cli-clock-question = The store was last changed on { $last }. By this computer's clock, today is { $today }, more than { $days } days later.
cli-confirm-today = Is today's date right? (y/N){" "}

cli-account = { $company } · MPN ID { $id } · { $day }
cli-accounts-none = No account can be seen.
cli-orders-none = No orders.
cli-order-given-up = Order { $order } was given up.
cli-money-freed = { $money } that came in for it is unallocated now. Finance applies it to another order or returns it.
cli-receipts-none = No receipts.
cli-receipts-none-unallocated = No money is unallocated.
cli-receipt-returned = { $money }, sent for order { $order }, was returned on { $day }.
cli-more = There are more. See them with a larger --limit.
cli-column-id = ID
cli-column-placed = Placed
cli-column-receipt = Receipt
cli-column-unallocated = Unallocated
cli-column-sent-for = Sent for
cli-column-reason = Reason
cli-label-placed = Placed
cli-label-address = Address
cli-placed = { $day } by { $by }
cli-order = order { $number }
cli-order-placed = Order { $number }
cli-card = { $brand } ending in { $digits }
cli-renewal-open = Through { $day }, { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
cli-renewal-for-sale = For sale
cli-prompt-card-expiry = Expiration (MM/YY):{" "}
cli-prompt-card-holder = Name on card:{" "}
cli-prompt-card-country = Card's country (two letters):{" "}
cli-prompt-card-postal-code = Card's postal code:{" "}
cli-label-version = Version
cli-change = { $label }: { $from } → { $to }
cli-change-empty = (empty)
cli-seller-changed = The seller was changed:
cli-seller-unchanged = The seller is like this already. Nothing was changed.
label-terms = Purchase terms
label-catalog-file = File
cli-catalog-hash = Catalog in force: { $hash }
cli-catalog-same = This is the catalog in force. Catalog: { $hash }
cli-catalog-would-change = The files can be read. Taking them over would change the following. Catalog: { $hash }
cli-catalog-unchanged = This catalog is in force already. Nothing was changed. Catalog: { $hash }
cli-catalog-adopted = This catalog is in force now; orders that were placed keep their price. Catalog: { $hash }
cli-vat-id-unverified = { $id } (not verified yet)
cli-order-rated-anew = Order { $number } asked for { $former } and asks for { $due } now, because its VAT ID doesn't count. Money that was received for it stays booked.
cli-order-to-correct = Order { $number } was paid with { $former }, but { $due } is due without that VAT ID. It is listed for correction: { OFFERDESK() } orders to-correct
cli-profile-pending = Waits for a decision. From what was verified to what it is now:
cli-profile-authorized = The change was authorized:
cli-profile-rejected = The change was rejected. This went back:
error-profile-version = The legal profile of { $account } has changed since version { $version }. Nothing was decided.
error-profile-version-hint = Read what it is now, above, or with: { OFFERDESK() } profile show --account { $account }. Then run the command again with that version.
cli-vetting-authorized = Authorized
cli-vetting-pending = Pending
cli-vetting-rejected = Rejected
cli-gateway-ready = The sandbox gateway listens on { $socket }.

## How a command is refused

error-fields = { $count ->
    [one] { $count } value is wrong. Nothing was changed.
   *[other] { $count } values are wrong. Nothing was changed.
}
error-fields-hint = Correct what is named above and run the command again.
error-no-prompt = A card can be asked for only in a terminal, and standard input is none.
error-no-prompt-hint = Give the card on standard input with --card-stdin.
error-as-on-real-store = Only in a demo store may one choose whom to act as. Nothing was changed.
error-as-on-real-store-hint = Leave out --as.
error-catalog-file = A catalog has no file named “{ $name }”.
error-catalog-file-hint = Name countries.toml, markets.toml, offers.toml, terms.toml or problems.toml.
error-name-service = This computer's name service can't say who user ID { $number } is: { $what }. Nothing was opened.
error-name-service-hint = Try again in a moment. If it stays so, whoever looks after this computer can check it with: getent passwd { $number }
error-no-data-folder = Nothing says where data belongs: neither HOME nor XDG_DATA_HOME is set, and this computer's list of users names no home folder for you.
error-no-data-folder-hint = Name the store's folder with --store PATH.
error-nothing-to-renew = This account does not hold this offer, so there is nothing to renew. Nothing was ordered.
error-nothing-to-renew-hint = Buy it with: { OFFERDESK() } subscribe
error-renew-instead = This account holds this offer, and it can be renewed now. Nothing was ordered.
error-renew-instead-hint = Renew it with: { OFFERDESK() } renew
error-terms-needed = The purchase terms, version { $version }, have not been accepted. Nothing was ordered.
error-terms-needed-hint = Read them with: { OFFERDESK() } offers terms. Then accept them with --accept-terms { $version }
error-other-terms = The purchase terms in force are version { $version }. Nothing was ordered.
error-other-terms-hint = Read them with: { OFFERDESK() } offers terms. Then accept them with --accept-terms { $version }
error-not-confirmed = Nothing was bought or changed: the question was not answered with yes.
error-not-confirmed-hint = Answer with y, or give --yes to be asked nothing.
error-yes-needed = With --json no question is asked, and nothing is done without --yes. Nothing was bought or changed.
error-yes-needed-hint = Check the order without --json first, or add --yes.
error-stopped-at-question = You stopped at a question. Nothing was changed.
error-stopped-at-question-hint = Run the command again when you are ready.
error-today-not-confirmed = offerdesk wasn't opened: you didn't confirm today's date. Nothing was changed.
error-today-not-confirmed-hint = Set this computer's clock, then start offerdesk again.
error-order-declined = The card was declined: { $reason } Nothing was charged for order { $number }.
error-order-declined-hint = Run the command again with another card. To pay order { $number } by bank transfer at its price: { OFFERDESK() } orders change-method { $number } --transfer
error-order-money-goes-back = Order { $number } was charged, but what it was for was renewed, bought or canceled in another way meanwhile. The money is being returned.
error-order-money-goes-back-hint = See how it ends with: { OFFERDESK() } orders show { $number }
error-order-not-charged = The bank did not carry the payment of order { $number } out. Nothing is charged.
error-order-not-charged-hint = Run the command again.
error-order-settling = The bank has not answered yet. Order { $number } is being settled, and nothing will be charged twice.
error-order-settling-hint = Do not pay again. See how it ended with: { OFFERDESK() } orders show { $number }
error-store-problems = { $count ->
    [one] The store does not hold together: { $count } problem was found.
   *[other] The store does not hold together: { $count } problems were found.
}
error-store-problems-hint = Keep a copy of the store's folder before doing anything else.
error-saved-card-none = No saved card of this account that is still valid ends in { $digits }.
error-saved-card-none-hint = See the saved cards with { OFFERDESK() } cards list, or give the card with --card-prompt or --card-stdin.
error-saved-card-several = { $count ->
    [one] { $count } saved card ends in { $digits }.
   *[other] { $count } saved cards end in { $digits }, so it is not clear which one is meant.
}
error-saved-card-several-hint = Name it by its ID; { OFFERDESK() } cards list shows it.
error-setup-abandoned = The set-up was not finished. Nothing of it was kept.
error-setup-abandoned-hint = Start it again, or fill in a file: { OFFERDESK(by: "owner") } setup --template prints one.
error-setup-file = { $file }, line { $line }, column { $column }: { $what }. Nothing was changed.
error-setup-file-hint = Compare it with what { OFFERDESK(by: "owner") } setup --template prints.
error-card-number-in-file = { $file }, line { $line }: this looks like a card number. Nothing was changed.
error-card-number-in-file-hint = Remove it from the file. A card number is only ever asked for when you pay by card.
error-card-number-in-argument = The argument { $argument } looks like a card number. Nothing was done.
error-card-number-in-argument-hint = Pay with --card-prompt or --card-stdin, and remove the line from your shell's history: others can read arguments.
error-unreadable-file = { $file } cannot be read: { $what }.
error-unreadable-file-hint = Check the path and its permissions.
error-stream = Reading or writing failed: { $what }.
error-stream-hint = Check where standard input and output lead.
error-not-a-demo-store = The store at { $path } is no demo store. Nothing was changed.
error-not-a-demo-store-hint = Leave out --demo, or name another folder with --store.
error-store-not-set-up = The store at { $path } was never set up to the end.
error-store-not-set-up-hint = Start offerdesk without a command, or: { OFFERDESK(by: "owner") } setup --from FILE
error-store-already-set-up = The store at { $path } is set up already. Nothing was changed.
error-store-already-set-up-hint = Name another folder with --store to set a second one up.
error-demo-data = The built-in sample data is wrong, in { $file }: { $what }. This is a defect of offerdesk.
error-demo-data-hint = Report it.
