### Polski: odmowy domeny, środków i katalogu. `error-KOD` mówi, co się stało i co zachowano; `error-KOD-hint` mówi, co zrobić.

## Tekst, dni i pieniądze

error-text-empty = To pole jest wymagane.
error-text-empty-hint = Wpisz wartość.
error-text-too-long = Tekst jest za długi: może mieć najwyżej { $limit ->
    [one] { $limit } bajt
    [few] { $limit } bajty
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-text-too-long-hint = Skróć tekst. Polskie litery (ą, ę, ł…) zajmują po dwa bajty.
error-text-control = Tekst zawiera niewidoczne znaki sterujące.
error-text-control-hint = Usuń te znaki. Mogą być w tekście skopiowanym z innego miejsca.
error-not-a-day = To nie jest data.
error-not-a-day-hint = Wpisz datę w formacie rok-miesiąc-dzień, np. 2026-06-22.
error-not-an-amount = To nie jest kwota.
error-not-an-amount-hint = Wpisz kwotę w formacie 475,00.
error-too-many-decimals = Kwota ma więcej miejsc po przecinku, niż przewiduje waluta.
error-too-many-decimals-hint = Usuń zbędne cyfry.
error-amount-out-of-range = Kwota jest za duża.
error-amount-out-of-range-hint = Sprawdź liczbę cyfr.
error-currency-mismatch = Kwoty są w różnych walutach, więc nie można ich zsumować.
error-currency-mismatch-hint = Podaj wszystkie kwoty w tej samej walucie.
error-unknown-currency = Nie ma takiej waluty.
error-unknown-currency-hint = Użyj trzyliterowego kodu, np. PLN, EUR lub USD.

## Dane kontaktowe

error-email-empty = Adres e-mail jest wymagany.
error-email-empty-hint = Wpisz w formacie nazwa@example.com.
error-email-not-an-address = To nie jest adres e-mail.
error-email-not-an-address-hint = Wpisz w formacie nazwa@example.com, bez spacji, bez imienia i nazwiska przed adresem.
error-email-without-domain = W adresie e-mail brakuje domeny.
error-email-without-domain-hint = Dopisz dalszą część adresu, np. @example.com.
error-phone-empty = Numer telefonu jest wymagany.
error-phone-empty-hint = Podaj go z numerem kierunkowym kraju, np. +48 22 123 45 67.
error-phone-characters = Numer telefonu może zawierać tylko cyfry, spacje i znaki + - . ( ) /, a na końcu numer wewnętrzny.
error-phone-characters-hint = Podaj go z numerem kierunkowym kraju, np. +48 22 123 45 67 albo +48 22 123 45 67 wew. 12.
error-phone-length = Numer telefonu ma od 6 do 15 cyfr.
error-phone-length-hint = Sprawdź, czy nie brakuje cyfry i czy żadna nie została wpisana dwa razy.

## Adresy i numery VAT

error-not-a-country-code = Nie ma kraju o takiej nazwie.
error-not-a-country-code-hint = Podaj nazwę kraju albo dwie litery według ISO 3166, np. PL lub US.
error-state-required = Adres wymaga stanu lub prowincji. Kraj: { $country }.
error-state-required-hint = Wybierz z listy lub wpisz kod, np. { $sample }.
error-state-unknown = Nie ma stanu ani prowincji „{ $state }”. Kraj: { $country }.
error-state-unknown-hint = Wybierz z listy lub wpisz kod, np. { $sample }.
error-state-not-used = W adresach nie podaje się stanu ani prowincji. Kraj: { $country }.
error-state-not-used-hint = Wyczyść to pole.
error-postal-code-required = Adres wymaga kodu pocztowego. Kraj: { $country }.
error-postal-code-required-hint = Wpisz w formacie { $sample }.
error-postal-code-format = Kod pocztowy jest nieprawidłowy. Kraj: { $country }.
error-postal-code-format-hint = Wpisz w formacie { $sample }.
error-vat-id-empty = Brak numeru VAT do sprawdzenia.
error-vat-id-empty-hint = Wpisz numer VAT albo pozostaw pole puste, jeśli firma go nie ma.
error-vat-id-characters = To nie jest numer VAT.
error-vat-id-characters-hint = Użyj najwyżej 20 liter i cyfr, bez znaków diakrytycznych.
error-vat-id-not-used = Nie stosuje się numerów VAT. Kraj: { $country }.
error-vat-id-not-used-hint = Wyczyść to pole.
error-vat-id-prefix = Numer VAT zaczyna się od liter { $found }, a w tym kraju powinien zaczynać się od { $expected }.
error-vat-id-prefix-hint = Sprawdź kraj w adresie albo wpisz numer w formacie { $sample }.
error-vat-id-format = Numer VAT jest nieprawidłowy. Kraj: { $country }.
error-vat-id-format-hint = Wpisz w formacie { $sample }.
error-vat-id-check-digit = Cyfry kontrolne numeru VAT są błędne.
error-vat-id-check-digit-hint = Porównaj numer cyfra po cyfrze z dokumentami firmy.

## Załączniki

error-attachment-empty = Plik jest pusty.
error-attachment-empty-hint = Wybierz inny plik.
error-attachment-too-large = Plik jest za duży: może mieć najwyżej { $limit ->
    [one] { $limit } bajt
    [few] { $limit } bajty
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-attachment-too-large-hint = Zmniejsz obraz albo dołącz tylko potrzebne strony.
error-attachment-kind = Ten plik nie jest dokumentem PDF ani obrazem JPEG, PNG lub GIF.
error-attachment-kind-hint = Zapisz go w jednym z tych formatów. Liczy się zawartość pliku, a nie jego nazwa.
error-attachment-other-content = Nazwa „{ $name }” nie zgadza się z zawartością pliku. Zawartość: { $kind }.
error-attachment-other-content-hint = Zmień nazwę tak, aby miała właściwe rozszerzenie: .pdf, .jpg lub .jpeg, .png albo .gif.
error-attachment-too-many = Do zgłoszenia można dołączyć najwyżej { $limit ->
    [one] { $limit } plik
    [few] { $limit } pliki
    [many] { $limit } plików
   *[other] { $limit } pliku
}.
error-attachment-too-many-hint = Najpierw usuń któryś z dołączonych plików.
error-attachment-name-empty = Plik nie ma nazwy.
error-attachment-name-empty-hint = Nadaj mu nazwę, np. faktura.pdf.
error-attachment-name-too-long = Nazwa pliku jest za długa: może mieć najwyżej { $limit ->
    [one] { $limit } bajt
    [few] { $limit } bajty
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-attachment-name-too-long-hint = Zmień nazwę pliku. Polskie litery (ą, ę, ł…) zajmują po dwa bajty.
error-attachment-name-control = Nazwa pliku zawiera niewidoczne znaki sterujące.
error-attachment-name-control-hint = Zmień nazwę pliku.
error-attachment-name = Nazwa pliku zaczyna się od kropki lub łącznika albo zawiera ukośnik.
error-attachment-name-hint = Zmień nazwę pliku, np. na faktura.pdf.
file-kind-pdf = dokument PDF
file-kind-jpeg = obraz JPEG
file-kind-png = obraz PNG
file-kind-gif = obraz GIF

## Karty

error-card-empty = Numer karty jest wymagany.
error-card-empty-hint = Wpisz numer tak, jak jest na karcie.
error-card-not-digits = Numer karty może zawierać tylko cyfry, spacje i łączniki.
error-card-not-digits-hint = Wpisz numer tak, jak jest na karcie.
error-card-too-short = Numer karty jest za krótki.
error-card-too-short-hint = Wpisz wszystkie cyfry z karty, od 12 do 19.
error-card-too-long = Numer karty jest za długi.
error-card-too-long-hint = Wpisz tylko cyfry z karty, od 12 do 19.
error-digits-only = To pole przyjmuje tylko cyfry.
error-digits-only-hint = Wpisz cyfry tak, jak są na karcie; spacje i łączniki nie przeszkadzają.
error-digits-too-many = To pole mieści najwyżej { $limit ->
    [one] { $limit } cyfrę
    [few] { $limit } cyfry
    [many] { $limit } cyfr
   *[other] { $limit } cyfry
}.
error-digits-too-many-hint = Dotychczasowa zawartość pola pozostała bez zmian.
error-digits-look-alike = Wśród cyfr jest litera { $letter }.
error-digits-look-alike-hint = Jeśli to cyfra { $digit }, wpisz cyfrę.
error-card-check-digit = W numerze karty jest błędna cyfra.
error-card-check-digit-hint = Porównaj numer cyfra po cyfrze z kartą.
error-card-brand-length = Karta { $brand } nie może mieć numeru tej długości.
error-card-brand-length-hint = Sprawdź, czy nie brakuje cyfry i czy żadna nie została wpisana dwa razy.
error-card-code-length = Kod CVV/CVC tej karty ma { $digits ->
    [one] { $digits } cyfrę
    [few] { $digits } cyfry
    [many] { $digits } cyfr
   *[other] { $digits } cyfry
}.
error-card-code-length-hint = Trzy cyfry z tyłu karty; cztery z przodu karty American Express.
error-card-expiry-not-an-expiry = To nie jest data ważności karty.
error-card-expiry-not-an-expiry-hint = Wpisz datę jak na karcie: MM/RR, np. 09/28.
error-card-expiry-no-such-month = Nie ma takiego miesiąca.
error-card-expiry-no-such-month-hint = Wpisz najpierw miesiąc, od 01 do 12, potem rok.
error-card-expiry-past = Karta straciła ważność.
error-card-expiry-past-hint = Użyj innej karty albo sprawdź miesiąc i rok.
error-card-expiry-too-far = Data ważności przypada za ponad 20 lat.
error-card-expiry-too-far-hint = Sprawdź rok na karcie.

## Oferty

error-offer-unknown = W katalogu nie ma oferty „{ $offer }”.
error-offer-unknown-hint = Aby zobaczyć oferty: { OFFERDESK() } offers list
error-offer-not-sold = Tej oferty nie ma obecnie w sprzedaży. Kraj: { $country }.
error-offer-not-sold-hint = Sprawdź kraj w profilu prawnym.
error-offer-price-out-of-range = Nie można obliczyć ceny tej oferty. Niczego nie zamówiono.
error-offer-price-out-of-range-hint = Popraw cenę w katalogu.
error-offer-not-an-id = To nie jest identyfikator oferty.
error-offer-not-an-id-hint = Identyfikator ma do 40 małych liter, cyfr i łączników, np. action-pack.

## Operator płatności

error-gateway-no-answer = Operator płatności nie odpowiedział. Nie wiadomo jeszcze, czy karta została obciążona.
error-gateway-no-answer-hint = Nie płać ponownie. Wynik zostanie ustalony automatycznie. Karta nie zostanie obciążona dwa razy.
error-gateway-unreachable = Nie można połączyć się z operatorem płatności. Karta nie została obciążona. Wpisane dane zachowano.
error-gateway-unreachable-hint = Spróbuj za chwilę albo zapłać elektronicznym przelewem bankowym.
error-gateway-unknown = Operator płatności nie zna tej karty lub płatności. Karta nie została obciążona.
error-gateway-unknown-hint = Wpisz dane karty ponownie albo użyj innej karty.
error-gateway-refused = Operator płatności odmówił, bo ta płatność jest już zakończona. Karta nie została obciążona ponownie.
error-gateway-refused-hint = Otwórz zamówienie, aby zobaczyć wynik płatności.

## Baza danych

error-store-conflict = W tej samej chwili ktoś inny zmienił te dane. Twojej zmiany nie zapisano.
error-store-conflict-hint = Sprawdź obecny stan i w razie potrzeby powtórz zmianę.
error-store-clock-went-back = Ostatnia zmiana w bazie danych nosi datę { $last }, a data na tym komputerze to { $today }. Niczego nie zapisano.
error-store-clock-went-back-hint = Ustaw zegar tego komputera. Jeśli teraz wskazuje właściwą datę, a wcześniej wskazywał błędną, zamknij offerdesk i uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today
error-store-clock-ran-ahead = Ostatnia zmiana w bazie danych nosi datę { $last }, a data na tym komputerze to { $today }, ponad { $days } dni później. Niczego nie zapisano.
error-store-clock-ran-ahead-hint = Jeśli dzisiejsza data jest prawidłowa, zamknij offerdesk i uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
error-store-locked = Baza danych jest otwarta w innym procesie: „{ $command }”, użytkownik { $user }, proces { $pid }, od { $since }.
error-store-locked-hint = Spróbuj ponownie za chwilę. Jeśli nadal jest otwarta, najpierw zamknij tamten proces.
error-store-locked-by-somebody = Bazy danych używa w tej chwili inny proces.
error-store-locked-by-somebody-hint = Spróbuj ponownie za chwilę. Jeśli to nie pomoże, najpierw zamknij tamten proces.
error-store-missing = W folderze { $path } nie ma bazy danych.
error-store-missing-hint = Sprawdź ścieżkę podaną w --store albo uruchom offerdesk bez polecenia, aby utworzyć bazę.
error-store-not-empty = Pod ścieżką { $path } już coś jest. Niczego tam nie zmieniono.
error-store-not-empty-hint = Wybierz pusty folder.
error-store-read-only = Uprawnienia do bazy danych { $path } na to nie pozwalają. Niczego nie zapisano.
error-store-read-only-hint = Sprawdź właściciela i uprawnienia folderu. Jeśli można go tylko odczytać, skopiuj bazę danych poleceniem: { OFFERDESK(by: "owner") } store backup PLIK
error-store-exposed = Baza danych { $path } jest dostępna dla innych użytkowników tego komputera, więc jej nie otwarto.
error-store-exposed-hint = Odbierz im dostęp poleceniem: chmod -R go= { $path }
error-store-of-another-user = Baza danych { $path } należy do innego użytkownika tego komputera (identyfikator { $user }). Nie otwarto jej.
error-store-of-another-user-hint = Zaloguj się jako ten użytkownik albo poproś o kopię utworzoną poleceniem: { OFFERDESK(by: "owner") } store backup PLIK
error-store-newer = Tę bazę danych zapisała nowsza wersja offerdesk. Baza ma format { $found }, a ta wersja zna format { $known }. Bazy nie zmieniono.
error-store-newer-hint = Zaktualizuj offerdesk.
error-store-damaged = Zapisane dane są uszkodzone: { $what }. Pozostały bez zmian.
error-store-damaged-hint = Zachowaj kopię folderu bazy danych. To, co da się odczytać, zapisz jako nową bazę poleceniem: { OFFERDESK(by: "owner") } store salvage FOLDER. Możesz też przywrócić najnowszą kopię zapasową w pustym folderze poleceniem: offerdesk --store FOLDER store restore PLIK
error-store-stopped = Baza danych zatrzymała się po błędzie: { $what }. Wszystko, co wcześniej potwierdzono, jest zapisane; nic więcej nie jest czytane ani zapisywane. Czy to zapisano, okaże się po ponownym uruchomieniu offerdesk.
error-store-stopped-hint = Sprawdź dysk, uruchom offerdesk ponownie i zanim coś powtórzysz, zobacz, co zapisano. Tekst z ekranu można jeszcze skopiować.
error-store-no-checkpoint = Wszystko, co potwierdzono, jest zapisane, ale nie udało się skrócić dziennika bazy danych: { $what }.
error-store-no-checkpoint-hint = Sprawdź dysk i wolne miejsce na nim. offerdesk spróbuje ponownie przy następnym zamknięciu bazy danych.
error-store-not-made = Nie udało się utworzyć bazy danych w folderze { $path }: { $what }. Niczego tam nie zostawiono.
error-store-not-made-hint = Sprawdź uprawnienia do folderu nadrzędnego i ilość miejsca na jego dysku.
error-store-too-large = Rekord jest za duży, aby bezpiecznie zapisać go w bazie. Niczego nie zapisano.
error-store-too-large-hint = Skróć najdłuższe teksty.
error-store-unserializable = Nie można zapisać rekordu. To błąd programu offerdesk; niczego nie zapisano.
error-store-unserializable-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-unaudited = Zmiana nie miała wpisu w dzienniku kontrolnym. To błąd programu offerdesk; niczego nie zapisano.
error-store-unaudited-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-malformed = Zmiana była wewnętrznie sprzeczna. To błąd programu offerdesk; niczego nie zapisano.
error-store-malformed-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-file-missing = W bazie danych nie ma pliku { $file }.
error-store-file-missing-hint = Dołącz go ponownie. Pliki, których nie ma w żadnym zgłoszeniu, są usuwane po 7 dniach.
error-store-file-damaged = Plik { $file } w bazie danych jest uszkodzony.
error-store-file-damaged-hint = Dołącz ten sam plik ponownie, aby go naprawić, albo skopiuj go z kopii zapasowej, która jest archiwum tar.
error-store-no-space = Na dysku brakuje miejsca: { $path }. Tej zmiany nie zapisano; wszystko, co wcześniej potwierdzono, jest zapisane.
error-store-no-space-hint = Zwolnij miejsce na dysku i spróbuj ponownie.
error-store-file-io = Nie można użyć pliku w bazie danych: { $what }. Niczego nie zapisano.
error-store-file-io-hint = Sprawdź folder, uprawnienia i dysk.
error-store-io = System operacyjny odmówił czegoś, czego potrzebuje baza danych: { $what }. Wszystko, co wcześniej potwierdzono, jest zapisane.
error-store-io-hint = Sprawdź ścieżkę, uprawnienia i dysk.

## Katalog

error-catalog-mistakes = Nie można użyć katalogu: { $count ->
    [one] { $count } błąd
    [few] { $count } błędy
    [many] { $count } błędów
   *[other] { $count } błędu
}. Niczego nie zmieniono.
error-catalog-mistakes-hint = Popraw błędy wymienione powyżej.
error-catalog-not-an-amount = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie kwota; oczekiwano zapisu takiego jak "475.00 USD".
error-catalog-not-an-amount-hint = Podaj kwotę, spację i kod waluty, w cudzysłowie.
error-catalog-unknown-currency = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie waluta; oczekiwano kodu ISO 4217, np. PLN.
error-catalog-unknown-currency-hint = Użyj trzyliterowego kodu.
error-catalog-price-currency = { $file }, wiersz { $line }, { $key }: cena jest w walucie { $found }; na tym rynku oczekiwano { $expected }.
error-catalog-price-currency-hint = Podaj cenę w walucie rynku.
error-catalog-price-not-positive = { $file }, wiersz { $line }, { $key }: cena wynosi „{ $found }”; oczekiwano więcej niż zero.
error-catalog-price-not-positive-hint = Popraw cenę albo usuń ją tam, gdzie oferty nie ma w sprzedaży.
error-catalog-price-too-high = { $file }, wiersz { $line }, { $key }: cena wynosi „{ $found }”; oczekiwano najwyżej { $most }.
error-catalog-price-too-high-hint = Popraw cenę.
error-catalog-not-a-rate = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie stawka podatku; oczekiwano procentu od 0 do 100, np. "23" lub "7.5".
error-catalog-not-a-rate-hint = Zapisz procent w cudzysłowie, najwyżej z dwoma miejscami po kropce.
error-catalog-not-an-id = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie identyfikator oferty; oczekiwano od 1 do 32 małych liter, cyfr i łączników.
error-catalog-not-an-id-hint = Zmień go, np. na action-pack.
error-catalog-not-a-country = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie kod kraju; oczekiwano dwóch liter według ISO 3166, np. PL.
error-catalog-not-a-country-hint = Popraw kod.
error-catalog-unknown-country = { $file }, wiersz { $line }, { $key }: w countries.toml nie ma kraju „{ $found }”; są: { $expected }.
error-catalog-unknown-country-hint = Najpierw dodaj zasady tego kraju do countries.toml.
error-catalog-unknown-market = { $file }, wiersz { $line }, { $key }: w markets.toml nie ma rynku „{ $found }”; są: { $expected }.
error-catalog-unknown-market-hint = Najpierw dodaj rynek do markets.toml.
error-catalog-untaxed = { $file }, wiersz { $line }, { $key }: cena obowiązuje od { $found }, a pierwsza stawka podatku na tym rynku dopiero od { $first }. Do tego dnia sprzedaż byłaby bez podatku.
error-catalog-untaxed-hint = Popraw jedną z tych dat. Rynek bez podatku ma stawkę "0".
error-catalog-no-tax = { $file }, wiersz { $line }, { $key }: rynek nie ma stawki podatku; oczekiwano co najmniej jednej. Oferty byłyby tam sprzedawane bez podatku.
error-catalog-no-tax-hint = Dodaj stawkę. Rynek bez podatku ma stawkę "0".
error-catalog-pattern = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie wyrażenie regularne: { $what }.
error-catalog-pattern-hint = Popraw wyrażenie. Musi opisywać cały tekst, od ^ do $.
error-catalog-unknown-checksum = { $file }, wiersz { $line }, { $key }: nieznana suma kontrolna „{ $found }”; oczekiwano: { $expected }.
error-catalog-unknown-checksum-hint = Użyj jednej ze znanych nazw.
error-catalog-sample = { $file }, wiersz { $line }, { $key }: przykład „{ $found }” nie spełnia własnej reguły.
error-catalog-sample-hint = Popraw przykład albo regułę nad nim.
error-catalog-same-version = { $file }, wiersz { $line }, { $key }: warunki zakupu różnią się od obowiązujących, ale mają tę samą wersję „{ $version }”. W zamówieniu zapisuje się tylko wersję, którą zaakceptował nabywca.
error-catalog-same-version-hint = Nadaj zmienionym warunkom inną wersję.
error-catalog-held-offers = { $file }, wiersz { $line }, { $key }: brakuje ofert, z których konta korzystają lub które zamówiły: { $gone }. Ich subskrypcje i zamówienia przestałyby być widoczne.
error-catalog-held-offers-hint = Zachowaj te oferty. Oferta bez ceny nie jest sprzedawana.
error-catalog-used-countries = { $file }, wiersz { $line }, { $key }: brakuje krajów, w których są konta lub sprzedawca: { $gone }. Dotyczy to: { $first } (razem { $count }).
error-catalog-used-countries-hint = Zachowaj te kraje i ich zasady. Tam, gdzie nie ma ceny, niczego się nie sprzedaje.
error-catalog-used-markets = { $file }, wiersz { $line }, { $key }: brakuje rynków, na których są konta lub otwarte zamówienia: { $gone }. Dotyczy to: { $first } (razem { $count }).
error-catalog-used-markets-hint = Zachowaj te rynki. Na rynku bez cen niczego się nie sprzedaje.
error-catalog-used-taxes = { $file }, wiersz { $line }, { $key }: brakuje stawek podatku z dni, w których złożono otwarte zamówienia: { $gone }. Zamówienia: { $first } (razem { $count }).
error-catalog-used-taxes-hint = Zachowaj stawki z tamtych dni. Późniejsza stawka obowiązuje od swojego dnia.
error-catalog-used-problems = { $file }, wiersz { $line }, { $key }: brakuje typów problemów, których dotyczą otwarte zgłoszenia: { $gone }. Zgłoszenia: { $first } (razem { $count }).
error-catalog-used-problems-hint = Zachowaj te typy do czasu zamknięcia zgłoszeń.
error-catalog-no-cancelling = { $file }, wiersz { $line }, { $key }: żaden typ problemu nie jest przeznaczony dla anulowań; oczekiwano dokładnie jednego.
error-catalog-no-cancelling-hint = Dodaj cancels = true do typu, do którego mają trafiać prośby o anulowanie.

## Rodzaje wartości w pliku katalogu

toml-text = tekst
toml-integer = liczba całkowita
toml-number = liczba ułamkowa
toml-boolean = true lub false
toml-day = data
toml-array = lista
toml-table = tabela
