### Polski: czego odmawia przypadek użycia i dlaczego czynność jest niedostępna.

## Uprawnienia

error-denied-role = Tę czynność mogą wykonać tylko role: { $roles }. Niczego nie zmieniono.
error-denied-role-hint = Poproś osobę, która ma jedną z nich.
error-denied-owner = Tę czynność może wykonać tylko osoba, do której należy folder tej bazy danych. Niczego nie zmieniono.
error-denied-owner-hint = Zrób to na komputerze, na którym jest magazyn danych, zalogowawszy się jako ten użytkownik, bez opcji --as.
error-denied-disabled = Ta osoba nie może już tu działać. Niczego nie zmieniono.
error-denied-disabled-hint = Zwróć się do administratora globalnego konta.
error-own-order = Osoba, która złożyła zamówienie, nie księguje jego wpłaty. Niczego nie zaksięgowano.
error-own-order-hint = Poproś o to inną osobę z działu finansów.
error-closed-role = Uprawnione role: { $roles }.
error-closed-role-hint = Na tym koncie nikt jeszcze nie ma żadnej z nich.
error-closed-role-who = Uprawnione role: { $roles }.
error-closed-role-who-hint = Osoby uprawnione: { $who }.

## Dlaczego odnowienie lub zakup jest niedostępny

error-renew-too-early = Od { $opens }: subskrypcję można odnowić dopiero po jej wygaśnięciu.
error-renew-too-early-hint = Odnowienie będzie możliwe do { $closes }; do tego dnia korzyści pozostają dostępne.
error-renew-too-late = Okres odnawiania skończył się { $closed }.
error-renew-too-late-hint = Aby rozpocząć nowy okres, kup subskrypcję ponownie.
error-renew-cancelled = Subskrypcję anulowano { $on }.
error-renew-cancelled-hint = Aby rozpocząć nowy okres, kup subskrypcję ponownie.
error-closed-awaiting-payment = Zamówienie { $number } ({ $by }, { $on }) czeka na przelew do { $due }.
error-closed-awaiting-payment-hint = Może istnieć tylko jedno zamówienie naraz: opłać je albo poczekaj, aż minie termin płatności.
error-closed-settling = Zamówienie { $number } ({ $by }, { $on }) jest rozliczane z bankiem. Nic nie zostanie pobrane dwa razy.
error-closed-settling-hint = Zwykle trwa to kilka sekund; wynik pojawi się tutaj.
error-closed-already-paid = Zamówienie { $number } ({ $by }, { $on }) zostało już opłacone: nowy okres kończy się { $expires }.
error-closed-already-paid-hint = Niczego nie zamówiono. Zamknij kreator, aby zobaczyć nowy okres.
error-closed-requirements = Na tym koncie nie odnotowano spełnienia wymagań tego poziomu.
error-closed-requirements-hint = Odnotowuje je pomoc techniczna dla partnerów.
error-closed-held = To konto ma już tę ofertę.
error-closed-held-hint = Można ją odnowić po zakończeniu okresu.
error-closed-no-card-processor = Płatności kartą nie są tu obsługiwane.
error-closed-no-card-processor-hint = Zapłać przelewem bankowym.
error-closed-no-bank-account = Sprzedawca nie ma rachunku bankowego w walucie { $currency }.
error-closed-no-bank-account-hint = Zapłać kartą. Rachunek w tej walucie można dodać poleceniem { OFFERDESK(by: "owner") } seller edit.

## Zamówienia i pieniądze

error-review-changed = Od wyświetlenia podsumowania coś się zmieniło: { $parts }. Niczego nie zamówiono.
error-review-changed-hint = Sprawdź oznaczone wiersze i ponownie wybierz „Kup”.
review-part-day = rozpoczął się nowy dzień
review-part-term = okres
review-part-price = cena
review-part-tax = podatek
review-part-bill-to = adres do faktury
review-part-terms = warunki zakupu
error-terms-not-accepted = Warunki zakupu nie zostały zaakceptowane. Niczego nie zamówiono.
error-terms-not-accepted-hint = Najpierw przeczytaj je i zaakceptuj.
error-order-tried-out = Wykorzystano wszystkie próby płatności kartą za zamówienie { $number } (limit: { $count }). Niczego nie pobrano.
error-order-tried-out-hint = Zamknij kreator i otwórz go ponownie: powstanie nowe zamówienie, które zastąpi obecne. Wpisane dane, oprócz karty, zostaną zachowane.
error-card-expired = Ta karta straciła ważność. Niczego nie pobrano.
error-card-expired-hint = Użyj innej karty.
error-change-same-method = To zamówienie ma już być opłacone przelewem. Niczego nie zmieniono.
error-change-same-method-hint = Opłać je albo wybierz kartę.
error-change-due-day-over = Termin płatności tego zamówienia minął { $due }. Niczego nie zmieniono.
error-change-due-day-over-hint = Do tego dnia obowiązywały jego cena i prawo do odnowienia. Co można zrobić teraz, pokaże: { OFFERDESK() } offers list
error-change-other-total = Zamówienie kosztuje teraz { $total }: w międzyczasie odrzucono numer VAT. Niczego nie pobrano ani nie zmieniono.
error-change-other-total-hint = Sprawdź zamówienie, a potem zmień metodę płatności jeszcze raz.
error-change-overtaken = To, czego dotyczy zamówienie, odnowiono, kupiono lub anulowano w międzyczasie inaczej. Niczego nie zmieniono.
error-change-overtaken-hint = Zrezygnuj z zamówienia: { OFFERDESK() } orders cancel
error-order-illegal-step = Stan zamówienia w międzyczasie się zmienił. Niczego nie zmieniono.
error-order-illegal-step-hint = Otwórz zamówienie ponownie.
error-order-number-form = To nie jest numer zamówienia.
error-order-number-form-hint = Numer wygląda tak: OD-1234-5678.
error-order-number-check-sign = W numerze zamówienia jest pomyłka. Niczego nie zmieniono.
error-order-number-check-sign-hint = Porównaj go znak po znaku z tytułem przelewu.
error-receipt-wrong-currency = Waluta nie zgadza się z zamówieniem, które opiewa na { $expected }. Niczego nie zaksięgowano.
error-receipt-wrong-currency-hint = Popraw walutę albo zaksięguj wpłatę jako nierozliczoną.
error-receipt-after-due-day = Data waluty przypada po terminie płatności zamówienia ({ $due }). Niczego nie zaksięgowano.
error-receipt-after-due-day-hint = Popraw datę albo zaksięguj wpłatę jako nierozliczoną.
error-receipt-reference-used = Operację o tym numerze już zaksięgowano: { $money }, data waluty { $day }, zamówienie { $number }. Niczego nie zaksięgowano ponownie.
error-receipt-reference-used-hint = To te same pieniądze. Jeśli nie, popraw numer operacji.
error-receipt-looks-booked = Wpłatę { $money } z datą waluty { $day } już zaksięgowano na zamówienie { $number }. Niczego nie zaksięgowano ponownie.
error-receipt-looks-booked-hint = Sprawdź wyciąg z banku. Jeśli to inne pieniądze, potwierdź, że to inna wpłata; w poleceniu dodaj --other-money.
error-receipt-nothing-left = Z tej wpłaty nic nie pozostaje nieprzypisane. Niczego nie zmieniono.
error-receipt-nothing-left-hint = Co się z nią stało, pokaże: { OFFERDESK() } receipts list --all
error-receipt-returned-before-received = Te pieniądze wpłynęły dopiero { $received }. Niczego nie zmieniono.
error-receipt-returned-before-received-hint = Podaj dzień, w którym bank odesłał pieniądze.
error-receipt-not-an-id = To nie jest oznaczenie wpłaty. Niczego nie zmieniono.
error-receipt-not-an-id-hint = Skopiuj jego 32 cyfry i litery z listy: { OFFERDESK() } receipts list
error-receipt-not-awaiting = To zamówienie nie czeka na wpłatę. Niczego nie zaksięgowano.
error-receipt-not-awaiting-hint = Sprawdź numer zamówienia albo zaksięguj wpłatę jako nierozliczoną.
error-value-date-in-future = Data waluty przypada w przyszłości. Niczego nie zaksięgowano.
error-value-date-in-future-hint = Podaj dzień, w którym bank uznał rachunek.
error-draft-too-long = Pole jest zbyt długie, aby zachować je w wersji roboczej.
error-draft-too-long-hint = Skróć je.

## Profile i konta

error-profile-nothing-changed = Nic się nie zmieniło: profil jest taki, jaki był.
error-profile-nothing-changed-hint = Popraw któreś pole albo wróć.
error-profile-nothing-pending = Żadna zmiana tego profilu nie czeka na decyzję.
error-profile-nothing-pending-hint = Otwórz profil ponownie.
error-profile-own-change = Osoba, która zmieniła profil, nie weryfikuje tej zmiany.
error-profile-own-change-hint = Poproś inną osobę z pomocy technicznej.
error-not-an-mpn-id = To nie jest identyfikator MPN.
error-not-an-mpn-id-hint = Składa się z 5 do 9 cyfr, na przykład 1234567.
error-not-found = Nie znaleziono: { $thing } „{ $name }”. Niczego nie zmieniono.
error-not-found-hint = Sprawdź pisownię.
thing-person = osoba
thing-account = konto
thing-offer = oferta
thing-receipt = wpłaty
thing-order = zamówienie
thing-saved-card = zapisana karta
thing-seller = sprzedawca

## Pliki na tym komputerze

error-local-file-missing = Nie ma pliku { $path }.
error-local-file-missing-hint = Sprawdź ścieżkę. Jeśli nie zaczyna się od / ani od ~/, liczy się od folderu, w którym uruchomiono offerdesk.
error-local-file-symbolic-link = { $path } to dowiązanie symboliczne. Nie odczytano go.
error-local-file-symbolic-link-hint = Podaj ścieżkę pliku, do którego prowadzi.
error-local-file-folder = { $path } to folder.
error-local-file-folder-hint = Podaj ścieżkę pliku w tym folderze.
error-local-file-device = { $path } to urządzenie. Niczego nie odczytano.
error-local-file-device-hint = Podaj ścieżkę zwykłego pliku.
error-local-file-pipe = { $path } to potok. Niczego nie odczytano.
error-local-file-pipe-hint = Zapisz do pliku to, co wychodzi z potoku, i podaj ścieżkę tego pliku.
error-local-file-socket = { $path } to gniazdo. Niczego nie odczytano.
error-local-file-socket-hint = Podaj ścieżkę zwykłego pliku.
error-local-file-no-permission = System operacyjny nie zezwala na dostęp do { $path }.
error-local-file-no-permission-hint = Sprawdź właściciela i uprawnienia albo wybierz inną ścieżkę.
error-local-file-changed = Plik { $path } zmienił się podczas odczytu. Nie został przyjęty.
error-local-file-changed-hint = Poczekaj, aż inny program skończy z nim pracę, i spróbuj ponownie.
error-local-file-not-utf-8 = Nazwy pliku { $path } nie można odczytać jako tekstu.
error-local-file-not-utf-8-hint = Zmień nazwę pliku, np. na faktura.pdf.
error-local-file-no-home = Ani środowisko, ani lista użytkowników tego komputera nie podaje Twojego folderu domowego, więc nie wiadomo, co oznacza ~.
error-local-file-no-home-hint = Podaj pełną ścieżkę, zaczynającą się od /.
error-local-file-already-there = W { $path } już coś jest. Niczego nie nadpisano.
error-local-file-already-there-hint = Wybierz inną nazwę.
error-local-file-no-folder = Nie ma folderu { $path }. Niczego nie zapisano.
error-local-file-no-folder-hint = Najpierw utwórz ten folder albo wybierz inny.
error-local-file-no-space = Na dysku brakuje miejsca: { $path }. Niczego nie zapisano.
error-local-file-no-space-hint = Zwolnij miejsce na dysku albo wybierz inny dysk.
error-local-file-io = System operacyjny odmówił: { $what }.
error-local-file-io-hint = Sprawdź ścieżkę i dysk.

## Sam program

error-no-randomness = System operacyjny nie dostarczył liczb losowych. Niczego nie zmieniono.
error-no-randomness-hint = Spróbuj ponownie; jeśli to nie pomoże, uruchom komputer ponownie.
error-interrupted = Operacja nie dobiegła końca. To, co zostało potwierdzone, jest zachowane; nic nie zostanie pobrane dwa razy.
error-interrupted-hint = Zanim spróbujesz ponownie, sprawdź zamówienie.
error-today-on-real-store = W prawdziwym magazynie danych nie można ustawić dnia. Niczego nie otwarto.
error-today-on-real-store-hint = Pomiń --today albo użyj danych demonstracyjnych.
field-purchase-order = Numer zamówienia nabywcy
field-bank-reference = Numer operacji w banku
field-payer-reference = Tytuł przelewu
field-reason = Powód
error-receipt-before-order = Data waluty jest wcześniejsza niż dzień złożenia zamówienia. Niczego nie zaksięgowano.
error-receipt-before-order-hint = Popraw datę albo zaksięguj wpłatę jako nierozliczoną.
