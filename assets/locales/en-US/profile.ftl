### English: the Legal profile page, its fields, and the verification of changes.

title-legal-profile = Legal profile
profile-note = Company and address exactly as the business register has them. Orders are billed to them.
profile-vat-note = The VAT ID is checked by its format and check digits only.
profile-read-only = Shown for reading: { $reason }
profile-last-verified = Last verified { $day }
profile-return = Submit saves the change and returns to the review.

label-company = Company
label-address-line1 = Address line 1
label-address-line2 = Address line 2
label-city = City
label-state-or-province = State or province
label-postal-code = Postal code
label-country = Country
label-primary-contact = Primary contact
label-primary-contact-name = Primary contact: name
label-primary-contact-email = Primary contact: email address
label-primary-contact-phone = Primary contact: phone number

vetting-pending = Pending
vetting-authorized = Authorized
vetting-rejected = Rejected
vetting-pending-note = The change is being verified. Buying is not blocked meanwhile.
vetting-rejected-note = The last change was rejected; the profile is as it was before.

button-authorize = Authorize
button-reject = Reject
