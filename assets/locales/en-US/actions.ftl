### English: the actions of the keymap, as the footer, the help and the palette show them.

title-help = Help

action-open = Open
action-select = Select
action-next-field = Next field
action-new-line = New line
action-previous-field = Previous field
action-back = Back
action-close = Close
action-help = Help
action-quit = Quit
action-terms = Purchase terms
action-toggle = Toggle
action-change-choice = Change
action-choose = Choose
action-close-list = Close the list
action-language = Language
action-filter = Filter
action-sort = Sort
action-keep-filter = Keep the filter
action-clear-filter = Clear the filter
action-palette = Go to

action-switch-account = Switch account
action-act-as = Act as
action-copy = Copy
action-redraw = Redraw the screen
action-suspend = Back to the shell (fg returns here)
action-undo = Undo
action-redo = Redo
title-copy = Copy
copied = { $what }: sent to your terminal's clipboard.
copy-everything = All instructions
help-copy = Copying puts a text on the clipboard of the machine that your terminal runs on (OSC 52). offerdesk can't tell whether it worked: if nothing arrives, mark the text with the mouse while holding Shift. Inside tmux, its option set-clipboard must be on.
