### Polski: co znajduje kontrola magazynu danych oraz błędy terminala i osobnego procesu bramki testowej.

## Kontrola magazynu danych

check-hint = Niczego nie zmieniono. Zachowaj kopię folderu i przywróć najnowszą kopię zapasową, która przechodzi kontrolę.

error-check-unreadable = Dalszej części dziennika nie można odczytać: { $what }.
error-check-unreadable-hint = { check-hint }
error-check-strange-key = Jest klucz, którego nie zapisuje żadna wersja: { $key }.
error-check-strange-key-hint = { check-hint }
error-check-bad-value = Wartość nie przechodzi weryfikacji: { $what }.
error-check-bad-value-hint = { check-hint }
error-check-bad-record = Rekordu { $record } nie można odczytać: { $what }.
error-check-bad-record-hint = { check-hint }
error-check-wrong-id = Rekord { $record } leży pod cudzym identyfikatorem.
error-check-wrong-id-hint = { check-hint }
error-check-drifted = Dane zapisane obok rekordu { $record } różnią się od jego treści.
error-check-drifted-hint = { check-hint }
error-check-future-version = Rekord { $record } ma wersję { $version }, której magazyn nie zna.
error-check-future-version-hint = { check-hint }
error-check-missing-entry = Rekordu { $record } brakuje w indeksie { $index }.
error-check-missing-entry-hint = { check-hint }
error-check-stray-entry = Indeks { $index } prowadzi do { $record }, choć ten rekord tam nie należy.
error-check-stray-entry-hint = { check-hint }
error-check-missing-claim = Rekord { $record } nie ma zastrzeżonego klucza „{ $claim }”.
error-check-missing-claim-hint = { check-hint }
error-check-stray-claim = Zastrzeżonego klucza „{ $claim }” nie ma żaden właściwy rekord.
error-check-stray-claim-hint = { check-hint }
error-check-dangling-reference = Rekord { $record } odwołuje się do { $missing }, którego nie ma.
error-check-dangling-reference-hint = { check-hint }
error-check-broken-chain = Łańcuch kontrolny { $chain } urywa się na wpisie { $sequence }.
error-check-broken-chain-hint = { check-hint }
error-check-wrong-head = Łańcuch kontrolny { $chain } nie kończy się tam, gdzie powinien.
error-check-wrong-head-hint = { check-hint }
error-check-wrong-tally = Rekordy, łańcuchy i serie nie zgadzają się ze stanem po ostatnim zapisie.
error-check-wrong-tally-hint = { check-hint }
error-check-wrong-meta = Własny rekord magazynu jest błędny: { $what }.
error-check-wrong-meta-hint = { check-hint }
error-check-spilled = Wartości zapisano poza dziennikiem, gdzie nie są synchronizowane z dyskiem.
error-check-spilled-hint = { check-hint }
error-check-damaged-file = Zawartość załączonego pliku { $file } zmieniła się.
error-check-damaged-file-hint = Niczego nie zmieniono. Dołącz ten sam plik ponownie, co go naprawi, albo przywróć go z kopii zapasowej.
error-check-missing-file = Brakuje załączonego pliku { $file }.
error-check-missing-file-hint = Niczego nie zmieniono. Przywróć go z kopii zapasowej.
error-check-not-refunded = Według zgłoszenia { $request } pieniądze za zamówienie { $order } podlegają zwrotowi, ale w zamówieniu nie ma o tym śladu.
error-check-not-refunded-hint = { check-hint }
error-check-refunded-twice = Zgłoszenie { $request } zwraca pieniądze za zamówienie { $order }, które zwróciło już inne zgłoszenie.
error-check-refunded-twice-hint = { check-hint }
error-check-other-refund = Zgłoszenie { $request } zwraca pieniądze za zamówienie { $order }, które dotyczyło czegoś innego.
error-check-other-refund-hint = { check-hint }
error-check-other-cancellation = Zgłoszenie { $request } prosi o anulowanie cudzej subskrypcji.
error-check-other-cancellation-hint = { check-hint }
error-check-receipt-not-returned = Pieniądze za zamówienie { $order } zwrócono, ale zapis wpłaty tego nie odnotowuje.
error-check-receipt-not-returned-hint = { check-hint }
error-check-order-not-refunded = Wpłatę za zamówienie { $order } zwrócono, ale zamówienie tego nie odnotowuje.
error-check-order-not-refunded-hint = { check-hint }
error-check-other-receipt = Zamówienie { $order } opłacono przelewem, ale nie ma wpłaty, która do niego należy.
error-check-other-receipt-hint = { check-hint }

## Osobny proces bramki testowej

error-ledger-io = Nie można użyć rejestru bramki testowej: { $what }.
error-ledger-io-hint = Sprawdź ścieżkę, uprawnienia i dysk.
error-ledger-locked = Rejestr bramki testowej jest otwarty w innym procesie.
error-ledger-locked-hint = Najpierw zamknij tamten proces.
error-ledger-damaged = Wiersz { $line } rejestru bramki testowej jest uszkodzony. Niczego nie zmieniono.
error-ledger-damaged-hint = Zacznij z nowym rejestrem; ten nie nadaje się już do użytku.
error-ledger-stopped = Bramka testowa zatrzymała się po nieudanym zapisie. Wszystko, co wcześniej potwierdzono, jest zachowane.
error-ledger-stopped-hint = Sprawdź dysk i uruchom ją ponownie.
error-sandbox-socket = Bramka testowa nie może nasłuchiwać pod { $path }: { $what }.
error-sandbox-socket-hint = Wybierz inną ścieżkę albo usuń to, co tam jest.

## Terminal

error-terminal-input-missing = Standardowe wejście nie jest terminalem, więc nie ma na czym pisać.
error-terminal-input-missing-hint = Uruchom offerdesk w terminalu albo wiersz po wierszu z opcją --plain, albo użyj poleceń: offerdesk --help
error-terminal-output-missing = Standardowe wyjście nie jest terminalem, więc nie ma na czym rysować.
error-terminal-output-missing-hint = Uruchom offerdesk w terminalu albo wiersz po wierszu z opcją --plain, albo użyj poleceń: offerdesk --help
error-terminal-dumb = Ten terminal nie może wyświetlać ekranów.
error-terminal-dumb-hint = Uruchom offerdesk z opcją --plain, użyj innego terminala albo poleceń: offerdesk --help
error-terminal-io = Nie można użyć terminala: { $what }.
error-terminal-io-hint = Zamknij go i otwórz nowy.
