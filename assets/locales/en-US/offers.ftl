### English: the Membership offers page: tiles, states, dates, and why an action is closed.

title-membership-offers = Membership offers
title-purchased-offers = Purchased offers
title-offers-available = Offers available for purchase
title-subscription-details = Subscription details

offers-none-purchased = Nothing has been purchased yet.
offers-none-available = No further offer is available for purchase.
offers-no-automatic-renewal = There is no automatic renewal.

button-renew-subscription = Renew subscription
button-subscribe = Subscribe
button-cancel-subscription = Cancel subscription
button-download-invoice = Download invoice
button-details = Details
button-payment-instructions = Wire transfer instructions

label-offer = Offer
label-state = State
label-price-per-year = Price per year
label-purchase-date = Purchase date
label-expiration-date = Expiration date
label-new-expiration-date = New expiration date
label-renewal-window = Renewal window
label-benefits = Benefits
label-benefits-until = Benefits on until
label-order-number = Order number

## Where a subscription stands

state-active = Active
state-renewal-window = Renewal open
state-lapsed = Lapsed
state-available = Available
state-cancelled = Cancelled

offer-expires = Expires { $day }
offer-expired = Expired { $day }
offer-lapsed-on = Lapsed { $day }
offer-cancelled-on = Cancelled { $day }
offer-renewal-dates = Renewal from { $first } through { $last }
offer-renewal-opens = Renewal opens { $day }
offer-renewal-closes = Renewal closes { $day }
offer-last-day = Last day to renew
offer-benefits-until = Benefits on until { $day }
offer-benefits-off = Benefits are off
offer-price = { $money } a year plus tax
offer-price-untaxed = { $money } a year
offer-next-expiration = After renewal: expires { $day }
offer-renewal-rule = Renewal is open from the day after expiration for { $count ->
    [one] { $count } day
   *[other] { $count } days
}. Whenever in that time it is paid, the new term runs on from the old expiration date.

## What hangs over a subscription

marker-awaiting-payment = Awaiting payment (order { $order })
marker-awaiting-payment-until = Awaiting payment until { $day } (order { $order })
marker-settling = Payment being settled (order { $order })
marker-cancellation-requested = Cancellation requested (request { $request })
marker-transfer-warning = A bank transfer can take a week. Paying by card renews at once.
marker-payment-overdue = Not paid by { $day } (order { $order })

## Where an order stands

order-state-draft = Draft
order-state-charging = Being charged
order-state-unknown = Being settled
order-state-declined = Declined
order-state-voided = Not charged
order-state-awaiting-payment = Awaiting payment
order-state-paid = Paid
order-state-expired = Expired
order-state-cancelled = Cancelled
order-state-refunding = Refund under way
order-state-refunded = Refunded

## Why an action is closed, and who could do it

closed-not-yet = Opens { $day }: renewal is possible only after the subscription expires.
closed-over = Closed since { $day }: the time for renewal is over. Subscribe again to start a new term.
closed-role = Only these roles may do this: { $roles }.
closed-who = Can be done by: { $people }.
closed-nobody = Nobody on this account has that role yet.
closed-order-pending = Order { $order } is awaiting payment.
closed-order-settling = Order { $order } is being settled with the bank.
closed-already-active = This account already holds this offer.
closed-requirements = The requirements for this level are not recorded for this account.
closed-not-sold = This offer is not sold in { $country }.
closed-no-bank-account = The seller has no bank account for { $currency }. Pay by card.
closed-cancelled = The subscription was cancelled.
closed-cancellation-requested = A cancellation is being decided (request { $request }).
closed-read-only = This store is open for reading only.
closed-no-profile = The legal profile is not complete.
