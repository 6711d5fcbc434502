### English: a new support request, from its steps to what was sent, and the path of a file.

## The steps by hand

request-report-note = Tell the Partner Center Support team what happened. You can follow your request under Support.
request-new-note = Describe the problem and add files
request-choose-problem = What is your request about?
request-problem-cancels = Use this to cancel a subscription, too

## The form

request-about-order-of = Order { $order } · { $offer }
request-cancel-title = Cancel { $offer }
request-cancel-description = Please cancel our { $offer }.
request-what-applies = Before you submit
request-next = The Partner Center Support team will contact you.
request-next-cancel = The Partner Center Support team will contact you. The subscription stays active until they decide.
request-sending = Sending your request…
request-draft-restored = Your draft from { $day } was restored.
request-new-draft = New request · a draft is waiting
request-draft-reply = Your reply is waiting as a draft.
request-draft-closing = Your closing note is waiting as a draft.
request-draft-reopening = Your note for reopening is waiting as a draft.
request-draft-decision = Your note on the decision is waiting as a draft.
request-draft-kept = Your draft is kept.
request-discard-question = What you typed and attached here will be deleted.
request-back-draft-kept = Back, and keep the draft

## What was sent

request-sent = Your request was sent.
request-sent-title = Request sent
request-sent-found = Find it under Support, Partner Center requests.

## The path of a file

path-reading = Reading the file…

## On the tile and before Buy

state-ending = Canceled
offer-ends = Ends { $day }
marker-cancellation-requested = Cancellation requested ({ $number })
state-cancellation-requested = Cancellation requested
marker-request-undecided = Request { $number }: Support hasn't decided yet
wizard-withdraws = Buying withdraws your request { $number } to cancel this subscription.

## Line by line

plain-go-on = Go on
