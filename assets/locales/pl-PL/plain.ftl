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
plain-answers = Odpowiedzi (każdą można zmienić):
plain-no = Nie
plain-filled-in = wypełnione
plain-ending = końcówka { $digits }
plain-several-names = Pasuje kilka nazw.

## What an answer was not

plain-unknown = Nie ma takiej opcji. Wpisz jedną z liczb albo ?, aby uzyskać pomoc.
plain-several = Tak zaczyna się kilka opcji: { $names }. Wpisz dłuższy początek albo liczbę.
plain-first-page = To pierwsza strona. Wpisz q, aby zakończyć.
error-no-such-name = Nie ma tu pozycji „{ $name }”.
error-no-such-name-hint = Wpisz kod, nazwę albo część nazwy.

## Steps that only plain mode names

plain-step-booking = Księgowanie wpłaty na zamówienie.
plain-step-booked = Wynik księgowania.
plain-step-rejecting = Odrzucenie zmiany.

## To be learned

plain-lesson-choosing = Wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę, ? to pomoc, b wraca, q kończy pracę.
plain-lesson-answering = Wpisuj kolejne odpowiedzi i naciskaj Enter. Sam Enter zostawia to, co jest, < wraca do poprzedniego pytania, . podaje inne możliwości.
plain-help-numbers = Aby wybrać, wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę.
plain-help-words = Zamiast liczby można wpisać nazwę opcji albo jej początek.
plain-help-back = b wraca, q kończy pracę, ? podaje tę pomoc.
plain-help-fields = Na pytanie wpisz odpowiedź. Sam Enter zostawia to, co jest. Sam znak < wraca do poprzedniego pytania, sam znak - czyści pole, a sama kropka powtarza stronę i podaje, co można zrobić, na przykład wrócić.
plain-help-here = Na poprzedniej stronie: { $words }.
plain-terminal-dumb = Ten terminal nie wyświetla ekranów, dlatego program działa w trybie zwykłym, wiersz po wierszu.
