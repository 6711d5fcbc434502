### Polski: krótka konfiguracja nowego magazynu danych.

title-setup = Utwórz nowy magazyn danych
setup-welcome = W folderze { $path } nie ma jeszcze magazynu danych. Potrzebne są: sprzedawca, pierwsze konto i jego pierwszy administrator globalny.
step-seller = Sprzedawca
step-account = Pierwsze konto
step-first-admin = Pierwszy administrator globalny
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
