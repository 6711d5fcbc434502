### Polski: strona „Profil prawny”, jej pola i weryfikacja zmian.

title-legal-profile = Profil prawny
profile-note = Nazwa firmy i adres dokładnie jak w rejestrze przedsiębiorców. Na te dane wystawiane są zamówienia i faktury.
profile-vat-note = Sprawdzany jest tylko format i cyfry kontrolne numeru VAT.
profile-read-only = Tylko do odczytu. { $reason }

profile-authorized = Zweryfikowany od { $day }
profile-pending = Oczekuje na weryfikację od { $day }; ostatnia zmiana: { $person }
profile-rejected = Odrzucono { $day }: { $reason }
profile-sent = Wysłano do weryfikacji; kupować można nadal.
vetting-pending-note = Zmiana jest weryfikowana. W tym czasie można kupować.
vetting-rejected-note = Ostatnia zmiana została odrzucona; profil jest taki jak przed nią.
profile-value-before = przedtem: { $value }
profile-rejected-value = odrzucono: { $value }

profile-changed-by = Konto zostało w międzyczasie zmienione ({ $person }). Wpisane dane zachowano; reszta jest aktualna. Sprawdź je i prześlij ponownie.
profile-changed-meanwhile = Konto zostało w międzyczasie zmienione. Wpisane dane zachowano; reszta jest aktualna. Sprawdź je i prześlij ponownie.
profile-value-meanwhile = obecnie: { $value }
profile-change-authorized = Zmiana została zweryfikowana.
profile-change-rejected = Zmiana została odrzucona; profil jest taki jak przed nią.

label-company = Firma
label-address-line1 = Adres, wiersz 1
label-address-line2 = Adres, wiersz 2
label-city = Miejscowość
label-state-or-province = Stan lub prowincja
label-postal-code = Kod pocztowy
label-country = Kraj
label-primary-contact = Osoba kontaktowa
label-primary-contact-name = Osoba kontaktowa
label-primary-contact-email = Kontakt: e-mail
label-primary-contact-phone = Kontakt: telefon

vetting-pending = Profil w trakcie weryfikacji

button-authorize = Oznacz jako zweryfikowany
button-reject = Odrzuć zmianę
