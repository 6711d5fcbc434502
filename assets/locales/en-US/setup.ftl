### English: the short set-up of a new store.

title-setup = Set up a new store
setup-welcome = There is no store at { $path } yet. Three things are needed: the seller, the first account and its people.
step-seller = Seller
step-account = First account
label-seller-name = Seller: company
label-seller-vat-id = Seller: VAT ID
label-bank-account-currency = Currency of the bank account
label-user-name = Name
label-user-email = Email address
label-os-user = Operating-system user
setup-mpn-note = The MPN ID usually has seven digits.
setup-os-user-note = Whoever can read the store's folder is trusted and acts as the person mapped to the operating-system user.
setup-done = The store at { $path } is ready.
setup-bank-note = Where transfers in this currency go.
setup-next = You are its first Global admin. Open the desk to begin.
setup-next-other = { $user } is its first Global admin and can start offerdesk now.
setup-open-desk = Open the desk
button-create-store = Create store

error-bank-account-currency-twice = There are two bank accounts for one currency.
error-bank-account-currency-twice-hint = Keep one account for each currency.
step-first-people = People
label-staff-name = Finance, Support: name
label-staff-email = Finance, Support: email
label-staff-os-user = Finance, Support: login
setup-staff-note = Books bank transfers in and verifies legal profiles. Somebody else than the Global admin: who places an order does not book its money. Without such a person a bank transfer cannot be booked in.
error-setup-same-person = This is the Global admin as well.
error-setup-same-person-hint = Who places orders does not book their money: enter somebody else, or leave it empty.
step-first-admin = First Global admin
label-admin-name = Global admin: name
label-admin-email = Global admin: email
label-admin-os-user = Global admin: login
