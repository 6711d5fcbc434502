### English: words of the frame, of lists and of the screens around the wizard.

app-name-demo = offerdesk demo
all-accounts = All accounts
place-of-nothing = Nothing is selected here. Select a row, or open an account under Accounts.
all-accounts-counted = All accounts ({ $count })
offers-no-account = This person has no access to any account.
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
action-confirm = Confirm
action-keep-unallocated = Record unallocated
action-book-other-money = It's another payment
title-accounts = Accounts
title-people = People
title-orders = Orders
title-order = Order { $number }
title-order-details = Order details
orders-none = No orders yet. Renewals and purchases under Membership offers appear here.
orders-none-waiting = No orders are awaiting payment.
order-placed-by = Placed by { $person } on { $day }
order-paid-until = Paid; the term runs through { $day }.
order-overdue = Not paid by { $day }. You can replace it with a new order. If you've already sent the money, don't pay again.
help-of = Keys on this screen
help-text = While typing
help-everywhere = Everywhere
help-line-start = To the beginning of the line
help-line-end = To the end of the line
help-word-left = One word back
help-word-right = One word ahead
help-delete-word-right = Delete the word after the cursor
help-delete-to-start = Delete to the beginning of the line
help-delete-word = Delete the word before the cursor
help-delete-to-end = Delete to the end of the line
help-wipe = Erase the digits
help-anywhere = Fields keep your entries when you go back. Nothing is charged until you select Buy.
word-yes = yes
word-no = no
word-not-chosen = not chosen yet
word-saving = Saving…
unsaved-not-kept = You haven't submitted your entries. If you leave, they will be deleted.
unsaved-draft = You haven't submitted your entries. You can keep them as a draft and continue later, or discard them.
error-paste-too-large = The text is too long to paste. Nothing was inserted.
error-paste-too-large-hint = Paste only the value of this field.
error-paste-too-long = What you pasted doesn't fit here. Nothing was inserted. { $limit ->
    [one] The field holds at most { $limit } byte.
   *[other] The field holds at most { $limit } bytes.
}
error-paste-too-long-hint = Paste something shorter, or delete what is there first.
error-field-full = This field is full. Its content is kept.
error-field-full-hint = Shorten it first.
field-room-left = { $count ->
    [one] Room for { $count } more byte.
   *[other] Room for { $count } more bytes.
}
wizard-voided = The card wasn't charged. The payment was canceled.
word-example = such as { $example }
order-cancelled = This order was canceled. Nothing was charged.
order-cancelled-transfer = This order was canceled. Money received for it will be applied to another order or returned.
order-refunding = The money is being returned.
order-refunded = The money was returned.
order-refund-refused = The bank refused the refund. Finance will return the money another way.
error-card-code-empty = A security code is needed.
error-card-code-empty-hint = It's printed on the card: three digits, four on American Express.
account-mpn = MPN { $id }
account-profile-pending = Profile pending
account-current = Current
person-current = Current
action-more = More

## Giving an order up

action-pay-by-card = Pay by card
action-pay-order = Pay this order
button-new-order = New order
action-give-up-order = Cancel order
button-keep-order = Keep the order
title-give-up-order = Cancel order { $number }?
give-up-note = Nothing was charged for this order. If a transfer for it is already on its way, Finance will apply it to another order or return it. To buy the offer after all, place a new order.
