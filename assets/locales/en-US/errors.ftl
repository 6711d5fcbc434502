### English: refusals of the domain, the means and the catalog. `error-CODE` says what happened and what was kept; `error-CODE-hint` says what to do.

## Text, days and money

error-text-empty = Required.
error-text-empty-hint = Type a value.
error-text-too-long = This is longer than { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-text-too-long-hint = Shorten it. Letters with accents count as two bytes.
error-text-control = This contains invisible control characters.
error-text-control-hint = Remove these characters. Text copied from elsewhere can hold them.
error-not-a-day = This isn't a calendar day.
error-not-a-day-hint = Use the format year-month-day, such as 2026-06-22.
error-not-an-amount = This isn't an amount.
error-not-an-amount-hint = Use the format 475.00.
error-too-many-decimals = The amount has more decimal places than the currency allows.
error-too-many-decimals-hint = Drop the extra places.
error-amount-out-of-range = The amount is too large.
error-amount-out-of-range-hint = Check the number of digits.
error-currency-mismatch = The amounts are in different currencies, so they can't be added.
error-currency-mismatch-hint = Give every amount in the same currency.
error-unknown-currency = There's no such currency.
error-unknown-currency-hint = Use the three-letter code, such as USD, EUR or PLN.

## Contacts

error-email-empty = An email address is needed.
error-email-empty-hint = Use the format name@example.com.
error-email-not-an-address = This isn't an email address.
error-email-not-an-address-hint = Use the format name@example.com, without spaces or a name in front.
error-email-without-domain = The email address has no domain.
error-email-without-domain-hint = Add the part after the name, such as @example.com.
error-phone-empty = A phone number is needed.
error-phone-empty-hint = Enter it with the country code, such as +1 425 555 0100.
error-phone-characters = A phone number has only digits, spaces and + - . ( ) /, and an extension at the end.
error-phone-characters-hint = Enter it with the country code, such as +1 425 555 0100 or +1 425 555 0100 ext. 12.
error-phone-length = A phone number has 6 to 15 digits.
error-phone-length-hint = Check that no digit is missing and none was typed twice.

## Addresses and VAT IDs

error-not-a-country-code = There's no country with that name.
error-not-a-country-code-hint = Use the country's name, or its two letters in ISO 3166, such as US or PL.
error-state-required = An address needs a state or province. Country: { $country }.
error-state-required-hint = Choose it from the list or type its code, such as { $sample }.
error-state-unknown = There's no state or province “{ $state }”. Country: { $country }.
error-state-unknown-hint = Choose it from the list or type its code, such as { $sample }.
error-state-not-used = Addresses in this country have no state or province. Country: { $country }.
error-state-not-used-hint = Clear this field.
error-postal-code-required = An address needs a postal code. Country: { $country }.
error-postal-code-required-hint = Use the format { $sample }.
error-postal-code-format = The postal code isn't valid. Country: { $country }.
error-postal-code-format-hint = Use the format { $sample }.
error-vat-id-empty = There's no VAT ID to check.
error-vat-id-empty-hint = Type the VAT ID, or leave the field empty if the company has none.
error-vat-id-characters = This isn't a VAT ID.
error-vat-id-characters-hint = Use up to 20 letters and digits, without accents.
error-vat-id-not-used = This country has no VAT IDs. Country: { $country }.
error-vat-id-not-used-hint = Clear this field.
error-vat-id-prefix = The VAT ID begins with { $found }, but this country's begin with { $expected }.
error-vat-id-prefix-hint = Check the country of the address, or use the format { $sample }.
error-vat-id-format = The VAT ID isn't valid. Country: { $country }.
error-vat-id-format-hint = Use the format { $sample }.
error-vat-id-check-digit = The check digits of the VAT ID are wrong.
error-vat-id-check-digit-hint = Compare it digit by digit with the company's documents.

## Attachments

error-attachment-empty = The file is empty.
error-attachment-empty-hint = Choose another file.
error-attachment-too-large = The file is too large: it may have at most { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-attachment-too-large-hint = Reduce the picture, or attach only the pages you need.
error-attachment-kind = The file isn't a PDF document or a JPEG, PNG or GIF picture.
error-attachment-kind-hint = Save it in one of these formats. The content counts, not the name.
error-attachment-other-content = The name “{ $name }” doesn't match the content of the file: { $kind }.
error-attachment-other-content-hint = Rename the file so that it has the right extension: .pdf, .jpg or .jpeg, .png, .gif.
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
error-attachment-name-control = The file name contains invisible control characters.
error-attachment-name-control-hint = Rename the file.
error-attachment-name = The file name begins with a dot or a hyphen, or contains a slash or a backslash.
error-attachment-name-hint = Rename the file, for example to invoice.pdf.
file-kind-pdf = a PDF document
file-kind-jpeg = a JPEG picture
file-kind-png = a PNG picture
file-kind-gif = a GIF picture

## Cards

error-card-empty = A card number is needed.
error-card-empty-hint = Type the number as it is on the card.
error-card-not-digits = A card number has only digits, spaces and hyphens.
error-card-not-digits-hint = Type the number as it is on the card.
error-card-too-short = The card number is too short.
error-card-too-short-hint = Type all the digits on the card, 12 to 19.
error-card-too-long = The card number is too long.
error-card-too-long-hint = Type only the digits on the card, 12 to 19.
error-digits-only = This field takes digits only.
error-digits-only-hint = Type the digits as they are on the card; spaces and hyphens are fine.
error-digits-too-many = This field takes at most { $limit } digits.
error-digits-too-many-hint = The digits that were already there are unchanged.
error-digits-look-alike = There's a letter { $letter } among the digits.
error-digits-look-alike-hint = If it's the digit { $digit }, type that instead.
error-card-check-digit = The card number has a wrong digit.
error-card-check-digit-hint = Compare it digit by digit with the card.
error-card-brand-length = A { $brand } card number can't have this length.
error-card-brand-length-hint = Check that no digit is missing and none was typed twice.
error-card-code-length = The security code of this card has { $digits ->
    [one] { $digits } digit
   *[other] { $digits } digits
}.
error-card-code-length-hint = Three digits on the back; four on the front of an American Express card.
error-card-expiry-not-an-expiry = This isn't an expiration date.
error-card-expiry-not-an-expiry-hint = Type it as it is on the card: MM/YY, such as 09/28.
error-card-expiry-no-such-month = There's no such month.
error-card-expiry-no-such-month-hint = Type the month first, 01 to 12, then the year.
error-card-expiry-past = The card has expired.
error-card-expiry-past-hint = Use another card, or check the month and the year.
error-card-expiry-too-far = The expiration date is more than 20 years ahead.
error-card-expiry-too-far-hint = Check the year on the card.

## Offers

error-offer-unknown = The catalog has no offer “{ $offer }”.
error-offer-unknown-hint = See the offers with: { OFFERDESK() } offers list
error-offer-not-sold = This offer isn't for sale at present. Country: { $country }.
error-offer-not-sold-hint = Check the country in the legal profile.
error-offer-price-out-of-range = The price of this offer can't be calculated. Nothing was ordered.
error-offer-price-out-of-range-hint = Correct the price in the catalog.
error-offer-not-an-id = This isn't an offer's ID.
error-offer-not-an-id-hint = An ID has up to 40 lowercase letters, digits and hyphens, such as action-pack.

## The payment network

error-gateway-no-answer = The payment network didn't answer. We don't know yet whether the card was charged.
error-gateway-no-answer-hint = Don't pay again. We're confirming the result with the bank, and the card won't be charged twice.
error-gateway-unreachable = The payment network can't be reached. The card wasn't charged, and your entries are kept.
error-gateway-unreachable-hint = Try again in a moment, or pay by electronic bank transfer.
error-gateway-unknown = The payment network doesn't know this card or payment. The card wasn't charged.
error-gateway-unknown-hint = Enter the card again, or use another card.
error-gateway-refused = The payment network refused this step, because the payment is already over. The card wasn't charged again.
error-gateway-refused-hint = Open the order to see how the payment ended.

## The store

error-store-conflict = Someone else changed this at the same time. Your change wasn't saved.
error-store-conflict-hint = Check the current state, then reapply your change if it's still needed.
error-store-clock-went-back = The store was last changed on { $last }, but this computer's date is { $today }. Nothing was saved.
error-store-clock-went-back-hint = Set this computer's clock. If it's right now and was wrong before, close offerdesk and run: { OFFERDESK(by: "owner") } store clock --accept-today
error-store-clock-ran-ahead = The store was last changed on { $last }, but this computer's date is { $today }, more than { $days } days later. Nothing was saved.
error-store-clock-ran-ahead-hint = If today's date is right, close offerdesk and run: { OFFERDESK(by: "owner") } store clock --accept-today. If it isn't, set this computer's clock.
error-store-locked = The store is open in another process: “{ $command }” of { $user }, process { $pid }, since { $since }.
error-store-locked-hint = Try again in a moment. If it stays open, close that process first.
error-store-locked-by-somebody = Another process is using the store.
error-store-locked-by-somebody-hint = Try again in a moment. If that doesn't help, close the other process first.
error-store-missing = There's no store at { $path }.
error-store-missing-hint = Check the path given with --store, or start offerdesk without a command to set up a store.
error-store-not-empty = Something is already at { $path }. Nothing there was changed.
error-store-not-empty-hint = Choose an empty folder.
error-store-read-only = The permissions of the store at { $path } don't allow this. Nothing was saved.
error-store-read-only-hint = Check the owner and the permissions of the folder. If you can read it but not change it, you can still copy it with: { OFFERDESK(by: "owner") } store backup FILE
error-store-exposed = The store at { $path } is open to other users of this computer, so it wasn't opened.
error-store-exposed-hint = Remove their access with: chmod -R go= { $path }
error-store-of-another-user = The store at { $path } belongs to another user of this computer, with user ID { $user }. It wasn't opened.
error-store-of-another-user-hint = Sign in as that user, or ask them for a copy made with: { OFFERDESK(by: "owner") } store backup FILE
error-store-newer = A newer version of offerdesk wrote this store: it has format { $found }, and this version knows { $known }. The store wasn't changed.
error-store-newer-hint = Update offerdesk.
error-store-damaged = Stored data is damaged: { $what }. It wasn't changed.
error-store-damaged-hint = Keep a copy of the store's folder. Save what can be read as a new store with: { OFFERDESK(by: "owner") } store salvage FOLDER. Or restore the newest backup to an empty folder with: offerdesk --store FOLDER store restore FILE
error-store-stopped = The store has stopped after a failure: { $what }. Everything confirmed before is saved; nothing more is read or written. To see whether this was saved, start offerdesk again.
error-store-stopped-hint = Check the disk, start offerdesk again, and check what was saved before you repeat anything. You can still copy the text on the screen.
error-store-no-checkpoint = Everything confirmed is saved, but the store's journal couldn't be made shorter: { $what }.
error-store-no-checkpoint-hint = Check the disk and the space left on it. offerdesk tries again the next time it closes the store.
error-store-not-made = The store couldn't be created in { $path }: { $what }. Nothing is left there.
error-store-not-made-hint = Check the folder above it: its permissions, and the space on its disk.
error-store-too-large = A record is too large for the store. Nothing was saved.
error-store-too-large-hint = Shorten the longest texts.
error-store-unserializable = A record can't be saved. This is a bug in offerdesk; nothing was saved.
error-store-unserializable-hint = Report it, and describe what you did just before.
error-store-unaudited = A change had no entry in the audit log. This is a bug in offerdesk; nothing was saved.
error-store-unaudited-hint = Report it, and describe what you did just before.
error-store-malformed = A change contradicted itself. This is a bug in offerdesk; nothing was saved.
error-store-malformed-hint = Report it, and describe what you did just before.
error-store-file-missing = The store doesn't have the file { $file }.
error-store-file-missing-hint = Attach it again. Files that aren't part of any request are removed after 7 days.
error-store-file-damaged = The file { $file } in the store is damaged.
error-store-file-damaged-hint = Attach the same file again to repair it, or copy it from a backup, which is a tar archive.
error-store-no-space = There's no space left on the disk at { $path }. This wasn't saved; everything confirmed before is.
error-store-no-space-hint = Free some space on the disk, then try again.
error-store-file-io = A file of the store couldn't be used: { $what }. Nothing was saved.
error-store-file-io-hint = Check the folder, its permissions and the disk.
error-store-io = The operating system refused something that the store needs: { $what }. Everything confirmed before is saved.
error-store-io-hint = Check the path, its permissions and the disk.

## The catalog

error-catalog-mistakes = The catalog can't be used: { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}. Nothing was changed.
error-catalog-mistakes-hint = Correct the mistakes listed above.
error-catalog-not-an-amount = { $file }, line { $line }, { $key }: “{ $found }” isn't an amount; expected one such as "475.00 USD".
error-catalog-not-an-amount-hint = Write the amount, a space and the currency's code, in quotation marks.
error-catalog-unknown-currency = { $file }, line { $line }, { $key }: “{ $found }” isn't a currency; expected an ISO 4217 code such as USD.
error-catalog-unknown-currency-hint = Use the three-letter code.
error-catalog-price-currency = { $file }, line { $line }, { $key }: the price is in { $found }; the market expects { $expected }.
error-catalog-price-currency-hint = Give the price in the market's currency.
error-catalog-price-not-positive = { $file }, line { $line }, { $key }: the price is “{ $found }”; expected more than zero.
error-catalog-price-not-positive-hint = Correct the price, or remove it where the offer isn't sold.
error-catalog-price-too-high = { $file }, line { $line }, { $key }: the price is “{ $found }”; expected at most { $most }.
error-catalog-price-too-high-hint = Correct the price.
error-catalog-not-a-rate = { $file }, line { $line }, { $key }: “{ $found }” isn't a tax rate; expected a percentage from 0 to 100 such as "23" or "7.5".
error-catalog-not-a-rate-hint = Write the percentage in quotation marks, with at most two decimal places.
error-catalog-not-an-id = { $file }, line { $line }, { $key }: “{ $found }” isn't an offer's ID; expected 1 to 32 lowercase letters, digits and hyphens.
error-catalog-not-an-id-hint = Rename it, for example to action-pack.
error-catalog-not-a-country = { $file }, line { $line }, { $key }: “{ $found }” isn't a country code; expected two letters of ISO 3166 such as US.
error-catalog-not-a-country-hint = Correct the code.
error-catalog-unknown-country = { $file }, line { $line }, { $key }: countries.toml has no country “{ $found }”; it has { $expected }.
error-catalog-unknown-country-hint = Add the country's rules to countries.toml first.
error-catalog-unknown-market = { $file }, line { $line }, { $key }: markets.toml has no market “{ $found }”; it has { $expected }.
error-catalog-unknown-market-hint = Add the market to markets.toml first.
error-catalog-untaxed = { $file }, line { $line }, { $key }: the price applies from { $found }, but the market's first tax rate applies only from { $first }. Until then the offer would be sold without tax.
error-catalog-untaxed-hint = Correct one of the two days. A market without tax has the rate "0".
error-catalog-no-tax = { $file }, line { $line }, { $key }: the market has no tax rate; expected at least one. Offers would be sold there without tax.
error-catalog-no-tax-hint = Add the rate. A market without tax has the rate "0".
error-catalog-pattern = { $file }, line { $line }, { $key }: “{ $found }” isn't a regular expression: { $what }.
error-catalog-pattern-hint = Correct the expression. It must describe the whole text, from ^ to $.
error-catalog-unknown-checksum = { $file }, line { $line }, { $key }: unknown checksum “{ $found }”; expected { $expected }.
error-catalog-unknown-checksum-hint = Use one of the known names.
error-catalog-sample = { $file }, line { $line }, { $key }: the sample “{ $found }” doesn't match its own rule.
error-catalog-sample-hint = Correct the sample or the rule above it.
error-catalog-same-version = { $file }, line { $line }, { $key }: the purchase terms differ from those in force, but both have the version “{ $version }”. Orders keep only the version that the buyer accepted.
error-catalog-same-version-hint = Give the changed terms another version.
error-catalog-held-offers = { $file }, line { $line }, { $key }: offers that accounts hold or have ordered are missing: { $gone }. Their memberships and orders would no longer be shown.
error-catalog-held-offers-hint = Keep these offers. An offer without a price isn't sold.
error-catalog-used-countries = { $file }, line { $line }, { $key }: countries are missing that accounts or the seller are in: { $gone }. Used by { $first } ({ $count } in all).
error-catalog-used-countries-hint = Keep these countries with their rules. Where there is no price, nothing is sold.
error-catalog-used-markets = { $file }, line { $line }, { $key }: markets are missing that accounts or open orders are in: { $gone }. Used by { $first } ({ $count } in all).
error-catalog-used-markets-hint = Keep these markets. A market without prices sells nothing.
error-catalog-used-taxes = { $file }, line { $line }, { $key }: tax rates are missing for the days when open orders were placed: { $gone }. Orders: { $first } ({ $count } in all).
error-catalog-used-taxes-hint = Keep the rates of those days. A later rate applies from its own day.
error-catalog-used-problems = { $file }, line { $line }, { $key }: types of problems are missing that open requests have: { $gone }. Requests: { $first } ({ $count } in all).
error-catalog-used-problems-hint = Keep these types until the requests are closed.
error-catalog-no-cancelling = { $file }, line { $line }, { $key }: no type of problem is for cancellations; expected exactly one.
error-catalog-no-cancelling-hint = Add cancels = true to the type that cancellations are filed under.

## What kinds of values a catalog file has

toml-text = a text
toml-integer = a whole number
toml-number = a number with a fraction
toml-boolean = true or false
toml-day = a day
toml-array = a list
toml-table = a table
