### English: what has to be done over all accounts: Due.

due-column-left = Left
due-column-what = What
due-column-until = Until
due-column-note = Note

## What is to be done

due-renew = Renew { $offer }
due-pay = Pay order { $order }
due-answer = Answer request { $request }
due-retry = Pay again for { $offer }
due-resume = Finish buying { $offer }
due-finish-request = Finish a new request

# The same in a column of a table: numbers must not be cut there.
due-pay-brief = Pay { $order }
due-answer-brief = Answer { $request }
due-retry-brief = Retry { $offer }
due-resume-brief = Finish { $offer }
due-finish-request-brief = Finish new request

## How much time is left

due-last-day = last day
due-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
due-opens-in = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
due-attention = attention
due-not-charged = not charged
due-draft = draft
due-called-off = not charged ({ $order })
due-cancellation = cancellation requested ({ $request })

## Where nothing is

due-nothing = Nothing is due.
due-nothing-within = { $count ->
    [one] Nothing is due today.
   *[other] Nothing is due within { $count } days.
}
due-next-opening = The next renewal window opens on { $day }: { $company }.
due-no-account = You don't have a role in any account, so nothing is due for you.

## The screen

title-due = Due
title-due-by-company = Due, by company
title-due-by-total = Due, by total
due-urgent-last-day = ! last day
due-first-day = First day
due-last-day-of-it = Last day
due-expires = Expires
due-expired = Expired
due-until-today = today, 24:00 UTC
due-includes-tax = Includes tax
due-show-offers = Show offers
due-card-kept = Saved card
due-more = Only the first { $count } are listed, soonest first.
due-months = Renewals by month
due-weekdays = Mo Tu We Th Fr Sa Su
due-nothing-soon = Nothing is due, and no renewal window opens within 30 days.
due-figure-last-day = Last day
due-figure-last-day-brief = Last day
due-figure-renewal = Renewal open
due-figure-renewal-brief = To renew
due-figure-money = Money awaited
due-figure-money-brief = To pay
due-figure-attention = Attention needed
due-figure-attention-brief = To answer
due-figure-not-charged = Not charged
due-figure-not-charged-brief = Not charged
due-figure-drafts = Drafts
due-figure-drafts-brief = Drafts
due-figure-opening = Opening soon
due-figure-opening-brief = Opening
