### Polski: strona „Oferty członkostwa”: kafelki, stany, daty i powody, dla których czynność jest niedostępna.

title-membership-offers = Oferty członkostwa
title-purchased-offers = Zakupione oferty
title-offers-available = Oferty dostępne do zakupu
title-subscription-details = Szczegóły subskrypcji

offers-none-purchased = Nie kupiono jeszcze żadnej oferty.
offers-none-available = Brak innych ofert dostępnych do zakupu.
offers-no-automatic-renewal = Subskrypcja nie odnawia się automatycznie.

button-renew-subscription = Odnów subskrypcję
button-subscribe = Subskrybuj
button-cancel-subscription = Anuluj subskrypcję
button-download-invoice = Pobierz fakturę
button-details = Szczegóły
button-payment-instructions = Dane do przelewu

label-offer = Oferta
label-state = Stan
label-price-per-year = Cena za rok
label-purchase-date = Data zakupu
label-expiration-date = Data wygaśnięcia
label-new-expiration-date = Nowa data wygaśnięcia
label-renewal-window = Okres odnawiania
label-benefits = Korzyści
label-benefits-until = Korzyści aktywne do
label-order-number = Numer zamówienia

## Stan subskrypcji

state-active = Aktywna
state-renewal-window = Można odnowić
state-lapsed = Utracona
state-available = Dostępna
state-cancelled = Anulowana

offer-expires = Wygasa { $day }
offer-expired = Wygasła { $day }
offer-lapsed-on = Utracona { $day }
offer-cancelled-on = Anulowana { $day }
offer-renewal-dates = Odnowienie od { $first } do { $last } włącznie
offer-renewal-opens = Odnowienie możliwe od { $day }
offer-renewal-closes = Odnowienie możliwe do { $day }
offer-last-day = Ostatni dzień na odnowienie
offer-benefits-until = Korzyści aktywne do { $day }
offer-benefits-off = Korzyści są wyłączone
offer-price = { $money } za rok plus podatek
offer-price-untaxed = { $money } za rok
offer-next-expiration = Po odnowieniu wygasa { $day }
offer-renewal-rule = Odnowienie jest możliwe od dnia po wygaśnięciu, przez { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}. Niezależnie od dnia zapłaty nowy okres biegnie od dotychczasowej daty wygaśnięcia.

## Oznaczenia subskrypcji

marker-awaiting-payment = Oczekuje na płatność (zamówienie { $order })
marker-awaiting-payment-until = Oczekuje na płatność do { $day } (zamówienie { $order })
marker-settling = Trwa rozliczanie płatności (zamówienie { $order })
marker-cancellation-requested = Złożono wniosek o anulowanie (zgłoszenie { $request })
marker-transfer-warning = Przelew bankowy może trwać tydzień. Płatność kartą odnawia subskrypcję od razu.
marker-payment-overdue = Nie opłacono do { $day } (zamówienie { $order })

## Stan zamówienia

order-state-draft = Wersja robocza
order-state-charging = Trwa obciążanie karty
order-state-unknown = Trwa rozliczanie
order-state-declined = Odrzucone przez bank
order-state-voided = Nieobciążone
order-state-awaiting-payment = Oczekuje na płatność
order-state-paid = Opłacone
order-state-expired = Wygasłe
order-state-cancelled = Anulowane
order-state-refunding = Trwa zwrot pieniędzy
order-state-refunded = Zwrócono pieniądze

## Dlaczego czynność jest niedostępna i kto może ją wykonać

closed-not-yet = Dostępne od { $day }: odnowienie jest możliwe dopiero po wygaśnięciu subskrypcji.
closed-over = Niedostępne od { $day }: okres odnawiania minął. Aby rozpocząć nowy okres, wybierz „Subskrybuj”.
closed-role = Tę czynność mogą wykonać tylko role: { $roles }.
closed-who = Mogą to zrobić: { $people }.
closed-nobody = Na tym koncie nikt nie ma jeszcze tej roli.
closed-order-pending = Zamówienie { $order } oczekuje na płatność.
closed-order-settling = Zamówienie { $order } jest rozliczane z bankiem.
closed-already-active = To konto ma już tę ofertę.
closed-requirements = Na tym koncie nie odnotowano spełnienia wymagań tego poziomu.
closed-not-sold = Tej oferty nie ma w sprzedaży w kraju: { $country }.
closed-no-bank-account = Sprzedawca nie ma rachunku w walucie { $currency }. Zapłać kartą.
closed-cancelled = Subskrypcja została anulowana.
closed-cancellation-requested = Wniosek o anulowanie czeka na decyzję (zgłoszenie { $request }).
closed-read-only = Magazyn danych jest otwarty tylko do odczytu.
closed-no-profile = Profil prawny jest niepełny.
