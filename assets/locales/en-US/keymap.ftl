### English: keymap files, and what is wrong with one.

keymap-file-heading = Keys of offerdesk: save as keymap.toml in the settings folder. If you remove an action's line, it keeps its default keys.
keymap-wants-keys = a list of at most 8 keys, such as ["ctrl-b", "b"]
keymap-wants-key = a key, such as ctrl-b, alt-x, f5, enter, pgdn, space or b
error-keymap-mistakes = The keymap can't be used: { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
}. Nothing was changed.
error-keymap-mistakes-hint = Correct the mistakes listed above, or start with --keymap default.
error-setting-key-taken = { $file }, line { $line }, { $key }: { $found } is already the key of “{ $action }”.
error-setting-key-taken-hint = Give “{ $action }” another key in this file, or choose another one here.
error-setting-key-taken-in-file = { $file }, line { $line }, { $key }: { $found } is already the key of “{ $action }”, in line { $other }.
error-setting-key-taken-in-file-hint = Both can be available on the same screen. Remove the key from one of the lines.
error-setting-key-sent-as = { $file }, line { $line }, { $key }: no terminal sends “{ $found }”; it arrives as “{ $instead }”.
error-setting-key-sent-as-hint = Write “{ $instead }” if you mean that key, or choose another one.
error-setting-key-never-sent = { $file }, line { $line }, { $key }: terminals don't send “{ $found }” as a separate key.
error-setting-key-never-sent-hint = Choose a letter with ctrl or alt, or a function key.
error-setting-key-edits = { $file }, line { $line }, { $key }: { $found } is needed for editing in text fields.
error-setting-key-edits-hint = Choose another key.
error-setting-key-missing = { $file }, line { $line }, { $key }: “{ $action }” needs at least one key.
error-setting-key-missing-hint = Add a key, or remove the line.
error-setting-key-missing-typing = { $file }, line { $line }, { $key }: “{ $action }” needs a key that doesn't type text, for use in a text field.
error-setting-key-missing-typing-hint = Add a key with ctrl or alt, or a function key.
