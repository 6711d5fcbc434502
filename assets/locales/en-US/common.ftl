### English: words that every screen shares, and how dates and lists are put together.
###
### How the files are kept (both languages, all files):
### - One file for each room of the desk; the same files with the same keys in the same order in every language.
### - A key is lowercase English words joined by hyphens, from the general to the particular:
###     error-CODE, error-CODE-hint   a refusal: what happened and what was kept; then what to do
###     button-…   label-…   title-…  a button, a field's label, a page's or panel's title
###     state-…    marker-…           where a subscription, order or request stands; what hangs over it
###     error-closed-…                why an action is closed, and who could do it
###     role-…   country-XX   payment-method-…   decline-CODE   receipt-CODE   names of those things
###     action-…                      an action of the keymap, as the footer and the help show it
### - Variables are lowercase words: { $day }, { $money }, { $count }. Days and money arrive already written in the
###   language; a count picks its plural form with a selector. Both languages use the same variables.
### - Labels that the product's source shows in bold are used word for word.
### - A sentence ends in a full stop; a label, a button or a title does not. Sentence case everywhere.
### - No terms and no attributes: one key, one text. A text may refer to another: { check-hint }.

app-name = offerdesk

## Dates and lists

# The blanks are no-break spaces: a date is never torn apart at the end of a line.
date-long = { $month } { $day }, { $year }
date-short = { $month } { $day }, { $year }
date-month = { $month } { $day }
date-month-year = { $month } { $year }
date-moment = { $day }, { $time } UTC
date-moment-short = { $day }, { $time }

list-and = { $head } and { $last }
list-or = { $head } or { $last }

month-01 = January
month-02 = February
month-03 = March
month-04 = April
month-05 = May
month-06 = June
month-07 = July
month-08 = August
month-09 = September
month-10 = October
month-11 = November
month-12 = December

month-01-short = Jan
month-02-short = Feb
month-03-short = Mar
month-04-short = Apr
month-05-short = May
month-06-short = Jun
month-07-short = Jul
month-08-short = Aug
month-09-short = Sep
month-10-short = Oct
month-11-short = Nov
month-12-short = Dec

month-01-alone = { month-01 }
month-02-alone = { month-02 }
month-03-alone = { month-03 }
month-04-alone = { month-04 }
month-05-alone = { month-05 }
month-06-alone = { month-06 }
month-07-alone = { month-07 }
month-08-alone = { month-08 }
month-09-alone = { month-09 }
month-10-alone = { month-10 }
month-11-alone = { month-11 }
month-12-alone = { month-12 }

## Counts of days

days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
today = today

## Buttons that many screens have

button-discard = Discard
button-keep-editing = Keep editing
button-leave-draft = Leave, and keep the draft
button-next = Next
button-retry = Try again
button-submit = Submit
button-update = Update
button-yes = Yes

## Short words

word-empty = empty
word-loading = Loading…
still-sending = Still saving. You can leave once that is done.
word-none = none
word-optional = optional
word-unknown = unknown

unsaved-title = Leave without saving?
resize-too-small = The window is too small. Make it at least { $columns } × { $rows }.
