### English: the Legal profile page, its fields, and the verification of changes.

title-legal-profile = Legal profile
profile-note = Company and address exactly as the business register has them. Orders are billed to them.
profile-vat-note = The VAT ID is checked by its format and check digits only.
profile-read-only = Read-only. { $reason }

profile-authorized = Authorized since { $day }
profile-pending = Pending since { $day }, changed by { $person }
profile-rejected = Rejected on { $day }: { $reason }
profile-sent = Sent for verification; buying isn't blocked.
vetting-pending-note = The change is being verified. Buying isn't blocked meanwhile.
vetting-rejected-note = The last change was rejected; the profile is as it was before.
profile-value-before = before: { $value }
profile-rejected-value = rejected: { $value }

profile-changed-by = { $person } changed this account meanwhile. What you typed is kept; the rest is as it is now. Check it, then submit again.
profile-changed-meanwhile = This account was changed meanwhile. What you typed is kept; the rest is as it is now. Check it, then submit again.
profile-value-meanwhile = now: { $value }
profile-change-authorized = The change is authorized.
profile-change-rejected = The change is rejected; the profile is as it was before.

label-company = Company
label-address-line1 = Address line 1
label-address-line2 = Address line 2
label-city = City
label-state-or-province = State or province
label-postal-code = Postal code
label-country = Country
label-primary-contact = Primary contact
label-primary-contact-name = Primary contact: name
label-primary-contact-email = Primary contact: email
label-primary-contact-phone = Primary contact: phone

vetting-pending = Profile being verified

button-authorize = Authorize
button-reject = Reject
