### Polski: kopie bazy danych oraz ratowanie tego, co zostało z uszkodzonej bazy.

## Kopia zapasowa i jej przywracanie

cli-backup-made = Utworzono kopię zapasową bazy danych: { $path }
cli-backup-written = Utworzono kopię zapasową bazy danych.
cli-backup-restored = Przywrócono kopię zapasową w folderze { $path }
cli-label-last-commit = Ostatni zapis
cli-label-last-change = Ostatnia zmiana
cli-label-attached-files = Załączone pliki
cli-label-size = Rozmiar
cli-backup-size = { $count ->
    [one] { $count } bajt
    [few] { $count } bajty
    [many] { $count } bajtów
   *[other] { $count } bajta
}
cli-backup-demo = To baza demonstracyjna. Kopia zapasowa nie obejmuje rejestru banku testowego.
cli-backup-lacks-files = { $count ->
    [one] W bazie danych, a więc i w kopii, brakuje { $count } załączonego pliku. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
    [few] W bazie danych, a więc i w kopii, brakuje { $count } załączonych plików. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
    [many] W bazie danych, a więc i w kopii, brakuje { $count } załączonych plików. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
   *[other] W bazie danych, a więc i w kopii, brakuje { $count } załączonych plików. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
}
cli-backup-problems = { $count ->
    [one] Podczas tworzenia kopii w bazie danych był { $count } problem. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
    [few] Podczas tworzenia kopii w bazie danych były { $count } problemy. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
    [many] Podczas tworzenia kopii w bazie danych było { $count } problemów. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
   *[other] Podczas tworzenia kopii w bazie danych było { $count } problemu. Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check
}
cli-store-rebuilt = Odtworzono punkt kontrolny i indeks bazy danych.

error-store-bad-backup = To nie jest kompletna, niezmieniona kopia zapasowa: { $what }. Niczego nie przywrócono.
error-store-bad-backup-hint = Użyj innej kopii zapasowej albo skopiuj tę jeszcze raz z miejsca, w którym jest przechowywana.
error-backup-exists = Pod ścieżką { $path } już coś jest. Nie nadpisano tego. Kopia nie powstała.
error-backup-exists-hint = Wybierz inną nazwę albo dodaj --replace, aby nadpisać plik.
error-backup-inside = Ścieżka { $path } prowadzi do folderu samej bazy danych. Kopia nie powstała.
error-backup-inside-hint = Wybierz miejsce poza nim, najlepiej na innym komputerze.
error-backup-lacks-files = { $count ->
    [one] W bazie danych brakuje { $count } załączonego pliku, więc zachowano istniejącą kopię zapasową. Nowa nie powstała.
    [few] W bazie danych brakuje { $count } załączonych plików, więc zachowano istniejącą kopię zapasową. Nowa nie powstała.
    [many] W bazie danych brakuje { $count } załączonych plików, więc zachowano istniejącą kopię zapasową. Nowa nie powstała.
   *[other] W bazie danych brakuje { $count } załączonych plików, więc zachowano istniejącą kopię zapasową. Nowa nie powstała.
}
error-backup-lacks-files-hint = Szczegóły pokazuje polecenie: { OFFERDESK(by: "owner") } store check. Aby skopiować to, co jest, wybierz inną nazwę.
error-backup-to-terminal = Kopii zapasowej nie można wypisać w terminalu. Kopia nie powstała.
error-backup-to-terminal-hint = Podaj nazwę pliku albo skieruj standardowe wyjście do pliku.
error-backup-from-terminal = Kopii zapasowej nie można wpisać w terminalu. Niczego nie przywrócono.
error-backup-from-terminal-hint = Podaj nazwę pliku albo skieruj plik na standardowe wejście.
error-backup-not-demo = To nie jest kopia zapasowa bazy demonstracyjnej. Niczego nie przywrócono.
error-backup-not-demo-hint = Pomiń --demo albo użyj kopii bazy demonstracyjnej.

## Ratowanie danych

cli-salvaged = To, co dało się odczytać, zapisano jako nową bazę danych w folderze { $path }. Dotychczasowa baza pozostała bez zmian.
cli-label-records = Rekordy
cli-salvage-damage = Uszkodzenie: { $what }
cli-salvage-lost-commit = Brakuje, przynajmniej częściowo, zmian z zapisu { $first }.
cli-salvage-lost-commits = Brakuje, przynajmniej częściowo, zmian z zapisów od { $first } do { $last }.
cli-salvage-lost-record = Brakuje rekordu { $record }. Listy jeszcze go wymieniają.
cli-salvage-lost-older-record = Nieaktualny rekord { $record }. Brakuje jego nowszego stanu.
cli-salvage-lost-value = Brak lub nieaktualna wartość, która nie przechodzi weryfikacji. Klucz: { $what }
cli-salvage-lost-claim = Unikatowy klucz „{ $claim }” był w dwóch rekordach. Zachowuje go nowszy rekord { $kept }, a traci rekord { $record }.
cli-salvage-lost-audit-entry = Brakuje wpisu { $first } w łańcuchu kontrolnym { $chain }.
cli-salvage-lost-audit = Brakuje wpisów od { $first } do { $last } w łańcuchu kontrolnym { $chain }.
cli-salvage-lost-broken-chain = Łańcuch kontrolny { $chain } urywa się na wpisie { $sequence }.
cli-salvage-lost-series = Może brakować numerów z serii „{ $series }”. Kolejne numery zaczną się po numerze { $last }.
cli-salvage-lost-file = Brakuje załączonego pliku { $file }. Jest uszkodzony albo go nie ma.
cli-salvage-more = { $count ->
    [one] I jeszcze { $count } strata.
    [few] I jeszcze { $count } straty.
    [many] I jeszcze { $count } strat.
   *[other] I jeszcze { $count } straty.
}
cli-salvage-complete = Sądząc po plikach bazy danych, nie brakuje niczego, co potwierdzono.
cli-salvage-problems = { $count ->
    [one] W nowej bazie jest { $count } niezgodność. Szczegóły pokazuje polecenie: offerdesk --store FOLDER store check
    [few] W nowej bazie są { $count } niezgodności. Szczegóły pokazuje polecenie: offerdesk --store FOLDER store check
    [many] W nowej bazie jest { $count } niezgodności. Szczegóły pokazuje polecenie: offerdesk --store FOLDER store check
   *[other] W nowej bazie jest { $count } niezgodności. Szczegóły pokazuje polecenie: offerdesk --store FOLDER store check
}

error-store-lost = { $count ->
    [one] Wykryto { $count } stratę. Wszystko inne zapisano w nowej bazie danych.
    [few] Wykryto { $count } straty. Wszystko inne zapisano w nowej bazie danych.
    [many] Wykryto { $count } strat. Wszystko inne zapisano w nowej bazie danych.
   *[other] Wykryto { $count } straty. Wszystko inne zapisano w nowej bazie danych.
}
error-store-lost-hint = Zachowaj uszkodzoną bazę. Jeśli masz kopię zapasową, przed użyciem porównaj ją z nową bazą.
