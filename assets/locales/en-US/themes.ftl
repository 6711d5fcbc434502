### English: themes: the chooser, and what is wrong with a theme file. `error-setting-…` is about any file that people write for themselves.

title-theme = Theme
action-theme = Theme
action-keep = Keep
action-ascii = ASCII borders
action-drawn = Drawn borders
theme-default = Default
theme-default-detail = The colors and the background of your terminal, as you set them.
theme-light = Light
theme-light-detail = Dark text on its own light background.
theme-dark = Dark
theme-dark-detail = Light text on its own dark background.
theme-high-contrast = High contrast
theme-high-contrast-detail = Bright text on black; nothing is dimmed.
theme-no-color = No color
theme-no-color-detail = Bold, underline, reverse and signs only.
theme-auto = Automatic
theme-auto-detail = Light or dark, as your terminal's background is.
theme-current = current
theme-own = Your file { $name }.toml.
theme-own-wrong = Your file { $name }.toml has an error.
theme-for-now = The theme lasts until you close offerdesk; use --theme again next time.
theme-no-color-here = This terminal shows no colors, so all themes look the same.
theme-good = OK
theme-attention = needs attention
theme-wrong = wrong
theme-kept = Your theme was saved.

## What is wrong with a theme

error-theme-unknown = There's no theme “{ $name }”. Available: { $known }. Nothing was changed.
error-theme-unknown-hint = Name one of these, or a file with a / in its path or .toml at the end.
error-theme-unknown-near = There's no theme “{ $name }”. Available: { $known }. Nothing was changed.
error-theme-unknown-near-hint = Did you mean “{ $nearest }”?
error-theme-mistakes = The theme can't be used: { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}. Nothing was changed.
error-theme-mistakes-hint = Correct the mistakes listed above, or start with --theme default.
theme-wants-color = a color: "#rrggbb", a number from 0 to 255, default, one of the 16 names such as red or bright-blue, or a name from [colors]
theme-wants-plain-color = a color: "#rrggbb", a number from 0 to 255, default, or one of the 16 names such as red or bright-blue
theme-wants-parent = the name of another theme that doesn't lead back to this one

## What is wrong with a file

error-setting-unreadable = { $file } can't be read: { $what }.
error-setting-unreadable-hint = Check the disk that it's on, or save the file somewhere else.
error-setting-missing = There's no file at { $file }.
error-setting-missing-hint = Check the path.
error-setting-no-permission = The operating system doesn't allow { $file } to be read.
error-setting-no-permission-hint = Check the owner and the permissions of the file and its folders.
error-setting-not-utf-8 = { $file }, line { $line }: this isn't text in UTF-8.
error-setting-not-utf-8-hint = Save the file as UTF-8 text.
error-setting-not-a-file = { $file } isn't a file.
error-setting-not-a-file-hint = Name a file, not a folder, a pipe or a device.
error-setting-too-large = { $file } has more than { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-setting-too-large-hint = These files are small; check that this is the right one.
error-setting-syntax = { $file }, line { $line }: TOML syntax error: { $what }.
error-setting-syntax-hint = Correct this line.
error-setting-card-number = { $file }, line { $line }: this looks like a card number. The file wasn't loaded.
error-setting-card-number-hint = Remove it from the file.
error-setting-unknown-key = { $file }, line { $line }, { $key }: unknown key; expected one of: { $expected }.
error-setting-unknown-key-hint = Check the spelling, or remove the key.
error-setting-unknown-key-near = { $file }, line { $line }, { $key }: unknown key.
error-setting-unknown-key-near-hint = Did you mean “{ $nearest }”?
error-setting-missing-key = { $file }, line { $line }, { $key }: this key is missing.
error-setting-missing-key-hint = Add it here.
error-setting-wrong-kind = { $file }, line { $line }, { $key }: this is { $found }; expected { $expected }.
error-setting-wrong-kind-hint = Write the value in the expected form.
error-setting-empty = { $file }, line { $line }, { $key }: this is empty; expected a text.
error-setting-empty-hint = Write a text here.
error-setting-no-entries = { $file }, line { $line }, { $key }: this list is empty; expected at least one entry.
error-setting-no-entries-hint = Add an entry.
error-setting-not-clean = { $file }, line { $line }, { $key }: this is too long or holds control characters; expected a clean text of at most { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
error-setting-not-clean-hint = Shorten the text, or type it again instead of pasting it.
error-setting-out-of-range = { $file }, line { $line }, { $key }: this is { $found }; expected a whole number from { $first } to { $last }.
error-setting-out-of-range-hint = Correct the number.
error-setting-duplicate = { $file }, line { $line }, { $key }: “{ $found }” appears twice; expected once.
error-setting-duplicate-hint = Remove one of the two.
error-setting-field = { $file }, line { $line }, { $key }: { $what }
error-setting-field-hint = { $hint }
error-setting-not-a-day = { $file }, line { $line }, { $key }: “{ $found }” isn't a day; expected a calendar day such as 2026-01-31.
error-setting-not-a-day-hint = Write year, month and day without quotation marks and without a time.
error-setting-unfit = { $file }, line { $line }, { $key }: “{ $found }” isn't valid here; expected { $expected }.
error-setting-unfit-hint = Write it in one of these forms.
error-setting-unfit-near = { $file }, line { $line }, { $key }: “{ $found }” isn't valid here; expected { $expected }.
error-setting-unfit-near-hint = Did you mean “{ $nearest }”?
