### Polski: teksty wypisywane przez polecenia dotyczące zgłoszeń.

cli-requests-none = Brak zgłoszeń.
cli-request-number = Numer
cli-request-sent-on = Wysłano
cli-request-taken-by = Obsługuje
cli-request-contact = Kontakt
cli-request-cancellation = Anulowanie
cli-request-canceled = Anulowano
cli-request-last-day = Ostatni dzień z korzyściami
cli-request-term = Okres
cli-request-refund = Zwrot pieniędzy
cli-request-thread = Przebieg
cli-request-next = Co możesz zrobić
cli-request-ask = Zapytaj firmę
cli-request-decide = Anuluj bez zwrotu pieniędzy
cli-request-decide-refund = Anuluj ze zwrotem pieniędzy

cli-request-about-account = Całe konto
cli-request-by = { $day }, { $by }
cli-request-moment = { $day }, { $time } UTC
cli-request-asked-on = Data zgłoszenia anulowania: { $day }.
cli-request-no-refund = Brak
cli-request-money-on-its-way = Trwa zwrot { $money } za zamówienie { $order }.
cli-request-money-back = Zwrócono { $money } za zamówienie { $order }.
cli-request-former-term = Ponownie obowiązuje poprzedni okres.
cli-request-size = { $count ->
    [one] { $count } bajt
    [few] { $count } bajty
    [many] { $count } bajtów
   *[other] { $count } bajta
}

cli-event-replied = Odpowiedź
cli-event-asked = Wymaga uwagi
cli-event-taken = Przejęto do obsługi
cli-event-attached = Załącznik: { $name }
cli-event-decided = Anulowano bez zwrotu pieniędzy
cli-event-decided-refund = Anulowano ze zwrotem pieniędzy
cli-event-closed = Zamknięto
cli-event-withdrawn = Wycofano
cli-event-renewed = Wycofano przez odnowienie
cli-event-reopened = Otwarto ponownie

## Co zrobiło polecenie

cli-request-cancel-title = Anulowanie: { $offer }
cli-request-sent = Wysłano zgłoszenie { $number }. Pomoc techniczna odpowie w tym zgłoszeniu.
cli-request-sent-cancel = Wysłano zgłoszenie { $number }. Subskrypcja pozostaje bez zmian, dopóki pomoc techniczna nie podejmie decyzji o anulowaniu.
cli-request-replied = Wysłano odpowiedź w zgłoszeniu { $number }.
cli-request-replied-only = Odpowiedź wysłano, ale nie wszystkie pliki zostały dołączone.
cli-request-asked = Wysłano do firmy prośbę o odpowiedź w zgłoszeniu { $number }.
cli-request-taken = Przejęto do obsługi zgłoszenie { $number }.
cli-request-closed = Zamknięto zgłoszenie { $number }.
cli-request-withdrawn = Wycofano zgłoszenie { $number }.
cli-request-reopened = Otwarto ponownie zgłoszenie { $number }.
cli-request-decided = Podjęto decyzję w zgłoszeniu { $number }. Zamknij je, gdy nic już nie pozostało do zrobienia.
cli-request-attached = Pliki dołączono do zgłoszenia { $number }.
cli-request-attached-only = Nie wszystkie pliki zostały dołączone.
cli-request-saved = Plik zapisano: { $path }
cli-orders-to-correct-none = Żadne opłacone zamówienie nie wymaga korekty.
cli-money-to-return-none = Brak wpłat do zwrotu.
cli-money-returned = Zwrócono { $money } za zamówienie { $order } (data waluty: { $day }).

## Dlaczego polecenie nie zostało wykonane

error-request-version = Zgłoszenie { $number } zmieniło się od wersji { $version }. Niczego nie wysłano.
error-request-version-hint = Aby zobaczyć, co nowego: { OFFERDESK() } requests show { $number }. Potem uruchom polecenie ponownie.
error-bytes-to-terminal = Pliku nie można wypisać w terminalu. Niczego nie zapisano.
error-bytes-to-terminal-hint = Podaj ścieżkę w opcji --to albo skieruj standardowe wyjście do pliku.
