### English: the Membership offers page: tiles, states and dates. Why an action is closed: see `error-closed-…` in services.ftl.

title-membership-offers = Membership offers
title-purchased-offers = Purchased offers
title-offers-available = Offers available for purchase

offers-none-purchased = No active offers.
offers-none-available = No other offers are available for purchase.
offers-no-automatic-renewal = Subscriptions don't renew automatically.

button-renew-subscription = Renew subscription
button-subscribe = Subscribe
button-cancel-subscription = Cancel subscription

label-offer = Offer
label-state = State
label-new-expiration-date = New expiration date
label-order-number = Order number

## Where a subscription stands

state-active = Active
state-renewal-window = Renewal open
state-lapsed = Lapsed
state-available = Available
state-cancelled = Canceled

offer-expires = Expires { $day }
offer-expired = Expired { $day }
offer-lapsed-on = No benefits since { $day }
offer-renewal-dates = Renewal from { $first } through { $last }
offer-renewal-opens = Renewal opens { $day }
offer-renewal-closes = Renewal closes { $day }
offer-last-day = Last day to renew
offer-benefits-off = Benefits ended
offer-a-year = a year
offer-a-year-plus-tax = a year plus tax
offer-opens = opens { $day }
offer-benefits-stay = Benefits stay on through { $day }
offer-benefits-until-paid = Benefits through { $day }; after that, once the money arrives
offer-closed-role = needs another role
offer-closed-requirements = requirements not met
offer-next-expiration = After renewal: expires { $day }

## What hangs over a subscription

marker-awaiting-payment-until = Transfer the money by { $day } (order { $order })
marker-awaiting-payment-keeps = Transfer by { $day }; order { $order } keeps the renewal open
marker-blocks = Until it's paid or canceled, this offer can't be reordered or canceled
offer-due = due
offer-transfer-late = A transfer can take up to a week; a card renews right away
marker-settling = Confirming payment with the bank (order { $order })
marker-payment-overdue = Not paid by { $day } (order { $order })

## Where an order stands

order-given-up = Order { $order } was canceled.
order-state-charging = Being charged
order-state-unknown = Being confirmed
order-state-declined = Declined
order-state-voided = Not charged
order-state-awaiting-payment = Awaiting payment
order-state-paid = Paid
order-state-expired = Expired
order-state-cancelled = Canceled
order-state-refunding = Refund in progress
order-state-refunded = Refunded
order-state-refund-refused = Refund refused by the bank
offer-expires-today = Expires today
marker-not-charged = Card not charged (order { $order }). Nothing was bought
marker-draft = A draft is waiting. Continue where you left off.
offer-who-could = Ask one of these people: { $who }.
