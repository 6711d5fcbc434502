### English: the Membership offers page: tiles, states and dates. Why an action is closed: see `error-closed-…` in services.ftl.

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
offer-lapsed-on = Since { $day }
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
marker-not-charged = Not charged (order { $order }): nothing was bought
