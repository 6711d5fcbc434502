### Polski: listy, ich filtr i paleta poleceń.

list-filter-hint = wpisz kilka liter
list-matches = { $count ->
    [one] { $count } wynik
    [few] { $count } wyniki
    [many] { $count } wyników
   *[other] { $count } wyniku
}
list-first-matches = pierwsze wyniki: { $shown } z { $count }
list-first-matches-at-least = pierwsze wyniki: { $shown } z co najmniej { $count }
list-no-match-short = brak wyników
list-no-match = Brak wyników. Wpisz numer, MPN lub nazwę albo wyczyść filtr.
register-no-match = Brak wyników. Wpisz inne słowo, numer lub dzień albo wyczyść filtr.

title-palette = Polecenia
palette-placeholder = Czynność, ekran, zamówienie, identyfikator MPN, firma
palette-here = Na tym ekranie
palette-places = Ekrany
palette-moves = Nawigacja
palette-found = Zamówienia i konta
palette-looking = Szukanie zamówień i kont…
palette-no-match = Brak wyników. Wpisz numer zamówienia, MPN lub firmę.
palette-short = Zamówienie można znaleźć po co najmniej { $count } znakach numeru.
action-do = Wykonaj

## The line of places

place-queue = Kolejka
place-offers = Oferty
place-company = Firma
place-money = Płatności

## Headings of columns

column-order = Zamówienie
column-company = Firma
column-mpn = Nr MPN
column-state = Stan
column-due = Termin
column-placed = Złożono
column-placed-by = Złożone przez
column-note = Uwaga
column-name = Imię i nazwisko
column-roles = Role
column-number = Nr
column-title = Tytuł
column-age = Zgłoszono
column-severity = Ważność
column-asks = Dotyczy
column-requested-by = Zgłoszone przez
column-taken-by = Prowadzi
column-asks-cancellation = Anulowania
