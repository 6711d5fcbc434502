### Polski: odmowy domeny, środków i katalogu. `error-KOD` mówi, co się stało i co zachowano; `error-KOD-hint` mówi, co zrobić.

## Tekst, dni i pieniądze

error-text-empty = To pole jest wymagane.
error-text-empty-hint = Wypełnij je.
error-text-too-long = Tekst jest za długi: może mieć najwyżej { $limit ->
    [one] { $limit } bajt
    [few] { $limit } bajty
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}. Wpisany tekst pozostał bez zmian.
error-text-too-long-hint = Skróć tekst. Litery ze znakami diakrytycznymi liczą się jako dwa bajty.
error-text-control = Tekst zawiera niewidoczne znaki sterujące.
error-text-control-hint = Usuń tekst i wpisz go ponownie zamiast wklejać.
error-not-a-day = To nie jest data.
error-not-a-day-hint = Zapisz datę jako rok-miesiąc-dzień, np. 2026-06-22.
error-not-an-amount = To nie jest kwota.
error-not-an-amount-hint = Zapisz kwotę jako 475,00.
error-too-many-decimals = Kwota ma więcej miejsc po przecinku niż waluta.
error-too-many-decimals-hint = Usuń zbędne cyfry.
error-amount-out-of-range = Kwota jest za duża.
error-amount-out-of-range-hint = Sprawdź liczbę cyfr.
error-currency-mismatch = Kwoty są w różnych walutach, więc nie można ich dodać.
error-currency-mismatch-hint = Podaj wszystkie kwoty w tej samej walucie.
error-unknown-currency = Nie ma takiej waluty.
error-unknown-currency-hint = Użyj trzyliterowego kodu, np. PLN, EUR lub USD.

## Dane kontaktowe

error-email-empty = Adres e-mail jest wymagany.
error-email-empty-hint = Zapisz go jako nazwa@example.com.
error-email-not-an-address = To nie jest adres e-mail.
error-email-not-an-address-hint = Zapisz go jako nazwa@example.com, bez spacji i bez nazwiska z przodu.
error-email-without-domain = W adresie e-mail brakuje domeny.
error-email-without-domain-hint = Dopisz dalszą część adresu, np. @example.com.
error-phone-empty = Numer telefonu jest wymagany.
error-phone-empty-hint = Podaj go z numerem kierunkowym kraju, np. +48 22 123 45 67.
error-phone-characters = Numer telefonu może zawierać tylko cyfry, spacje i znaki + - . ( ) /, a na końcu numer wewnętrzny.
error-phone-characters-hint = Podaj go z numerem kierunkowym kraju, np. +48 22 123 45 67 albo +48 22 123 45 67 wew. 12.
error-phone-length = Numer telefonu ma od 6 do 15 cyfr.
error-phone-length-hint = Sprawdź, czy nie brakuje cyfry lub czy żadna się nie powtarza.

## Adresy i numery VAT

error-not-a-country-code = Nie ma kraju o takiej nazwie.
error-not-a-country-code-hint = Podaj nazwę kraju albo dwie litery według ISO 3166, np. PL lub US.
error-state-required = Adres w tym kraju ({ $country }) wymaga stanu lub prowincji.
error-state-required-hint = Wybierz z listy lub wpisz kod, np. { $sample }.
error-state-unknown = W tym kraju ({ $country }) nie ma stanu ani prowincji „{ $state }”.
error-state-unknown-hint = Wybierz z listy lub wpisz kod, np. { $sample }.
error-state-not-used = W adresach tego kraju ({ $country }) nie podaje się stanu ani prowincji.
error-state-not-used-hint = Wyczyść to pole.
error-postal-code-required = Adres w tym kraju ({ $country }) wymaga kodu pocztowego.
error-postal-code-required-hint = Zapisz go jako { $sample }.
error-postal-code-format = Kod pocztowy nie pasuje do kraju: { $country }.
error-postal-code-format-hint = Zapisz go jako { $sample }.
error-vat-id-empty = Brak numeru VAT do sprawdzenia.
error-vat-id-empty-hint = Wpisz numer VAT albo pozostaw pole puste, jeśli firma go nie ma.
error-vat-id-characters = To nie jest numer VAT.
error-vat-id-characters-hint = Użyj najwyżej 20 liter i cyfr, bez znaków diakrytycznych.
error-vat-id-not-used = W tym kraju ({ $country }) nie ma numerów VAT.
error-vat-id-not-used-hint = Wyczyść to pole.
error-vat-id-prefix = Numer VAT zaczyna się od { $found }, a w tym kraju powinien zaczynać się od { $expected }.
error-vat-id-prefix-hint = Sprawdź kraj w adresie albo zapisz numer jako { $sample }.
error-vat-id-format = Numer VAT nie pasuje do kraju: { $country }.
error-vat-id-format-hint = Zapisz go jako { $sample }.
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
error-attachment-name-too-long-hint = Zmień nazwę pliku. Litery ze znakami diakrytycznymi liczą się jako dwa bajty.
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
error-digits-only-hint = Wpisz cyfry tak, jak są na karcie; odstępy i łączniki nie przeszkadzają.
error-digits-too-many = Najwięcej cyfr, ile mieści to pole: { $limit }.
error-digits-too-many-hint = To, co już tam było, nie zmieniło się.
error-digits-look-alike = Wśród cyfr jest litera { $letter }.
error-digits-look-alike-hint = Jeśli to cyfra { $digit }, wpisz cyfrę.
error-card-check-digit = W numerze karty jest błędna cyfra.
error-card-check-digit-hint = Porównaj numer cyfra po cyfrze z kartą.
error-card-brand-length = Żadna karta { $brand } nie ma numeru tej długości.
error-card-brand-length-hint = Sprawdź, czy nie brakuje cyfry lub czy żadna się nie powtarza.
error-card-code-length = Kod zabezpieczający tej karty ma { $digits ->
    [one] { $digits } cyfrę
    [few] { $digits } cyfry
    [many] { $digits } cyfr
   *[other] { $digits } cyfry
}.
error-card-code-length-hint = Trzy cyfry z tyłu karty; cztery z przodu karty American Express.
error-card-expiry-not-an-expiry = To nie jest data ważności karty.
error-card-expiry-not-an-expiry-hint = Zapisz datę jak na karcie: MM/RR, np. 09/28.
error-card-expiry-no-such-month = Nie ma takiego miesiąca.
error-card-expiry-no-such-month-hint = Najpierw miesiąc, od 01 do 12, potem rok.
error-card-expiry-past = Karta straciła ważność.
error-card-expiry-past-hint = Użyj innej karty albo sprawdź miesiąc i rok.
error-card-expiry-too-far = Data ważności przypada za ponad 20 lat.
error-card-expiry-too-far-hint = Sprawdź rok na karcie.

## Oferty

error-offer-unknown = W katalogu nie ma oferty „{ $offer }”.
error-offer-unknown-hint = Listę ofert pokazuje polecenie: { OFFERDESK() } offers list
error-offer-not-sold = Tej oferty nie ma obecnie w sprzedaży w kraju: { $country }.
error-offer-not-sold-hint = Sprawdź kraj w profilu prawnym.
error-offer-price-out-of-range = Nie można obliczyć ceny tej oferty. Niczego nie zamówiono.
error-offer-price-out-of-range-hint = Popraw cenę w katalogu.
error-offer-not-an-id = To nie jest identyfikator oferty.
error-offer-not-an-id-hint = Identyfikator ma do 40 małych liter, cyfr i łączników, np. action-pack.

## Sieć płatnicza

error-gateway-no-answer = Sieć płatnicza nie odpowiedziała. Nie wiadomo jeszcze, czy karta została obciążona.
error-gateway-no-answer-hint = Nie płać ponownie. Płatność zostanie rozliczona sama i nic nie zostanie pobrane dwa razy.
error-gateway-unreachable = Nie można połączyć się z siecią płatniczą. Niczego nie pobrano, a wpisane dane pozostały.
error-gateway-unreachable-hint = Spróbuj za chwilę albo zapłać elektronicznym przelewem bankowym.
error-gateway-unknown = Sieć płatnicza nie zna tej karty lub płatności. Niczego nie pobrano.
error-gateway-unknown-hint = Wpisz dane karty ponownie albo użyj innej karty.
error-gateway-refused = Sieć płatnicza odmówiła, ponieważ ta płatność jest już zakończona. Nic więcej nie pobrano.
error-gateway-refused-hint = Sprawdź zamówienie: pokazuje, jak zakończyła się płatność.

## Magazyn danych

error-store-conflict = W tej samej chwili ktoś inny zmienił te dane. Tej zmiany nie zapisano.
error-store-conflict-hint = Sprawdź obecny stan i w razie potrzeby powtórz zmianę.
error-store-clock-went-back = Ostatnia zmiana w bazie danych nosi datę { $last }, a zegar wskazuje { $today }. Niczego nie zapisano.
error-store-clock-went-back-hint = Ustaw zegar tego komputera. Jeśli teraz wskazuje właściwą datę, a wcześniej wskazywał błędną, zamknij offerdesk i uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today
error-store-clock-ran-ahead = Ostatnia zmiana w bazie danych nosi datę { $last }, a zegar wskazuje { $today }, ponad { $days } dni później. Niczego nie zapisano.
error-store-clock-ran-ahead-hint = Jeśli dzisiejsza data jest prawidłowa, zamknij offerdesk i uruchom polecenie: { OFFERDESK(by: "owner") } store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
error-store-locked = Magazyn danych jest otwarty w innym procesie: „{ $command }”, użytkownik { $user }, proces { $pid }, od { $since }.
error-store-locked-hint = Najpierw zamknij tamten proces.
error-store-locked-by-somebody = Magazynu danych używa w tej chwili inny proces.
error-store-locked-by-somebody-hint = Spróbuj ponownie za chwilę. Jeśli to nie pomoże, najpierw zamknij tamten proces.
error-store-missing = W { $path } nie ma magazynu danych.
error-store-missing-hint = Sprawdź ścieżkę podaną w --store albo uruchom offerdesk bez polecenia, aby go utworzyć.
error-store-not-empty = W { $path } już coś jest. Nic tam nie zmieniono.
error-store-not-empty-hint = Wybierz pusty folder.
error-store-read-only = Uprawnienia do bazy danych { $path } na to nie pozwalają. Niczego nie zapisano.
error-store-read-only-hint = Sprawdź właściciela i uprawnienia folderu. Jeśli można go tylko odczytać, skopiuj bazę danych poleceniem: { OFFERDESK(by: "owner") } store backup PLIK
error-store-exposed = Magazyn danych { $path } jest dostępny dla innych użytkowników tego komputera, więc go nie otwarto.
error-store-exposed-hint = Zamknij dostęp poleceniem: chmod -R go= { $path }
error-store-of-another-user = Baza danych { $path } należy do innego użytkownika tego komputera (identyfikator { $user }). Nie otwarto jej.
error-store-of-another-user-hint = Zaloguj się jako ten użytkownik albo poproś o kopię utworzoną poleceniem: { OFFERDESK(by: "owner") } store backup PLIK
error-store-newer = Tę bazę danych zapisała nowsza wersja offerdesk: ma format { $found }, a ta wersja zna { $known }. Zapisane dane pozostały bez zmian.
error-store-newer-hint = Zaktualizuj offerdesk.
error-store-damaged = Zapisane dane są uszkodzone: { $what }. Pozostały bez zmian.
error-store-damaged-hint = Zachowaj kopię folderu bazy danych. To, co da się odczytać, zapisz jako nową bazę poleceniem: { OFFERDESK(by: "owner") } store salvage FOLDER. Możesz też przywrócić najnowszą kopię zapasową w pustym folderze poleceniem: offerdesk --store FOLDER store restore PLIK
error-store-stopped = Magazyn danych zatrzymał się po błędzie: { $what }. Wszystko, co wcześniej potwierdzono, jest zachowane; nic więcej nie jest czytane ani zapisywane. Czy to zapisano, okaże się po ponownym uruchomieniu offerdesk.
error-store-stopped-hint = Sprawdź dysk, uruchom offerdesk ponownie i zanim coś powtórzysz, zobacz, co zapisano. Tekst z ekranu można jeszcze skopiować.
error-store-no-checkpoint = Wszystko, co potwierdzono, jest zapisane, ale nie udało się skrócić dziennika bazy danych: { $what }.
error-store-no-checkpoint-hint = Sprawdź dysk i wolne miejsce na nim. offerdesk spróbuje ponownie przy następnym zamknięciu bazy danych.
error-store-not-made = Nie udało się utworzyć magazynu danych w { $path }: { $what }. Niczego tam nie zostawiono.
error-store-not-made-hint = Sprawdź uprawnienia do folderu nadrzędnego i ilość miejsca na jego dysku.
error-store-too-large = Rekord jest większy, niż magazyn może bezpiecznie przechować. Niczego nie zapisano.
error-store-too-large-hint = Skróć najdłuższe teksty.
error-store-unserializable = Nie można zapisać rekordu. To błąd programu offerdesk; nic nie zapisano.
error-store-unserializable-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-unaudited = Zmiana nie miała wpisu w dzienniku kontrolnym. To błąd programu offerdesk; nic nie zapisano.
error-store-unaudited-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-malformed = Zmiana była wewnętrznie sprzeczna. To błąd programu offerdesk; nic nie zapisano.
error-store-malformed-hint = Zgłoś go i opisz, co działo się tuż przedtem.
error-store-file-missing = W magazynie danych nie ma pliku { $file }.
error-store-file-missing-hint = Dołącz go ponownie. Pliki, których nie ma w żadnym zgłoszeniu, są usuwane po 7 dniach.
error-store-file-damaged = Plik { $file } w magazynie danych jest uszkodzony.
error-store-file-damaged-hint = Dołącz ten sam plik ponownie, co go naprawi, albo skopiuj go z kopii zapasowej, która jest archiwum tar.
error-store-no-space = Na dysku brakuje miejsca: { $path }. Tego nie zapisano; wszystko, co wcześniej potwierdzono, jest zapisane.
error-store-no-space-hint = Zwolnij miejsce na dysku i spróbuj ponownie.
error-store-file-io = Nie można użyć pliku w magazynie danych: { $what }. Niczego nie zapisano.
error-store-file-io-hint = Sprawdź folder, uprawnienia i dysk.
error-store-io = System operacyjny odmówił czegoś, czego potrzebuje baza danych: { $what }. Wszystko, co wcześniej potwierdzono, jest zapisane.
error-store-io-hint = Sprawdź ścieżkę, uprawnienia i dysk.

## Katalog

error-catalog-unreadable = Nie można odczytać pliku katalogu { $file }: { $what }.
error-catalog-unreadable-hint = Sprawdź, czy plik istnieje i czy można go czytać.
error-catalog-syntax = { $file }, wiersz { $line }, kolumna { $column }: to nie jest TOML: { $what }.
error-catalog-syntax-hint = Popraw ten wiersz. Katalogu nie użyto.
error-catalog-card-number = { $file }, wiersz { $line }: to wygląda na numer karty.
error-catalog-card-number-hint = Usuń go z pliku. Katalogu nie użyto.
error-catalog-unknown-field = { $file }, wiersz { $line }, kolumna { $column }: nieznane pole „{ $found }”; oczekiwano: { $expected }.
error-catalog-unknown-field-hint = Sprawdź pisownię albo usuń pole.
error-catalog-missing-field = { $file }, wiersz { $line }, kolumna { $column }: brakuje pola „{ $field }”.
error-catalog-missing-field-hint = Dodaj je w tym miejscu.
error-catalog-wrong-type = { $file }, wiersz { $line }, kolumna { $column }: pole „{ $field }” to { $found }; oczekiwano: { $expected }.
error-catalog-wrong-type-hint = Zapisz wartość w oczekiwanej postaci.
error-catalog-empty = { $file }, wiersz { $line }, kolumna { $column }: pole „{ $field }” jest puste.
error-catalog-empty-hint = Wpisz tekst.
error-catalog-not-clean = { $file }, wiersz { $line }, kolumna { $column }: pole „{ $field }” jest za długie lub zawiera znaki sterujące; oczekiwano czystego tekstu do { $limit ->
    [one] { $limit } bajta
    [few] { $limit } bajtów
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-catalog-not-clean-hint = Skróć tekst albo wpisz go ponownie zamiast wklejać.
error-catalog-not-a-day = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie dzień; oczekiwano daty takiej jak 2026-01-31.
error-catalog-not-a-day-hint = Podaj rok, miesiąc i dzień, bez cudzysłowu i bez godziny.
error-catalog-not-an-amount = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie kwota; oczekiwano zapisu takiego jak "475.00 USD".
error-catalog-not-an-amount-hint = Podaj kwotę, spację i kod waluty, w cudzysłowie.
error-catalog-unknown-currency = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie waluta; oczekiwano kodu ISO 4217, np. PLN.
error-catalog-unknown-currency-hint = Użyj trzyliterowego kodu.
error-catalog-price-currency = { $file }, wiersz { $line }, kolumna { $column }: cena jest w walucie { $found }; na tym rynku oczekiwano { $expected }.
error-catalog-price-currency-hint = Podaj cenę w walucie rynku.
error-catalog-price-not-positive = { $file }, wiersz { $line }, kolumna { $column }: cena wynosi „{ $found }”; oczekiwano więcej niż zero.
error-catalog-price-not-positive-hint = Popraw cenę albo usuń ją tam, gdzie oferty nie ma w sprzedaży.
error-catalog-not-a-rate = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie stawka podatku; oczekiwano procentu od 0 do 100, np. "23" lub "7.5".
error-catalog-not-a-rate-hint = Zapisz procent w cudzysłowie, najwyżej z dwoma miejscami po kropce.
error-catalog-number-range = { $file }, wiersz { $line }, kolumna { $column }: pole „{ $field }” ma wartość { $found }; oczekiwano liczby całkowitej od { $first } do { $last }.
error-catalog-number-range-hint = Popraw liczbę.
error-catalog-not-an-id = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie identyfikator oferty; oczekiwano od 1 do 40 małych liter, cyfr i łączników.
error-catalog-not-an-id-hint = Zmień go, np. na action-pack.
error-catalog-not-a-country = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie kod kraju; oczekiwano dwóch liter według ISO 3166, np. PL.
error-catalog-not-a-country-hint = Popraw kod.
error-catalog-unknown-country = { $file }, wiersz { $line }, kolumna { $column }: w countries.toml nie ma kraju „{ $found }”; są: { $expected }.
error-catalog-unknown-country-hint = Najpierw dodaj zasady tego kraju do countries.toml.
error-catalog-unknown-market = { $file }, wiersz { $line }, kolumna { $column }: w markets.toml nie ma rynku „{ $found }”; są: { $expected }.
error-catalog-unknown-market-hint = Najpierw dodaj rynek do markets.toml.
error-catalog-untaxed = { $file }, wiersz { $line }, kolumna { $column }: cena obowiązuje od { $found }, a pierwsza stawka podatku na tym rynku dopiero od { $first }. Do tego dnia sprzedaż byłaby bez podatku.
error-catalog-untaxed-hint = Popraw jedną z tych dat. Rynek bez podatku ma stawkę „0”.
error-catalog-duplicate = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” występuje dwa razy; oczekiwano jednego wystąpienia.
error-catalog-duplicate-hint = Usuń jedno z nich.
error-catalog-pattern = { $file }, wiersz { $line }, kolumna { $column }: „{ $found }” to nie wyrażenie regularne: { $what }.
error-catalog-pattern-hint = Popraw wyrażenie. Musi opisywać cały tekst, od ^ do $.
error-catalog-unknown-checksum = { $file }, wiersz { $line }, kolumna { $column }: nieznana suma kontrolna „{ $found }”; oczekiwano: { $expected }.
error-catalog-unknown-checksum-hint = Użyj jednej ze znanych nazw.
error-catalog-sample = { $file }, wiersz { $line }, kolumna { $column }: przykład „{ $found }” nie spełnia własnej reguły.
error-catalog-sample-hint = Popraw przykład albo regułę nad nim.

## Rodzaje wartości w pliku katalogu

toml-text = tekst
toml-integer = liczba całkowita
toml-number = liczba ułamkowa
toml-boolean = true lub false
toml-day = data
toml-array = lista
toml-table = tabela
