### Polski: zgłoszenia do pomocy technicznej, anulowanie i zwroty: nazwy, stany i odmowy.

## Nazwy

title-support = Pomoc techniczna
title-partner-center-requests = Zgłoszenia w Centrum partnerskim
title-report-problems = Zgłoś problem z Centrum partnerskim
title-new-request = Nowe zgłoszenie
title-request-queue = Kolejka zgłoszeń
title-request = Zgłoszenie { $number }

severity-critical = Krytyczna
severity-moderate = Umiarkowana
severity-minimal = Minimalna

request-state-open = Otwarte
request-state-attention-needed = Wymaga uwagi
request-state-closed = Zamknięte
request-state-withdrawn = Wycofane
request-state-renewed = Wycofane przez odnowienie

request-side-support = Pomoc techniczna
requests-open = Otwarte
requests-closed = Zamknięte
requests-all = Wszystkie

label-request-problem = Typ problemu
label-request-severity = Ważność
label-request-about = Dotyczy
label-request-cancel = Anulować subskrypcję?
label-request-title = Tytuł
label-request-description = Opis
label-request-contact-name = Osoba kontaktowa
label-request-contact-email = E-mail kontaktowy
label-request-contact-phone = Telefon kontaktowy
label-request-attachments = Załączniki

action-reply = Odpowiedz
action-take = Przejmij
action-take-over = Przejmij od innej osoby
action-decide = Podejmij decyzję
action-close-request = Zamknij zgłoszenie
action-withdraw = Wycofaj
action-reopen = Otwórz ponownie
action-attach = Dołącz plik
action-detach = Usuń ostatni plik
action-save-file = Zapisz plik
title-money-to-return = Wpłaty do zwrotu

## Co dotyczy pieniędzy

refund-verdict-refundable = Zwrot jest możliwy: { $money }, zapłacono { $paid }, o ile nie użyto żadnej korzyści. Termin zgłoszenia: { $until }.
refund-verdict-not-refundable = Bez zwrotu: { $reason }
refund-reason-not-paid-here = bieżącego okresu nie opłacono tutaj.
refund-reason-too-late = zapłacono { $paid }; o zwrot można było wystąpić do { $until }.
error-refund-not-paid-here = Zwrot nie jest możliwy, bo bieżącego okresu nie opłacono tutaj. Niczego nie zmieniono.
error-refund-not-paid-here-hint = Anuluj bez zwrotu pieniędzy.
error-refund-too-late = Zwrot nie jest możliwy. Okres opłacono { $paid }, a o zwrot można było wystąpić do { $until }. Niczego nie zmieniono.
error-refund-too-late-hint = Anuluj bez zwrotu pieniędzy.
error-refund-not-affirmed = Zwrot wymaga potwierdzenia, że nie użyto żadnej korzyści i nie wyświetlono żadnego klucza produktu. Niczego nie zmieniono.
error-refund-not-affirmed-hint = Potwierdź to albo anuluj bez zwrotu pieniędzy.

## Dlaczego czegoś nie można zrobić

error-renew-ending = Ta subskrypcja jest anulowana i kończy się { $ends }. Nie można jej odnowić.
error-renew-ending-hint = Po tym dniu można ją kupić ponownie.
error-cancel-over = To konto nie ma aktywnej subskrypcji tej oferty, więc nie ma czego anulować.
error-cancel-over-hint = Wybierz inną subskrypcję.
error-cancel-ending = Ta subskrypcja jest już anulowana i kończy się { $ends }.
error-cancel-ending-hint = Do tego dnia korzyści pozostają dostępne.
error-cancel-other-term = Tym zamówieniem nie opłacono bieżącego okresu. Niczego nie zmieniono.
error-cancel-other-term-hint = Otwórz zgłoszenie ponownie, aby zobaczyć aktualny stan.
error-closed-cancellation-open = O anulowanie wystąpiono już { $on } (zgłoszenie { $number }, { $by }).
error-closed-cancellation-open-hint = Decyzję podejmie pomoc techniczna.
error-closed-own-request = Nie możesz obsługiwać zgłoszeń własnej firmy.
error-closed-own-request-hint = Poproś inną osobę z pomocy technicznej.
error-request-closed = To zgłoszenie jest zamknięte. Niczego nie wysłano.
error-request-closed-hint = Najpierw otwórz je ponownie; jest to możliwe przez 30 dni od zamknięcia.
error-request-not-closed = To zgłoszenie nie jest zamknięte, więc nie trzeba go otwierać ponownie.
error-request-not-closed-hint = Odpowiedz w tym zgłoszeniu.
error-request-too-late-to-reopen = To zgłoszenie można było otworzyć ponownie do { $until }.
error-request-too-late-to-reopen-hint = Wyślij nowe zgłoszenie.
error-request-nothing-to-decide = To zgłoszenie nie dotyczy anulowania, więc nie ma o czym decydować.
error-request-nothing-to-decide-hint = Odpowiedz, a potem zamknij zgłoszenie.
error-request-not-decided = Nie wybrano decyzji. Niczego nie anulowano.
error-request-not-decided-hint = Najpierw ją wybierz.
error-request-decided = Decyzję o anulowaniu podjęto { $on }.
error-request-decided-hint = Zamknij zgłoszenie.
error-request-taken-already = To zgłoszenie jest już Twoje.
error-request-taken-already-hint = Odpowiedz w tym zgłoszeniu.
error-request-full = To zgłoszenie osiągnęło limit notatek: { $limit }. Niczego nie wysłano.
error-request-full-hint = Zamknij je i wyślij nowe zgłoszenie.
error-request-too-many-files = Limit plików w zgłoszeniu: { $limit }. Pliku nie dodano.
error-request-too-many-files-hint = Kolejne pliki dołącz do nowego zgłoszenia.
error-request-changed = Zgłoszenie zmieniło się od czasu jego otwarcia. Niczego nie wysłano, a wpisany tekst został zachowany.
error-request-changed-hint = Przeczytaj, co nowego, i wyślij ponownie.
error-request-changed-by = Zgłoszenie zmieniło się od czasu jego otwarcia ({ $by }). Niczego nie wysłano, a wpisany tekst został zachowany.
error-request-changed-by-hint = Przeczytaj, co nowego, i wyślij ponownie.
error-not-a-request-number = To nie jest numer zgłoszenia. Niczego nie zmieniono.
error-not-a-request-number-hint = Numer zgłoszenia ma co najmniej cztery cyfry, na przykład 1041.
error-problem-unknown = Nie ma takiego typu problemu.
error-problem-unknown-hint = Wybierz typ z listy.
error-card-number-in-text = To wygląda na numer karty. Nie został zapisany.
error-card-number-in-text-hint = Usuń go. O numer karty prosi tylko formularz karty; pomoc techniczna nigdy go nie potrzebuje.
error-not-to-return = To zamówienie nie czeka na zwrot wpłaty. Niczego nie zmieniono.
error-not-to-return-hint = Sprawdź numer zamówienia.
error-returned-too-early = Decyzję o zwrocie podjęto { $decided }, więc pieniędzy nie można było zwrócić wcześniej. Niczego nie zmieniono.
error-returned-too-early-hint = Popraw datę waluty.

review-part-withdraws = zgłoszenie wycofywane przez to zamówienie
thing-request = zgłoszenie
thing-attachment = plik
thing-problem-type = typ problemu
field-note = Notatka

## Listy

request-age = { $count ->
    [0] dzisiaj
    [one] wczoraj
    [few] { $count } dni temu
    [many] { $count } dni temu
   *[other] { $count } dnia temu
}
request-asks-to-cancel = prośba o anulowanie
request-taken-by = obsługuje: { $name }
request-not-taken = nieprzejęte
requests-none = Nie ma jeszcze zgłoszeń.
requests-none-open = Brak otwartych zgłoszeń.
requests-none-closed = Brak zamkniętych zgłoszeń.
requests-none-waiting = Żadne zgłoszenie nie czeka.
requests-next-step = Aby zapytać pomoc techniczną, wybierz Nowe zgłoszenie.
requests-former-list = Poprzednia lista

## Wątek

label-request-number = Numer zgłoszenia
label-request-contact = Kontakt
label-request-taken-by = Obsługuje
label-reply = Odpowiedź
request-about-account = Całe konto
request-about-order = Zamówienie { $number }
request-file = { $name } ({ $kind }, { $kilobytes } kB)
request-numbered-file = { $place }. { $file }
request-turn-yours = Pomoc techniczna czeka na Twoją odpowiedź.
request-turn-company = Czeka na odpowiedź firmy.
request-turn-support = Czeka na pomoc techniczną. Odpowiedź pojawi się tutaj.
request-turn-open = Czeka na odpowiedź pomocy technicznej.
request-turn-closed = Zamknięte.
request-turn-closed-until = Zamknięte. Można je otworzyć ponownie do { $day }.
request-event-asked = potrzebna odpowiedź
request-event-taken = przejęto zgłoszenie
request-event-attached = dołączono plik: { $name }
request-event-decided = anulowano subskrypcję bez zwrotu pieniędzy
request-event-decided-refund = anulowano subskrypcję ze zwrotem pieniędzy
request-event-closed = zamknięto zgłoszenie
request-event-withdrawn = wycofano zgłoszenie
request-event-renewed = zamówiono odnowienie, co wycofało zgłoszenie
request-event-reopened = otwarto zgłoszenie ponownie
request-decided-now = Anulowano { $on } (decyzja: { $by }). Subskrypcja zakończyła się.
request-decided-ends = Anulowano { $on } (decyzja: { $by }). Korzyści pozostają dostępne do { $day }.
request-decided-former-term = Odnowienie anulowano { $on } (decyzja: { $by }). Subskrypcja wróciła do poprzedniego okresu.
request-refund-none = Pieniądze nie są zwracane.
request-refund-under-way = Trwa zwrot { $money } za zamówienie { $order }.
request-refund-back = Zwrócono { $money } za zamówienie { $order }.

## Formularze wątku

label-request-ask = Potrzebna odpowiedź
request-ask-note = Do czasu odpowiedzi firmy zgłoszenie ma stan „Wymaga uwagi”.
label-request-decision = Decyzja
request-decide-refund = Anuluj ze zwrotem pieniędzy
request-decide-without-refund = Anuluj bez zwrotu pieniędzy
request-decide-note = Bez zwrotu subskrypcja kończy się z końcem okresu, a jeśli już wygasła, to dzisiaj. Tej decyzji nie można cofnąć.
request-decide-title = Anulować tę subskrypcję?
request-decide-question = { $company }: subskrypcja „{ $offer }” zostanie anulowana bez zwrotu pieniędzy. Tej decyzji nie można cofnąć.
request-decide-refund-question = { $company }: subskrypcja „{ $offer }” zostanie anulowana, a kwota { $money } za zamówienie { $order } zostanie zwrócona. Tej decyzji nie można cofnąć.
request-withdraw-title = Wycofać to zgłoszenie?
request-withdraw-question = Subskrypcja „{ $offer }” nie zostanie anulowana. Po ponownym otwarciu zgłoszenia o zwrocie pieniędzy zdecyduje dzień tego otwarcia.
label-request-unused = Korzyści nieużyte
request-unused-note = Potwierdź, że nie użyto żadnej korzyści i nie wyświetlono żadnego klucza produktu. Zwrot tego wymaga.
request-close-note = Zgłoszenie można otworzyć ponownie w ciągu 30 dni.
request-close-undecided-note = O anulowaniu jeszcze nie zdecydowano. Po zamknięciu zgłoszenia subskrypcja pozostaje bez zmian.
request-withdraw-cancellation-note = Po wycofaniu zgłoszenia subskrypcja pozostaje bez zmian.
label-file-path = Ścieżka pliku
file-path-note = Plik na komputerze, na którym działa offerdesk: PDF, JPEG, PNG lub GIF, najwyżej 1 MB.
label-request-file = Plik
label-save-path = Zapisz jako
save-path-note = Ścieżka na tym komputerze. Istniejące pliki nie są zastępowane.
request-done-sent = Wysłano odpowiedź.
request-done-taken = Przejęto zgłoszenie do obsługi.
request-done-closed = Zamknięto zgłoszenie.
request-done-withdrawn = Wycofano zgłoszenie.
request-done-reopened = Otwarto ponownie zgłoszenie.
request-done-attached = Dodano plik.
request-done-saved = Plik zapisano: { $path }
request-done-decided = Subskrypcję anulowano bez zwrotu pieniędzy { $on }. Na koniec zamknij zgłoszenie.
request-done-decided-refund = Subskrypcję anulowano { $on } i rozpoczęto zwrot pieniędzy. Na koniec zamknij zgłoszenie.

## Wpłaty do zwrotu

finance-to-return = { $count ->
    [one] 1 przelew do zwrotu
    [few] { $count } przelewy do zwrotu
    [many] { $count } przelewów do zwrotu
   *[other] { $count } przelewu do zwrotu
}
finance-more-to-return = Przelewy do zwrotu: ponad { $count }
finance-none-to-return = Żaden przelew nie czeka na zwrot.
finance-return-expected = Zwróć { $money } firmie { $company } za zamówienie { $order }.
finance-return-note = Najpierw wyślij pieniądze z banku, a potem zapisz to tutaj.
button-returned = Oznacz jako zwrócone
finance-return-title = Oznaczyć jako zwrócone?
finance-return-question = Kwota { $money }, odbiorca: { $company }, zamówienie { $order }, data waluty: { $day }. Oznacz zwrot dopiero po wysłaniu przelewu z banku. Tej operacji nie można cofnąć.
finance-returned = Wpłatę { $money } za zamówienie { $order } oznaczono jako zwróconą.
error-request-company-reopens = Firma wycofała to zgłoszenie, więc tylko ona może je otworzyć ponownie.
error-request-company-reopens-hint = Odpowiedź będzie możliwa po ponownym otwarciu.
error-closed-not-held = To konto nie ma tej oferty.
error-closed-not-held-hint = Wybierz, czego dotyczy zgłoszenie.
request-turn-decided = Decyzja podjęta. Pomoc techniczna zamknie zgłoszenie.
request-turn-close = Decyzja podjęta. Zamknij zgłoszenie, gdy nic już nie pozostało do zrobienia.
request-refund-refused = Bank odmówił zwrotu { $money } za zamówienie { $order }. Dział finansów zwróci pieniądze w inny sposób.
request-done-withdrawn-cancellation = Wycofano zgłoszenie. Subskrypcja pozostaje bez zmian.
