### The payment network of a store, payments settled by hand, charges that no order counts, and saved cards.

## The network

payment-network-name = payment network { $id }
payment-network-sandbox = sandbox { $id }
label-payment-network = Payment network
label-connected-network = Connected now
error-closed-other-network = This store belongs to payment network { $ours }, but network { $connected } is connected, so no card can be charged.
error-closed-other-network-hint = Connect the store's own network. To replace it, wait until every payment has its result; then the owner of the store's folder can run: { OFFERDESK(by: "owner") } payments adopt
error-closed-sandbox-on-real-store = A sandbox moves no money, so you can't use it with a real store. Nothing was changed.
error-closed-sandbox-on-real-store-hint = Leave out --gateway, or use a demo store with --demo.
error-adopt-unsettled = { $count ->
    [one] One payment of another network still has
   *[other] { $count } payments of another network still have
} no result. The store still belongs to its previous network.
error-adopt-unsettled-hint = Connect their network and wait for the results. To see them: { OFFERDESK() } payments show
cli-payments-ours = { $network }, since { $day }
cli-payments-none-yet = none yet; the first card order sets it
cli-payments-not-connected = none
cli-payments-adopted = The store now belongs to { $network }.
cli-payments-adopted-instead = The store now belongs to { $network }. Its previous network was { $former }.
cli-payments-adopted-before = The store already belongs to { $network }. Nothing was changed.
cli-payments-foreign = { $count ->
    [one] One order is waiting for a payment network other than the connected one. It wasn't changed.
   *[other] { $count } orders are waiting for a payment network other than the connected one. They weren't changed.
} To see them: { OFFERDESK() } payments show
cli-payments-unknown = its network doesn't know it; in { $minutes } min Finance can settle it by hand
cli-payments-unknown-long = its network doesn't know it; Finance can settle it by hand
cli-payments-orphans = { $count ->
    [one] One charge belongs to no order
   *[other] { $count } charges belong to no order
}. To see more: { OFFERDESK() } payments orphans
cli-column-note = Note

## Settling by hand

field-settle-note = Note
error-payment-own-order = You can't decide about the money of your own order. Nothing was changed.
error-payment-own-order-hint = Ask someone else in Finance.
error-settle-not-settling = This order isn't waiting for a result from the bank. Nothing was changed.
error-settle-not-settling-hint = To see the order: { OFFERDESK() } orders show { $number }
error-settle-known = The payment network hasn't said that it doesn't know this payment, so it will confirm the result itself. Nothing was changed.
error-settle-known-hint = Check the order again in a moment.
error-settle-too-early = { $minutes ->
    [one] Wait one more minute
   *[other] Wait { $minutes } more minutes
}: the payment network may still find this payment. Nothing was changed.
error-settle-too-early-hint = Try again after that time.
cli-settled-paid = You settled order { $order } by hand as charged. Its term ends on { $day }.
cli-settled-refunding = You settled order { $order } by hand as charged. Its term can no longer be activated, so the money is being returned.
cli-settled-not-charged = You settled order { $order } by hand as not charged. It can be paid again.
title-unsettled = Payments without a result
action-settle = Settle by hand
unsettled-none = Every card payment has a result.
column-settling = Settle by hand
settle-began = Requested
settle-now = Can be settled now
settle-in = { $minutes ->
    [one] In { $minutes } minute
   *[other] In { $minutes } minutes
}
settle-waits = Waiting for the bank
settle-other-network = Another payment network
settle-own = Your own order
label-settle-found = What you found
settle-charged = The card was charged
settle-not-charged = The card wasn't charged
settle-found-note = Ask the bank first: its network doesn't know this payment.
settle-note-note = Say how you know. The note is kept with the order.
settle-title = Settle this payment?
settle-charged-question = Order { $order } of { $company } ({ $money }) will count as paid. This can't be undone.
settle-not-charged-question = Order { $order } of { $company } ({ $money }) will count as not charged, and can be paid again. This can't be undone.

## Charges that no order counts

thing-charge = charge
orphan-state-open = open
orphan-state-refunding = being refunded
orphan-state-refunded = refunded
orphan-state-refund-refused = refund refused by the bank
orphan-state-attached = pays an order
error-charge-other-network = This payment belongs to a payment network other than the connected one. Nothing was changed.
error-charge-other-network-hint = Connect its network first. To see which one it is: { OFFERDESK() } payments show
error-charge-decided = This charge was already refunded or attached to an order. Nothing was changed.
error-charge-decided-hint = To see what became of it: { OFFERDESK() } payments orphans --all
error-charge-not-refused = The bank hasn't refused to refund this charge. Nothing was changed.
error-charge-not-refused-hint = Refund it first with: { OFFERDESK() } payments orphans refund { $reference }
error-charge-gone = The payment network no longer has money for this charge. Nothing was changed.
error-charge-gone-hint = Refund it to remove it from the list: nothing is paid out twice.
error-attach-not-unpaid = The order is paid or canceled, or the bank is still processing it. Nothing was changed.
error-attach-not-unpaid-hint = Choose an unpaid order, or refund the charge.
error-attach-other-total = The total of the order is exactly { $expected }. Nothing was changed.
error-attach-other-total-hint = Choose an order with the same total, or refund the charge.
error-attach-not-activated = What this order pays for can no longer be activated. Nothing was changed.
error-attach-not-activated-hint = Refund the charge.
cli-orphans-none = No charge needs a decision.
cli-orphan-refund = { $money }: { $state }
cli-orphan-returned = { $money } was returned on { $day }.
cli-orphan-attached = { $money } now pays order { $order }.
cli-column-reference = Reference
cli-column-amount = Amount
cli-column-found = Found
cli-column-asked-for = Order
title-charges = Charges without an order
action-refund-charge = Refund
action-return-charge = Mark as returned
action-attach-charge = Attach to an order
charges-open = Needs a decision
charges-all = All
charges-none = There has been no charge without an order.
charge-since = Since
charge-asked-for = Requested for order
charge-pays = Pays order
charge-refund-title = Refund this charge?
charge-refund-question = { $money } will go back to { $card }. This can't be undone.
charge-refunding = { $money } is being refunded.
charge-return-question = { $money } charged to { $card }, value date { $day }. Mark it only once your bank has sent the money. This can't be undone.
charge-attach-title = Attach to an order?
charge-attach-question = { $money } charged to { $card } will pay order { $order } of { $buyer } (total { $total }). This can't be undone.
charge-attach-note = An unpaid order with exactly the same total.

## Saved cards

error-saved-card-other-network = This card was saved with another payment network and can't be used here. It wasn't charged.
error-saved-card-other-network-hint = Enter the card again.
card-state-usable = valid
card-state-expired = expired
card-state-other-network = of another payment network
cli-cards-none = This account has no saved cards.
cli-column-valid-through = Valid through
cli-column-saved-by = Saved by
cli-column-saved-on = Saved on
title-saved-cards = Saved cards
action-remove-card = Remove card
card-remove-title = Remove this card?
card-remove-question = { $card }. To pay with it again, someone must enter it again. What it has paid stays paid.
card-removed = The saved card { $brand } ending in { $digits } was removed.
