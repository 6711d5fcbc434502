### Polski: dział finansów księguje wpłaty.

title-book-receipt = Zaksięguj wpłatę
title-unallocated-receipts = Nieprzypisane wpłaty
label-receipt-order = Numer zamówienia
label-receipt-amount = Kwota
label-receipt-currency = Waluta
label-receipt-value-date = Data waluty (RRRR-MM-DD)
label-receipt-reference = Tytuł przelewu
button-book = Zaksięguj

finance-booked-paid = Wpłata { $money } opłaciła zamówienie { $order }. Data wygaśnięcia subskrypcji: { $day }.
finance-booked-unallocated = Zaksięgowano { $money }, ale wpłata niczego jeszcze nie opłaca: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } zamówienie oczekuje na płatność
    [few] { $count } zamówienia oczekują na płatność
    [many] { $count } zamówień oczekuje na płatność
   *[other] { $count } zamówienia oczekuje na płatność
}
finance-separation = Osoba, która złożyła zamówienie, nie księguje jego wpłaty.

receipt-wrong-amount = kwota nie zgadza się z zamówieniem.
receipt-wrong-currency = waluta nie zgadza się z zamówieniem.
receipt-after-due-day = data waluty przypada po terminie płatności zamówienia.
receipt-not-awaiting = zamówienie nie oczekuje na płatność.
