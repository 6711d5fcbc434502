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
cli-confirm-cancel = Zrezygnować z zamówienia { $order } na kwotę { $money }? (t/n){" "}
cli-confirm-change = Zapłacić w ten sposób za zamówienie { $order }, kwota { $money }? (t/n){" "}
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
cli-clock-ran-ahead-hint = Jeśli dzisiejsza data jest prawidłowa, uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
cli-clock-went-back = Dzisiejsza data jest wcześniejsza niż data ostatniej zmiany, dlatego niczego nie można zapisać.
cli-clock-went-back-hint = Ustaw zegar tego komputera. Jeśli teraz wskazuje właściwą datę, a wcześniej wskazywał błędną, uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today
cli-clock-going-back = Po cofnięciu daty program przyjmuje, że dni pomiędzy tymi datami jeszcze nie było. Zamówienia, wpłaty i zgłoszenia z datą późniejszą niż dzisiejsza pozostaną w bazie z tymi datami.
cli-clock-accepted = Dzisiejsza data została przyjęta, zmiany znów można zapisywać.
cli-clock-nothing-to-accept = Daty są zgodne, nie ma czego przyjmować. Niczego nie zmieniono.
cli-clock-question = Ostatnia zmiana w bazie danych nosi datę { $last }. Według zegara tego komputera dziś jest { $today }, ponad { $days } dni później.
cli-confirm-today = Czy dzisiejsza data jest prawidłowa? (t/N){" "}

cli-account = { $company } · identyfikator MPN { $id } · { $day }
cli-accounts-none = Brak widocznych kont.
cli-orders-none = Brak zamówień.
cli-order-given-up = Zrezygnowano z zamówienia { $order }.
cli-money-freed = Wpłacona na nie kwota { $money } jest teraz nieprzypisana. Dział finansów przypisze ją do innego zamówienia albo zwróci.
cli-receipts-none = Brak wpłat.
cli-receipts-none-unallocated = Brak nieprzypisanych wpłat.
cli-receipt-returned = Wpłatę { $money } na zamówienie { $order } zwrócono { $day }.
cli-more = Jest ich więcej. Podaj większe --limit, aby je zobaczyć.
cli-column-id = Oznaczenie
cli-column-placed = Złożono
cli-column-receipt = Wpłata
cli-column-unallocated = Nieprzypisane
cli-column-sent-for = Na zamówienie
cli-column-reason = Powód
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
cli-label-version = Wersja
cli-change = { $label }: { $from } → { $to }
cli-change-empty = (puste)
cli-seller-changed = Zmieniono dane sprzedawcy:
cli-seller-unchanged = Dane sprzedawcy już takie są. Niczego nie zmieniono.
label-terms = Warunki zakupu
label-catalog-file = Plik
cli-catalog-hash = Obowiązujący katalog: { $hash }
cli-catalog-same = To jest obowiązujący katalog. Katalog: { $hash }
cli-catalog-would-change = Pliki są poprawne. Ich przyjęcie zmieniłoby, co następuje. Katalog: { $hash }
cli-catalog-unchanged = Ten katalog już obowiązuje. Niczego nie zmieniono. Katalog: { $hash }
cli-catalog-adopted = Ten katalog obowiązuje od teraz; złożone zamówienia zachowują swoją cenę. Katalog: { $hash }
cli-vat-id-unverified = { $id } (jeszcze niezweryfikowany)
cli-order-rated-anew = Zamówienie { $number } opiewało na { $former }, a teraz na { $due }, bo jego numer VAT się nie liczy. Otrzymane za nie pieniądze pozostają zaksięgowane.
cli-order-to-correct = Za zamówienie { $number } zapłacono { $former }, ale bez tego numeru VAT należy się { $due }. Jest na liście do korekty: { OFFERDESK() } orders to-correct
cli-profile-pending = Zmiana czeka na decyzję. Z tego, co zweryfikowano, na to, co jest teraz:
cli-profile-authorized = Zmiana została zatwierdzona:
cli-profile-rejected = Zmiana została odrzucona. Przywrócono:
error-profile-version = Profil prawny konta { $account } zmienił się od wersji { $version }. Nie podjęto żadnej decyzji.
error-profile-version-hint = Aktualne dane są powyżej; pokaże je też: { OFFERDESK() } profile show --account { $account }. Potem uruchom polecenie ponownie z tą wersją.
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
error-catalog-file = Katalog nie ma pliku o nazwie „{ $name }”.
error-catalog-file-hint = Podaj countries.toml, markets.toml, offers.toml, terms.toml albo problems.toml.
error-name-service = Usługa nazw tego komputera nie może podać, kim jest użytkownik o identyfikatorze { $number }: { $what }. Niczego nie otwarto.
error-name-service-hint = Spróbuj ponownie za chwilę. Jeśli to nie pomoże, administrator komputera może ją sprawdzić poleceniem: getent passwd { $number }
error-no-data-folder = Nie wiadomo, gdzie mają być dane: nie ustawiono HOME ani XDG_DATA_HOME, a lista użytkowników tego komputera nie podaje Twojego folderu domowego.
error-no-data-folder-hint = Podaj folder magazynu danych: --store ŚCIEŻKA.
error-nothing-to-renew = To konto nie ma tej oferty, więc nie ma czego odnawiać. Niczego nie zamówiono.
error-nothing-to-renew-hint = Kup ją poleceniem: { OFFERDESK() } subscribe
error-renew-instead = To konto ma tę ofertę i można ją teraz odnowić. Niczego nie zamówiono.
error-renew-instead-hint = Odnów ją poleceniem: { OFFERDESK() } renew
error-terms-needed = Warunki zakupu w wersji { $version } nie zostały zaakceptowane. Niczego nie zamówiono.
error-terms-needed-hint = Wypisuje je: { OFFERDESK() } offers terms. Akceptuje je: --accept-terms { $version }
error-other-terms = Obowiązuje wersja { $version } warunków zakupu. Niczego nie zamówiono.
error-other-terms-hint = Wypisuje je: { OFFERDESK() } offers terms. Akceptuje je: --accept-terms { $version }
error-not-confirmed = Niczego nie kupiono ani nie zmieniono: na pytanie nie odpowiedziano twierdząco.
error-not-confirmed-hint = Odpowiedz t albo podaj --yes, aby pominąć pytanie.
error-yes-needed = Z opcją --json nie pada żadne pytanie, a bez --yes niczego się nie wykonuje. Niczego nie kupiono ani nie zmieniono.
error-yes-needed-hint = Najpierw sprawdź zamówienie bez --json albo dodaj --yes.
error-stopped-at-question = Przerwano przy pytaniu. Niczego nie zmieniono.
error-stopped-at-question-hint = Uruchom polecenie ponownie w dogodnej chwili.
error-today-not-confirmed = Nie otwarto programu offerdesk, ponieważ dzisiejsza data nie została potwierdzona. Niczego nie zmieniono.
error-today-not-confirmed-hint = Ustaw zegar tego komputera i uruchom offerdesk ponownie.
error-order-declined = Karta została odrzucona: { $reason } Za zamówienie { $number } niczego nie pobrano.
error-order-declined-hint = Uruchom polecenie ponownie z inną kartą. Aby zapłacić przelewem z zachowaniem ceny: { OFFERDESK() } orders change-method { $number } --transfer
error-order-money-goes-back = Za zamówienie { $number } pobrano pieniądze, ale to, czego dotyczy, odnowiono, kupiono lub anulowano w międzyczasie inaczej. Pieniądze są zwracane.
error-order-money-goes-back-hint = Jak się to zakończy, pokaże: { OFFERDESK() } orders show { $number }
error-order-not-charged = Bank nie wykonał płatności za zamówienie { $number }. Niczego nie pobrano.
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
error-saved-card-none-hint = Zapisane karty pokazuje { OFFERDESK() } cards list; kartę można też podać z opcją --card-prompt albo --card-stdin.
error-saved-card-several = { $count ->
    [one] Na { $digits } kończy się { $count } zapisana karta.
    [few] Na { $digits } kończą się { $count } zapisane karty, więc nie wiadomo, o którą chodzi.
    [many] Na { $digits } kończy się { $count } zapisanych kart, więc nie wiadomo, o którą chodzi.
   *[other] Na { $digits } kończy się { $count } zapisanej karty, więc nie wiadomo, o którą chodzi.
}
error-saved-card-several-hint = Podaj jej identyfikator; pokazuje go { OFFERDESK() } cards list.
error-setup-abandoned = Konfiguracja nie została ukończona. Niczego z niej nie zachowano.
error-setup-abandoned-hint = Zacznij od nowa albo wypełnij plik, który wypisuje: { OFFERDESK(by: "owner") } setup --template
error-setup-file = { $file }, wiersz { $line }, kolumna { $column }: { $what }. Niczego nie zmieniono.
error-setup-file-hint = Porównaj plik z tym, co wypisuje { OFFERDESK(by: "owner") } setup --template.
error-card-number-in-file = { $file }, wiersz { $line }: to wygląda na numer karty. Niczego nie zmieniono.
error-card-number-in-file-hint = Usuń go z pliku. O numer karty prosimy tylko przy płatności kartą.
error-card-number-in-argument = Argument { $argument } wygląda na numer karty. Niczego nie wykonano.
error-card-number-in-argument-hint = Zapłać z opcją --card-prompt lub --card-stdin i usuń ten wiersz z historii powłoki: argumenty mogą odczytać inni.
error-unreadable-file = Nie można odczytać { $file }: { $what }.
error-unreadable-file-hint = Sprawdź ścieżkę i uprawnienia.
error-stream = Odczyt lub zapis się nie powiódł: { $what }.
error-stream-hint = Sprawdź, dokąd prowadzą standardowe wejście i wyjście.
error-not-a-demo-store = Magazyn danych w { $path } nie jest demonstracyjny. Niczego nie zmieniono.
error-not-a-demo-store-hint = Pomiń --demo albo podaj inny folder: --store.
error-store-not-set-up = Tworzenie magazynu danych w { $path } nie zostało dokończone.
error-store-not-set-up-hint = Uruchom offerdesk bez polecenia albo: { OFFERDESK(by: "owner") } setup --from PLIK
error-store-already-set-up = Magazyn danych w { $path } jest już utworzony. Niczego nie zmieniono.
error-store-already-set-up-hint = Aby utworzyć drugi, podaj inny folder: --store.
error-demo-data = Wbudowane dane przykładowe są błędne, w { $file }: { $what }. To usterka programu offerdesk.
error-demo-data-hint = Zgłoś ją.
