### Polski: listy, ich filtr i paleta poleceń.

list-filter-hint = wpisz kilka liter
list-matches = pasuje: { $count }
list-best-matches = { $shown } najlepszych z { $count }
list-no-match-short = brak wyników
list-no-match = Nic nie pasuje: Esc czyści filtr.
