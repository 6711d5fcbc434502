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
due-cancellation = cancellation requested ({ $request })

## Where nothing is

due-nothing = Nothing is due.
due-nothing-within = { $count ->
    [one] Nothing is due today.
   *[other] Nothing is due within { $count } days.
}
due-no-account = You don't have a role in any account, so nothing is due for you.
