### Polish: plain mode, line by line. A voice reads these: whole words, no signs, the most important first.

plain-news = Są nowe informacje:
plain-changed = Zmiana. { $line }
plain-value = { $label }: { $value }
plain-closed = { $label } (niedostępne)
plain-error = Błąd: { $sentence }

## Asking

plain-choose = { $count ->
    [one] Wpisz 1:
    [few] Wpisz liczbę od 1 do { $count }:
    [many] Wpisz liczbę od 1 do { $count }:
   *[other] Wpisz liczbę od 1 do { $count }:
}
plain-ask = { $label }:
plain-ask-now = { $label }, teraz: { $now }:
plain-ask-lines = { $label }. Pusty wiersz kończy tekst:
plain-ask-lines-now = { $label }. Pusty wiersz kończy tekst. Teraz: { $now }:
plain-ask-next-line = Następny wiersz:
plain-line-taken-back = Cofnięto: { $line }
plain-answers = Aby zmienić wiersz, wpisz jego numer:
plain-no = Nie
plain-filled-in = wypełnione
plain-ending = końcówka { $digits }
plain-several-names = Pasuje kilka nazw.
plain-name-note = Wpisz kod, nazwę albo część nazwy.
plain-only-back = Wpisz b, aby wrócić, albo naciśnij Enter, aby usłyszeć to ponownie:

plain-list-filter = Czego szukać
plain-list-filter-note = Sam Enter przywraca całą listę.
plain-list-after = Następne wiersze
plain-list-before = Poprzednie wiersze
plain-list-found = Szukane: „{ $text }” – { $found }.

## What an answer was not

plain-unknown = Nie ma takiej opcji. Wpisz jedną z liczb albo znak zapytania, aby uzyskać pomoc.
plain-several = Tak zaczyna się kilka opcji: { $names }. Wpisz dłuższy początek albo liczbę.
plain-first-page = To pierwsza strona. Wpisz q, aby zakończyć.
error-no-such-name = Nie ma tu pozycji „{ $name }”.
error-no-such-name-hint = Wpisz kod, nazwę albo część nazwy.

## Steps that only plain mode names

plain-step-booking = Księgowanie wpłaty na zamówienie.
plain-step-booked = Zaksięgowano.
plain-step-rejecting = Odrzucenie zmiany.

## To be learned

plain-lesson-choosing = Wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę, znak zapytania podaje pomoc, litera b wraca, litera q kończy pracę.
plain-lesson-answering = Wpisuj kolejne odpowiedzi i naciskaj Enter. Sam Enter zostawia to, co jest, znak mniejszości wraca do poprzedniego pytania, kropka podaje inne możliwości.
plain-lesson-writing = Wpisz wiersz i naciśnij Enter, potem następny. Pusty wiersz kończy tekst, znak mniejszości cofa ostatni wiersz, łącznik czyści tekst.
plain-help-numbers = Aby wybrać, wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę.
plain-help-words = Zamiast liczby można wpisać nazwę opcji albo jej początek.
plain-help-back = Litera b wraca, litera q kończy pracę, znak zapytania podaje tę pomoc.
plain-help-fields = Na pytanie wpisz odpowiedź. Sam Enter zostawia to, co jest. Sam znak mniejszości wraca do poprzedniego pytania, sam łącznik czyści pole, a sama kropka powtarza stronę i podaje, co można zrobić, na przykład wrócić.
plain-help-lines = Tekst o wielu wierszach kończy pusty wiersz, a sam znak mniejszości cofa ostatni wiersz.
plain-help-here = Na poprzedniej stronie: { $words }.
plain-terminal-dumb = Ten terminal nie wyświetla ekranów, dlatego program działa w trybie zwykłym, wiersz po wierszu.
