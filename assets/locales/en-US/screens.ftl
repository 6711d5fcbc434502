### English: words of the frame, of lists and of the screens around the wizard.

app-name-demo = offerdesk demo
offers-no-account = No account is open to this person.
button-show-order = Show order
action-up = Up
action-down = Down
action-left = Left
action-right = Right
action-page-up = One screen up
action-page-down = One screen down
action-first = To the first
action-last = To the last
action-discard-draft = Discard draft
action-keep-unallocated = Keep unallocated
action-book-other-money = It is other money
title-accounts = Accounts
title-people = People
title-orders = Orders
title-order = Order { $number }
orders-none = There is no order yet.
orders-none-waiting = No order waits for money.
order-line = { $number }, { $day }, { $state }
order-placed-by = Placed by { $person } on { $day }
order-paid-until = Paid; the term runs through { $day }.
order-overdue = Not paid by { $day }: the order gives way to a new one. If the money is on its way, do not pay again.
help-of = Keys on this screen
help-delete-word = Delete the word before the cursor
help-delete-to-end = Delete to the end of the line
help-anywhere = A field keeps what was typed when you go back. Nothing is charged before Buy.
word-yes = yes
word-no = no
word-not-chosen = not chosen yet
word-saving = Saving…
unsaved-not-kept = What was typed here was not submitted. Leaving throws it away.
error-paste-too-large = That was too much to paste; nothing was inserted.
error-paste-too-large-hint = Paste the value of this field alone.
error-field-full = This field is full; what is in it was kept.
error-field-full-hint = Shorten it first.
field-room-left = { $count ->
    [one] Room for { $count } more byte.
   *[other] Room for { $count } more bytes.
}
wizard-voided = Nothing was charged, and nothing will be: the payment was called off. Try again.
word-example = such as { $example }
order-cancelled = This order was given up. Nothing was charged for it.
order-cancelled-transfer = This order was given up. Money that came in for it is applied to another order or returned.
order-refunding = The money is being returned.
order-refunded = The money was returned.
order-refund-refused = The bank refused the refund. Finance will return the money another way.
error-card-code-empty = The security code is needed.
error-card-code-empty-hint = It is printed on the card: three digits, four on American Express.
account-mpn = MPN { $id }
account-profile-pending = Legal profile pending
action-more = More
