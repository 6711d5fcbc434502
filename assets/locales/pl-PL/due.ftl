### Polski: co trzeba zrobić na wszystkich kontach: Terminy.

due-column-left = Zostało
due-column-what = Co zrobić
due-column-until = Do
due-column-note = Uwagi

## Co trzeba zrobić

due-renew = Odnów: { $offer }
due-pay = Opłać zamówienie { $order }
due-answer = Odpowiedz na zgłoszenie { $request }
due-retry = Zapłać ponownie: { $offer }
due-resume = Dokończ zakup: { $offer }
due-finish-request = Dokończ nowe zgłoszenie

# To samo w kolumnie tabeli: numerów nie wolno tam uciąć.
due-pay-brief = Opłać { $order }
due-answer-brief = Odpowiedz: { $request }
due-retry-brief = Zapłać: { $offer }
due-resume-brief = Dokończ: { $offer }
due-finish-request-brief = Dokończ zgłoszenie

## Ile czasu zostało

due-last-day = ostatni dzień
due-days = { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}
due-opens-in = { $count ->
    [one] za { $count } dzień
    [few] za { $count } dni
    [many] za { $count } dni
   *[other] za { $count } dnia
}
due-attention = wymaga uwagi
due-not-charged = bez płatności
due-draft = wersja robocza
due-called-off = bez płatności ({ $order })
due-cancellation = prośba o anulowanie ({ $request })

## Gdy nic nie czeka

due-nothing = Nic nie wymaga teraz działania.
due-nothing-within = { $count ->
    [one] Dzisiaj nie mija żaden termin.
    [few] W ciągu { $count } dni nie mija żaden termin.
    [many] W ciągu { $count } dni nie mija żaden termin.
   *[other] W ciągu { $count } dnia nie mija żaden termin.
}
due-next-opening = Najbliższy okres odnawiania zaczyna się { $day }: { $company }.
due-no-account = Nie masz roli na żadnym koncie, więc nie masz tu żadnych terminów.

## Ekran

title-due = Terminy
title-due-by-company = Terminy według firm
title-due-by-total = Terminy według kwot
due-urgent-last-day = ! ostatni dzień
due-first-day = Pierwszy dzień
due-last-day-of-it = Ostatni dzień
due-expires = Wygaśnięcie
due-expired = Wygaśnięcie
due-until-today = dziś, 24:00 UTC
due-includes-tax = w tym podatek
due-show-offers = Pokaż oferty
due-card-kept = Zapisana karta
due-more = Widać tylko { $count } najpilniejszych pozycji.
due-months = Odnowienia według miesięcy
due-weekdays = Pn Wt Śr Cz Pt So Nd
due-nothing-soon = Nic nie wymaga teraz działania, a w ciągu 30 dni nie zaczyna się żaden okres odnawiania.
due-figure-last-day = Ostatni dzień
due-figure-last-day-brief = Ostatni dzień
due-figure-renewal = Można odnowić
due-figure-renewal-brief = Do odnowienia
due-figure-money = Oczekiwanie na wpłatę
due-figure-money-brief = Do zapłaty
due-figure-attention = Wymaga uwagi
due-figure-attention-brief = Do odpowiedzi
due-figure-not-charged = Bez płatności
due-figure-not-charged-brief = Bez płatności
due-figure-drafts = Wersje robocze
due-figure-drafts-brief = Robocze
due-figure-opening = Wkrótce do odnowienia
due-figure-opening-brief = Wkrótce
