### English: Finance books money in.

title-book-receipt = Record a payment
label-receipt-order = Order number
label-receipt-amount = Amount
label-receipt-currency = Currency
label-receipt-value-date = Value date (YYYY-MM-DD)
label-receipt-reference = Payer's reference
label-bank-reference = Bank's reference
label-receipt-id = Receipt
label-value-date = Value date
label-received = Received
button-book = Record

finance-other-number = Another order number
finance-more-orders = More than { $count } orders are awaiting payment
finance-expected = { $company } owes { $money }, due { $day }.
finance-amount-note = The exact amount the bank credited. Several receipts can pay one order.
finance-value-date-note = The day the bank credited the money, not the day you record it.
finance-booked-title = Payment recorded
finance-unallocated-title = Recorded as unallocated
finance-booked-paid = Order { $order } is paid: { $money } was recorded for it. The subscription expires { $day }.
finance-booked-part = { $money } was recorded for order { $order }. Still to be paid: { $missing }.
finance-booked-rest = { $money } stays unallocated: { $reason }
finance-bank-reference-note = The bank's own reference of this entry. The same money can't be recorded twice.
finance-booked-unallocated = { $money } was recorded as unallocated: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } order is awaiting payment
   *[other] { $count } orders are awaiting payment
}
finance-keep-title = Record as unallocated?
finance-keep-question = { $money } with value date { $day }, sent for order { $order } (payer's reference: { $payer }), will be recorded without paying the order. The record can't be deleted.
finance-other-title = Record another payment?
finance-other-question = { $money } with value date { $day } is already recorded for order { $order }. Record it again only if your bank shows a second payment (payer's reference: { $payer }). This can't be undone.
finance-separation = The person who placed an order can't record its payment.

receipt-wrong-currency = the currency doesn't match the order.
receipt-after-due-day = the value date is after the order's due date.
receipt-not-awaiting = the order isn't awaiting payment.
receipt-before-order = the value date is before the order.
receipt-surplus = the payment is more than the order total.
receipt-given-up = its order was canceled or replaced.
title-receipts = Receipts
action-apply-receipt = Apply to an order
action-return-rest = Mark as returned
receipts-unallocated = Unallocated
receipts-all = All receipts
receipt-allocated = Allocated
receipt-sent-for = Sent for order
receipt-returned-on = Returned on { $day }
receipt-booked-by = Recorded by { $person } on { $day }
receipt-apply-note = An order that awaits a transfer in the same currency. It takes what it still needs; the rest stays unallocated.
receipt-apply-title = Apply to this order?
receipt-apply-question = { $money } from { $company } will be applied to order { $order } of { $buyer } (total { $total }), as far as it still needs it. This can't be undone.
