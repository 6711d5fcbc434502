### Polski: czynności klawiatury w stopce, pomocy i palecie poleceń.

title-help = Pomoc
title-palette = Polecenia
help-keys = Klawisze
help-footer = ? pomoc

action-open = Otwórz
action-select = Wybierz
action-move = Przejdź
action-next-field = Następne pole
action-previous-field = Poprzednie pole
action-back = Wstecz
action-close = Zamknij
action-help = Pomoc
action-palette = Polecenia
action-filter = Filtruj
action-quit = Zakończ
action-renew = Odnów
action-subscribe = Subskrybuj
action-details = Szczegóły
action-buy = Kup
action-update-profile = Aktualizuj profil prawny
action-terms = Warunki zakupu
action-toggle = Przełącz
action-choose = Wybierz z listy
action-switch-account = Zmień konto
action-switch-person = Zmień osobę
action-book-receipt = Zaksięguj wpłatę
action-instructions = Dane do przelewu
action-refresh = Odśwież
action-language = Język
action-theme = Motyw
action-suspend = Wstrzymaj

title-switch-account = Zmień konto
title-switch-person = Pracuj jako
title-quit = Zakończyć?
quit-question = Wszystko, co wpisano, pozostanie w wersji roboczej. Zakończyć pracę w offerdesk?
