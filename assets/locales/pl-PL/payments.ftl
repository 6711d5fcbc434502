### Operator płatności, płatności rozliczone ręcznie, obciążenia bez zamówienia i zapisane karty.

## Operator płatności

payment-network-name = operator płatności { $id }
payment-network-sandbox = bramka testowa { $id }
label-payment-network = Operator płatności
label-connected-network = Obecnie połączony
error-closed-other-network = Ta baza danych należy do operatora płatności { $ours }, a połączony jest operator { $connected }, więc nie można obciążyć żadnej karty.
error-closed-other-network-hint = Połącz właściwego operatora. Aby go zastąpić, poczekaj na wyniki wszystkich płatności; potem właściciel folderu bazy danych może uruchomić polecenie: { OFFERDESK(by: "owner") } payments adopt
error-closed-sandbox-on-real-store = Bramka testowa nie przenosi pieniędzy, dlatego nie działa z prawdziwą bazą danych. Niczego nie zmieniono.
error-closed-sandbox-on-real-store-hint = Pomiń opcję --gateway albo użyj bazy demonstracyjnej z opcją --demo.
error-adopt-unsettled = { $count ->
    [one] { $count } płatność u innego operatora nie ma
    [few] { $count } płatności u innego operatora nie mają
    [many] { $count } płatności u innego operatora nie ma
   *[other] { $count } płatności u innego operatora nie ma
} jeszcze wyniku. Operatora nie zmieniono.
error-adopt-unsettled-hint = Połącz ich operatora i poczekaj na wyniki. Aby je zobaczyć: { OFFERDESK() } payments show
cli-payments-ours = { $network }, od { $day }
cli-payments-none-yet = jeszcze żaden; wybierze go pierwsze zamówienie płacone kartą
cli-payments-not-connected = żaden
cli-payments-adopted = Operatorem jest teraz: { $network }.
cli-payments-adopted-instead = Operatorem jest teraz: { $network }. Poprzednio: { $former }.
cli-payments-adopted-before = Operatorem już jest: { $network }. Niczego nie zmieniono.
cli-payments-foreign = { $count ->
    [one] { $count } zamówienie czeka na innego operatora płatności niż połączony. Nie zmieniono go.
    [few] { $count } zamówienia czekają na innego operatora płatności niż połączony. Nie zmieniono ich.
    [many] { $count } zamówień czeka na innego operatora płatności niż połączony. Nie zmieniono ich.
   *[other] { $count } zamówienia czeka na innego operatora płatności niż połączony. Nie zmieniono ich.
} Zobacz: { OFFERDESK() } payments show
cli-payments-unknown = operator nie zna płatności; za { $minutes } min dział finansów może ustalić wynik ręcznie
cli-payments-unknown-long = operator nie zna płatności; dział finansów może ustalić wynik ręcznie
cli-payments-orphans = { $count ->
    [one] { $count } obciążenie nie należy do żadnego zamówienia
    [few] { $count } obciążenia nie należą do żadnego zamówienia
    [many] { $count } obciążeń nie należy do żadnego zamówienia
   *[other] { $count } obciążenia nie należy do żadnego zamówienia
}. Zobacz: { OFFERDESK() } payments orphans
cli-column-note = Notatka

## Rozliczanie ręczne

field-settle-note = Notatka
error-payment-own-order = Nie można decydować o pieniądzach za własne zamówienie. Niczego nie zmieniono.
error-payment-own-order-hint = Poproś inną osobę z działu finansów.
error-settle-not-settling = To zamówienie nie czeka na wynik z banku. Niczego nie zmieniono.
error-settle-not-settling-hint = Aby zobaczyć zamówienie: { OFFERDESK() } orders show { $number }
error-settle-known = Operator nie zgłosił, że nie zna tej płatności, więc sam ustali jej wynik. Niczego nie zmieniono.
error-settle-known-hint = Za chwilę otwórz zamówienie ponownie.
error-settle-too-early = { $minutes ->
    [one] Operator musi jeszcze przez { $minutes } minutę
    [few] Operator musi jeszcze przez { $minutes } minuty
    [many] Operator musi jeszcze przez { $minutes } minut
   *[other] Operator musi jeszcze przez { $minutes } minuty
} odpowiadać, że nie zna tej płatności. Niczego nie zmieniono.
error-settle-too-early-hint = Spróbuj po tym czasie; do tej pory operator może jeszcze odnaleźć płatność.
cli-settled-paid = Ustalono ręcznie: zamówienie { $order } jest opłacone. Okres kończy się { $day }.
cli-settled-refunding = Ustalono ręcznie: zamówienie { $order } opłacono. Okresu nie można już rozpocząć, więc pieniądze są zwracane.
cli-settled-not-charged = Ustalono ręcznie: za zamówienie { $order } karta nie została obciążona. Można zapłacić ponownie.
title-unsettled = Płatności o nieustalonym wyniku
action-settle = Ustal wynik ręcznie
unsettled-none = Każda płatność kartą ma wynik.
column-settling = Ustalenie ręczne
settle-began = Zlecono
settle-now = Możliwe teraz
settle-in = { $minutes ->
    [one] Za { $minutes } minutę
    [few] Za { $minutes } minuty
    [many] Za { $minutes } minut
   *[other] Za { $minutes } minuty
}
settle-waits = Oczekiwanie na bank
settle-other-network = Inny operator płatności
settle-own = Własne zamówienie
label-settle-found = Wynik
settle-charged = Karta została obciążona
settle-not-charged = Karta nie została obciążona
settle-found-note = Operator nie zna tej płatności. Najpierw zapytaj w banku.
settle-note-note = Podaj źródło informacji. Notatka zostanie przy zamówieniu.
settle-title = Ustalić wynik płatności?
settle-charged-question = Zamówienie { $order } ({ $company }, { $money }) zostanie uznane za opłacone. Tej operacji nie można cofnąć.
settle-not-charged-question = Zamówienie { $order } ({ $company }, { $money }) zostanie uznane za nieopłacone i będzie można zapłacić ponownie. Tej operacji nie można cofnąć.

## Obciążenia bez zamówienia

thing-charge = obciążenie
orphan-state-open = do decyzji
orphan-state-refunding = w trakcie zwrotu
orphan-state-refunded = zwrócone
orphan-state-refund-refused = bank odmówił zwrotu
orphan-state-attached = opłaca zamówienie
error-charge-other-network = Ta płatność należy do innego operatora niż połączony. Niczego nie zmieniono.
error-charge-other-network-hint = Najpierw połącz jej operatora. Aby sprawdzić, który to: { OFFERDESK() } payments show
error-charge-decided = To obciążenie zostało już zwrócone albo przypisane do zamówienia. Niczego nie zmieniono.
error-charge-decided-hint = Aby zobaczyć, co się z nim stało: { OFFERDESK() } payments orphans --all
error-charge-not-refused = Bank nie odmówił zwrotu tego obciążenia. Niczego nie zmieniono.
error-charge-not-refused-hint = Najpierw zleć zwrot poleceniem: { OFFERDESK() } payments orphans refund { $reference }
error-charge-gone = U operatora nie ma już pieniędzy z tego obciążenia. Niczego nie zmieniono.
error-charge-gone-hint = Zleć zwrot, aby usunąć je z listy. Pieniądze nie zostaną wypłacone dwa razy.
error-attach-not-unpaid = To zamówienie jest opłacone lub anulowane albo trwa ustalanie wyniku. Niczego nie zmieniono.
error-attach-not-unpaid-hint = Wybierz nieopłacone zamówienie albo zleć zwrot.
error-attach-other-total = Kwota tego zamówienia to dokładnie { $expected }. Niczego nie zmieniono.
error-attach-other-total-hint = Wybierz zamówienie na tę samą kwotę albo zleć zwrot.
error-attach-not-activated = Okresu z tego zamówienia nie można już rozpocząć. Niczego nie zmieniono.
error-attach-not-activated-hint = Zleć zwrot obciążenia.
cli-orphans-none = Żadne obciążenie nie czeka na decyzję.
cli-orphan-refund = { $money }: { $state }
cli-orphan-returned = Zwrócono { $money } (data waluty: { $day }).
cli-orphan-attached = Kwota { $money } opłaca teraz zamówienie { $order }.
cli-column-reference = Numer obciążenia
cli-column-amount = Kwota
cli-column-found = Znaleziono
cli-column-asked-for = Zamówienie
title-charges = Obciążenia bez zamówienia
action-refund-charge = Zleć zwrot
action-return-charge = Oznacz jako zwrócone
action-attach-charge = Przypisz do zamówienia
charges-open = Do decyzji
charges-all = Wszystkie
charges-none = Nie było obciążeń bez zamówienia.
charge-since = Od
charge-asked-for = Dotyczyło zamówienia
charge-pays = Przypisano do zamówienia
charge-refund-title = Zlecić zwrot?
charge-refund-question = Kwota { $money } wróci na kartę { $card }. Tej operacji nie można cofnąć.
charge-refunding = Trwa zwrot kwoty { $money }.
charge-return-question = Kwota { $money }, karta { $card }, data waluty: { $day }. Oznacz zwrot dopiero po wysłaniu przelewu z banku. Tej operacji nie można cofnąć.
charge-attach-title = Przypisać do zamówienia?
charge-attach-question = Obciążenie karty { $card } na kwotę { $money } opłaci zamówienie { $order } ({ $buyer }, razem { $total }). Tej operacji nie można cofnąć.
charge-attach-note = Nieopłacone zamówienie na dokładnie tę samą kwotę.

## Zapisane karty

error-saved-card-other-network = Tę kartę zapisano u innego operatora płatności i nie można jej tu użyć. Karta nie została obciążona.
error-saved-card-other-network-hint = Wpisz dane karty ponownie.
card-state-usable = ważna
card-state-expired = wygasła
card-state-other-network = u innego operatora
cli-cards-none = To konto nie ma zapisanych kart.
cli-column-valid-through = Ważna do
cli-column-saved-by = Zapisane przez
cli-column-saved-on = Zapisano
title-saved-cards = Zapisane karty
action-remove-card = Usuń kartę
card-remove-title = Usunąć tę kartę?
card-remove-question = Karta: { $card }. Aby znów nią zapłacić, trzeba będzie wpisać jej dane ponownie. To, co nią opłacono, pozostaje opłacone.
card-removed = Usunięto zapisaną kartę: { $brand } o końcówce { $digits }.
