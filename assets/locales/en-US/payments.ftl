### The payment network of a store, payments settled by hand, charges that no order counts, and saved cards.

## The network

payment-network-name = payment network { $id }
payment-network-sandbox = sandbox { $id }
label-payment-network = Payment network
label-connected-network = Connected now
error-closed-other-network = This store belongs to payment network { $ours }, but network { $connected } is connected, so no card can be charged.
error-closed-other-network-hint = Connect the store's own network. If it is to be replaced: once everything is settled, whoever the store's folder belongs to can run { OFFERDESK(by: "owner") } payments adopt.
error-closed-sandbox-on-real-store = A sandbox moves no money, so it doesn't serve a real store. Nothing was changed.
error-closed-sandbox-on-real-store-hint = Leave out --gateway, or use a demo store with --demo.
error-adopt-unsettled = { $count ->
    [one] One payment of another network is
   *[other] { $count } payments of another network are
} not settled yet. The store still belongs to its former network.
error-adopt-unsettled-hint = See them with { OFFERDESK() } payments show. Connect their network and let them be settled first.
cli-payments-ours = { $network }, since { $day }
cli-payments-none-yet = none yet; the first card order decides
cli-payments-not-connected = none
cli-payments-adopted = The store now belongs to { $network }.
cli-payments-adopted-instead = The store now belongs to { $network }. Before, it belonged to network { $former }.
cli-payments-adopted-before = The store already belongs to { $network }. Nothing was changed.
cli-payments-foreign = { $count ->
    [one] One order waits for another payment network than the one that is connected, and was left alone.
   *[other] { $count } orders wait for another payment network than the one that is connected, and were left alone.
} See { OFFERDESK() } payments show.
cli-payments-unknown = its network doesn't know it; in { $minutes } min Finance may settle it by hand
cli-payments-unknown-long = its network doesn't know it; Finance may settle it by hand
cli-payments-orphans = { $count ->
    [one] One charge counts for no order
   *[other] { $count } charges count for no order
}: see { OFFERDESK() } payments orphans.
cli-column-note = Note

## Settling by hand

field-settle-note = Note
error-payment-own-order = Nobody decides about the money of an order of their own. Nothing was changed.
error-payment-own-order-hint = Ask someone else in Finance.
error-settle-not-settling = The order isn't being settled with the bank. Nothing was changed.
error-settle-not-settling-hint = Look at it with { OFFERDESK() } orders show.
error-settle-known = The payment network hasn't said that it doesn't know this payment, so it settles it itself. Nothing was changed.
error-settle-known-hint = Look at the order again in a moment.
error-settle-too-early = { $minutes ->
    [one] The payment network has to say for one more minute
   *[other] The payment network has to say for { $minutes } more minutes
} that it doesn't know this payment. Nothing was changed.
error-settle-too-early-hint = Try again then; until that time the network may still settle it.
cli-settled-paid = Order { $order } is settled by hand as charged. Its term ends on { $day }.
cli-settled-refunding = Order { $order } is settled by hand as charged. Its term can no longer be activated, so the money goes back.
cli-settled-not-charged = Order { $order } is settled by hand as not charged. It can be paid again.

## Charges that no order counts

thing-charge = charge
orphan-state-open = open
orphan-state-refunding = being refunded
orphan-state-refunded = refunded
orphan-state-refund-refused = refund refused by the bank
orphan-state-attached = pays an order
error-charge-other-network = This payment belongs to another payment network than the one that is connected. Nothing was changed.
error-charge-other-network-hint = Connect its network first; { OFFERDESK() } payments show tells which one it is.
error-charge-decided = This charge was already refunded or attached to an order. Nothing was changed.
error-charge-decided-hint = See { OFFERDESK() } payments orphans --all.
error-charge-not-refused = The bank hasn't refused to refund this charge. Nothing was changed.
error-charge-not-refused-hint = Refund it first with { OFFERDESK() } payments orphans refund.
error-charge-gone = The payment network has no money for this charge any more. Nothing was changed.
error-charge-gone-hint = Refund it, so that it leaves the list: nothing is paid out twice.
error-attach-not-unpaid = The order is paid, given up or being settled. Nothing was changed.
error-attach-not-unpaid-hint = Choose an unpaid order, or refund the charge.
error-attach-other-total = The order asks for exactly { $expected }. Nothing was changed.
error-attach-other-total-hint = Choose an order of the same total, or refund the charge.
error-attach-not-activated = What the order pays for can no longer be activated. Nothing was changed.
error-attach-not-activated-hint = Refund the charge.
cli-orphans-none = Every charge counts for an order.
cli-orphan-refund = { $money }: { $state }
cli-orphan-returned = { $money } was returned on { $day }.
cli-orphan-attached = { $money } now pays order { $order }.
cli-column-reference = Reference
cli-column-amount = Amount
cli-column-found = Found
cli-column-asked-for = Order

## Saved cards

error-saved-card-other-network = This card was saved at another payment network and can't be charged here. Nothing was charged.
error-saved-card-other-network-hint = Enter the card again.
card-state-usable = valid
card-state-expired = expired
card-state-other-network = of another payment network
cli-cards-none = This account has no saved cards.
cli-card-removed = The card { $card } is no longer saved.
cli-column-valid-through = Valid through
cli-column-saved-by = Saved by
cli-column-saved-on = Saved on
