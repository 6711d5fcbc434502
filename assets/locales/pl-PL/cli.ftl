### Polski: teksty wypisywane przez polecenia.

cli-error = Błąd: { $sentence }
cli-hint = Wskazówka: { $hint }
cli-column-offer = Oferta
cli-column-state = Stan
cli-column-expires = Wygasa
cli-column-renewal = Odnowienie
cli-column-total = Razem
cli-prompt-card-number = Numer karty (niewidoczny):{" "}
cli-prompt-card-code = Kod zabezpieczający (niewidoczny):{" "}
cli-confirm-buy = Kupić za { $money }? (t/n){" "}
cli-confirm-yes = t
cli-index-is-made = Trwa odtwarzanie indeksu bazy danych…
cli-store-is-healed = Jeden z plików bazy danych jest uszkodzony. Niczego nie utracono: plik zostanie teraz zastąpiony. Zleć sprawdzenie dysku.
cli-check-clean = Magazyn danych jest poprawny: { $count ->
    [one] sprawdzono { $count } rekord.
    [few] sprawdzono { $count } rekordy.
    [many] sprawdzono { $count } rekordów.
   *[other] sprawdzono { $count } rekordu.
}
cli-clock-last = Ostatnia zmiana w bazie danych: { $day }
cli-clock-last-before = Poprzednia zmiana w bazie danych: { $day }
cli-clock-today-demo = Dzisiejsza data w tej bazie demonstracyjnej: { $day }
cli-clock-today = Dzisiejsza data według zegara tego komputera: { $day }
cli-clock-agrees = Daty są zgodne, zmiany można zapisywać.
cli-clock-demo = W bazie demonstracyjnej zmiany można zapisywać z dowolną datą.
cli-clock-ran-ahead = Od ostatniej zmiany minęło ponad { $days } dni, dlatego niczego nie można zapisać.
cli-clock-ran-ahead-hint = Jeśli dzisiejsza data jest prawidłowa, uruchom polecenie: { OFFERDESK() } store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
cli-clock-went-back = Dzisiejsza data jest wcześniejsza niż data ostatniej zmiany, dlatego niczego nie można zapisać.
cli-clock-went-back-hint = Ustaw zegar tego komputera. Jeśli teraz wskazuje właściwą datę, a wcześniej wskazywał błędną, uruchom polecenie: { OFFERDESK() } store clock --accept-today
cli-clock-going-back = Po cofnięciu daty program przyjmuje, że dni pomiędzy tymi datami jeszcze nie było. Zamówienia, wpłaty i zgłoszenia z datą późniejszą niż dzisiejsza pozostaną w bazie z tymi datami.
cli-clock-accepted = Dzisiejsza data została przyjęta, zmiany znów można zapisywać.
cli-clock-nothing-to-accept = Daty są zgodne, nie ma czego przyjmować. Niczego nie zmieniono.
cli-clock-question = Ostatnia zmiana w bazie danych nosi datę { $last }. Według zegara tego komputera dziś jest { $today }, ponad { $days } dni później.
cli-confirm-today = Czy dzisiejsza data jest prawidłowa? (t/N){" "}

cli-account = { $company } · identyfikator MPN { $id } · { $day }
cli-accounts-none = Brak widocznych kont.
cli-orders-none = Brak zamówień.
cli-more = Jest ich więcej. Podaj większe --limit, aby je zobaczyć.
cli-column-id = Oznaczenie
cli-column-placed = Złożono
cli-label-placed = Złożono
cli-label-address = Adres
cli-placed = { $day }, złożył(a): { $by }
cli-order = zamówienie { $number }
cli-order-placed = Zamówienie { $number }
cli-card = { $brand } z końcówką { $digits }
cli-renewal-open = Do { $day }, { $count ->
    [one] został { $count } dzień
    [few] zostały { $count } dni
    [many] zostało { $count } dni
   *[other] zostało { $count } dnia
}
cli-renewal-for-sale = W sprzedaży
cli-prompt-card-expiry = Data ważności (MM/RR):{" "}
cli-prompt-card-holder = Imię i nazwisko na karcie:{" "}
cli-prompt-card-country = Kraj karty (dwie litery):{" "}
cli-prompt-card-postal-code = Kod pocztowy karty:{" "}
cli-vetting-authorized = Zweryfikowany
cli-vetting-pending = Oczekuje na weryfikację
cli-vetting-rejected = Odrzucony
cli-gateway-ready = Testowa sieć kart nasłuchuje na { $socket }.

## Dlaczego polecenie nie zostało wykonane

error-fields = { $count ->
    [one] { $count } wartość jest błędna. Niczego nie zmieniono.
    [few] { $count } wartości są błędne. Niczego nie zmieniono.
    [many] { $count } wartości jest błędnych. Niczego nie zmieniono.
   *[other] { $count } wartości jest błędne. Niczego nie zmieniono.
}
error-fields-hint = Popraw wymienione wartości i uruchom polecenie ponownie.
error-no-prompt = O kartę można zapytać tylko w terminalu, a standardowe wejście nim nie jest.
error-no-prompt-hint = Podaj kartę na standardowym wejściu, z opcją --card-stdin.
error-as-on-real-store = Tylko w magazynie demonstracyjnym można wybrać, kto pracuje. Niczego nie zmieniono.
error-as-on-real-store-hint = Pomiń --as.
error-no-data-folder = Środowisko nie wskazuje miejsca na dane: nie ustawiono HOME ani XDG_DATA_HOME.
error-no-data-folder-hint = Podaj folder magazynu danych: --store ŚCIEŻKA.
error-nothing-to-renew = To konto nie ma tej oferty, więc nie ma czego odnawiać. Niczego nie zamówiono.
error-nothing-to-renew-hint = Kup ją poleceniem: { OFFERDESK() } subscribe
error-renew-instead = To konto ma tę ofertę i można ją teraz odnowić. Niczego nie zamówiono.
error-renew-instead-hint = Odnów ją poleceniem: { OFFERDESK() } renew
error-terms-needed = Warunki zakupu w wersji { $version } nie zostały zaakceptowane. Niczego nie zamówiono.
error-terms-needed-hint = Wypisuje je: { OFFERDESK() } offers terms. Akceptuje je: --accept-terms { $version }
error-other-terms = Obowiązuje wersja { $version } warunków zakupu. Niczego nie zamówiono.
error-other-terms-hint = Wypisuje je: { OFFERDESK() } offers terms. Akceptuje je: --accept-terms { $version }
error-not-confirmed = Niczego nie kupiono: na pytanie nie odpowiedziano twierdząco.
error-not-confirmed-hint = Odpowiedz t albo podaj --yes, aby kupić bez pytania.
error-today-not-confirmed = Nie otwarto programu offerdesk, ponieważ dzisiejsza data nie została potwierdzona. Niczego nie zmieniono.
error-today-not-confirmed-hint = Ustaw zegar tego komputera i uruchom offerdesk ponownie.
error-order-declined = Karta została odrzucona: { $reason } Niczego nie pobrano, a zamówienie { $number } anulowano.
error-order-declined-hint = Uruchom polecenie ponownie z inną kartą albo zapłać przelewem (--transfer).
error-order-not-charged = Bank nie wykonał płatności. Niczego nie pobrano, a zamówienie { $number } anulowano.
error-order-not-charged-hint = Uruchom polecenie ponownie.
error-order-settling = Bank jeszcze nie odpowiedział. Zamówienie { $number } jest rozliczane i nic nie zostanie pobrane dwa razy.
error-order-settling-hint = Nie płać ponownie. Wynik pokaże: { OFFERDESK() } orders show { $number }
error-store-problems = { $count ->
    [one] Magazyn danych jest niespójny: znaleziono { $count } problem.
    [few] Magazyn danych jest niespójny: znaleziono { $count } problemy.
    [many] Magazyn danych jest niespójny: znaleziono { $count } problemów.
   *[other] Magazyn danych jest niespójny: znaleziono { $count } problemu.
}
error-store-problems-hint = Zanim zrobisz cokolwiek innego, zachowaj kopię folderu magazynu danych.
error-saved-card-none = Żadna ważna zapisana karta tego konta nie kończy się na { $digits }.
error-saved-card-none-hint = Podaj kartę z opcją --card-prompt albo --card-stdin.
error-saved-card-several = { $count ->
    [one] Na { $digits } kończy się { $count } zapisana karta.
    [few] Na { $digits } kończą się { $count } zapisane karty, więc nie wiadomo, o którą chodzi.
    [many] Na { $digits } kończy się { $count } zapisanych kart, więc nie wiadomo, o którą chodzi.
   *[other] Na { $digits } kończy się { $count } zapisanej karty, więc nie wiadomo, o którą chodzi.
}
error-saved-card-several-hint = Wybierz ją w programie albo podaj kartę z opcją --card-prompt.
error-setup-file = { $file }, wiersz { $line }, kolumna { $column }: { $what }. Niczego nie zmieniono.
error-setup-file-hint = Porównaj plik z tym, co wypisuje { OFFERDESK() } setup --template.
error-unreadable-file = Nie można odczytać { $file }: { $what }.
error-unreadable-file-hint = Sprawdź ścieżkę i uprawnienia.
error-stream = Odczyt lub zapis się nie powiódł: { $what }.
error-stream-hint = Sprawdź, dokąd prowadzą standardowe wejście i wyjście.
error-not-a-demo-store = Magazyn danych w { $path } nie jest demonstracyjny. Niczego nie zmieniono.
error-not-a-demo-store-hint = Pomiń --demo albo podaj inny folder: --store.
error-store-not-set-up = Tworzenie magazynu danych w { $path } nie zostało dokończone.
error-store-not-set-up-hint = Uruchom offerdesk bez polecenia albo: { OFFERDESK() } setup --from PLIK
error-store-already-set-up = Magazyn danych w { $path } jest już utworzony. Niczego nie zmieniono.
error-store-already-set-up-hint = Aby utworzyć drugi, podaj inny folder: --store.
error-demo-data = Wbudowane dane przykładowe są błędne, w { $file }: { $what }. To usterka programu offerdesk.
error-demo-data-hint = Zgłoś ją.
