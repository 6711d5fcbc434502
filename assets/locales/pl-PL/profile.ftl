### Polski: strona „Profil prawny”, jej pola i weryfikacja zmian.

title-legal-profile = Profil prawny
profile-note = Nazwa firmy i adres dokładnie jak w rejestrze przedsiębiorców. Na te dane wystawiane są zamówienia i faktury.
profile-vat-note = Sprawdzany jest tylko format i cyfry kontrolne numeru VAT.
profile-read-only = Tylko do odczytu: { $reason }
profile-last-verified = Ostatnia weryfikacja: { $day }
profile-return = Przycisk „Prześlij” zapisuje zmianę i wraca do sprawdzania zamówienia.

label-company = Firma
label-address-line1 = Adres, wiersz 1
label-address-line2 = Adres, wiersz 2
label-city = Miejscowość
label-state-or-province = Stan lub prowincja
label-postal-code = Kod pocztowy
label-country = Kraj
label-primary-contact = Główna osoba kontaktowa
label-primary-contact-name = Główna osoba kontaktowa: imię i nazwisko
label-primary-contact-email = Główna osoba kontaktowa: adres e-mail
label-primary-contact-phone = Główna osoba kontaktowa: numer telefonu

vetting-pending = Oczekuje
vetting-authorized = Zweryfikowany
vetting-rejected = Odrzucony
vetting-pending-note = Zmiana jest weryfikowana. W tym czasie można kupować.
vetting-rejected-note = Ostatnia zmiana została odrzucona; profil pozostał bez zmian.

button-authorize = Zatwierdź
button-reject = Odrzuć zmianę
