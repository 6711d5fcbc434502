### English: Finance books money in.

title-book-receipt = Book money received
title-unallocated-receipts = Unallocated receipts
label-receipt-order = Order number
label-receipt-amount = Amount
label-receipt-currency = Currency
label-receipt-value-date = Value date (YYYY-MM-DD)
label-receipt-reference = Payer's reference
button-book = Book

finance-booked-paid = { $money } paid order { $order }. The subscription expires { $day }.
finance-booked-unallocated = { $money } was booked, but pays nothing yet: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } order awaits payment
   *[other] { $count } orders await payment
}
finance-separation = Who placed an order does not book its money.

receipt-wrong-amount = the amount is not the order's.
receipt-wrong-currency = the currency is not the order's.
receipt-after-due-day = the value date lies after the order's due date.
receipt-not-awaiting = the order does not await payment.
