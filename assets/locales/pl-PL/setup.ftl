### Polski: krótka konfiguracja nowego magazynu danych.

title-setup = Utwórz nowy magazyn danych
setup-welcome = W folderze { $path } nie ma jeszcze magazynu danych. Potrzebne są: sprzedawca, pierwsze konto i jego osoby.
step-seller = Sprzedawca
step-account = Pierwsze konto
label-seller-name = Sprzedawca: firma
label-seller-vat-id = Sprzedawca: numer VAT
label-bank-account-currency = Waluta rachunku
label-user-name = Imię i nazwisko
label-user-email = Adres e-mail
label-os-user = Użytkownik systemu
setup-mpn-note = Identyfikator MPN ma zwykle siedem cyfr.
setup-os-user-note = Kto może czytać folder magazynu, jest zaufany i pracuje jako osoba przypisana do użytkownika systemu.
setup-done = Magazyn danych w { $path } jest gotowy.
setup-bank-note = Na ten rachunek trafiają przelewy w tej walucie.
setup-next = Pierwszym administratorem globalnym jest osoba przy tym terminalu. Otwórz program, aby zacząć.
setup-next-other = Pierwszy administrator globalny ({ $user }) może teraz uruchomić offerdesk.
setup-open-desk = Otwórz
button-create-store = Utwórz magazyn

error-bank-account-currency-twice = Są dwa rachunki w jednej walucie.
error-bank-account-currency-twice-hint = Pozostaw po jednym rachunku w każdej walucie.
step-first-people = Osoby
label-staff-name = Finanse i pomoc: imię i nazwisko
label-staff-email = Finanse i pomoc: e-mail
label-staff-os-user = Finanse i pomoc: login
setup-staff-note = Księguje przelewy i weryfikuje profile prawne. Musi to być inna osoba niż Administrator globalny: kto składa zamówienie, nie księguje jego wpłaty. Bez takiej osoby przelewu nie da się zaksięgować.
error-setup-same-person = To ta sama osoba co Administrator globalny.
error-setup-same-person-hint = Kto składa zamówienia, nie księguje ich wpłat: podaj inną osobę albo pozostaw pola puste.
step-first-admin = Pierwszy administrator globalny
label-admin-name = Administrator: imię i nazwisko
label-admin-email = Administrator: e-mail
label-admin-os-user = Administrator: login
