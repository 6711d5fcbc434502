### Polski: czego odmawia przypadek użycia i dlaczego czynność jest niedostępna.

## Uprawnienia

error-denied-role = Tę czynność mogą wykonać tylko osoby z rolą: { $roles }. Niczego nie zmieniono.
error-denied-role-hint = Poproś o to osobę z taką rolą.
error-denied-owner = Tę czynność może wykonać tylko właściciel folderu tej bazy danych. Niczego nie zmieniono.
error-denied-owner-hint = Zrób to na komputerze z bazą danych, po zalogowaniu się jako ten użytkownik, bez opcji --as.
error-denied-disabled = Ta osoba nie ma już dostępu. Niczego nie zmieniono.
error-denied-disabled-hint = Zwróć się do administratora globalnego tego konta.
error-own-order = Osoba, która złożyła zamówienie, nie może zaksięgować wpłaty za nie. Niczego nie zaksięgowano.
error-own-order-hint = Poproś o to inną osobę z działu finansów.
error-closed-role = Wymagana rola: { $roles }.
error-closed-role-hint = Na tym koncie nikt jeszcze nie ma takiej roli.
error-closed-role-who = Wymagana rola: { $roles }.
error-closed-role-who-hint = Osoby uprawnione: { $who }.
error-closed-owner = Zmienić to może tylko właściciel folderu bazy danych.
error-closed-owner-hint = Zrób to na komputerze z bazą danych po zalogowaniu się jako ten użytkownik.

## Dlaczego odnowienie lub zakup jest niedostępny

error-renew-too-early = Odnowienie będzie możliwe od { $opens }, po wygaśnięciu subskrypcji.
error-renew-too-early-hint = Subskrypcję będzie można odnowić do { $closes }; do tego dnia korzyści pozostają dostępne.
error-renew-too-late = Okres odnawiania skończył się { $closed }.
error-renew-too-late-hint = Aby rozpocząć nowy okres, kup subskrypcję ponownie.
error-renew-cancelled = Subskrypcję anulowano { $on }.
error-renew-cancelled-hint = Aby rozpocząć nowy okres, kup subskrypcję ponownie.
error-closed-awaiting-payment = Zamówienie { $number } ({ $by }, { $on }) czeka na przelew do { $due }.
error-closed-awaiting-payment-hint = Jednocześnie może być otwarte tylko jedno zamówienie. Opłać je albo poczekaj, aż minie termin płatności.
error-closed-settling = Trwa ustalanie wyniku zamówienia { $number } ({ $by }, { $on }). Karta nie zostanie obciążona dwa razy.
error-closed-settling-hint = Zwykle trwa to kilka sekund. Wynik pojawi się tutaj.
error-closed-already-paid = Zamówienie { $number } ({ $by }, { $on }) zostało już opłacone. Nowy okres kończy się { $expires }.
error-closed-already-paid-hint = Niczego nie zamówiono. Zamknij kreator, aby zobaczyć nowy okres.
error-closed-requirements = Na tym koncie nie odnotowano spełnienia wymagań tego poziomu.
error-closed-requirements-hint = Poproś o to pomoc techniczną dla partnerów.
error-closed-held = To konto ma już tę ofertę.
error-closed-held-hint = Możesz ją odnowić po zakończeniu okresu.
error-closed-no-card-processor = Płatności kartą nie są tu dostępne.
error-closed-no-card-processor-hint = Zapłać przelewem bankowym.
error-closed-no-bank-account = Sprzedawca nie ma rachunku bankowego w walucie { $currency }.
error-closed-no-bank-account-hint = Zapłać kartą. Właściciel folderu bazy danych może dodać rachunek w tej walucie na ekranie Sprzedawca albo poleceniem: { OFFERDESK(by: "owner") } seller edit --from PLIK
error-closed-account-awaited = Nie można usunąć rachunku w walucie { $currency }: { $count ->
    [one] zamówienie { $order } oczekuje na przelew na ten rachunek.
    [few] { $count } zamówienia, w tym { $order }, oczekują na przelewy na ten rachunek.
    [many] { $count } zamówień, w tym { $order }, oczekuje na przelewy na ten rachunek.
   *[other] { $count } zamówienia, w tym { $order }, oczekuje na przelewy na ten rachunek.
} Niczego nie zmieniono.
error-closed-account-awaited-hint = Podaj inny rachunek w tej walucie albo zaczekaj, aż żadne zamówienie nie będzie oczekiwać na przelew.

## Zamówienia i pieniądze

error-review-changed = Zmiany od wyświetlenia podsumowania: { $parts }. Niczego nie zamówiono.
error-review-changed-hint = Sprawdź oznaczone wiersze i ponownie wybierz „Kup”.
review-part-day = data
review-part-term = okres
review-part-price = cena
review-part-tax = podatek
review-part-bill-to = dane do faktury
review-part-terms = warunki zakupu
error-terms-not-accepted = Warunki zakupu nie zostały zaakceptowane. Niczego nie zamówiono.
error-terms-not-accepted-hint = Najpierw przeczytaj je i zaakceptuj.
error-order-tried-out = Wykorzystano wszystkie próby płatności kartą za zamówienie { $number } (limit: { $count }). Karta nie została obciążona.
error-order-tried-out-hint = Zamknij kreator i otwórz go ponownie. Powstanie nowe zamówienie, które zastąpi obecne. Wpisane dane, oprócz karty, zostaną zachowane.
error-card-expired = Ta karta straciła ważność. Nie została obciążona.
error-card-expired-hint = Użyj innej karty.
error-closed-same-method = Przelew jest już formą płatności za to zamówienie.
error-closed-same-method-hint = Opłać je albo wybierz kartę.
error-closed-due-day-over = Termin płatności tego zamówienia minął { $due }. Możesz złożyć nowe zamówienie.
error-closed-due-day-over-hint = Do tego dnia obowiązywały jego cena i prawo do odnowienia.
error-closed-overtaken = Subskrypcję z tego zamówienia odnowiono, kupiono lub anulowano w inny sposób.
error-closed-overtaken-hint = Anuluj to zamówienie.
error-change-not-confirmed = Najpierw potwierdź, że przelew nie został wysłany. Karta nie została obciążona.
error-change-same-method = Przelew jest już formą płatności za to zamówienie. Niczego nie zmieniono.
error-change-same-method-hint = Opłać je albo wybierz kartę.
error-change-due-day-over = Termin płatności tego zamówienia minął { $due }. Niczego nie zmieniono.
error-change-due-day-over-hint = Do tego dnia obowiązywały jego cena i prawo do odnowienia. Aby sprawdzić, co można zrobić teraz: { OFFERDESK() } offers list
error-change-other-total = Kwota zamówienia to teraz { $total }, bo odrzucono numer VAT. Nie pobrano żadnej opłaty. Niczego nie zmieniono.
error-change-other-total-hint = Sprawdź zamówienie, a potem zmień formę płatności jeszcze raz.
error-change-overtaken = Subskrypcję z tego zamówienia odnowiono, kupiono lub anulowano w inny sposób. Niczego nie zmieniono.
error-change-overtaken-hint = Anuluj zamówienie poleceniem: { OFFERDESK() } orders cancel { $number }
error-order-illegal-step = Stan zamówienia zdążył się zmienić. Niczego nie zmieniono.
error-order-illegal-step-hint = Otwórz zamówienie ponownie.
error-order-number-form = To nie jest numer zamówienia.
error-order-number-form-hint = Wpisz w formacie OD-1234-5678.
error-order-number-check-sign = W numerze zamówienia jest pomyłka. Niczego nie zmieniono.
error-order-number-check-sign-hint = Porównaj go znak po znaku z tytułem przelewu.
error-receipt-wrong-currency = Waluta nie zgadza się z kwotą zamówienia: { $expected }. Niczego nie zaksięgowano.
error-receipt-wrong-currency-hint = Popraw walutę albo zaksięguj wpłatę jako nierozliczoną.
error-receipt-after-due-day = Data waluty jest późniejsza niż termin płatności zamówienia ({ $due }). Niczego nie zaksięgowano.
error-receipt-after-due-day-hint = Popraw datę albo zaksięguj wpłatę jako nierozliczoną.
error-receipt-reference-used = Operację o tym numerze już zaksięgowano: { $money }, data waluty { $day }, zamówienie { $number }. Niczego nie zaksięgowano ponownie.
error-receipt-reference-used-hint = To te same pieniądze. Jeśli nie, popraw numer operacji.
error-receipt-looks-booked = Wpłatę { $money } z datą waluty { $day } już zaksięgowano na poczet zamówienia { $number }. Niczego nie zaksięgowano ponownie.
error-receipt-looks-booked-hint = Sprawdź wyciąg z banku. Jeśli to inna wpłata, potwierdź to; w poleceniu dodaj --other-money.
error-receipt-nothing-left = Ta wpłata jest już w całości rozliczona. Niczego nie zmieniono.
error-receipt-nothing-left-hint = Aby sprawdzić, jak ją rozliczono: { OFFERDESK() } receipts list --all
error-receipt-returned-before-received = Te pieniądze wpłynęły dopiero { $received }. Niczego nie zmieniono.
error-receipt-returned-before-received-hint = Podaj dzień, w którym bank odesłał pieniądze.
error-receipt-not-an-id = To nie jest identyfikator wpłaty. Niczego nie zmieniono.
error-receipt-not-an-id-hint = Skopiuj jego 32 cyfry i litery z listy: { OFFERDESK() } receipts list
error-receipt-not-awaiting = To zamówienie nie oczekuje na płatność. Niczego nie zaksięgowano.
error-receipt-not-awaiting-hint = Sprawdź numer zamówienia albo zaksięguj wpłatę jako nierozliczoną.
error-value-date-in-future = Data waluty jest późniejsza niż dzisiejsza. Niczego nie zaksięgowano.
error-value-date-in-future-hint = Podaj dzień, w którym bank uznał rachunek.
error-draft-too-long = Pole jest zbyt długie, aby zachować je w wersji roboczej.
error-draft-too-long-hint = Skróć je.

## Profile i konta

error-profile-nothing-changed = Niczego nie zmieniono. Profil jest taki jak wcześniej.
error-profile-nothing-changed-hint = Popraw któreś pole albo wróć.
error-profile-nothing-pending = Żadna zmiana tego profilu nie czeka na decyzję.
error-profile-nothing-pending-hint = Otwórz profil ponownie.
error-profile-own-change = Osoba, która zmieniła profil, nie może zweryfikować tej zmiany.
error-profile-own-change-hint = Poproś inną osobę z pomocy technicznej.
error-not-an-mpn-id = To nie jest identyfikator MPN.
error-not-an-mpn-id-hint = Ma od 5 do 9 cyfr, na przykład 1234567.
error-not-found = Nie znaleziono: { $thing } „{ $name }”. Niczego nie zmieniono.
error-not-found-hint = Sprawdź pisownię.
thing-person = osoba
thing-account = konto
thing-offer = oferta
thing-receipt = wpłata
thing-order = zamówienie
thing-saved-card = zapisana karta
thing-seller = sprzedawca

## Pliki na tym komputerze

error-local-file-missing = Nie ma pliku { $path }.
error-local-file-missing-hint = Sprawdź ścieżkę. Jeśli nie zaczyna się od / ani od ~/, liczy się od folderu, w którym uruchomiono offerdesk.
error-local-file-symbolic-link = Ścieżka { $path } to dowiązanie symboliczne. Pliku nie odczytano.
error-local-file-symbolic-link-hint = Podaj ścieżkę pliku, do którego prowadzi.
error-local-file-folder = Ścieżka { $path } prowadzi do folderu.
error-local-file-folder-hint = Podaj ścieżkę pliku w tym folderze.
error-local-file-device = Ścieżka { $path } prowadzi do urządzenia. Niczego nie odczytano.
error-local-file-device-hint = Podaj ścieżkę zwykłego pliku.
error-local-file-pipe = Ścieżka { $path } prowadzi do potoku. Niczego nie odczytano.
error-local-file-pipe-hint = Zapisz do pliku to, co wychodzi z potoku, i podaj ścieżkę tego pliku.
error-local-file-socket = Ścieżka { $path } prowadzi do gniazda. Niczego nie odczytano.
error-local-file-socket-hint = Podaj ścieżkę zwykłego pliku.
error-local-file-no-permission = System operacyjny nie zezwala na dostęp do ścieżki { $path }.
error-local-file-no-permission-hint = Sprawdź właściciela i uprawnienia albo wybierz inną ścieżkę.
error-local-file-changed = Plik { $path } zmienił się podczas odczytu. Nie użyto go.
error-local-file-changed-hint = Poczekaj, aż inny program skończy z nim pracę, i spróbuj ponownie.
error-local-file-not-utf-8 = Nazwy pliku { $path } nie można odczytać jako tekstu.
error-local-file-not-utf-8-hint = Zmień nazwę pliku, np. na faktura.pdf.
error-local-file-no-home = Ani środowisko, ani lista użytkowników tego komputera nie podaje Twojego folderu domowego, więc nie wiadomo, co oznacza ~.
error-local-file-no-home-hint = Podaj pełną ścieżkę, zaczynającą się od /.
error-local-file-already-there = Pod ścieżką { $path } już coś jest. Niczego nie nadpisano.
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
error-interrupted = Operację przerwano. Zapisano to, co zostało potwierdzone.
error-interrupted-hint = Zanim spróbujesz ponownie, sprawdź, co zapisano.
error-today-on-real-store = Datę można ustawić tylko w bazie demonstracyjnej. Niczego nie otwarto.
error-today-on-real-store-hint = Pomiń --today albo użyj bazy demonstracyjnej.
field-purchase-order = Numer zamówienia nabywcy
field-bank-reference = Numer operacji w banku
field-payer-reference = Tytuł przelewu
field-reason = Powód
error-receipt-before-order = Data waluty jest wcześniejsza niż dzień złożenia zamówienia. Niczego nie zaksięgowano.
error-receipt-before-order-hint = Popraw datę albo zaksięguj wpłatę jako nierozliczoną.
