### Polski: czynności klawiatury w stopce, pomocy i palecie poleceń.

title-help = Pomoc

action-open = Otwórz
action-select = Wybierz
action-next-field = Następne pole
action-new-line = Nowy wiersz
action-previous-field = Poprzednie pole
action-back = Wstecz
action-close = Zamknij
action-help = Pomoc
action-quit = Zakończ
action-terms = Warunki zakupu
action-toggle = Zaznacz
action-change-choice = Zmień
action-choose = Wybierz z listy
action-close-list = Zamknij listę
action-language = Język
action-filter = Filtruj
action-sort = Sortuj
action-keep-filter = Zachowaj filtr
action-clear-filter = Wyczyść filtr
action-palette = Idź do

action-switch-account = Zmień konto
action-act-as = Pracuj jako
action-copy = Kopiuj
action-redraw = Odśwież ekran
action-suspend = Przejdź do powłoki (powrót: fg)
action-undo = Cofnij
action-redo = Ponów
title-copy = Kopiowanie
copied = { $what }: wysłano do schowka terminala.
copy-everything = Wszystkie dane
help-copy = Kopiowanie umieszcza tekst w schowku komputera, na którym działa Twój terminal (OSC 52). offerdesk nie wie, czy terminal to zrobił. Jeśli w schowku nic nie ma, zaznacz tekst myszą z wciśniętym klawiszem Shift. W tmux opcja set-clipboard musi być włączona.
