### Polski: listy, ich filtr i paleta poleceń.

list-filter-hint = wpisz kilka liter
list-matches = pasuje: { $count }
list-best-matches = { $shown } najlepszych z { $count }
list-best-matches-at-least = { $shown } najlepszych z co najmniej { $count }
list-no-match-short = brak wyników
list-no-match = Nic nie pasuje: Esc czyści filtr.

title-palette = Co zrobić, dokąd przejść
palette-placeholder = Czynność, ekran, zamówienie, identyfikator MPN, firma
palette-here = Na tym ekranie
palette-places = Ekrany
palette-moves = Poruszanie się
palette-found = Zamówienia i konta
palette-looking = Szukam zamówień i kont…
palette-no-match = Nic nie pasuje: Esc zamyka listę.
action-do = Wykonaj
