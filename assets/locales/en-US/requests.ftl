### English: support requests, cancellations and refunds: names, states, and what is refused.

## Names

title-support = Support
title-partner-center-requests = Partner Center requests
title-report-problems = Report problems with Partner Center
title-new-request = New request
title-request-queue = Request queue
title-request = Request { $number }

severity-critical = Critical
severity-moderate = Moderate
severity-minimal = Minimal

request-state-open = Open
request-state-attention-needed = Attention needed
request-state-closed = Closed
request-state-withdrawn = Withdrawn
request-state-renewed = Withdrawn by a renewal

request-side-support = Support
requests-open = Open
requests-closed = Closed
requests-all = All

label-request-problem = Type of problem
label-request-severity = Severity
label-request-about = About
label-request-cancel = Cancel it?
label-request-title = Title
label-request-description = Description
label-request-contact-name = Contact name
label-request-contact-email = Contact email
label-request-contact-phone = Contact phone
label-request-attachments = Attachments

action-reply = Reply
action-take = Take
action-take-over = Take over
action-decide = Decide
action-close-request = Close request
action-withdraw = Withdraw
action-reopen = Reopen
action-attach = Attach a file
action-detach = Remove the last file
action-save-file = Save a file
title-money-to-return = Money to return

## What applies to the money

refund-verdict-refundable = Refund possible: { $money } paid on { $paid }, if no benefit has been used. Ask by { $until }.
refund-verdict-not-refundable = No refund: { $reason }
refund-reason-not-paid-here = the current term wasn't paid here.
refund-reason-too-late = paid on { $paid }; a refund could be requested through { $until }.
error-refund-not-paid-here = No refund is possible: the current term wasn't paid here. Nothing was changed.
error-refund-not-paid-here-hint = Cancel without a refund.
error-refund-too-late = No refund is possible: the term was paid on { $paid }, and a refund could be requested through { $until }. Nothing was changed.
error-refund-too-late-hint = Cancel without a refund.
error-refund-not-affirmed = A refund needs your confirmation that no benefit was used and no product key was viewed. Nothing was changed.
error-refund-not-affirmed-hint = Confirm it, or cancel without a refund.

## Why something can't be done

error-renew-ending = This subscription was canceled and ends on { $ends }. It can't be renewed.
error-renew-ending-hint = You can buy it again after that day.
error-cancel-over = This account doesn't hold an active subscription of this offer, so there's nothing to cancel.
error-cancel-over-hint = Choose another subscription.
error-cancel-ending = This subscription is already canceled and ends on { $ends }.
error-cancel-ending-hint = Its benefits stay available through that day.
error-cancel-other-term = That order didn't pay for the current term. Nothing was changed.
error-cancel-other-term-hint = Open the request again to see the current state.
error-closed-cancellation-open = { $by } already requested the cancellation on { $on } (request { $number }).
error-closed-cancellation-open-hint = Support will decide on it.
error-closed-own-request = You can't work on requests of your own company.
error-closed-own-request-hint = Ask someone else in Support.
error-request-closed = This request is closed. Nothing was sent.
error-request-closed-hint = Reopen it first; that's possible within 30 days after it was closed.
error-request-not-closed = This request isn't closed, so there's nothing to reopen.
error-request-not-closed-hint = Reply to it instead.
error-request-too-late-to-reopen = This request could be reopened through { $until }.
error-request-too-late-to-reopen-hint = Send a new request.
error-request-nothing-to-decide = This request doesn't ask for a cancellation, so there's nothing to decide.
error-request-nothing-to-decide-hint = Reply to it, then close it.
error-request-not-decided = You haven't chosen the decision. Nothing was canceled.
error-request-not-decided-hint = Choose it first.
error-request-decided = The cancellation was decided on { $on }.
error-request-decided-hint = Close the request.
error-request-taken-already = You're already working on this request.
error-request-taken-already-hint = Reply to it.
error-request-full = This request has reached the limit of { $limit } notes. Nothing was sent.
error-request-full-hint = Close it and send a new request.
error-request-too-many-files = A request can have at most { $limit } files. The file wasn't added.
error-request-too-many-files-hint = Send a new request for more files.
error-request-changed = The request changed since you opened it. Nothing was sent, and your text is kept.
error-request-changed-hint = Read what's new, then send again.
error-request-changed-by = { $by } changed the request since you opened it. Nothing was sent, and your text is kept.
error-request-changed-by-hint = Read what's new, then send again.
error-not-a-request-number = This isn't a request number. Nothing was changed.
error-not-a-request-number-hint = Request numbers have four or more digits, such as 1041.
error-problem-unknown = This isn't a type of problem.
error-problem-unknown-hint = Choose one from the list.
error-card-number-in-text = This looks like a card number. It wasn't saved.
error-card-number-in-text-hint = Remove it. Only the card form asks for a card number; Support never needs one.
error-not-to-return = This order isn't waiting for its money to be returned. Nothing was changed.
error-not-to-return-hint = Check the order number.
error-returned-too-early = The refund was decided on { $decided }, so the money can't have been returned before that day. Nothing was changed.
error-returned-too-early-hint = Correct the value date.

review-part-withdraws = the request that this order withdraws
thing-request = support request
thing-attachment = file
thing-problem-type = type of problem
field-note = Note

## Lists

request-age = { $count ->
    [0] today
    [one] 1 day ago
   *[other] { $count } days ago
}
request-asks-to-cancel = asks to cancel
request-taken-by = taken by { $name }
request-not-taken = not taken
requests-none = No requests yet.
requests-none-open = No open requests.
requests-none-closed = No closed requests.
requests-none-waiting = No requests are waiting.
requests-next-step = To ask Support something, select New request.
requests-former-list = Previous list

## The thread

label-request-number = Request number
label-request-contact = Contact
label-request-taken-by = Taken by
label-reply = Your reply
request-about-account = The account in general
request-about-order = Order { $number }
request-file = { $name } ({ $kind }, { $kilobytes } kB)
request-numbered-file = { $place }. { $file }
request-turn-yours = Support needs your answer: reply to continue.
request-turn-company = Waiting for the company's answer.
request-turn-support = Waiting for Support. You'll see the answer here.
request-turn-open = Waiting for Support's answer.
request-turn-closed = Closed.
request-turn-closed-until = Closed. You can reopen it through { $day }.
request-event-asked = needs an answer
request-event-taken = took the request
request-event-attached = attached { $name }
request-event-decided = canceled the subscription without a refund
request-event-decided-refund = canceled the subscription with a refund
request-event-closed = closed the request
request-event-withdrawn = withdrew the request
request-event-renewed = ordered a renewal, which withdrew the request
request-event-reopened = reopened the request
request-decided-now = Canceled on { $on } by { $by }. The subscription has ended.
request-decided-ends = Canceled on { $on } by { $by }. Benefits stay available through { $day }.
request-decided-former-term = The renewal was canceled on { $on } by { $by }. The subscription is back on its previous term.
request-refund-none = No money is refunded.
request-refund-under-way = { $money } for order { $order } is being returned.
request-refund-back = { $money } for order { $order } was refunded.

## Forms of the thread

label-request-ask = Needs an answer
request-ask-note = Marks the request as “Attention needed” until the company replies.
label-request-decision = Decision
request-decide-refund = Cancel with a refund
request-decide-without-refund = Cancel without a refund
request-decide-note = Without a refund the subscription ends with its term, or today if it has already expired. This can't be undone.
request-decide-title = Cancel this subscription?
request-decide-question = { $company }: { $offer } will be canceled without a refund. This can't be undone.
request-decide-refund-question = { $company }: { $offer } will be canceled, and { $money } for order { $order } will be refunded. This can't be undone.
request-withdraw-title = Withdraw this request?
request-withdraw-question = { $offer } isn't canceled then. If you reopen the request later, whether money is refunded depends on that later day.
label-request-unused = No benefit used
request-unused-note = Confirm that no benefit was used and no product key was viewed. This is required for a refund.
request-close-note = It can be reopened within 30 days.
request-close-undecided-note = The cancellation hasn't been decided. Closing the request keeps the subscription.
request-withdraw-cancellation-note = Withdrawing keeps the subscription.
label-file-path = Path of the file
file-path-note = A file on the computer that runs offerdesk: PDF, JPEG, PNG, or GIF, at most 1 MB.
label-request-file = File
label-save-path = Save as
save-path-note = A path on this machine. Existing files aren't replaced.
request-done-sent = Your reply was sent.
request-done-taken = You've taken this request.
request-done-closed = The request is closed.
request-done-withdrawn = You withdrew the request.
request-done-reopened = The request is open again.
request-done-attached = The file was added.
request-done-saved = Saved as { $path }.
request-done-decided = The subscription was canceled without a refund on { $on }. Close the request when you're done.
request-done-decided-refund = The subscription was canceled on { $on }, and the refund has started. Close the request when you're done.

## Money to return

finance-to-return = { $count ->
    [one] 1 transfer to return
   *[other] { $count } transfers to return
}
finance-more-to-return = More than { $count } transfers to return
finance-none-to-return = No transfers are waiting to be returned.
finance-return-expected = Return { $money } to { $company } for order { $order }.
finance-return-note = Send the money from your bank first, then record it here.
button-returned = Mark as returned
finance-return-title = Mark as returned?
finance-return-question = { $money } to { $company } for order { $order }, value date { $day }. Mark it only once your bank has sent the money. This can't be undone.
finance-returned = { $money } for order { $order } was marked as returned.
error-request-company-reopens = The company withdrew this request, so only the company can reopen it.
error-request-company-reopens-hint = You can reply when it's open again.
error-closed-not-held = This account doesn't hold this offer.
error-closed-not-held-hint = Choose what the request is about.
request-turn-decided = Decided. Support will close the request.
request-turn-close = Decided. Close the request when there's nothing left to do.
request-refund-refused = The bank refused to refund { $money } for order { $order }. Finance will return it another way.
request-done-withdrawn-cancellation = You withdrew the request. The subscription stays as it is.
