### English: what a use case refuses or suffers, and why an action is closed.

## Permission

error-denied-role = You need one of these roles: { $roles }. Nothing was changed.
error-denied-role-hint = Ask someone with one of them.
error-denied-owner = Only the owner of this store's folder can do this. Nothing was changed.
error-denied-owner-hint = Do it on the computer where the store is, signed in as that user, and leave out --as.
error-denied-disabled = This person no longer has access. Nothing was changed.
error-denied-disabled-hint = Ask a Global admin of the account.
error-own-order = The person who placed an order can't record its payment. Nothing was recorded.
error-own-order-hint = Ask someone else in Finance to record it.
error-closed-role = You need one of these roles: { $roles }.
error-closed-role-hint = No one on this account has one of them yet.
error-closed-role-who = You need one of these roles: { $roles }.
error-closed-role-who-hint = Ask one of these people: { $who }.
error-closed-owner = Only the owner of the store's folder can change this.
error-closed-owner-hint = Do it on the computer where the store is, signed in as that user.

## Why renewing or buying is closed

error-renew-too-early = You can renew from { $opens }, after the subscription expires.
error-renew-too-early-hint = You can renew through { $closes }, and the benefits stay available until then.
error-renew-too-late = The renewal window closed on { $closed }.
error-renew-too-late-hint = To start a new term, subscribe again.
error-renew-cancelled = The subscription was canceled on { $on }.
error-renew-cancelled-hint = To start a new term, subscribe again.
error-closed-awaiting-payment = Order { $number }, placed by { $by } on { $on }, is awaiting its bank transfer until { $due }.
error-closed-awaiting-payment-hint = Only one order can be open at a time. Pay it, or wait until its due date passes.
error-closed-settling = Order { $number }, placed by { $by } on { $on }, is being confirmed with the bank. The card won't be charged twice.
error-closed-settling-hint = This usually takes seconds. The result will appear here.
error-closed-already-paid = Order { $number }, placed by { $by } on { $on }, already paid for this: the term now ends on { $expires }.
error-closed-already-paid-hint = Nothing was ordered. Close the wizard to see the new term.
error-closed-requirements = This account has no record of meeting the requirements for this level.
error-closed-requirements-hint = Ask Partner Support to record them.
error-closed-held = This account already has this offer.
error-closed-held-hint = You can renew it when its term is over.
error-closed-no-card-processor = Card payments aren't available: no card processor is connected.
error-closed-no-card-processor-hint = Pay by bank transfer.
error-closed-no-bank-account = The seller has no bank account for { $currency }.
error-closed-no-bank-account-hint = Pay by card. The owner of the store's folder can add an account in that currency under Seller on the desk, or with: { OFFERDESK(by: "owner") } seller edit --from FILE
error-closed-account-awaited = The bank account for { $currency } can't be removed: { $count ->
    [one] order { $order } awaits a transfer to it.
   *[other] { $count } orders, { $order } among them, await transfers to it.
} Nothing was changed.
error-closed-account-awaited-hint = Enter another account in that currency, or wait until nothing is awaited there.

## Orders and money

error-review-changed = The order changed since you opened the review: { $parts }. Nothing was ordered.
error-review-changed-hint = Check the marked lines, then select Buy again.
review-part-day = the date
review-part-term = the term
review-part-price = the price
review-part-tax = the tax
review-part-bill-to = the bill-to address
review-part-terms = the purchase terms
error-terms-not-accepted = You haven't accepted the purchase terms. Nothing was ordered.
error-terms-not-accepted-hint = Read and accept them first.
error-order-tried-out = All { $count } attempts to pay order { $number } by card failed. The card wasn't charged.
error-order-tried-out-hint = Close the wizard and open it again to create a new order that replaces this one. Your entries are kept, except the card.
error-card-expired = This card is no longer valid. It wasn't charged.
error-card-expired-hint = Use another card.
error-closed-same-method = This order is already set to be paid by bank transfer.
error-closed-same-method-hint = Pay it, or choose a card.
error-closed-due-day-over = This order was due on { $due }. You can place a new order instead.
error-closed-due-day-over-hint = Its price and the right to renew were kept until then.
error-closed-overtaken = The subscription of this order was renewed, bought or canceled another way.
error-closed-overtaken-hint = Cancel the order.
error-change-not-confirmed = Confirm first that you haven't sent the transfer. Nothing was charged.
error-change-same-method = Bank transfer is already this order's payment method. Nothing was changed.
error-change-same-method-hint = Pay it, or choose a card.
error-change-due-day-over = This order was due on { $due }. Nothing was changed.
error-change-due-day-over-hint = Its price and the right to renew were kept until then. To see what you can do now: { OFFERDESK() } offers list
error-change-other-total = The order total is now { $total }, because a VAT ID was rejected. Nothing was charged or changed.
error-change-other-total-hint = Check the order, then change the payment method again.
error-change-overtaken = The subscription of this order was renewed, bought or canceled another way. Nothing was changed.
error-change-overtaken-hint = Cancel the order with: { OFFERDESK() } orders cancel { $number }
error-order-illegal-step = The state of the order changed in the meantime. Nothing was changed.
error-order-illegal-step-hint = Open the order again.
error-order-number-form = This isn't an order number.
error-order-number-form-hint = Use the format OD-1234-5678.
error-order-number-check-sign = This order number has a typo. Nothing was changed.
error-order-number-check-sign-hint = Compare it with the payment reference character by character.
error-receipt-wrong-currency = The currency doesn't match the order total of { $expected }. Nothing was recorded.
error-receipt-wrong-currency-hint = Correct the currency, or record the money as unallocated.
error-receipt-after-due-day = The value date is after the order's due date, { $due }. Nothing was recorded.
error-receipt-after-due-day-hint = Correct the date, or record the money as unallocated.
error-receipt-reference-used = A payment with this bank reference is already recorded: { $money }, value date { $day }, order { $number }. Nothing was recorded again.
error-receipt-reference-used-hint = It's the same money. If it isn't, correct the reference.
error-receipt-looks-booked = A payment of { $money } with the value date { $day } is already recorded for order { $number }. Nothing was recorded again.
error-receipt-looks-booked-hint = Check the bank statement. If it's another payment, confirm that; in a command, add --other-money.
error-receipt-nothing-left = This receipt is already fully allocated. Nothing was changed.
error-receipt-nothing-left-hint = To see how it was used: { OFFERDESK() } receipts list --all
error-receipt-returned-before-received = The money didn't arrive until { $received }. Nothing was changed.
error-receipt-returned-before-received-hint = Enter the day the bank sent the money back.
error-receipt-not-an-id = This isn't the ID of a receipt. Nothing was changed.
error-receipt-not-an-id-hint = Copy its 32 digits and letters from: { OFFERDESK() } receipts list
error-receipt-not-awaiting = The order isn't awaiting payment. Nothing was recorded.
error-receipt-not-awaiting-hint = Check the order number, or record the money as unallocated.
error-value-date-in-future = The value date is in the future. Nothing was recorded.
error-value-date-in-future-hint = Enter the day the bank credited the money.
error-draft-too-long = A field is too long to be saved in the draft.
error-draft-too-long-hint = Shorten it.

## Profiles and accounts

error-profile-nothing-changed = You haven't changed anything. The profile is as it was.
error-profile-nothing-changed-hint = Correct a field, or go back.
error-profile-nothing-pending = This profile has no change waiting for a decision.
error-profile-nothing-pending-hint = Open the profile again.
error-profile-own-change = The person who changed a profile can't verify the change.
error-profile-own-change-hint = Ask someone else in Support.
error-not-an-mpn-id = This isn't an MPN ID.
error-not-an-mpn-id-hint = It has 5 to 9 digits, such as 1234567.
error-not-found = There's no { $thing } “{ $name }”. Nothing was changed.
error-not-found-hint = Check the spelling.
thing-person = person
thing-account = account
thing-offer = offer
thing-order = order
thing-receipt = receipt
thing-saved-card = saved card
thing-seller = seller

## Files of this machine

error-local-file-missing = There's no file at { $path }.
error-local-file-missing-hint = Check the path. Unless it begins with / or ~/, it starts from the folder where you started offerdesk.
error-local-file-symbolic-link = { $path } is a symbolic link. It wasn't read.
error-local-file-symbolic-link-hint = Give the path of the file that it points to.
error-local-file-folder = { $path } is a folder.
error-local-file-folder-hint = Give the path of a file in it.
error-local-file-device = { $path } is a device. It wasn't read.
error-local-file-device-hint = Give the path of an ordinary file.
error-local-file-pipe = { $path } is a pipe. It wasn't read.
error-local-file-pipe-hint = Save the output of the pipe to a file, and give the path of that file.
error-local-file-socket = { $path } is a socket. It wasn't read.
error-local-file-socket-hint = Give the path of an ordinary file.
error-local-file-no-permission = The operating system doesn't allow access to { $path }.
error-local-file-no-permission-hint = Check the owner and the permissions, or choose another path.
error-local-file-changed = The file { $path } changed while offerdesk was reading it. It wasn't used.
error-local-file-changed-hint = Wait until the other program has finished with it, then try again.
error-local-file-not-utf-8 = The name of the file { $path } can't be read as text.
error-local-file-not-utf-8-hint = Rename the file, for example to invoice.pdf.
error-local-file-no-home = Neither the environment nor this computer's list of users names your home folder, so ~ can't be used.
error-local-file-no-home-hint = Give the full path, beginning with /.
error-local-file-already-there = Something is already at { $path }. It wasn't overwritten.
error-local-file-already-there-hint = Choose another name.
error-local-file-no-folder = There's no folder { $path }. Nothing was saved.
error-local-file-no-folder-hint = Create the folder first, or choose another one.
error-local-file-no-space = There's no space left on the disk at { $path }. Nothing was saved.
error-local-file-no-space-hint = Free some space on the disk, or choose another disk.
error-local-file-io = The operating system refused: { $what }.
error-local-file-io-hint = Check the path and the disk.

## The desk itself

error-no-randomness = The operating system provided no random numbers. Nothing was changed.
error-no-randomness-hint = Try again. If that doesn't help, restart the computer.
error-interrupted = This was interrupted. What was confirmed is saved.
error-interrupted-hint = Check what was saved before you try again.
error-today-on-real-store = You can't set the date of a real store. Nothing was opened.
error-today-on-real-store-hint = Leave out --today, or use a demo store.
field-purchase-order = Your purchase-order number
field-payer-reference = Payer's reference
field-bank-reference = Bank's reference
field-reason = Reason
error-receipt-before-order = The value date is before the day the order was placed. Nothing was recorded.
error-receipt-before-order-hint = Correct the date, or record the money as unallocated.
