### English: what the commands about support requests print.

cli-requests-none = No support requests.
cli-request-number = Number
cli-request-sent-on = Sent
cli-request-taken-by = Handled by
cli-request-contact = Contact
cli-request-cancellation = Cancellation
cli-request-canceled = Canceled
cli-request-last-day = Last day with benefits
cli-request-term = Term
cli-request-refund = Refund
cli-request-thread = Thread
cli-request-next = What you can do next
cli-request-ask = Ask the company
cli-request-decide = Cancel without a refund
cli-request-decide-refund = Cancel with a refund

cli-request-about-account = The account in general
cli-request-by = { $day } by { $by }
cli-request-moment = { $day }, { $time } UTC
cli-request-asked-on = Requested on { $day }.
cli-request-no-refund = None
cli-request-money-on-its-way = { $money } for order { $order } is being returned.
cli-request-money-back = { $money } for order { $order } was returned.
cli-request-former-term = The previous term applies again.
cli-request-size = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}

cli-event-replied = Reply
cli-event-asked = Attention needed
cli-event-taken = Taken
cli-event-attached = Attached { $name }
cli-event-decided = Canceled without a refund
cli-event-decided-refund = Canceled with a refund
cli-event-closed = Closed
cli-event-withdrawn = Withdrawn
cli-event-renewed = Withdrawn by a renewal
cli-event-reopened = Reopened

## What a command did

cli-request-cancel-title = Cancel { $offer }
cli-request-sent = You sent request { $number }. Support will reply in it.
cli-request-sent-cancel = You sent request { $number }. The subscription stays as it is until Support decides on the cancellation.
cli-request-replied = You replied to request { $number }.
cli-request-replied-only = Your reply was sent, but not every file was attached.
cli-request-asked = You asked the company to reply to request { $number }.
cli-request-taken = You're now working on request { $number }.
cli-request-closed = You closed request { $number }.
cli-request-withdrawn = You withdrew request { $number }.
cli-request-reopened = You reopened request { $number }.
cli-request-decided = You decided on request { $number }. Close it when there's nothing left to do.
cli-request-attached = The files were attached to request { $number }.
cli-request-attached-only = Not every file was attached.
cli-request-saved = The file was saved: { $path }
cli-orders-to-correct-none = No paid order needs a correction.
cli-money-to-return-none = No money to return.
cli-money-returned = { $money } for order { $order } was returned on { $day }.

## How a command is refused

error-request-version = Request { $number } has changed since version { $version }. Nothing was sent.
error-request-version-hint = Read what's new with: { OFFERDESK() } requests show { $number }. Then run the command again.
error-bytes-to-terminal = A file can't be printed in a terminal. Nothing was saved.
error-bytes-to-terminal-hint = Name a path with --to, or send standard output to a file.
