### English: the short set-up of a new store.

title-setup = Set up a new store
setup-welcome = There is no store at { $path } yet. Three things are needed: the seller, the first account and its first Global admin.
step-seller = Seller
step-account = First account
step-first-admin = First Global admin
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
