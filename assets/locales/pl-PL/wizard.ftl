### Polski: kreator odnowienia lub zakupu: forma płatności, karta lub przelew, sprawdzenie, płatność, potwierdzenie.

title-renew = Odnowienie: { $offer }
title-subscribe = Zakup: { $offer }

step-payment-method = Forma płatności
step-card = Karta
step-transfer = Kontakt
step-review = Podsumowanie
step-progress = Płatność
step-confirmation = Potwierdzenie
step-position = Krok { $step } z { $steps }

## Forma płatności

wizard-choose-payment = Wybierz formę płatności
payment-method-card = Karta kredytowa
payment-method-bank-transfer = Elektroniczny przelew bankowy
payment-method-transfer-brief = Przelew bankowy
payment-method-card-note = Karta obciążana od razu, subskrypcja od razu aktywna.
wizard-new-card = Inna karta
wizard-saved-card = { $brand } o końcówce { $digits }, ważna do { $expiry }
transfer-blocks = Dopóki zamówienia z przelewem nie opłacisz lub nie anulujesz albo nie minie jego termin płatności, tej oferty nie można zamówić ponownie ani anulować.
wizard-transfer-late = Przelew może trwać nawet tydzień, a odnowienie jest możliwe do { $day }. Zamówienie złożone do tego dnia można opłacić do jego terminu płatności; karta odnawia subskrypcję od razu.

## Karta

label-card-holder = Posiadacz karty
label-card-number = Numer karty
label-card-expiry = Data ważności (MM/RR)
label-card-code = Kod CVV/CVC
label-card-country = Kraj posiadacza (2 litery)
label-country-of-card = Kraj posiadacza karty
label-card-postal-code = Kod pocztowy posiadacza
label-card-keep = Zapamiętaj kartę
wizard-card-keep-note = Zapamiętywane są typ karty, cztery ostatnie cyfry i data ważności; nigdy numer ani kod.
wizard-card-address-note = Kraj i kod pocztowy, które bank ma przypisane do karty (nie z profilu prawnego). Jeśli nie będą zgodne, płatność zostanie odrzucona.
wizard-card-secrecy = Numer i kod są usuwane z pamięci zaraz po przesłaniu formularza karty.
error-card-number-elsewhere = To wygląda na numer karty. Nie został zapisany.
error-card-number-elsewhere-hint = Numer karty wpisz w polu powyżej, a stąd go usuń.

## Przelew bankowy

label-contact-name = Osoba kontaktowa
label-phone = Numer telefonu
label-email = Adres e-mail
wizard-transfer-note = Osoba do kontaktu w sprawie tego przelewu.

## Sprawdzenie

title-review = Sprawdź szczegóły zamówienia
label-term = Okres
label-price = Cena netto
label-tax = Podatek
label-total-before = Suma poprzednia
label-total-due = Suma należna bez numeru VAT
label-total = Razem
label-payment = Płatność
label-bill-to = Dane do faktury
label-vat-id = Numer VAT (NIP)
label-purchase-order = Nr zamówienia nabywcy
wizard-term = od { $first } do { $last } włącznie
wizard-term-short = od { $first } do { $last }
wizard-term-until = do { $last }
wizard-term-from-payment = Rok od dnia zapłaty
wizard-tax-reverse-charge = Odwrotne obciążenie: podatek rozlicza nabywca
wizard-tax-reverse-charge-brief = Odwrotne obciążenie
wizard-tax-exempt = Zwolnienie z podatku
wizard-tax-none = Bez podatku na tym rynku
wizard-tax-none-brief = Brak na tym rynku
title-terms = Warunki zakupu
review-part-replaces = wygasłe zamówienie zastępowane przez to zamówienie
wizard-changed = Zmiany od otwarcia tej strony: { $parts }. Sprawdź je i ponownie wybierz „Kup”.
wizard-buy-card-note = Po wybraniu „Kup” karta zostanie od razu obciążona kwotą { $money }.
wizard-buy-transfer-note = Po wybraniu „Kup” zamówienie zostanie złożone bez żadnej opłaty; kwota { $money } jest płatna do { $day }. { wizard-transfer-blocks }
wizard-transfer-blocks = Dopóki nie opłacisz lub nie anulujesz tego zamówienia, nie złożysz innego na tę ofertę ani nie anulujesz subskrypcji.
wizard-button-card = Karta { $brand } o końcówce { $digits } zostanie od razu obciążona kwotą { $money }.
wizard-button-card-brief = Karta zostanie od razu obciążona kwotą { $money }.
wizard-button-transfer = Teraz bez opłaty; do { $day } zapłać { $money }.
wizard-button-transfer-brief = Zapłać { $money } do { $day }.
button-buy = Kup

## Oczekiwanie na odpowiedź banku

wizard-asking-bank = Oczekiwanie na odpowiedź banku…
wizard-asking-bank-note = Ten ekran można zamknąć. Karta nie zostanie obciążona dwa razy, a wynik pojawi się przy subskrypcji.
wizard-settling = Bank nie odpowiedział. Trwa ustalanie wyniku płatności. Nie płać ponownie. Karta nie zostanie obciążona dwa razy.
wizard-declined = Karta została odrzucona: { $reason }
wizard-declined-note = Karta nie została obciążona. Popraw jej dane lub zapłać inaczej.
wizard-declined-saved-note = Karta nie została obciążona. Użyj innej karty lub zapłać inaczej.
wizard-voided-note = Spróbuj ponownie lub zapłać inaczej.
wizard-if-closed = Zamknięcie tego ekranu anuluje zamówienie i zachowuje wpisane dane, oprócz numeru karty i kodu.
wizard-unknown-note = Ten ekran można zamknąć. Wynik pojawi się przy subskrypcji.
button-correct-card = Popraw dane karty
button-other-method = Zapłać inaczej

decline-do-not-honor = bank nie podał przyczyny.
decline-insufficient-funds = brak wystarczających środków na karcie.
decline-address-mismatch = kraj lub kod pocztowy nie zgadza się z danymi karty.
decline-wrong-security-code = błędny kod CVV/CVC.
decline-expired-card = karta straciła ważność.

## Potwierdzenie

title-confirmed = Zamówienie potwierdzone
title-order-placed = Zamówienie złożone
wizard-done-renewed = Odnowiono: { $offer }. Data wygaśnięcia:
wizard-done-purchased = Aktywowano: { $offer }. Data wygaśnięcia:
wizard-confirmed-renewed = Odnowiono: { $offer }. Data wygaśnięcia: { $day }.
wizard-confirmed-purchased = Aktywowano: { $offer }. Data wygaśnięcia: { $day }.
wizard-confirmed-charged = Pobrano { $money } z karty { $brand } o końcówce { $digits }.
wizard-transfer-placed = Przelej dokładnie { $money } do { $day }. Nowy okres będzie aktywny po zaksięgowaniu wpłaty.
title-transfer-instructions = Dane do przelewu
title-transfer-overdue = Dane przelewu, który nie wpłynął w terminie
label-payment-reference = Tytuł przelewu
label-mpn-id = Identyfikator MPN
label-amount-due = Kwota do zapłaty
label-due-date = Termin płatności
label-recipient = Odbiorca
label-bank = Bank
label-account-number = Numer rachunku
label-bic = BIC

## Wersje robocze

wizard-draft-found = Przywrócono wersję roboczą z { $day }. Numery kart i kody CVV/CVC nigdy nie są zapisywane.

## Karty testowe bramki testowej

wizard-demo-cards = Demonstracja: żadna prawdziwa karta nie jest obciążana. { $charged } zostanie obciążona, { $declined } odrzucona; dowolna przyszła data i dowolny kod.
sandbox-card-approve = obciążona
sandbox-card-do-not-honor = odrzucona bez podania przyczyny
sandbox-card-insufficient-funds = odrzucona: brak środków
sandbox-card-address-mismatch = odrzucona: błędny kraj lub kod pocztowy
sandbox-card-wrong-security-code = odrzucona: błędny kod CVV/CVC
sandbox-card-expired-card = odrzucona: karta nieważna
sandbox-card-silent-before = nieobciążona; bank nie odpowiada
sandbox-card-silent-after = obciążona; bank nie odpowiada
sandbox-card-late = obciążona z opóźnieniem, jeśli płatności wcześniej nie zakończono
sandbox-card-refund-refused = obciążona; bank odmawia zwrotu
sandbox-card-refund-silent-after = obciążona; bank robi zwrot, ale odpowiada dopiero na trzecie zapytanie
sandbox-card-refund-silent-before = obciążona; pierwsza prośba o zwrot ginie po drodze

wizard-accept-terms = Akceptuję warunki zakupu
wizard-closed-kept = Wpisane dane zachowano jako wersję roboczą.
wizard-checking-card = Sprawdzanie karty… Karta nie jest jeszcze obciążana.
wizard-card-ready = Gotowa do użycia: { $card }. Prześlij, aby przejść dalej, lub wpisz numer innej karty.
wizard-transfer-reference-keep = W tytule przelewu podaj numer zamówienia i identyfikator MPN. Bez nich nie można przypisać wpłaty.
payment-method-transfer-short = Aktywacja po zaksięgowaniu wpłaty. Termin: { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}.
discard-title = Usunąć wersję roboczą?
discard-question = Wpisane dane zostaną usunięte.
title-your-order = Twoje zamówienie

## Zmiana formy płatności za złożone zamówienie

title-change-method = Zmiana formy płatności: zamówienie { $number }
change-transfer-sent = Jeśli przelew został już wysłany, nie płać kartą: poczekaj, aż wpłata dotrze. Zapłata kartą anuluje zamówienie { $order }; pieniądze, które wpłyną na nie później, zostaną zwrócone albo zaliczone na poczet innego zamówienia.
change-not-sent = Przelew nie został wysłany
change-money-freed = Kwota { $money }, która wpłynęła na zamówienie { $order }, nie zalicza się do tej płatności. Dział finansów ją zwróci albo zaliczy na poczet innego zamówienia.
replaces-overdue-card = Termin płatności zamówienia { $order } minął. Zakup anuluje je, nawet jeśli karta zostanie odrzucona. Jeśli przelew został już wysłany, nie płać kartą: zapytaj najpierw dział finansów.
replaces-overdue-transfer = Termin płatności zamówienia { $order } minął. Zakup anuluje je. Jeśli przelew został już wysłany, nie wysyłaj pieniędzy ponownie: dział finansów może je zaliczyć na poczet nowego zamówienia.
change-replaced = To zamówienie zastępuje zamówienie { $order }, które zostało anulowane. Nie opłacaj już tamtego.
change-if-closed = Ten ekran można zamknąć i zapłacić za zamówienie później, do { $day }; wpisane dane zostaną zachowane, oprócz numeru karty i kodu.
