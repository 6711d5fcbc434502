### English: the actions of the keymap, as the footer, the help and the palette show them.

title-help = Help
title-palette = Commands
help-keys = Keys
help-footer = ? help

action-open = Open
action-select = Select
action-move = Move
action-next-field = Next field
action-previous-field = Previous field
action-back = Back
action-close = Close
action-help = Help
action-palette = Commands
action-filter = Filter
action-quit = Quit
action-renew = Renew
action-subscribe = Subscribe
action-details = Details
action-buy = Buy
action-update-profile = Update legal profile
action-terms = Purchase terms
action-toggle = Toggle
action-choose = Choose
action-switch-account = Switch account
action-switch-person = Switch person
action-book-receipt = Book money received
action-instructions = Wire transfer instructions
action-refresh = Refresh
action-language = Language
action-theme = Theme
action-suspend = Suspend

title-switch-account = Switch account
title-switch-person = Act as
title-quit = Quit?
quit-question = Everything typed is kept as a draft. Quit offerdesk?
