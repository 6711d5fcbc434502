### English: the Legal profile page, its fields, and the verification of changes.

title-legal-profile = Legal profile
profile-note = Company and address exactly as in the business register; they appear on invoices.
profile-vat-note = Only format and check digits are checked (not in VIES).
profile-read-only = Read-only. { $reason }

profile-authorized = Authorized on { $day }
profile-pending = Pending since { $day }, changed by { $person }
profile-rejected = Rejected on { $day }: { $reason }
profile-nothing-changed = You haven't changed anything. Correct a field, or go back.
profile-sent = Sent for verification. You can still buy.
profile-sent-not-sold = Sent for verification. Nothing is for sale at present. Country: { $country }.
vetting-pending-note = The change is being verified. You can still buy.
vetting-pending-not-sold = The change is being verified. Nothing is for sale in this country at present.
vetting-rejected-note = The last change was rejected. The profile is as it was before.
profile-value-before = before: { $value }
profile-rejected-value = rejected: { $value }

profile-changed-by = { $person } changed this account in the meantime. Your entries are kept; other fields show current values. Check everything, then submit again.
profile-changed-meanwhile = This account changed in the meantime. Your entries are kept; other fields show current values. Check everything, then submit again.
profile-value-meanwhile = now: { $value }
profile-change-authorized = The change was authorized.
profile-change-rejected = The change was rejected. The profile is as it was before.

label-company = Company
label-address-line1 = Address line 1
label-address-line2 = Address line 2
label-city = City
label-state-or-province = State or province
label-postal-code = Postal code
label-country = Country
label-primary-contact = Primary contact
label-primary-contact-name = Primary contact name
label-primary-contact-email = Primary contact email
label-primary-contact-phone = Primary contact phone

button-authorize = Authorize
button-reject = Reject
profile-rejecting = Reject the change: { $company }
