### English: plain mode, line by line. A voice reads these: whole words, no signs, the most important first.

plain-news = There's something new:
plain-changed = Changed. { $line }
plain-value = { $label }: { $value }
plain-closed = { $label } (unavailable)
plain-error = Error: { $sentence }

## Asking

plain-choose = { $count ->
    [one] Type 1:
   *[other] Type a number from 1 to { $count }:
}
plain-ask = { $label }:
plain-ask-now = { $label } (currently { $now }):
plain-ask-lines = { $label }. An empty line ends the text:
plain-ask-lines-now = { $label }. An empty line ends the text. Currently { $now }:
plain-ask-next-line = Next line:
plain-line-taken-back = Removed: { $line }
plain-answers = To change a line, type its number:
plain-no = No
plain-filled-in = filled in
plain-ending = ending in { $digits }
plain-several-names = Several names match.
plain-not-text = That line isn't valid UTF-8, so it wasn't used and nothing changed. Set your terminal to UTF-8 and type it again.
plain-name-note = Type the code, the name, or a part of the name.
plain-only-back = Type b to go back, or press Enter to hear this again:

plain-waiting = Waiting: { $places }.
plain-list-filter = Search for
plain-list-filter-note = Enter alone brings back the whole list.
plain-list-after = Further rows
plain-list-before = Rows before
plain-list-found = Searched for “{ $text }”: { $found }.

## What an answer was not

plain-unknown = There's no such choice. Type one of the numbers, or a question mark for help.
plain-several = Several choices start that way: { $names }. Type more of the word, or the number.
plain-first-page = This is the first page. Type q to quit.
error-no-such-name = There's no “{ $name }” here.
error-no-such-name-hint = Type the code or the name, or a part of the name.

## Steps that only plain mode names

plain-step-booking = Record a payment for an order.

## To be learned

plain-lesson-choosing = Type a number and press Enter. Enter alone repeats the page, a question mark gives help, the letter b goes back, the letter q quits.
plain-lesson-answering = Type each answer and press Enter. Enter alone keeps what is there, a less-than sign asks the previous question again, a period lists what else you can do.
plain-lesson-writing = Type a line and press Enter, then the next one. An empty line ends the text, a less-than sign removes the last line, a hyphen clears the text.
plain-help-numbers = Type a number and press Enter to choose. Enter alone repeats the page.
plain-help-words = A word works as well as its number: the name of a choice, or its first few letters.
plain-help-back = The letter b goes back, the letter q quits, a question mark shows this help.
plain-help-fields = Where something is asked for, type the answer. Enter alone keeps what is there. A less-than sign alone asks the previous question again, a hyphen alone clears the field, and a period alone repeats the page and lists what you can do, such as going back.
plain-help-lines = Where a text can have several lines, an empty line ends it, and a less-than sign alone removes the last line.
plain-help-here = On the previous page: { $words }.
plain-terminal-dumb = This terminal can't show screens, so offerdesk continues in plain mode, line by line.
