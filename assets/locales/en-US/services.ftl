### English: what a use case refuses or suffers, and why an action is closed.

## Permission

error-denied-role = Only these roles may do this: { $roles }. Nothing was changed.
error-denied-role-hint = Ask someone who has one of them.
error-denied-owner = Only whoever this store's folder belongs to may do this. Nothing was changed.
error-denied-owner-hint = Do it on the computer that keeps the store, signed in as that user, and leave out --as.
error-denied-disabled = This person may no longer act here. Nothing was changed.
error-denied-disabled-hint = Ask a Global admin of the account.
error-own-order = Who places an order doesn't book its money. Nothing was recorded.
error-own-order-hint = Ask someone else in Finance to book it.
error-closed-role = Only these roles may do this: { $roles }.
error-closed-role-hint = Nobody on this account has one of them yet.
error-closed-role-who = Only these roles may do this: { $roles }.
error-closed-role-who-hint = Can be done by: { $who }.

## Why renewing or buying is closed

error-renew-too-early = Opens { $opens }: renewing is possible only after the subscription expires.
error-renew-too-early-hint = It stays open through { $closes }, and the benefits stay on until then.
error-renew-too-late = The time for renewal ended on { $closed }.
error-renew-too-late-hint = Subscribe again to start a new term.
error-renew-cancelled = The subscription was canceled on { $on }.
error-renew-cancelled-hint = Subscribe again to start a new term.
error-closed-awaiting-payment = Order { $number }, placed by { $by } on { $on }, waits for its bank transfer until { $due }.
error-closed-awaiting-payment-hint = One order at a time: pay it, or wait until its due day is over.
error-closed-settling = Order { $number }, placed by { $by } on { $on }, is being settled with the bank. Nothing will be charged twice.
error-closed-settling-hint = This usually takes seconds; the result will be shown here.
error-closed-already-paid = Order { $number }, placed by { $by } on { $on }, has paid for this already: the term now ends on { $expires }.
error-closed-already-paid-hint = Nothing was ordered. Close the wizard to see the new term.
error-closed-requirements = The requirements for this level aren't recorded for this account.
error-closed-requirements-hint = Partner Support records them.
error-closed-held = This account already holds this offer.
error-closed-held-hint = It can be renewed once its term is over.
error-closed-no-card-processor = No card processor is connected to this desk.
error-closed-no-card-processor-hint = Pay by bank transfer.
error-closed-no-bank-account = The seller has no bank account for { $currency }.
error-closed-no-bank-account-hint = Pay by card. An account for that currency is added with { OFFERDESK(by: "owner") } seller edit.

## Orders and money

error-review-changed = Something changed since the review was shown: { $parts }. Nothing was ordered.
error-review-changed-hint = Check the marked lines, then select Buy again.
review-part-day = a new day began
review-part-term = the term
review-part-price = the price
review-part-tax = the tax
review-part-bill-to = the bill-to address
review-part-terms = the purchase terms
error-terms-not-accepted = The purchase terms haven't been accepted. Nothing was ordered.
error-terms-not-accepted-hint = Read and accept them first.
error-order-tried-out = All { $count } attempts to pay order { $number } by card are used up. Nothing was charged.
error-order-tried-out-hint = Close the wizard and open it again: it makes a new order, which takes the place of this one. What was typed is kept, but for the card.
error-card-expired = This card is no longer valid. Nothing was charged.
error-card-expired-hint = Use another card.
error-change-same-method = The order is to be paid by bank transfer already. Nothing was changed.
error-change-same-method-hint = Pay it, or choose a card.
error-change-due-day-over = The due day of this order was { $due }. Nothing was changed.
error-change-due-day-over-hint = Its price and the right to renew were kept until then. See what is open now with: { OFFERDESK() } offers list
error-change-other-total = The order costs { $total } by now: a VAT ID was rejected in the meantime. Nothing was charged or changed.
error-change-other-total-hint = Look at the order, then change the method again.
error-change-overtaken = What this order is for was renewed, bought or canceled in another way meanwhile. Nothing was changed.
error-change-overtaken-hint = Give the order up with: { OFFERDESK() } orders cancel
error-order-illegal-step = The order has moved on meanwhile. Nothing was changed.
error-order-illegal-step-hint = Look at it again.
error-order-number-form = This isn't an order number.
error-order-number-form-hint = It looks like OD-1234-5678.
error-order-number-check-sign = This order number has a typo. Nothing was changed.
error-order-number-check-sign-hint = Compare it with the payment reference sign by sign.
error-receipt-wrong-currency = The currency isn't the order's: it asks for { $expected }. Nothing was recorded.
error-receipt-wrong-currency-hint = Correct the currency, or record it as unallocated.
error-receipt-after-due-day = The value date lies after the order's due day, { $due }. Nothing was recorded.
error-receipt-after-due-day-hint = Correct the date, or record it as unallocated.
error-receipt-reference-used = The bank's reference was booked before: { $money }, value date { $day }, for order { $number }. Nothing was recorded.
error-receipt-reference-used-hint = It is the same money. If it isn't, correct the reference.
error-receipt-looks-booked = { $money } with the value date { $day } was booked for order { $number } before. Nothing was recorded.
error-receipt-looks-booked-hint = Look at the bank statement. If it is other money, confirm that it is; in a command, add --other-money.
error-receipt-nothing-left = Nothing of this receipt is unallocated. Nothing was changed.
error-receipt-nothing-left-hint = See what became of it with: { OFFERDESK() } receipts list --all
error-receipt-returned-before-received = The money came in on { $received } only. Nothing was changed.
error-receipt-returned-before-received-hint = Enter the day on which the bank sent the money back.
error-receipt-not-an-id = This isn't the ID of a receipt. Nothing was changed.
error-receipt-not-an-id-hint = Copy its 32 digits and letters from: { OFFERDESK() } receipts list
error-receipt-not-awaiting = The order doesn't wait for money. Nothing was recorded.
error-receipt-not-awaiting-hint = Check the order number, or record it as unallocated.
error-value-date-in-future = The value date lies in the future. Nothing was recorded.
error-value-date-in-future-hint = Enter the day on which the bank credited the money.
error-draft-too-long = A field is too long to be kept as a draft.
error-draft-too-long-hint = Shorten it.

## Profiles and accounts

error-profile-nothing-changed = Nothing was changed: the profile is as it was.
error-profile-nothing-changed-hint = Correct a field, or go back.
error-profile-nothing-pending = No change of this profile waits for a decision.
error-profile-nothing-pending-hint = Look at it again.
error-profile-own-change = Who changes a profile doesn't verify the change.
error-profile-own-change-hint = Ask someone else in Support.
error-not-an-mpn-id = This isn't an MPN ID.
error-not-an-mpn-id-hint = It has 5 to 9 digits, such as 1234567.
error-not-found = There is no { $thing } "{ $name }". Nothing was changed.
error-not-found-hint = Check the spelling.
thing-person = person
thing-account = account
thing-offer = offer
thing-order = order
thing-receipt = receipt
thing-saved-card = saved card
thing-seller = seller

## Files of this machine

error-local-file-missing = There is no file at { $path }.
error-local-file-missing-hint = Check the path. It counts from the folder in which offerdesk was started, unless it begins with / or ~/.
error-local-file-symbolic-link = { $path } is a symbolic link. It wasn't read.
error-local-file-symbolic-link-hint = Give the path of the file that it leads to.
error-local-file-folder = { $path } is a folder.
error-local-file-folder-hint = Give the path of a file in it.
error-local-file-device = { $path } is a device. It wasn't read.
error-local-file-device-hint = Give the path of an ordinary file.
error-local-file-pipe = { $path } is a pipe. It wasn't read.
error-local-file-pipe-hint = Save what comes out of it to a file, and give the path of that file.
error-local-file-socket = { $path } is a socket. It wasn't read.
error-local-file-socket-hint = Give the path of an ordinary file.
error-local-file-no-permission = The operating system doesn't permit access to { $path }.
error-local-file-no-permission-hint = Check the owner and the permissions, or choose another path.
error-local-file-changed = The file { $path } changed while it was read. It wasn't taken.
error-local-file-changed-hint = Wait until the other program has finished with it, then try again.
error-local-file-not-utf-8 = The name of the file { $path } can't be read as text.
error-local-file-not-utf-8-hint = Rename the file, such as invoice.pdf.
error-local-file-no-home = Neither the environment nor this computer's list of users says where your home folder is, so ~ means nothing here.
error-local-file-no-home-hint = Give the whole path, beginning with /.
error-local-file-already-there = There is something at { $path } already. It wasn't overwritten.
error-local-file-already-there-hint = Choose another name.
error-local-file-no-folder = There is no folder { $path }. Nothing was saved.
error-local-file-no-folder-hint = Make the folder first, or choose another one.
error-local-file-no-space = There is no space left on the disk at { $path }. Nothing was saved.
error-local-file-no-space-hint = Make room on the disk, or choose another one.
error-local-file-io = The operating system refused: { $what }.
error-local-file-io-hint = Check the path and the disk.

## The desk itself

error-no-randomness = The operating system gave no randomness. Nothing was changed.
error-no-randomness-hint = Try again; if it stays so, restart the machine.
error-interrupted = This didn't come to an end. What was acknowledged is kept, and nothing is charged twice.
error-interrupted-hint = Look at the order before trying again.
error-today-on-real-store = The day of a real store can't be set. Nothing was opened.
error-today-on-real-store-hint = Leave out --today, or use a demo store.
field-purchase-order = Your purchase-order number
field-payer-reference = Payer's reference
field-bank-reference = Bank's reference
field-reason = Reason
error-receipt-before-order = The value date lies before the day on which the order was placed. Nothing was recorded.
error-receipt-before-order-hint = Correct the date, or record it as unallocated.
