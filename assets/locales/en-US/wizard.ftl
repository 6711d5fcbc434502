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
payment-method-card-note = Charged at once; the subscription is active at once.
wizard-new-card = Another card
wizard-saved-card = { $brand } ending in { $digits }, valid through { $expiry }
transfer-blocks = Until it is paid, given up or its due day is over, an order by bank transfer blocks other orders for this offer and canceling it.
wizard-transfer-late = A bank transfer can take up to a week, and renewal closes { $day }. An order placed by then keeps the right to renew until it is due; paying by card renews at once.

## Card

label-card-holder = Name on card
label-card-number = Card number
label-card-expiry = Expiration (MM/YY)
label-card-code = Security code
label-card-country = Card's country (2 letters)
label-country-of-card = Card's country
label-card-postal-code = Card's postal code
label-card-keep = Keep for later
wizard-card-keep-note = Brand, last four and expiry are kept; never the number or the code.
wizard-card-address-note = The card's own country and postal code, as the bank knows them; not the legal address. If they differ, the bank declines.
wizard-card-secrecy = The number and the code are wiped as soon as the card form has been submitted.

## Bank transfer

label-contact-name = Contact name
label-phone = Phone number
label-email = Email address
wizard-transfer-note = Whom the seller may ask about the transfer.

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
wizard-term-from-payment = One year from the day of payment
wizard-tax-reverse-charge = Reverse charge: the buyer accounts for the VAT
wizard-tax-exempt = Tax-exempt
wizard-tax-none = No tax in this market
title-terms = Purchase terms
wizard-changed = Something changed since this was shown. Check the marked lines, then select Buy again.
wizard-buy-card-note = Buy charges the card { $money } at once.
wizard-buy-transfer-note = Buy places the order. Nothing is charged; { $money } is due by { $day }. { transfer-blocks }
button-buy = Buy

## While the bank is asked

wizard-asking-bank = Asking the bank…
wizard-asking-bank-note = This may be closed: nothing will be charged twice, and the result will be shown with the subscription.
wizard-settling = The bank hasn't answered. The payment is being settled: either it turns out to be paid, or nothing will be charged. No second payment is needed.
wizard-declined = The card was declined: { $reason }
wizard-declined-note = Nothing was charged. Correct the card or pay in another way. Closing cancels this order and keeps what you typed, but for the card number and its code.

decline-do-not-honor = the bank gave no reason.
decline-insufficient-funds = not enough money on the card.
decline-address-mismatch = the country or postal code isn't the card's.
decline-wrong-security-code = the security code is wrong.
decline-expired-card = the card has expired.

## Confirmation

title-confirmed = Order confirmed
title-order-placed = Order placed
wizard-confirmed-renewed = { $offer } is renewed and expires { $day }.
wizard-confirmed-purchased = { $offer } is active and expires { $day }.
wizard-confirmed-charged = { $money } was charged to { $brand } ending in { $digits }.
wizard-transfer-placed = Transfer exactly { $money } by { $day }. The new term is active only once the money is in.
title-transfer-instructions = Wire transfer instructions
label-payment-reference = Payment reference
label-mpn-id = MPN ID
label-amount-due = Amount due
label-due-date = Due date
label-recipient = Recipient
label-bank = Bank
label-account-number = Account number
label-bic = BIC

## Drafts

wizard-draft-found = A draft of { $day } was found and is shown as it was left. Card numbers and security codes are never kept.

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
sandbox-card-late = charged late, unless the payment was ended before
sandbox-card-refund-refused = charged; the bank refuses a refund
sandbox-card-refund-silent-after = charged; a refund is made, but answered only when asked for the third time
sandbox-card-refund-silent-before = charged; the first request for a refund is lost

wizard-accept-terms = I accept the purchase terms
wizard-closed-kept = What was typed is kept as a draft.
wizard-checking-card = Checking the card… Nothing is charged yet.
wizard-card-ready = Ready: { $card }. Submit goes on with it; another number replaces it.
wizard-transfer-reference-keep = Order number and MPN ID must both stand in the transfer's reference, or the money can't be matched.
payment-method-transfer-short = Active once the money is in, within { $count ->
    [one] { $count } day
   *[other] { $count } days
}.
discard-title = Throw the draft away?
discard-question = What was typed in this wizard is forgotten.
title-your-order = Your order
