### English: refusals of the domain, the means and the catalog. `error-CODE` says what happened and what was kept; `error-CODE-hint` says what to do.

## Text, days and money

error-text-empty = Required.
error-text-empty-hint = Type something here.
error-text-too-long = This is longer than { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}. It is kept as typed.
error-text-too-long-hint = Shorten it. Letters with accents count as two bytes.
error-text-control = This holds invisible control characters.
error-text-control-hint = Delete the text and type it again instead of pasting it.
error-not-a-day = This is not a calendar day.
error-not-a-day-hint = Write it as year-month-day, such as 2026-06-22.
error-not-an-amount = This is not an amount.
error-not-an-amount-hint = Write it as 475.00.
error-too-many-decimals = The amount has more decimal places than the currency.
error-too-many-decimals-hint = Drop the extra places.
error-amount-out-of-range = The amount is too large.
error-amount-out-of-range-hint = Check the number of digits.
error-currency-mismatch = The amounts are in different currencies, so they cannot be added.
error-currency-mismatch-hint = Give every amount in the same currency.
error-unknown-currency = There is no such currency.
error-unknown-currency-hint = Use the three-letter code, such as USD, EUR or PLN.

## Contacts

error-email-empty = An email address is needed.
error-email-empty-hint = Write it as name@example.com.
error-email-not-an-address = This is not an email address.
error-email-not-an-address-hint = Write it as name@example.com, without blanks or a name in front.
error-email-without-domain = The email address has no domain.
error-email-without-domain-hint = Add what follows the name, such as @example.com.
error-phone-empty = A phone number is needed.
error-phone-empty-hint = Write it with the country's code, such as +1 425 555 0100.
error-phone-characters = A phone number has only digits, blanks and + - . ( ) /, and an extension behind it.
error-phone-characters-hint = Write it with the country's code, such as +1 425 555 0100 or +1 425 555 0100 ext. 12.
error-phone-length = A phone number has 6 to 15 digits.
error-phone-length-hint = Check that no digit is missing or typed twice.

## Addresses and VAT IDs

error-not-a-country-code = No country is called that.
error-not-a-country-code-hint = Use its name, or the two letters of ISO 3166, such as US or PL.
error-state-required = In { $country } an address needs a state or province.
error-state-required-hint = Choose it from the list or type its code, such as { $sample }.
error-state-unknown = { $country } has no state or province “{ $state }”.
error-state-unknown-hint = Choose it from the list or type its code, such as { $sample }.
error-state-not-used = Addresses in { $country } have no state or province.
error-state-not-used-hint = Clear this field.
error-postal-code-required = In { $country } an address needs a postal code.
error-postal-code-required-hint = Write it as { $sample }.
error-postal-code-format = This is not a postal code of { $country }.
error-postal-code-format-hint = Write it as { $sample }.
error-vat-id-empty = There is no VAT ID to check.
error-vat-id-empty-hint = Type the VAT ID, or leave the field empty if the company has none.
error-vat-id-characters = This is not a VAT ID.
error-vat-id-characters-hint = Use up to 20 letters and digits, without accents.
error-vat-id-not-used = In { $country } there is no VAT ID.
error-vat-id-not-used-hint = Clear this field.
error-vat-id-prefix = The VAT ID begins with { $found }, but this country's begin with { $expected }.
error-vat-id-prefix-hint = Check the country of the address, or write the VAT ID as { $sample }.
error-vat-id-format = This is not a VAT ID of { $country }.
error-vat-id-format-hint = Write it as { $sample }.
error-vat-id-check-digit = The check digits of the VAT ID are wrong.
error-vat-id-check-digit-hint = Compare it digit by digit with the company's papers.

## Attachments

error-attachment-empty = The file is empty.
error-attachment-empty-hint = Choose another file.
error-attachment-too-large = The file is too large: it may have at most { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-attachment-too-large-hint = Save a picture smaller, or attach only the pages that matter.
error-attachment-kind = The file is neither a PDF nor a JPEG, PNG or GIF picture.
error-attachment-kind-hint = Save it as one of these. What is in the file counts, not its name.
error-attachment-other-content = The name “{ $name }” does not fit what is in the file: { $kind }.
error-attachment-other-content-hint = Rename the file so that it ends as such files do: .pdf, .jpg or .jpeg, .png, .gif.
error-attachment-too-many = A request takes at most { $limit ->
    [one] { $limit } file
   *[other] { $limit } files
}.
error-attachment-too-many-hint = Remove one first.
error-attachment-name-empty = The file has no name.
error-attachment-name-empty-hint = Give it a name such as invoice.pdf.
error-attachment-name-too-long = The name of the file is too long: it may have at most { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-attachment-name-too-long-hint = Rename the file. Letters with accents count as two bytes.
error-attachment-name-control = The name of the file holds invisible control characters.
error-attachment-name-control-hint = Rename the file.
error-attachment-name = The name of the file begins with a dot or a hyphen, or holds a slash or a backslash.
error-attachment-name-hint = Rename the file, such as invoice.pdf.
file-kind-pdf = a PDF document
file-kind-jpeg = a JPEG picture
file-kind-png = a PNG picture
file-kind-gif = a GIF picture

## Cards

error-card-empty = A card number is needed.
error-card-empty-hint = Type the number as it is on the card.
error-card-not-digits = A card number has only digits, blanks and hyphens.
error-card-not-digits-hint = Type the number as it is on the card.
error-card-too-short = The card number is too short.
error-card-too-short-hint = Type all digits on the card, 12 to 19.
error-card-too-long = The card number is too long.
error-card-too-long-hint = Type only the digits on the card, 12 to 19.
error-digits-only = This field takes digits only.
error-digits-only-hint = Type the digits as they are on the card; blanks and hyphens are fine.
error-digits-too-many = This field takes at most { $limit } digits.
error-digits-too-many-hint = What was there already is unchanged.
error-digits-look-alike = There is a letter { $letter } among the digits.
error-digits-look-alike-hint = If it is the digit { $digit }, type that instead.
error-card-check-digit = The card number has a wrong digit.
error-card-check-digit-hint = Compare it digit by digit with the card.
error-card-brand-length = No { $brand } card has a number of this length.
error-card-brand-length-hint = Check that no digit is missing or typed twice.
error-card-code-length = The security code of this card has { $digits ->
    [one] { $digits } digit
   *[other] { $digits } digits
}.
error-card-code-length-hint = Three digits on the back; four on the front of an American Express card.
error-card-expiry-not-an-expiry = This is not an expiration month.
error-card-expiry-not-an-expiry-hint = Write it as on the card: MM/YY, such as 09/28.
error-card-expiry-no-such-month = There is no such month.
error-card-expiry-no-such-month-hint = Write the month first, 01 to 12, then the year.
error-card-expiry-past = The card has expired.
error-card-expiry-past-hint = Use another card, or check the month and the year.
error-card-expiry-too-far = The expiration lies more than 20 years ahead.
error-card-expiry-too-far-hint = Check the year on the card.

## Offers

error-offer-unknown = The catalog has no offer “{ $offer }”.
error-offer-unknown-hint = See the offers with: { OFFERDESK() } offers list
error-offer-not-sold = This offer is not for sale in { $country } at present.
error-offer-not-sold-hint = Check the country of the legal profile.
error-offer-price-out-of-range = The price of this offer cannot be worked out. Nothing was ordered.
error-offer-price-out-of-range-hint = Correct the price in the catalog.
error-offer-not-an-id = This is not an offer's id.
error-offer-not-an-id-hint = An id has up to 40 lowercase letters, digits and hyphens, such as action-pack.

## The payment network

error-gateway-no-answer = The payment network gave no answer. It is not known yet whether the card was charged.
error-gateway-no-answer-hint = Do not pay again. The payment is settled by itself, and nothing is charged twice.
error-gateway-unreachable = The payment network cannot be reached. Nothing was charged, and everything typed is kept.
error-gateway-unreachable-hint = Try again in a moment, or pay by electronic bank transfer.
error-gateway-unknown = The payment network does not know this card or payment. Nothing was charged.
error-gateway-unknown-hint = Enter the card again, or use another card.
error-gateway-refused = The payment network refused this step, because the payment is already over. Nothing further was charged.
error-gateway-refused-hint = Look at the order: it shows how the payment ended.

## The store

error-store-conflict = Somebody else changed this at the same moment. Nothing of this change was saved.
error-store-conflict-hint = Look at what is there now, then do it again if it is still wanted.
error-store-clock-went-back = The store was last changed on { $last }, but this computer's clock says { $today }. Nothing was saved.
error-store-clock-went-back-hint = Set this computer's clock. If it's right now and was wrong before, close offerdesk and run: { OFFERDESK(by: "owner") } store clock --accept-today
error-store-clock-ran-ahead = The store was last changed on { $last }, but this computer's clock says { $today }, more than { $days } days later. Nothing was saved.
error-store-clock-ran-ahead-hint = If today's date is right, close offerdesk and run: { OFFERDESK(by: "owner") } store clock --accept-today. If it isn't, set this computer's clock.
error-store-locked = The store is open in another process: “{ $command }” of { $user }, process { $pid }, since { $since }.
error-store-locked-hint = Close that one first.
error-store-locked-by-somebody = The store is in use by another process at this moment.
error-store-locked-by-somebody-hint = Do it again in a moment. If that doesn't help, close the other process first.
error-store-missing = There is no store at { $path }.
error-store-missing-hint = Check the path given with --store, or start offerdesk without a command to set one up.
error-store-not-empty = There is something at { $path } already. Nothing there was changed.
error-store-not-empty-hint = Choose an empty folder.
error-store-read-only = The permissions of the store at { $path } don't allow this. Nothing was saved.
error-store-read-only-hint = Check the owner and the permissions of the folder. If you may read it but not change it, you can still copy it with: { OFFERDESK(by: "owner") } store backup FILE
error-store-exposed = The store at { $path } is open to other users of this machine, so it was not opened.
error-store-exposed-hint = Close it to others with: chmod -R go= { $path }
error-store-of-another-user = The store at { $path } belongs to another user of this computer, with user ID { $user }. It wasn't opened.
error-store-of-another-user-hint = Sign in as that user, or ask them for a copy made with: { OFFERDESK(by: "owner") } store backup FILE
error-store-newer = A newer offerdesk wrote this store: it has format { $found }, and this offerdesk knows { $known }. What it wrote was left as it is.
error-store-newer-hint = Update offerdesk.
error-store-damaged = Stored data is damaged: { $what }. It was left as it is.
error-store-damaged-hint = Keep a copy of the store's folder. Save what can be read as a new store with: { OFFERDESK(by: "owner") } store salvage FOLDER. Or restore the newest backup to an empty folder with: offerdesk --store FOLDER store restore FILE
error-store-stopped = The store has stopped after a failure: { $what }. What was confirmed before is kept; nothing further is read or written. Whether this was saved shows once offerdesk is started again.
error-store-stopped-hint = Check the disk, then start offerdesk again, and look before you repeat anything. What is typed on the screen can still be copied.
error-store-no-checkpoint = Everything that was confirmed is saved, but the store's journal couldn't be made shorter: { $what }.
error-store-no-checkpoint-hint = Check the disk and the space left on it. offerdesk tries again the next time it closes the store.
error-store-not-made = The store couldn't be created in { $path }: { $what }. Nothing is left there.
error-store-not-made-hint = Check the folder above it: its permissions, and the space on its disk.
error-store-too-large = A record is larger than the store keeps safely. Nothing was saved.
error-store-too-large-hint = Shorten the longest texts.
error-store-unserializable = A record cannot be written. This is a defect of offerdesk; nothing was saved.
error-store-unserializable-hint = Report it, with what was done just before.
error-store-unaudited = A change came without its audit entry. This is a defect of offerdesk; nothing was saved.
error-store-unaudited-hint = Report it, with what was done just before.
error-store-malformed = A change contradicted itself. This is a defect of offerdesk; nothing was saved.
error-store-malformed-hint = Report it, with what was done just before.
error-store-file-missing = The store does not have the file { $file }.
error-store-file-missing-hint = Attach it again. Files that no request names are removed after 7 days.
error-store-file-damaged = The file { $file } in the store is damaged.
error-store-file-damaged-hint = Attach the same file again, which mends it, or copy it from a backup, which is a tar archive.
error-store-no-space = There is no space left on the disk at { $path }. This wasn't saved; everything that was confirmed before is.
error-store-no-space-hint = Make room on the disk, then do it again.
error-store-file-io = A file of the store could not be used: { $what }. Nothing was saved.
error-store-file-io-hint = Check the folder, its permissions and the disk.
error-store-io = The operating system refused something that the store needs: { $what }. Everything that was confirmed before is saved.
error-store-io-hint = Check the path, its permissions and the disk.

## The catalog

error-catalog-unreadable = The catalog file { $file } cannot be read: { $what }.
error-catalog-unreadable-hint = Check that the file is there and can be read.
error-catalog-syntax = { $file }, line { $line }, column { $column }: this is not TOML: { $what }.
error-catalog-syntax-hint = Correct the line. Nothing of the catalog was used.
error-catalog-card-number = { $file }, line { $line }: this looks like a card number.
error-catalog-card-number-hint = Remove it from the file. Nothing of the catalog was used.
error-catalog-unknown-field = { $file }, line { $line }, column { $column }: unknown field “{ $found }”; expected { $expected }.
error-catalog-unknown-field-hint = Check the spelling, or remove the field.
error-catalog-missing-field = { $file }, line { $line }, column { $column }: the field “{ $field }” is missing.
error-catalog-missing-field-hint = Add it here.
error-catalog-wrong-type = { $file }, line { $line }, column { $column }: “{ $field }” is { $found }; expected { $expected }.
error-catalog-wrong-type-hint = Write the value in the expected form.
error-catalog-empty = { $file }, line { $line }, column { $column }: “{ $field }” is empty.
error-catalog-empty-hint = Write a text here.
error-catalog-not-clean = { $file }, line { $line }, column { $column }: “{ $field }” is too long or holds control characters; expected a clean text of at most { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-catalog-not-clean-hint = Shorten the text, or type it again instead of pasting it.
error-catalog-not-a-day = { $file }, line { $line }, column { $column }: “{ $found }” is no day; expected a calendar day such as 2026-01-31.
error-catalog-not-a-day-hint = Write year, month and day without quotation marks and without a time.
error-catalog-not-an-amount = { $file }, line { $line }, column { $column }: “{ $found }” is not an amount; expected one such as "475.00 USD".
error-catalog-not-an-amount-hint = Write the amount, a blank and the currency's code, in quotation marks.
error-catalog-unknown-currency = { $file }, line { $line }, column { $column }: “{ $found }” is no currency; expected an ISO 4217 code such as USD.
error-catalog-unknown-currency-hint = Use the three-letter code.
error-catalog-price-currency = { $file }, line { $line }, column { $column }: the price is in { $found }; the market expects { $expected }.
error-catalog-price-currency-hint = Give the price in the market's currency.
error-catalog-price-not-positive = { $file }, line { $line }, column { $column }: the price is “{ $found }”; expected more than zero.
error-catalog-price-not-positive-hint = Correct the price, or remove it where the offer is not sold.
error-catalog-not-a-rate = { $file }, line { $line }, column { $column }: “{ $found }” is no tax rate; expected a percentage from 0 to 100 such as "23" or "7.5".
error-catalog-not-a-rate-hint = Write the percentage in quotation marks, with at most two decimal places.
error-catalog-number-range = { $file }, line { $line }, column { $column }: “{ $field }” is { $found }; expected a whole number from { $first } to { $last }.
error-catalog-number-range-hint = Correct the number.
error-catalog-not-an-id = { $file }, line { $line }, column { $column }: “{ $found }” is no offer's id; expected 1 to 40 lowercase letters, digits and hyphens.
error-catalog-not-an-id-hint = Rename it, such as action-pack.
error-catalog-not-a-country = { $file }, line { $line }, column { $column }: “{ $found }” is no country code; expected two letters of ISO 3166 such as US.
error-catalog-not-a-country-hint = Correct the code.
error-catalog-unknown-country = { $file }, line { $line }, column { $column }: countries.toml has no country “{ $found }”; it has { $expected }.
error-catalog-unknown-country-hint = Add the country's rules to countries.toml first.
error-catalog-unknown-market = { $file }, line { $line }, column { $column }: markets.toml has no market “{ $found }”; it has { $expected }.
error-catalog-unknown-market-hint = Add the market to markets.toml first.
error-catalog-untaxed = { $file }, line { $line }, column { $column }: the price holds from { $found } on, but the market's first tax rate only from { $first } on. Until then it would be sold without tax.
error-catalog-untaxed-hint = Correct one of the two days. A market where nothing is taxed has the rate "0".
error-catalog-duplicate = { $file }, line { $line }, column { $column }: “{ $found }” is there twice; expected once.
error-catalog-duplicate-hint = Remove one of the two.
error-catalog-pattern = { $file }, line { $line }, column { $column }: “{ $found }” is no regular expression: { $what }.
error-catalog-pattern-hint = Correct the expression. It must describe the whole text, from ^ to $.
error-catalog-unknown-checksum = { $file }, line { $line }, column { $column }: unknown checksum “{ $found }”; expected { $expected }.
error-catalog-unknown-checksum-hint = Use one of the known names.
error-catalog-sample = { $file }, line { $line }, column { $column }: the sample “{ $found }” does not pass its own rule.
error-catalog-sample-hint = Correct the sample or the rule above it.

## What kinds of values a catalog file has

toml-text = a text
toml-integer = a whole number
toml-number = a number with a fraction
toml-boolean = true or false
toml-day = a day
toml-array = a list
toml-table = a table
