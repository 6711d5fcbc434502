### Polski: dział finansów księguje wpłaty.

title-book-receipt = Zaksięguj wpłatę
label-receipt-order = Numer zamówienia
label-receipt-amount = Kwota
label-receipt-currency = Waluta
label-receipt-value-date = Data waluty (RRRR-MM-DD)
label-receipt-reference = Tytuł przelewu
label-bank-reference = Numer operacji w banku
label-receipt-id = Wpłata
label-value-date = Data waluty
button-book = Zaksięguj

finance-other-number = Inny numer zamówienia
finance-other-number-note = Dla wpłaty z numerem zamówienia spoza tej listy
finance-more-orders = Na płatność oczekuje ponad { $count ->
    [one] { $count } zamówienie
    [few] { $count } zamówienia
    [many] { $count } zamówień
   *[other] { $count } zamówienia
}
finance-expected = { $company }: do zapłaty { $money }, termin { $day }.
finance-amount-note = Dokładnie tyle, ile zaksięgował bank. Jedno zamówienie można opłacić kilkoma wpłatami.
finance-value-date-note = Dzień, w którym bank uznał rachunek, a nie dzień księgowania.
finance-booked-paid = Wpłatą { $money } opłacono zamówienie { $order }. Data wygaśnięcia subskrypcji: { $day }.
finance-booked-part = Na zamówienie { $order } zaksięgowano { $money }. Do zapłaty pozostaje { $missing }.
finance-booked-rest = Kwota { $money } pozostaje nieprzypisana: { $reason }
finance-bank-reference-note = Numer, który operacji nadał bank. Tych samych pieniędzy nie da się zaksięgować dwa razy.
finance-booked-unallocated = Zaksięgowano { $money }, ale wpłata pozostaje nieprzypisana: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } zamówienie oczekuje na płatność
    [few] { $count } zamówienia oczekują na płatność
    [many] { $count } zamówień oczekuje na płatność
   *[other] { $count } zamówienia oczekuje na płatność
}
finance-separation = Składający zamówienie nie księguje jego wpłaty.

receipt-wrong-currency = waluta nie zgadza się z zamówieniem.
receipt-after-due-day = data waluty przypada po terminie płatności zamówienia.
receipt-not-awaiting = zamówienie nie oczekuje na płatność.
receipt-before-order = data waluty jest wcześniejsza niż zamówienie.
receipt-surplus = wpłynęło więcej, niż wynosiło zamówienie.
receipt-given-up = zamówienie, na które wpłynęła, anulowano lub zastąpiono innym.
