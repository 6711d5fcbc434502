### English: the wizard that renews or buys: payment method, card or transfer, review, progress, confirmation.

title-renew = Renew: { $offer }
title-subscribe = Subscribe: { $offer }

step-payment-method = Payment method
step-card = Card
step-transfer = Contact
step-review = Review
step-progress = Payment
step-confirmation = Confirmation
step-position = Step { $step } of { $steps }

## Payment method

wizard-choose-payment = Select your payment preference
payment-method-card = Credit card
payment-method-bank-transfer = Electronic bank transfer
payment-method-transfer-brief = Bank transfer
payment-method-card-note = Charged immediately. Active right away.
wizard-new-card = Another card
wizard-saved-card = { $brand } ending in { $digits }, valid through { $expiry }
transfer-blocks = Until you pay or cancel it, or its due date passes, an order by bank transfer blocks other orders for this offer and canceling it.
wizard-transfer-late = A bank transfer can take up to a week, and renewal closes { $day }. If you order by then, you can still pay until the due date. A card renews the subscription right away.

## Card

label-card-holder = Name on card
label-card-number = Card number
label-card-expiry = Expiration (MM/YY)
label-card-code = Security code
label-card-country = Card's country (2 letters)
label-country-of-card = Card's country
label-card-postal-code = Card's postal code
label-card-keep = Save this card
wizard-card-keep-note = Brand, last four digits and expiry are saved; never number or code.
wizard-card-address-note = The country and postal code your bank has on file, not the legal address. If they don't match, the payment is declined.
wizard-card-secrecy = The number and the code are erased as soon as you submit the card form.
error-card-number-elsewhere = This looks like a card number. It wasn't saved.
error-card-number-elsewhere-hint = The card number belongs in the field above. Remove it here.

## Bank transfer

label-contact-name = Contact name
label-phone = Phone number
label-email = Email address
wizard-transfer-note = Who to contact about this transfer.

## Review

title-review = Review order details
label-term = Term
label-price = Price
label-tax = Tax
label-total-before = Total before
label-total-due = Total due without the VAT ID
label-total = Total
label-payment = Payment
label-bill-to = Bill-to address
label-vat-id = VAT ID
label-purchase-order = Purchase-order number
wizard-term = { $first } through { $last }
wizard-term-short = { $first } to { $last }
wizard-term-until = through { $last }
wizard-term-from-payment = One year from the day of payment
wizard-tax-reverse-charge = Reverse charge: the buyer accounts for the VAT
wizard-tax-reverse-charge-brief = Reverse charge
wizard-tax-exempt = Tax-exempt
wizard-tax-none = No tax in this market
wizard-tax-none-brief = None in this market
title-terms = Purchase terms
review-part-replaces = the overdue order that this order replaces
wizard-changed = Changed since you opened this page: { $parts }. Check the changes, then select Buy again.
wizard-buy-card-note = When you select Buy, the card is charged { $money } immediately.
wizard-buy-transfer-note = Select Buy to place the order. Nothing is charged; { $money } is due by { $day }. { wizard-transfer-blocks }
wizard-transfer-blocks = Until you pay or cancel this order, you can't place another one for this offer or cancel the subscription.
wizard-button-card = { $money } is charged to { $brand } ending in { $digits } immediately.
wizard-button-card-brief = { $money } is charged immediately.
wizard-button-transfer = Nothing is charged now; { $money } is due by { $day }.
wizard-button-transfer-brief = { $money } is due by { $day }.
button-buy = Buy

## While the bank is asked

wizard-asking-bank = Waiting for the bank…
wizard-asking-bank-note = You can close this screen. The card won't be charged twice, and the result will appear with the subscription.
wizard-settling = The bank hasn't answered. We're confirming the result with the bank. Don't pay again: either this payment goes through, or the card isn't charged.
wizard-declined = The card was declined: { $reason }
wizard-declined-note = The card wasn't charged. Correct the card or pay another way.
wizard-declined-saved-note = The card wasn't charged. Use another card or pay another way.
wizard-voided-note = You can try again or pay another way.
wizard-if-closed = If you close this screen, the order is canceled and your entries are kept, except the card number and its code.
wizard-unknown-note = You can close this screen. The result will appear with the subscription.
button-correct-card = Correct the card
button-other-method = Pay another way

decline-do-not-honor = the bank gave no reason.
decline-insufficient-funds = there isn't enough money on the card.
decline-address-mismatch = the country or postal code doesn't match the card.
decline-wrong-security-code = the security code is wrong.
decline-expired-card = the card has expired.

## Confirmation

title-confirmed = Order confirmed
title-order-placed = Order placed
wizard-done-renewed = You renewed { $offer }. It expires
wizard-done-purchased = { $offer } is active and expires
wizard-confirmed-renewed = You renewed { $offer }. It expires { $day }.
wizard-confirmed-purchased = { $offer } is active and expires { $day }.
wizard-confirmed-charged = { $money } was charged to { $brand } ending in { $digits }.
wizard-transfer-placed = Transfer exactly { $money } by { $day }. The new term becomes active when your payment arrives.
title-transfer-instructions = Wire transfer instructions
title-transfer-overdue = The transfer that was due
label-payment-reference = Payment reference
label-mpn-id = MPN ID
label-amount-due = Amount due
label-due-date = Due date
label-recipient = Recipient
label-bank = Bank
label-account-number = Account number
label-bic = BIC

## Drafts

wizard-draft-found = Your draft from { $day } was restored. Card numbers and security codes are never saved.

## Test cards of the sandbox

wizard-demo-cards = Demo: no real card is charged. { $charged } is charged, { $declined } is declined, with any future date and any code.
sandbox-card-approve = charged
sandbox-card-do-not-honor = declined without a reason
sandbox-card-insufficient-funds = declined: not enough money
sandbox-card-address-mismatch = declined: wrong country or postal code
sandbox-card-wrong-security-code = declined: wrong security code
sandbox-card-expired-card = declined: expired
sandbox-card-silent-before = never charged; the bank gives no answer
sandbox-card-silent-after = charged; the bank gives no answer
sandbox-card-late = charged late, unless the payment ended before
sandbox-card-refund-refused = charged; the bank refuses a refund
sandbox-card-refund-silent-after = charged; a refund is made, but the bank answers only the third request
sandbox-card-refund-silent-before = charged; the first request for a refund is lost

wizard-accept-terms = I accept the purchase terms
wizard-closed-kept = Your entries are saved as a draft.
wizard-checking-card = Checking the card… It isn't charged yet.
wizard-card-ready = Ready: { $card }. Select Submit to continue, or type a different number.
wizard-transfer-reference-keep = Put both the order number and the MPN ID in the payment reference. Without them your payment can't be matched.
payment-method-transfer-short = Activated when your payment arrives; due in { $count ->
    [one] { $count } day
   *[other] { $count } days
}.
discard-title = Discard this draft?
discard-question = Your entries will be deleted.
title-your-order = Your order

## An order that is there is paid in another way

title-change-method = Pay order { $number } another way
change-transfer-sent = If you've already sent the transfer, don't pay by card: wait for the money to arrive. Paying by card cancels order { $order }; money that arrives for it later is returned or applied to another order.
change-not-sent = I haven't sent the transfer
change-money-freed = The { $money } received for order { $order } doesn't count toward this payment. Finance will return it or apply it to another order.
replaces-overdue-card = Order { $order } is overdue. Buy cancels it, even if the card is declined. If you've already sent its transfer, don't pay by card: ask Finance first.
replaces-overdue-transfer = Order { $order } is overdue. Buy cancels it. If you've already sent its transfer, don't send the money again: Finance can apply it to the new order.
change-replaced = This order replaces order { $order }, which was canceled. Don't pay that one.
change-if-closed = If you close this screen, you can still pay the order until { $day }; your entries are kept, except the card number and its code.
