### Polski: strona „Profil prawny”, jej pola i weryfikacja zmian.

title-legal-profile = Profil prawny
profile-note = Nazwa firmy i adres dokładnie jak w rejestrze przedsiębiorców. Na te dane wystawiane są faktury.
profile-vat-note = Sprawdzane są tylko format i cyfry kontrolne (nie w VIES).
profile-read-only = Tylko do odczytu. { $reason }

profile-authorized = Zweryfikowano { $day }
profile-pending = Oczekuje na weryfikację od { $day }; ostatnia zmiana: { $person }
profile-rejected = Odrzucono { $day }: { $reason }
profile-nothing-changed = Niczego nie zmieniono. Popraw któreś pole albo wróć.
profile-sent = Wysłano do weryfikacji. Nadal możesz kupować.
profile-sent-not-sold = Wysłano do weryfikacji. Obecnie nie ma niczego w sprzedaży. Kraj: { $country }.
vetting-pending-note = Zmiana jest weryfikowana. Nadal możesz kupować.
vetting-pending-not-sold = Zmiana jest weryfikowana. W tym kraju nie ma obecnie niczego w sprzedaży.
vetting-rejected-note = Ostatnia zmiana została odrzucona. Dane w profilu pozostały bez zmian.
profile-value-before = poprzednio: { $value }
profile-rejected-value = odrzucono: { $value }

profile-changed-by = Dane zmieniła inna osoba: { $person }. Wpisane wartości zachowano, pozostałe pola są aktualne. Sprawdź wszystko i prześlij ponownie.
profile-changed-meanwhile = Dane zmieniły się od otwarcia. Wpisane wartości zachowano, pozostałe pola są aktualne. Sprawdź wszystko i prześlij ponownie.
profile-value-meanwhile = obecnie: { $value }
profile-change-authorized = Zmiana została zatwierdzona.
profile-change-rejected = Zmiana została odrzucona. Dane w profilu pozostały bez zmian.

label-company = Firma
label-address-line1 = Adres, wiersz 1
label-address-line2 = Adres, wiersz 2
label-city = Miejscowość
label-state-or-province = Stan lub prowincja
label-postal-code = Kod pocztowy
label-country = Kraj
label-primary-contact = Główna osoba kontaktowa
label-primary-contact-name = Główna osoba kontaktowa
label-primary-contact-email = E-mail kontaktowy
label-primary-contact-phone = Telefon kontaktowy

button-authorize = Zatwierdź zmianę
button-reject = Odrzuć zmianę
profile-rejecting = Odrzucenie zmiany: { $company }
