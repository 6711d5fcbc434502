### Polski: pliki z układem klawiszy i błędy w nich.

keymap-file-heading = Klawisze programu offerdesk: zapisz jako keymap.toml w folderze ustawień. Czynność, której wiersz usunięto, zachowuje klawisze domyślne.
keymap-wants-keys = listy najwyżej 8 klawiszy, np. ["ctrl-b", "b"]
keymap-wants-key = klawisza, np. ctrl-b, alt-x, f5, enter, pgdn, space lub b
error-keymap-mistakes = Nie można użyć tego układu klawiszy: { $count ->
    [one] { $count } błąd
    [few] { $count } błędy
    [many] { $count } błędów
   *[other] { $count } błędu
}. Niczego nie zmieniono.
error-keymap-mistakes-hint = Popraw wymienione miejsca albo uruchom program z opcją --keymap default.
error-setting-key-taken = { $file }, wiersz { $line }, { $key }: { $found } to już klawisz czynności „{ $action }”.
error-setting-key-taken-hint = Przypisz czynności „{ $action }” w tym pliku inny klawisz albo wybierz tutaj inny.
error-setting-key-taken-in-file = { $file }, wiersz { $line }, { $key }: { $found } to już klawisz czynności „{ $action }” z wiersza { $other }.
error-setting-key-taken-in-file-hint = Obie mogą być dostępne na jednym ekranie. Usuń ten klawisz z jednego z wierszy.
error-setting-key-sent-as = { $file }, wiersz { $line }, { $key }: żaden terminal nie wysyła „{ $found }”; dociera „{ $instead }”.
error-setting-key-sent-as-hint = Wpisz „{ $instead }”, jeśli chodzi o ten klawisz, albo wybierz inny.
error-setting-key-never-sent = { $file }, wiersz { $line }, { $key }: terminale nie wysyłają „{ $found }” jako osobnego klawisza.
error-setting-key-never-sent-hint = Wybierz literę z ctrl lub alt albo klawisz funkcyjny.
error-setting-key-edits = { $file }, wiersz { $line }, { $key }: { $found } służy do edycji w polach tekstowych.
error-setting-key-edits-hint = Wybierz inny klawisz.
error-setting-key-missing = { $file }, wiersz { $line }, { $key }: czynność „{ $action }” musi mieć jakiś klawisz.
error-setting-key-missing-hint = Podaj klawisz albo usuń ten wiersz.
error-setting-key-missing-typing = { $file }, wiersz { $line }, { $key }: czynność „{ $action }” musi mieć klawisz, który nie jest tekstem, do użycia w polu tekstowym.
error-setting-key-missing-typing-hint = Dodaj klawisz z ctrl lub alt albo klawisz funkcyjny.
