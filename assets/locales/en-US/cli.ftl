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
cli-confirm-cancel = Cancel order { $order } for { $money }? (y/n){" "}
cli-confirm-change = Change how order { $order } for { $money } is paid? (y/n){" "}
cli-confirm-yes = y
cli-index-is-made = Recreating the index of the store…
cli-store-is-healed = A file of the store is damaged. Nothing is lost: the file is being replaced. Have the disk checked.
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
cli-accounts-none = You don't have access to any accounts.
cli-orders-none = No orders.
cli-money-freed = { $money } received for it is now unallocated. Finance will apply it to another order or return it.
cli-receipts-none = No receipts.
cli-receipts-none-unallocated = No unallocated money.
cli-receipt-returned = { $money }, sent for order { $order }, was returned on { $day }.
cli-more = These aren't all. To see more, use a larger --limit.
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
cli-renewal-for-sale = Available
cli-prompt-card-expiry = Expiration (MM/YY):{" "}
cli-prompt-card-holder = Name on card:{" "}
cli-prompt-card-country = Card's country (two letters):{" "}
cli-prompt-card-postal-code = Card's postal code:{" "}
cli-label-version = Version
cli-change = { $label }: { $from } → { $to }
cli-change-empty = (empty)
cli-seller-changed = The seller's details were changed:
cli-seller-unchanged = The seller's details are already like this. Nothing was changed.
label-terms = Purchase terms
label-catalog-value = Value
label-catalog-file = File
cli-catalog-hash = Catalog in force: { $hash }
cli-catalog-same = This is the catalog in force. Catalog: { $hash }
cli-catalog-would-change = The files are valid. Adopting them would change the following. Catalog: { $hash }
cli-catalog-only-layout = Only comments, layout or the order of entries differ: { $file }
cli-catalog-unchanged = This catalog is already in force. Nothing was changed. Catalog: { $hash }
cli-catalog-adopted = This catalog is now in force; orders already placed keep their price. Catalog: { $hash }
cli-vat-id-unverified = { $id } (not verified yet)
cli-order-rated-anew = The total of order { $number } was { $former } and is now { $due }, because its VAT ID wasn't accepted. Money received for it stays recorded.
cli-order-to-correct = Order { $number } was paid with { $former }, but { $due } is due without that VAT ID. It's listed for correction: { OFFERDESK() } orders to-correct
cli-profile-pending = The change is waiting for a decision. Verified value → current value:
cli-profile-authorized = The change was authorized:
cli-profile-rejected = The change was rejected. These values were restored:
error-profile-version = The legal profile of { $account } has changed since version { $version }. No decision was made.
error-profile-version-hint = Read the current values above, or with: { OFFERDESK() } profile show --account { $account }. Then run the command again with that version.
cli-vetting-authorized = Authorized
cli-vetting-pending = Pending
cli-vetting-rejected = Rejected
cli-gateway-ready = The sandbox gateway is listening on { $socket }.

## How a command is refused

error-fields = { $count ->
    [one] { $count } value is wrong. Nothing was changed.
   *[other] { $count } values are wrong. Nothing was changed.
}
error-fields-hint = Correct the values listed above and run the command again.
error-no-prompt = Can't ask for card data: standard input isn't a terminal.
error-no-prompt-hint = Send the card data to standard input with --card-stdin.
error-as-on-real-store = --as works only with a demo store. Nothing was changed.
error-as-on-real-store-hint = Leave out --as.
error-catalog-file = A catalog has no file named “{ $name }”.
error-catalog-file-hint = Name countries.toml, markets.toml, offers.toml, terms.toml or problems.toml.
error-name-service = This computer's name service can't say who user ID { $number } is: { $what }. Nothing was opened.
error-name-service-hint = Try again in a moment. If that doesn't help, the computer's administrator can check it with: getent passwd { $number }
error-no-data-folder = There's no folder for your data: neither HOME nor XDG_DATA_HOME is set, and this computer's list of users gives no home folder for you.
error-no-data-folder-hint = Give the store's folder with --store PATH.
error-nothing-to-renew = This account doesn't have this offer, so there's nothing to renew. Nothing was ordered.
error-nothing-to-renew-hint = To buy it, run the same command with subscribe instead of renew.
error-renew-instead = This account has this offer, and you can renew it now. Nothing was ordered.
error-renew-instead-hint = To renew it, run the same command with renew instead of subscribe.
error-terms-needed = You haven't accepted the purchase terms, version { $version }. Nothing was ordered.
error-terms-needed-hint = To read them: { OFFERDESK() } offers terms. To accept them, add --accept-terms { $version }
error-other-terms = The purchase terms now in force are version { $version }. Nothing was ordered.
error-other-terms-hint = To read them: { OFFERDESK() } offers terms. To accept them, add --accept-terms { $version }
cli-demo-left-behind = Today is { $today } in this demo store, which was last changed on { $last }. To continue on that day, add --today { $day }
error-not-confirmed = You didn't confirm the purchase. Nothing was bought or changed.
error-not-confirmed-hint = Answer with y, or add --yes to skip the question.
error-yes-needed = With --json you must add --yes to confirm. Nothing was bought or changed.
error-yes-needed-hint = Check the order without --json first, or add --yes.
error-stopped-at-question = You stopped at a question. Nothing was changed.
error-stopped-at-question-hint = Run the command again when you're ready.
error-today-not-confirmed = offerdesk wasn't opened: you didn't confirm today's date. Nothing was changed.
error-today-not-confirmed-hint = Set this computer's clock, then start offerdesk again.
error-order-declined = The card was declined: { $reason } It wasn't charged for order { $number }.
error-order-declined-hint = Run the command again with another card. To pay order { $number } by bank transfer at its price: { OFFERDESK() } orders change-method { $number } --transfer --contact-name NAME --phone PHONE --email EMAIL
error-order-money-goes-back = Order { $number } was charged, but its subscription had been renewed, bought or canceled another way. The money is being returned.
error-order-money-goes-back-hint = To follow the refund: { OFFERDESK() } orders show { $number }
error-order-not-charged = The bank didn't process the payment of order { $number }. The card wasn't charged.
error-order-not-charged-hint = Run the command again.
error-order-settling = The bank hasn't answered yet. We're confirming the result of order { $number }, and the card won't be charged twice.
error-order-settling-hint = Don't pay again. To see the result: { OFFERDESK() } orders show { $number }
error-store-problems = { $count ->
    [one] The store is inconsistent: { $count } problem was found.
   *[other] The store is inconsistent: { $count } problems were found.
}
error-store-problems-hint = Keep a copy of the store's folder before you do anything else.
error-saved-card-none = This account has no valid saved card ending in { $digits }.
error-saved-card-none-hint = Enter the card with --card-prompt or --card-stdin, or see the saved cards with: { OFFERDESK() } cards list --account { $account }
error-saved-card-several = { $count ->
    [one] { $count } saved card ends in { $digits }.
   *[other] { $count } saved cards end in { $digits }, so it isn't clear which card you mean.
}
error-saved-card-several-hint = Use its ID instead. To see it: { OFFERDESK() } cards list --account { $account }
error-setup-abandoned = The set-up wasn't finished. Nothing was saved.
error-setup-abandoned-hint = Start it again, or fill in the file that this command prints: { OFFERDESK(by: "owner") } setup --template
error-setup-file = The file can't be used: { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}. Nothing was changed.
error-setup-file-hint = Correct the mistakes listed above. To see a complete file: { OFFERDESK(by: "owner") } setup --template
error-setup-of-demo = The demo store is already filled with sample data, so it isn't set up. Nothing was changed.
error-setup-of-demo-hint = To set up a real store, leave out --demo. To open the demo store: { OFFERDESK() }
error-card-number-in-argument = The argument { $argument } looks like a card number. Nothing was done.
error-card-number-in-argument-hint = Pay with --card-prompt or --card-stdin, and remove the line from your shell's history, because others can read arguments.
error-stream = Standard input couldn't be read: { $what }. Nothing was changed.
error-stream-hint = Check what is sent to standard input, and run the command again.
error-output = The output couldn't be written: { $what }.
error-output-hint = Free up space or send the output somewhere else. If the command changes something, check whether that was done before you run it again.
error-not-a-demo-store = The store at { $path } isn't a demo store. Nothing was changed.
error-not-a-demo-store-hint = Leave out --demo, or give another folder with --store.
error-store-not-set-up = The set-up of the store at { $path } wasn't finished.
error-store-not-set-up-hint = Start offerdesk without a command, or: { OFFERDESK(by: "owner") } setup --from FILE
error-store-already-set-up = The store at { $path } is already set up. Nothing was changed.
error-store-already-set-up-hint = To set up a second store, give another folder with --store.
error-demo-data = The built-in sample data is wrong, in { $file }: { $what }. This is a bug in offerdesk.
error-demo-data-hint = Report it.
