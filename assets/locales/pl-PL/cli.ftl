### Polski: teksty wypisywane przez polecenia.

cli-error = Błąd: { $sentence }
cli-hint = Wskazówka: { $hint }
cli-offers-none = Brak ofert.
cli-column-offer = Oferta
cli-column-state = Stan
cli-column-expires = Wygasa
cli-column-renewal = Odnowienie
cli-column-price = Cena
cli-prompt-card-number = Numer karty (niewidoczny):{" "}
cli-prompt-card-code = Kod zabezpieczający (niewidoczny):{" "}
cli-confirm-buy = Kupić za { $money }? (t/n){" "}
cli-confirm-yes = t
cli-not-bought = Nic nie kupiono.
cli-check-clean = Magazyn danych jest poprawny: { $count ->
    [one] sprawdzono { $count } rekord.
    [few] sprawdzono { $count } rekordy.
    [many] sprawdzono { $count } rekordów.
   *[other] sprawdzono { $count } rekordu.
}
cli-check-problems = { $count ->
    [one] Znaleziono { $count } problem.
    [few] Znaleziono { $count } problemy.
    [many] Znaleziono { $count } problemów.
   *[other] Znaleziono { $count } problemu.
}
