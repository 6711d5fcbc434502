### Polski: teksty wypisywane przez polecenia.

cli-error = Błąd: { $sentence }
cli-hint = Wskazówka: { $hint }
cli-column-offer = Oferta
cli-column-state = Stan
cli-column-expires = Wygaśnięcie
cli-column-renewal = Odnowienie
cli-column-total = Razem
cli-prompt-card-number = Numer karty (niewidoczny):{" "}
cli-prompt-card-code = Kod CVV/CVC (niewidoczny):{" "}
cli-confirm-buy = Kupić za { $money }? (t/n){" "}
cli-confirm-cancel = Anulować zamówienie { $order } na kwotę { $money }? (t/n){" "}
cli-confirm-change = Zmienić formę płatności za zamówienie { $order } na kwotę { $money }? (t/n){" "}
cli-confirm-yes = t
cli-index-is-made = Trwa odtwarzanie indeksu bazy danych…
cli-store-is-healed = Jeden z plików bazy danych jest uszkodzony. Niczego nie utracono, plik jest teraz zastępowany. Zleć sprawdzenie dysku.
cli-check-clean = Baza danych jest poprawna. { $count ->
    [one] Sprawdzono { $count } rekord.
    [few] Sprawdzono { $count } rekordy.
    [many] Sprawdzono { $count } rekordów.
   *[other] Sprawdzono { $count } rekordu.
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
cli-accounts-none = Nie masz dostępu do żadnego konta.
cli-orders-none = Brak zamówień.
cli-money-freed = Wpłata { $money } na poczet tego zamówienia jest teraz nierozliczona. Dział finansów zaliczy ją na poczet innego albo zwróci.
cli-receipts-none = Brak wpłat.
cli-receipts-none-unallocated = Brak nierozliczonych wpłat.
cli-receipt-returned = Wpłatę { $money } na poczet zamówienia { $order } zwrócono { $day }.
cli-more = To nie wszystkie. Zwiększ --limit, aby zobaczyć więcej.
cli-column-id = ID
cli-column-placed = Złożono
cli-column-receipt = Wpłata
cli-column-unallocated = Nierozliczone
cli-column-sent-for = Zamówienie
cli-column-reason = Powód
cli-label-placed = Złożono
cli-label-address = Adres
cli-placed = { $day }, { $by }
cli-order = zamówienie { $number }
cli-order-placed = Zamówienie { $number }
cli-card = { $brand } o końcówce { $digits }
cli-renewal-open = Do { $day }, { $count ->
    [one] został { $count } dzień
    [few] zostały { $count } dni
    [many] zostało { $count } dni
   *[other] zostało { $count } dnia
}
cli-renewal-for-sale = Do kupienia
cli-prompt-card-expiry = Data ważności (MM/RR):{" "}
cli-prompt-card-holder = Imię i nazwisko na karcie:{" "}
cli-prompt-card-country = Kraj posiadacza (dwie litery):{" "}
cli-prompt-card-postal-code = Kod pocztowy posiadacza:{" "}
cli-label-version = Wersja
cli-change = { $label }: { $from } → { $to }
cli-change-empty = (puste)
cli-seller-changed = Zmieniono dane sprzedawcy:
cli-seller-unchanged = Dane sprzedawcy już takie są. Niczego nie zmieniono.
label-terms = Warunki zakupu
label-catalog-value = Wartość
label-catalog-file = Plik
cli-catalog-hash = Obowiązujący katalog: { $hash }
cli-catalog-same = To jest obowiązujący katalog. Katalog: { $hash }
cli-catalog-would-change = Pliki są poprawne. Po przyjęciu katalogu zmieni się to, co poniżej. Katalog: { $hash }
cli-catalog-only-layout = Różnią się tylko komentarze, układ lub kolejność wpisów: { $file }
cli-catalog-unchanged = Ten katalog już obowiązuje. Niczego nie zmieniono. Katalog: { $hash }
cli-catalog-adopted = Ten katalog obowiązuje od teraz; złożone zamówienia zachowują swoją cenę. Katalog: { $hash }
cli-vat-id-unverified = { $id } (jeszcze niezweryfikowany)
cli-order-rated-anew = Kwota zamówienia { $number } wynosiła { $former }, a teraz wynosi { $due }, bo jego numeru VAT nie uznano. Otrzymane za nie pieniądze pozostają zaksięgowane.
cli-order-to-correct = Za zamówienie { $number } zapłacono { $former }, ale bez tego numeru VAT kwota wynosi { $due }. Jest na liście do korekty: { OFFERDESK() } orders to-correct
cli-profile-pending = Zmiana czeka na decyzję. Wartość zweryfikowana → obecna:
cli-profile-authorized = Zmiana została zatwierdzona:
cli-profile-rejected = Zmiana została odrzucona. Przywrócono:
error-profile-version = Profil prawny konta { $account } zmienił się od wersji { $version }. Nie podjęto żadnej decyzji.
error-profile-version-hint = Aktualne dane są powyżej. Aby zobaczyć je ponownie: { OFFERDESK() } profile show --account { $account }. Potem uruchom polecenie z tą wersją.
cli-vetting-authorized = Zweryfikowany
cli-vetting-pending = Oczekuje na weryfikację
cli-vetting-rejected = Odrzucony
cli-gateway-ready = Bramka testowa nasłuchuje na gnieździe { $socket }.

## Dlaczego polecenie nie zostało wykonane

error-fields = { $count ->
    [one] { $count } wartość jest błędna. Niczego nie zmieniono.
    [few] { $count } wartości są błędne. Niczego nie zmieniono.
    [many] { $count } wartości jest błędnych. Niczego nie zmieniono.
   *[other] { $count } wartości jest błędne. Niczego nie zmieniono.
}
error-fields-hint = Popraw wymienione wartości i uruchom polecenie ponownie.
error-no-prompt = Dane karty można wpisać tylko w terminalu, a standardowe wejście nie jest terminalem.
error-no-prompt-hint = Podaj dane karty na standardowym wejściu, z opcją --card-stdin.
error-as-on-real-store = Opcja --as działa tylko w bazie demonstracyjnej. Niczego nie zmieniono.
error-as-on-real-store-hint = Pomiń --as.
error-catalog-file = Katalog nie ma pliku o nazwie „{ $name }”.
error-catalog-file-hint = Podaj countries.toml, markets.toml, offers.toml, terms.toml albo problems.toml.
error-name-service = Usługa nazw tego komputera nie może podać, kim jest użytkownik o identyfikatorze { $number }: { $what }. Niczego nie otwarto.
error-name-service-hint = Spróbuj ponownie za chwilę. Jeśli to nie pomoże, administrator komputera może ją sprawdzić poleceniem: getent passwd { $number }
error-no-data-folder = Nie wiadomo, gdzie mają być dane. Nie ustawiono HOME ani XDG_DATA_HOME, a lista użytkowników tego komputera nie podaje Twojego folderu domowego.
error-no-data-folder-hint = Podaj folder bazy danych: --store ŚCIEŻKA.
error-nothing-to-renew = To konto nie ma tej oferty, więc nie ma czego odnawiać. Niczego nie zamówiono.
error-nothing-to-renew-hint = Aby ją kupić, uruchom to samo polecenie, wpisując subscribe zamiast renew.
error-renew-instead = To konto ma tę ofertę i można ją teraz odnowić. Niczego nie zamówiono.
error-renew-instead-hint = Aby ją odnowić, uruchom to samo polecenie, wpisując renew zamiast subscribe.
error-terms-needed = Warunki zakupu w wersji { $version } nie zostały zaakceptowane. Niczego nie zamówiono.
error-terms-needed-hint = Aby je przeczytać: { OFFERDESK() } offers terms. Aby je zaakceptować, dodaj --accept-terms { $version }
error-other-terms = Obowiązuje wersja { $version } warunków zakupu. Niczego nie zamówiono.
error-other-terms-hint = Aby je przeczytać: { OFFERDESK() } offers terms. Aby je zaakceptować, dodaj --accept-terms { $version }
cli-demo-left-behind = Dzisiejsza data w tej bazie demonstracyjnej to { $today }, a ostatnią zmianę wprowadzono { $last }. Aby kontynuować od tamtego dnia, dodaj --today { $day }
error-not-confirmed = Zakup nie został potwierdzony. Niczego nie kupiono ani nie zmieniono.
error-not-confirmed-hint = Odpowiedz t albo podaj --yes, aby pominąć pytanie.
error-yes-needed = Z opcją --json trzeba dodać --yes jako potwierdzenie. Niczego nie kupiono ani nie zmieniono.
error-yes-needed-hint = Najpierw sprawdź zamówienie bez --json albo dodaj --yes.
error-stopped-at-question = Przerwano przy pytaniu. Niczego nie zmieniono.
error-stopped-at-question-hint = Uruchom polecenie ponownie w dogodnej chwili.
error-today-not-confirmed = Nie otwarto programu offerdesk, ponieważ dzisiejsza data nie została potwierdzona. Niczego nie zmieniono.
error-today-not-confirmed-hint = Ustaw zegar tego komputera i uruchom offerdesk ponownie.
error-order-declined = Karta została odrzucona: { $reason } Karta nie została obciążona za zamówienie { $number }.
error-order-declined-hint = Uruchom polecenie ponownie z inną kartą. Aby zapłacić przelewem z zachowaniem ceny: { OFFERDESK() } orders change-method { $number } --transfer --contact-name OSOBA --phone TELEFON --email E-MAIL
error-order-money-goes-back = Karta została obciążona za zamówienie { $number }, ale subskrypcję odnowiono, kupiono lub anulowano w inny sposób. Pieniądze są zwracane.
error-order-money-goes-back-hint = Aby śledzić zwrot: { OFFERDESK() } orders show { $number }
error-order-not-charged = Bank nie wykonał płatności za zamówienie { $number }. Karta nie została obciążona.
error-order-not-charged-hint = Uruchom polecenie ponownie.
error-order-settling = Bank jeszcze nie odpowiedział. Trwa ustalanie wyniku zamówienia { $number }. Karta nie zostanie obciążona dwa razy.
error-order-settling-hint = Nie płać ponownie. Aby zobaczyć wynik: { OFFERDESK() } orders show { $number }
error-store-problems = { $count ->
    [one] Baza danych jest niespójna. Znaleziono { $count } problem.
    [few] Baza danych jest niespójna. Znaleziono { $count } problemy.
    [many] Baza danych jest niespójna. Znaleziono { $count } problemów.
   *[other] Baza danych jest niespójna. Znaleziono { $count } problemu.
}
error-store-problems-hint = Zanim zrobisz cokolwiek innego, zachowaj kopię folderu bazy danych.
error-saved-card-none = Żadna ważna zapisana karta tego konta nie kończy się na { $digits }.
error-saved-card-none-hint = Podaj kartę z opcją --card-prompt albo --card-stdin. Aby zobaczyć zapisane karty: { OFFERDESK() } cards list --account { $account }
error-saved-card-several = { $count ->
    [one] Na { $digits } kończy się { $count } zapisana karta.
    [few] Na { $digits } kończą się { $count } zapisane karty, więc nie wiadomo, o którą chodzi.
    [many] Na { $digits } kończy się { $count } zapisanych kart, więc nie wiadomo, o którą chodzi.
   *[other] Na { $digits } kończy się { $count } zapisanej karty, więc nie wiadomo, o którą chodzi.
}
error-saved-card-several-hint = Podaj zamiast tego jej identyfikator. Aby go zobaczyć: { OFFERDESK() } cards list --account { $account }
error-setup-abandoned = Konfiguracja nie została ukończona. Niczego nie zapisano.
error-setup-abandoned-hint = Zacznij od nowa albo wypełnij plik, który wypisuje: { OFFERDESK(by: "owner") } setup --template
error-setup-file = Nie można użyć tego pliku: { $count ->
    [one] { $count } błąd
    [few] { $count } błędy
    [many] { $count } błędów
   *[other] { $count } błędu
}. Niczego nie zmieniono.
error-setup-file-hint = Popraw błędy wymienione powyżej. Aby zobaczyć kompletny plik: { OFFERDESK(by: "owner") } setup --template
error-setup-of-demo = Baza demonstracyjna ma od początku przykładowe dane, więc się jej nie konfiguruje. Niczego nie zmieniono.
error-setup-of-demo-hint = Aby skonfigurować prawdziwą bazę, pomiń --demo. Aby otworzyć bazę demonstracyjną: { OFFERDESK() }
error-card-number-in-argument = Argument { $argument } wygląda na numer karty. Niczego nie wykonano.
error-card-number-in-argument-hint = Zapłać z opcją --card-prompt lub --card-stdin i usuń ten wiersz z historii powłoki, bo argumenty mogą odczytać inni.
error-stream = Nie można odczytać standardowego wejścia: { $what }. Niczego nie zmieniono.
error-stream-hint = Sprawdź, co trafia na standardowe wejście, i uruchom polecenie ponownie.
error-output = Nie można zapisać wyniku: { $what }.
error-output-hint = Zwolnij miejsce albo skieruj wynik gdzie indziej. Jeśli polecenie coś zmienia, sprawdź przed ponownym uruchomieniem, czy zmiana nie została już wprowadzona.
error-not-a-demo-store = Baza danych { $path } nie jest demonstracyjna. Niczego nie zmieniono.
error-not-a-demo-store-hint = Pomiń --demo albo podaj inny folder: --store.
error-store-not-set-up = Tworzenie bazy danych { $path } nie zostało dokończone.
error-store-not-set-up-hint = Uruchom offerdesk bez polecenia albo: { OFFERDESK(by: "owner") } setup --from PLIK
error-store-already-set-up = Baza danych { $path } jest już utworzona. Niczego nie zmieniono.
error-store-already-set-up-hint = Aby utworzyć drugą, podaj inny folder: --store.
error-demo-data = Wbudowane dane przykładowe są błędne, w pliku { $file }: { $what }. To błąd programu offerdesk.
error-demo-data-hint = Zgłoś go.
