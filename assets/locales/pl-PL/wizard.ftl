### Polski: kreator odnowienia lub zakupu: forma płatności, karta lub przelew, sprawdzenie, płatność, potwierdzenie.

title-renew = Odnowienie: { $offer }
title-subscribe = Zakup: { $offer }

step-payment-method = Forma płatności
step-card = Karta
step-transfer = Kontakt
step-review = Sprawdzenie
step-progress = Płatność
step-confirmation = Potwierdzenie
step-position = Krok { $step } z { $steps }

## Forma płatności

wizard-choose-payment = Wybierz formę płatności
payment-method-card = Karta kredytowa
payment-method-bank-transfer = Elektroniczny przelew bankowy
payment-method-card-note = Płatność od razu; subskrypcja od razu aktywna.
wizard-new-card = Inna karta
wizard-saved-card = { $brand }, końcówka { $digits }, ważna do { $expiry }
transfer-blocks = Dopóki zamówienie z przelewem nie zostanie opłacone, nie zrezygnujesz z niego lub nie minie jego termin płatności, tej oferty nie można zamówić ponownie ani anulować.
wizard-transfer-late = Przelew bankowy może trwać do tygodnia, a odnowienie jest możliwe do { $day }. Zamówienie złożone do tego dnia zachowuje prawo do odnowienia do swojego terminu płatności; płatność kartą odnawia subskrypcję od razu.

## Karta

label-card-holder = Posiadacz karty
label-card-number = Numer karty
label-card-expiry = Data ważności (MM/RR)
label-card-code = Kod zabezpieczający
label-card-country = Kraj karty (2 litery)
label-country-of-card = Kraj karty
label-card-postal-code = Kod pocztowy karty
label-card-keep = Zapamiętaj kartę
wizard-card-keep-note = Zapamiętywane są marka, cztery ostatnie cyfry i data ważności; nigdy numer ani kod.
wizard-card-address-note = Kraj i kod pocztowy karty znane bankowi, a nie adres z profilu prawnego. Jeśli się różnią, bank odrzuci płatność.
wizard-card-secrecy = Numer i kod są wymazywane z pamięci zaraz po przesłaniu formularza karty.

## Przelew bankowy

label-contact-name = Osoba kontaktowa
label-phone = Numer telefonu
label-email = Adres e-mail
wizard-transfer-note = Osoba, którą sprzedawca może zapytać o przelew.

## Sprawdzenie

title-review = Sprawdź szczegóły zamówienia
label-term = Okres
label-price = Cena
label-tax = Podatek
label-total-before = Suma poprzednia
label-total-due = Suma należna bez numeru VAT
label-total = Razem do zapłaty
label-payment = Płatność
label-bill-to = Adres do faktury
label-vat-id = Numer VAT (NIP)
label-purchase-order = Własny nr zamówienia
wizard-term = od { $first } do { $last } włącznie
wizard-term-from-payment = Rok od dnia zapłaty
wizard-tax-reverse-charge = Odwrotne obciążenie: podatek rozlicza nabywca
wizard-tax-exempt = Zwolnienie z podatku
wizard-tax-none = Bez podatku na tym rynku
title-terms = Warunki zakupu
wizard-changed = Od wyświetlenia tej strony coś się zmieniło. Sprawdź oznaczone wiersze i ponownie wybierz „Kup”.
wizard-buy-card-note = Przycisk „Kup” od razu obciąży kartę kwotą { $money }.
wizard-buy-transfer-note = Przycisk „Kup” składa zamówienie. Nic nie zostanie pobrane; kwota { $money } jest płatna do { $day }. { transfer-blocks }
button-buy = Kup

## Oczekiwanie na odpowiedź banku

wizard-asking-bank = Oczekiwanie na odpowiedź banku…
wizard-asking-bank-note = To okno można zamknąć: nic nie zostanie pobrane dwa razy, a wynik pojawi się przy subskrypcji.
wizard-settling = Bank nie odpowiedział. Płatność jest rozliczana: albo okaże się wykonana, albo nic nie zostanie pobrane. Nie trzeba płacić ponownie.
wizard-declined = Karta została odrzucona: { $reason }
wizard-declined-note = Niczego nie pobrano. Popraw dane karty lub zapłać inaczej. Zamknięcie anuluje to zamówienie i zachowuje wpisane dane, oprócz numeru karty i jej kodu.

decline-do-not-honor = bank nie podał przyczyny.
decline-insufficient-funds = brak wystarczających środków na karcie.
decline-address-mismatch = kraj lub kod pocztowy nie zgadza się z danymi karty.
decline-wrong-security-code = błędny kod zabezpieczający.
decline-expired-card = karta straciła ważność.

## Potwierdzenie

title-confirmed = Zamówienie potwierdzone
title-order-placed = Zamówienie złożone
wizard-confirmed-renewed = Odnowiono: { $offer }. Data wygaśnięcia: { $day }.
wizard-confirmed-purchased = Aktywowano: { $offer }. Data wygaśnięcia: { $day }.
wizard-confirmed-charged = Pobrano { $money } z karty { $brand }, końcówka { $digits }.
wizard-transfer-placed = Przelej dokładnie { $money } do { $day }. Nowy okres będzie aktywny dopiero po wpływie pieniędzy.
title-transfer-instructions = Dane do przelewu
label-payment-reference = Tytuł przelewu
label-mpn-id = Identyfikator MPN
label-amount-due = Kwota do zapłaty
label-due-date = Termin płatności
label-recipient = Odbiorca
label-bank = Bank
label-account-number = Numer rachunku
label-bic = BIC

## Wersje robocze

wizard-draft-found = Znaleziono wersję roboczą z { $day }; pokazano ją tak, jak została pozostawiona. Numery kart i kody zabezpieczające nigdy nie są zapisywane.

## Karty testowe bramki testowej

wizard-demo-cards = Demonstracja: żadna prawdziwa karta nie jest obciążana. { $charged } zostanie obciążona, { $declined } odrzucona; dowolna przyszła data i dowolny kod.
sandbox-card-approve = obciążona
sandbox-card-do-not-honor = odrzucona bez podania przyczyny
sandbox-card-insufficient-funds = odrzucona: brak środków
sandbox-card-address-mismatch = odrzucona: błędny kraj lub kod pocztowy
sandbox-card-wrong-security-code = odrzucona: błędny kod zabezpieczający
sandbox-card-expired-card = odrzucona: karta nieważna
sandbox-card-silent-before = nigdy nieobciążona; bank nie odpowiada
sandbox-card-silent-after = obciążona; bank nie odpowiada
sandbox-card-late = obciążona z opóźnieniem, jeśli płatności wcześniej nie zakończono
sandbox-card-refund-refused = obciążona; bank odmawia zwrotu
sandbox-card-refund-silent-after = obciążona; bank robi zwrot, ale odpowiada dopiero na trzecie zapytanie
sandbox-card-refund-silent-before = obciążona; pierwsza prośba o zwrot ginie po drodze

wizard-accept-terms = Akceptuję warunki zakupu
wizard-closed-kept = To, co wpisano, zachowano jako wersję roboczą.
wizard-checking-card = Sprawdzanie karty… Nic jeszcze nie jest pobierane.
wizard-card-ready = Gotowa do użycia: { $card }. Prześlij, aby przejść dalej, lub wpisz numer innej karty.
wizard-transfer-reference-keep = W tytule przelewu musi być numer zamówienia i identyfikator MPN; inaczej wpłaty nie da się przypisać.
payment-method-transfer-short = Aktywacja po wpływie pieniędzy, w ciągu { $count ->
    [one] { $count } dnia
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}.
discard-title = Odrzucić wersję roboczą?
discard-question = To, co wpisano w tym kreatorze, zostanie usunięte.
title-your-order = Twoje zamówienie
