### Polski: polecenia dotyczące dziennika kontrolnego i to, co może być z nim nie tak.

cli-audit-unchanged = Dziennik kontrolny nie zmienił się od początku do wpisu { $entries } włącznie.
cli-audit-since = Liczba wpisów dodanych później: { $entries }
cli-audit-agrees = Dziennik kontrolny zgadza się z końcem odnotowanym w bazie danych. Liczba wpisów: { $entries }
cli-audit-agrees-hint = Takie sprawdzenie wykrywa uszkodzenia, ale nie dziennik, który ktoś celowo przepisał. Aby wykryć także to, przechowuj poniższą wartość poza tym komputerem, a później uruchom polecenie: { OFFERDESK() } audit verify WARTOŚĆ
cli-audit-keep = Wartość do przechowania: { $value }

error-audit-value-form = To nie jest wartość wypisana przez polecenie { OFFERDESK() } audit head. Niczego nie sprawdzono.
error-audit-value-form-hint = Skopiuj całą wartość: liczbę, łącznik oraz 64 cyfry i litery od a do f.
error-audit-value-digits = Po łączniku powinny być 64 znaki. Liczba podanych znaków: { $found }. Niczego nie sprawdzono.
error-audit-value-digits-hint = Skopiuj całą wartość jeszcze raz; może brakować jej części.
error-audit-changed = Dziennik kontrolny do wpisu { $entries } różni się od tego, z którego powstała podana wartość. Dziennik przepisano, brakuje w nim wpisów albo wartość pochodzi z innej bazy danych.
error-audit-changed-hint = To sprawdzenie niczego nie zmieniło. Upewnij się, że wartość przechowano właśnie dla tej bazy danych. Jeśli tak, nie ufaj temu dziennikowi: zachowaj kopię folderu bazy i porównaj ją z kopią zapasową.
error-audit-shorter = Podana wartość obejmuje więcej wpisów, niż zawiera dziennik kontrolny. Wpisy objęte wartością: { $kept }, wpisy w dzienniku: { $found }. Brakuje wpisów, przywrócono starszą kopię bazy albo wartość pochodzi z innej bazy danych.
error-audit-shorter-hint = { error-audit-changed-hint }
error-audit-inconsistent = Dziennik kontrolny nie prowadzi do końca odnotowanego w bazie danych. Zmieniono wpis albo brakuje wpisu.
error-audit-inconsistent-hint = To sprawdzenie niczego nie zmieniło. Zachowaj kopię folderu bazy, uruchom polecenie { OFFERDESK() } store check i przywróć najnowszą kopię zapasową, która przechodzi to sprawdzenie.
