### Polski: słowa ramki, list i ekranów wokół kreatora.

app-name-demo = offerdesk demo
all-accounts = Wszystkie konta
place-of-nothing = Nie zaznaczono żadnego wiersza. Zaznacz wiersz albo otwórz konto z listy „Konta”.
all-accounts-counted = Wszystkie konta ({ $count })
offers-no-account = Ta osoba nie ma dostępu do żadnego konta.
button-show-order = Pokaż zamówienie
action-up = W górę
action-down = W dół
action-left = W lewo
action-right = W prawo
action-page-up = Ekran w górę
action-page-down = Ekran w dół
action-first = Na początek
action-last = Na koniec
action-discard-draft = Usuń wersję roboczą
action-confirm = Potwierdź
action-keep-unallocated = Zaksięguj jako nierozliczoną
action-book-other-money = To inna wpłata
title-accounts = Konta
title-people = Osoby
title-orders = Zamówienia
title-order = Zamówienie { $number }
title-order-details = Szczegóły zamówienia
orders-none = Nie ma jeszcze zamówień. Pojawią się tu po odnowieniu lub zakupie oferty.
orders-none-waiting = Żadne zamówienie nie oczekuje na płatność.
order-placed-by = Zamówienie złożone przez: { $person }, { $day }
order-paid-until = Opłacone; okres trwa do { $day }.
order-overdue = Nie opłacono do { $day }. Zamówienie można zastąpić nowym. Jeśli przelew już wysłano, nie płać ponownie.
help-of = Klawisze na tym ekranie
help-text = Podczas pisania
help-everywhere = Wszędzie
help-line-start = Na początek wiersza
help-line-end = Na koniec wiersza
help-word-left = O słowo wstecz
help-word-right = O słowo dalej
help-delete-word-right = Usuń słowo za kursorem
help-delete-to-start = Usuń do początku wiersza
help-delete-word = Usuń słowo przed kursorem
help-delete-to-end = Usuń do końca wiersza
help-wipe = Usuń cyfry
help-anywhere = Po powrocie pola zachowują wpisane dane. Karta nie zostanie obciążona przed wybraniem „Kup”.
word-yes = tak
word-no = nie
word-not-chosen = jeszcze nie wybrano
word-saving = Zapisywanie…
unsaved-not-kept = Wpisane tu dane nie zostały przesłane. Po wyjściu zostaną usunięte.
unsaved-draft = Wpisane tu dane nie zostały przesłane. Możesz zachować je w wersji roboczej i dokończyć później albo je usunąć.
error-paste-too-large = Wklejany tekst jest zbyt długi. Niczego nie wstawiono.
error-paste-too-large-hint = Wklej samą wartość tego pola.
error-paste-too-long = Wklejany tekst się tu nie mieści. Niczego nie wstawiono. { $limit ->
    [one] Pole mieści najwyżej { $limit } bajt.
    [few] Pole mieści najwyżej { $limit } bajty.
    [many] Pole mieści najwyżej { $limit } bajtów.
   *[other] Pole mieści najwyżej { $limit } bajta.
}
error-paste-too-long-hint = Wklej krótszy tekst albo najpierw usuń to, co tu jest.
error-field-full = To pole jest pełne. Jego zawartość zachowano.
error-field-full-hint = Najpierw je skróć.
field-room-left = { $count ->
    [one] Zostało miejsce na { $count } bajt.
    [few] Zostało miejsce na { $count } bajty.
    [many] Zostało miejsce na { $count } bajtów.
   *[other] Zostało miejsce na { $count } bajtu.
}
wizard-voided = Karta nie została obciążona. Płatność została anulowana.
word-example = np. { $example }
order-cancelled = Zamówienie anulowano. Nie pobrano żadnej opłaty.
order-cancelled-transfer = Zamówienie anulowano. Jeśli wpłynęły na nie pieniądze, zostaną zaliczone na poczet innego zamówienia albo zwrócone.
order-refunding = Trwa zwrot pieniędzy.
order-refunded = Pieniądze zwrócono.
order-refund-refused = Bank odmówił zwrotu. Dział finansów zwróci pieniądze w inny sposób.
error-card-code-empty = Wymagany jest kod CVV/CVC.
error-card-code-empty-hint = Kod jest na karcie: trzy cyfry, a na kartach American Express cztery.
account-mpn = MPN { $id }
account-profile-pending = profil w weryfikacji
account-current = bieżące konto
person-current = bieżąca osoba
action-more = Więcej

## Giving an order up

action-pay-by-card = Zapłać kartą
action-pay-order = Zapłać za zamówienie
button-new-order = Nowe zamówienie
action-give-up-order = Anuluj zamówienie
button-keep-order = Zachowaj zamówienie
title-give-up-order = Anulować zamówienie { $number }?
give-up-note = Za to zamówienie nie pobrano żadnej opłaty. Jeśli przelew został już wysłany, dział finansów zaliczy go na poczet innego zamówienia albo zwróci. Aby jednak kupić ofertę, złóż nowe zamówienie.
