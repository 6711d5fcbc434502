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
label-received = Wpłynęło
button-book = Zaksięguj

finance-other-number = Inny numer zamówienia
finance-more-orders = Na płatność oczekuje ponad { $count ->
    [one] { $count } zamówienie
    [few] { $count } zamówienia
    [many] { $count } zamówień
   *[other] { $count } zamówienia
}
finance-expected = { $company }: do zapłaty { $money }, termin { $day }.
finance-amount-note = Kwota zaksięgowana przez bank, co do grosza. Jedno zamówienie można opłacić kilkoma wpłatami.
finance-value-date-note = Dzień, w którym bank uznał rachunek, a nie dzień księgowania.
finance-booked-title = Wpłata zaksięgowana
finance-unallocated-title = Wpłata zaksięgowana jako nierozliczona
finance-booked-paid = Zamówienie { $order } jest opłacone: na jego poczet zaksięgowano { $money }. Data wygaśnięcia subskrypcji: { $day }.
finance-booked-part = Na poczet zamówienia { $order } zaksięgowano { $money }. Do zapłaty pozostaje { $missing }.
finance-booked-rest = Kwota { $money } pozostaje nierozliczona: { $reason }
finance-bank-reference-note = Numer, który operacji nadał bank. Tej samej wpłaty nie można zaksięgować dwa razy.
finance-booked-unallocated = Zaksięgowano { $money } jako wpłatę nierozliczoną: { $reason }
finance-orders-waiting = { $count ->
    [one] { $count } zamówienie oczekuje na płatność
    [few] { $count } zamówienia oczekują na płatność
    [many] { $count } zamówień oczekuje na płatność
   *[other] { $count } zamówienia oczekuje na płatność
}
finance-keep-title = Zaksięgować jako nierozliczoną?
finance-keep-question = Wpłata { $money } na poczet zamówienia { $order }, data waluty: { $day }, tytuł przelewu: { $payer }. Zostanie zaksięgowana, ale nie opłaci zamówienia. Zapisu nie można usunąć.
finance-other-title = Zaksięgować kolejną wpłatę?
finance-other-question = Wpłata { $money } na poczet zamówienia { $order } z datą waluty { $day } jest już zaksięgowana. Zaksięguj ją ponownie tylko wtedy, gdy bank wykazuje drugą wpłatę (tytuł przelewu: { $payer }). Tej operacji nie można cofnąć.
finance-separation = Osoba, która złożyła zamówienie, nie może zaksięgować wpłaty za nie.

receipt-wrong-currency = waluta nie zgadza się z zamówieniem.
receipt-after-due-day = data waluty jest późniejsza niż termin płatności zamówienia.
receipt-not-awaiting = zamówienie nie oczekuje na płatność.
receipt-before-order = data waluty jest wcześniejsza niż zamówienie.
receipt-surplus = wpłata przekracza kwotę zamówienia.
receipt-given-up = zamówienie zostało anulowane lub zastąpione innym.
title-receipts = Wpłaty
action-apply-receipt = Zalicz na poczet zamówienia
action-return-rest = Oznacz jako zwrócone
receipts-unallocated = Nierozliczone
receipts-all = Wszystkie wpłaty
receipt-allocated = Rozliczono
receipt-sent-for = Na poczet zamówienia
receipt-returned-on = Zwrócono { $day }
receipt-booked-by = Zaksięgowano { $day }, { $person }
receipt-apply-note = Zamówienie oczekujące na przelew w tej samej walucie. Zaliczona zostanie brakująca kwota, reszta pozostanie nierozliczona.
receipt-apply-title = Zaliczyć na poczet zamówienia?
receipt-apply-question = Wpłata { $money } (nadawca: { $company }) zostanie zaliczona na poczet zamówienia { $order } ({ $buyer }, razem { $total }) w brakującej kwocie. Tej operacji nie można cofnąć.
