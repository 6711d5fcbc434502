### Polski: strona „Oferty członkostwa”: kafelki, stany i daty. Powody niedostępności czynności: `error-closed-…` w services.ftl.

title-membership-offers = Oferty członkostwa
title-purchased-offers = Zakupione oferty
title-offers-available = Oferty dostępne do zakupu

offers-none-purchased = Brak aktywnych ofert.
offers-none-available = Brak innych ofert dostępnych do zakupu.
offers-no-automatic-renewal = Subskrypcje nie odnawiają się automatycznie.

button-renew-subscription = Odnów subskrypcję
button-subscribe = Subskrybuj
button-cancel-subscription = Anuluj subskrypcję

label-offer = Oferta
label-state = Stan
label-new-expiration-date = Nowa data wygaśnięcia
label-order-number = Numer zamówienia

## Stan subskrypcji

state-active = Obowiązuje
state-renewal-window = Można odnowić
state-lapsed = Nie odnowiono
state-available = Do kupienia
state-cancelled = Anulowano

offer-expires = Wygasa { $day }
offer-expired = Data wygaśnięcia: { $day }
offer-lapsed-on = Korzyści niedostępne od { $day }
offer-renewal-dates = Odnowienie od { $first } do { $last } włącznie
offer-renewal-opens = Odnowienie możliwe od { $day }
offer-renewal-closes = Odnowienie możliwe do { $day }
offer-last-day = Ostatni dzień na odnowienie
offer-benefits-off = Korzyści niedostępne
offer-a-year = za rok
offer-a-year-plus-tax = netto za rok
offer-opens = możliwe od { $day }
offer-benefits-stay = Korzyści dostępne do { $day }
offer-benefits-until-paid = Korzyści dostępne do { $day }, potem po zaksięgowaniu wpłaty
offer-closed-role = wymaga innej roli
offer-closed-requirements = wymagania niespełnione
offer-next-expiration = Po odnowieniu wygasa { $day }

## Oznaczenia subskrypcji

marker-awaiting-payment-until = Termin przelewu: { $day } (zamówienie { $order })
marker-awaiting-payment-keeps = Termin przelewu: { $day }; do tego dnia zamówienie { $order } pozwala odnowić
marker-blocks = Do zapłaty lub anulowania nie można zamówić ponownie ani anulować oferty
offer-due = do zapłaty
offer-transfer-late = Przelew może trwać nawet tydzień; karta odnawia od razu
marker-settling = Trwa ustalanie wyniku płatności (zamówienie { $order })
marker-payment-overdue = Nie opłacono do { $day } (zamówienie { $order })

## Stan zamówienia

order-given-up = Anulowano zamówienie { $order }.
order-state-charging = Trwa obciążanie karty
order-state-unknown = Ustalanie wyniku
order-state-declined = Odrzucone przez bank
order-state-voided = Bez płatności
order-state-awaiting-payment = Oczekuje na płatność
order-state-paid = Opłacone
order-state-expired = Wygasłe
order-state-cancelled = Anulowane
order-state-refunding = Trwa zwrot pieniędzy
order-state-refunded = Zwrócono pieniądze
order-state-refund-refused = Bank odmówił zwrotu
offer-expires-today = Wygasa dzisiaj
marker-not-charged = Karta nie została obciążona (zamówienie { $order }). Niczego nie kupiono
marker-draft = Czeka wersja robocza. Możesz ją dokończyć.
offer-who-could = Osoby uprawnione: { $who }.
