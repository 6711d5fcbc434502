### Polski: motywy: lista wyboru i błędy w pliku motywu. `error-setting-…` dotyczy każdego pliku, który ktoś pisze sam.

title-theme = Motyw
action-theme = Motyw
action-keep = Zastosuj
action-ascii = Ramki ASCII
action-drawn = Ramki liniowe
theme-default = Domyślny
theme-default-detail = Kolory i tło terminala, tak jak są w nim ustawione.
theme-light = Jasny
theme-light-detail = Ciemny tekst na własnym jasnym tle.
theme-dark = Ciemny
theme-dark-detail = Jasny tekst na własnym ciemnym tle.
theme-high-contrast = Wysoki kontrast
theme-high-contrast-detail = Jaskrawy tekst na czarnym tle; nic nie jest przygaszone.
theme-no-color = Bez kolorów
theme-no-color-detail = Tylko pogrubienie, podkreślenie, odwrócenie i znaki.
theme-auto = Automatyczny
theme-auto-detail = Jasny albo ciemny, jak tło terminala.
theme-current = bieżący
theme-own = Własny plik: { $name }.toml.
theme-own-wrong = Własny plik z błędem: { $name }.toml.
theme-for-now = Motyw działa do zamknięcia programu; następnym razem ponownie użyj --theme.
theme-no-color-here = Ten terminal nie pokazuje kolorów, więc wszystkie motywy wyglądają w nim tak samo.
theme-good = OK
theme-attention = wymaga uwagi
theme-wrong = błąd
theme-kept = Zapamiętano motyw.

## Co jest nie tak z motywem

error-theme-unknown = Nie ma motywu „{ $name }”. Dostępne: { $known }. Niczego nie zmieniono.
error-theme-unknown-hint = Podaj jeden z nich albo plik: ze znakiem / w ścieżce lub z końcówką .toml.
error-theme-unknown-near = Nie ma motywu „{ $name }”. Dostępne: { $known }. Niczego nie zmieniono.
error-theme-unknown-near-hint = Czy chodziło o „{ $nearest }”?
error-theme-mistakes = Motywu nie można użyć: { $count ->
    [one] { $count } błąd
    [few] { $count } błędy
    [many] { $count } błędów
   *[other] { $count } błędu
}. Niczego nie zmieniono.
error-theme-mistakes-hint = Popraw wymienione miejsca albo uruchom program z opcją --theme default.
theme-wants-color = koloru: "#rrggbb", liczby od 0 do 255, słowa default, jednej z 16 nazw, np. red lub bright-blue, albo nazwy z [colors]
theme-wants-plain-color = koloru: "#rrggbb", liczby od 0 do 255, słowa default albo jednej z 16 nazw, np. red lub bright-blue
theme-wants-parent = nazwy innego motywu, który nie prowadzi z powrotem do tego

## Co jest nie tak z plikiem

error-setting-unreadable = Nie można odczytać pliku { $file }: { $what }.
error-setting-unreadable-hint = Sprawdź dysk, na którym jest plik, albo zapisz plik w innym miejscu.
error-setting-missing = Nie ma pliku { $file }.
error-setting-missing-hint = Sprawdź ścieżkę.
error-setting-no-permission = System operacyjny nie zezwala na odczyt pliku { $file }.
error-setting-no-permission-hint = Sprawdź właściciela i uprawnienia pliku oraz jego folderów.
error-setting-not-utf-8 = Plik { $file }, wiersz { $line }: to nie jest tekst w UTF-8.
error-setting-not-utf-8-hint = Zapisz plik jako tekst w kodowaniu UTF-8.
error-setting-not-a-file = Ścieżka { $file } nie prowadzi do pliku.
error-setting-not-a-file-hint = Podaj plik, a nie folder, potok lub urządzenie.
error-setting-too-large = Plik { $file } jest za duży: więcej niż { $limit ->
    [one] { $limit } bajt
    [few] { $limit } bajty
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-setting-too-large-hint = Takie pliki są małe; sprawdź, czy to właściwy plik.
error-setting-syntax = { $file }, wiersz { $line }: błąd składni TOML: { $what }.
error-setting-syntax-hint = Popraw ten wiersz.
error-setting-card-number = { $file }, wiersz { $line }: to wygląda na numer karty. Plik nie został wczytany.
error-setting-card-number-hint = Usuń go z pliku.
error-setting-unknown-key = { $file }, wiersz { $line }, { $key }: nieznany klucz; oczekiwano jednego z: { $expected }.
error-setting-unknown-key-hint = Sprawdź pisownię albo usuń klucz.
error-setting-unknown-key-near = { $file }, wiersz { $line }, { $key }: nieznany klucz.
error-setting-unknown-key-near-hint = Czy chodziło o „{ $nearest }”?
error-setting-missing-key = { $file }, wiersz { $line }, { $key }: brakuje tego klucza.
error-setting-missing-key-hint = Dodaj go w tym miejscu.
error-setting-wrong-kind = { $file }, wiersz { $line }, { $key }: to jest { $found }; oczekiwano: { $expected }.
error-setting-wrong-kind-hint = Zapisz wartość w oczekiwanej postaci.
error-setting-empty = { $file }, wiersz { $line }, { $key }: wartość jest pusta; oczekiwano tekstu.
error-setting-empty-hint = Wpisz tekst.
error-setting-no-entries = { $file }, wiersz { $line }, { $key }: ta lista jest pusta; oczekiwano co najmniej jednej pozycji.
error-setting-no-entries-hint = Dodaj pozycję.
error-setting-not-clean = { $file }, wiersz { $line }, { $key }: wartość jest za długa lub zawiera znaki sterujące; oczekiwano czystego tekstu do { $limit ->
    [one] { $limit } bajta
    [few] { $limit } bajtów
    [many] { $limit } bajtów
   *[other] { $limit } bajta
}.
error-setting-not-clean-hint = Skróć tekst albo wpisz go ponownie zamiast wklejać.
error-setting-out-of-range = { $file }, wiersz { $line }, { $key }: to jest { $found }; oczekiwano liczby całkowitej od { $first } do { $last }.
error-setting-out-of-range-hint = Popraw liczbę.
error-setting-duplicate = { $file }, wiersz { $line }, { $key }: „{ $found }” występuje dwa razy; oczekiwano jednego wystąpienia.
error-setting-duplicate-hint = Usuń jedno z nich.
error-setting-field = { $file }, wiersz { $line }, { $key }: { $what }
error-setting-field-hint = { $hint }
error-setting-not-a-day = { $file }, wiersz { $line }, { $key }: „{ $found }” to nie data; oczekiwano daty takiej jak 2026-01-31.
error-setting-not-a-day-hint = Podaj rok, miesiąc i dzień, bez cudzysłowu i bez godziny.
error-setting-unfit = { $file }, wiersz { $line }, { $key }: „{ $found }” tu nie pasuje; oczekiwano { $expected }.
error-setting-unfit-hint = Zapisz wartość w jednej z tych postaci.
error-setting-unfit-near = { $file }, wiersz { $line }, { $key }: „{ $found }” tu nie pasuje; oczekiwano { $expected }.
error-setting-unfit-near-hint = Czy chodziło o „{ $nearest }”?
