### English: keymap files, and what is wrong with one.

keymap-file-heading = Keys of offerdesk: save as keymap.toml in the settings folder. An action keeps its default keys where its line is removed.
keymap-wants-keys = a list of at most 8 keys, such as ["ctrl-b", "b"]
keymap-wants-key = a key, such as ctrl-b, alt-x, f5, enter, pgdn, space or b
error-keymap-mistakes = The keymap cannot be used: { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}. Nothing was changed.
error-keymap-mistakes-hint = Correct what is named above, or start with --keymap default.
error-setting-key-taken = { $file }, line { $line }, { $key }: { $found } is already the key of “{ $action }”.
error-setting-key-taken-hint = Give “{ $action }” another key in this file, or take another one here.
error-setting-key-taken-in-file = { $file }, line { $line }, { $key }: { $found } is already the key of “{ $action }”, in line { $other }.
error-setting-key-taken-in-file-hint = Both can be possible on one screen: take it out of one of the lines.
error-setting-key-sent-as = { $file }, line { $line }, { $key }: no terminal sends “{ $found }”; what arrives is “{ $instead }”.
error-setting-key-sent-as-hint = Write “{ $instead }” if you mean that key, or take another one.
error-setting-key-never-sent = { $file }, line { $line }, { $key }: terminals do not send “{ $found }” as a key of its own.
error-setting-key-never-sent-hint = Take a letter with ctrl or alt, or a function key.
error-setting-key-edits = { $file }, line { $line }, { $key }: { $found } is needed for editing in text fields.
error-setting-key-edits-hint = Take another key.
error-setting-key-missing = { $file }, line { $line }, { $key }: “{ $action }” must keep a key.
error-setting-key-missing-hint = Name one, or remove the line.
error-setting-key-missing-typing = { $file }, line { $line }, { $key }: “{ $action }” must keep a key that types no text, for use in a text field.
error-setting-key-missing-typing-hint = Add a key with ctrl or alt, or a function key.
