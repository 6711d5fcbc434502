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
plain-ask-now = { $label } (obecnie: { $now }):
plain-ask-lines = { $label }. Pusty wiersz kończy tekst:
plain-ask-lines-now = { $label }. Pusty wiersz kończy tekst. Obecnie: { $now }:
plain-ask-next-line = Następny wiersz:
plain-line-taken-back = Usunięto: { $line }
plain-answers = Aby zmienić wiersz, wpisz jego numer:
plain-no = Nie
plain-filled-in = wypełnione
plain-ending = końcówka { $digits }
plain-several-names = Pasuje kilka nazw.
plain-not-text = Ten wiersz nie jest poprawnym tekstem UTF-8, więc został pominięty i nic się nie zmieniło. Ustaw w terminalu kodowanie UTF-8 i wpisz go jeszcze raz.
plain-name-note = Wpisz kod, nazwę albo część nazwy.
plain-only-back = Wpisz b, aby wrócić, albo naciśnij Enter, aby usłyszeć to ponownie:

plain-waiting = Czeka: { $places }.
plain-list-filter = Szukaj
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

plain-step-booking = Księgowanie wpłaty na poczet zamówienia.

## To be learned

plain-lesson-choosing = Wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę, znak zapytania – pomoc, b – powrót, q – zakończenie pracy.
plain-lesson-answering = Wpisuj kolejne odpowiedzi i naciskaj Enter. Sam Enter zostawia to, co jest, znak mniejszości to powrót do poprzedniego pytania, kropka to lista innych możliwości.
plain-lesson-writing = Wpisz wiersz i naciśnij Enter, potem następny. Pusty wiersz kończy tekst, znak mniejszości usuwa ostatni wiersz, łącznik czyści tekst.
plain-help-numbers = Aby wybrać, wpisz liczbę i naciśnij Enter. Sam Enter powtarza stronę.
plain-help-words = Zamiast liczby można wpisać nazwę opcji albo jej początek.
plain-help-back = b – powrót, q – zakończenie pracy, znak zapytania – ta pomoc.
plain-help-fields = Na pytanie wpisz odpowiedź. Sam Enter zostawia to, co jest. Sam znak mniejszości to powrót do poprzedniego pytania, sam łącznik czyści pole, a sama kropka powtarza stronę i wymienia, co można zrobić, na przykład wrócić.
plain-help-lines = Tekst o wielu wierszach kończy pusty wiersz, a sam znak mniejszości usuwa ostatni wiersz.
plain-help-here = Na poprzedniej stronie: { $words }.
plain-terminal-dumb = Ten terminal nie wyświetla ekranów, dlatego program działa w trybie zwykłym, wiersz po wierszu.
