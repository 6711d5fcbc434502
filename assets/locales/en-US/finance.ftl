### English: Finance books money in.

title-book-receipt = Book money received
label-receipt-order = Order number
label-receipt-amount = Amount
label-receipt-currency = Currency
label-receipt-value-date = Value date (YYYY-MM-DD)
label-receipt-reference = Payer's reference
label-bank-reference = Bank's reference
label-receipt-id = Receipt
label-value-date = Value date
button-book = Book

finance-other-number = Another order number
finance-other-number-note = For money that names an order which isn't in this list
finance-more-orders = More than { $count } orders await payment
finance-expected = { $company } owes { $money }, due { $day }.
finance-amount-note = Exactly what the bank credited. Several receipts can pay one order.
finance-value-date-note = The day on which the bank credited the money, not the day of booking.
finance-booked-paid = { $money } paid order { $order }. The subscription expires { $day }.
finance-booked-part = { $money } is booked on order { $order }. { $missing } is still to be paid.
finance-booked-rest = { $money } stays unallocated: { $reason }
finance-bank-reference-note = The bank's own reference of this entry. The same money is never booked twice.
finance-booked-unallocated = { $money } was booked, but pays nothing yet: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } order awaits payment
   *[other] { $count } orders await payment
}
finance-separation = Who placed an order doesn't book its money.

receipt-wrong-currency = the currency isn't the order's.
receipt-after-due-day = the value date lies after the order's due date.
receipt-not-awaiting = the order doesn't await payment.
receipt-before-order = the value date lies before the order.
receipt-surplus = more came in than the order asked for.
receipt-given-up = the order that it was for was given up or replaced.
