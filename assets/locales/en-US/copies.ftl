### English: copies of the store, and saving what is left of a damaged one.

## Backup and restore

cli-backup-made = The store was backed up to { $path }.
cli-backup-written = The store was backed up.
cli-backup-restored = The backup was restored to { $path }.
cli-label-last-commit = Last commit
cli-label-last-change = Last change
cli-label-attached-files = Attached files
cli-label-size = Size
cli-backup-size = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
cli-backup-demo = This is a demo store. The ledger of its sandbox bank isn't part of a backup.
cli-backup-lacks-files = { $count ->
    [one] { $count } attached file is missing from the store and the backup. See which one with: { OFFERDESK(by: "owner") } store check
   *[other] { $count } attached files are missing from the store and the backup. See which ones with: { OFFERDESK(by: "owner") } store check
}
cli-backup-problems = { $count ->
    [one] { $count } problem was found in the store during the backup. See it with: { OFFERDESK(by: "owner") } store check
   *[other] { $count } problems were found in the store during the backup. See them with: { OFFERDESK(by: "owner") } store check
}
cli-store-rebuilt = The checkpoint and the index of the store were recreated.

error-store-bad-backup = This isn't a complete, unchanged backup: { $what }. Nothing was restored.
error-store-bad-backup-hint = Use another backup, or copy this one again from where it's kept.
error-backup-exists = Something is already at { $path }. It wasn't overwritten, and nothing was backed up.
error-backup-exists-hint = Choose another name, or add --replace to overwrite the file.
error-backup-inside = { $path } is inside the store's own folder. Nothing was backed up.
error-backup-inside-hint = Choose a place outside it, preferably on another computer.
error-backup-lacks-files = { $count ->
    [one] { $count } attached file is missing from the store, so the existing backup was kept. Nothing was backed up.
   *[other] { $count } attached files are missing from the store, so the existing backup was kept. Nothing was backed up.
}
error-backup-lacks-files-hint = See which ones with: { OFFERDESK(by: "owner") } store check. To back up what is there, choose another name.
error-backup-to-terminal = A backup can't be printed in a terminal. Nothing was backed up.
error-backup-to-terminal-hint = Name a file, or redirect standard output to one.
error-backup-from-terminal = A backup can't be typed in a terminal. Nothing was restored.
error-backup-from-terminal-hint = Name a file, or redirect one to standard input.
error-backup-not-demo = This isn't a backup of a demo store. Nothing was restored.
error-backup-not-demo-hint = Leave out --demo, or use a backup of a demo store.

## Salvage

cli-salvaged = The readable data was saved as a new store in { $path }. The original wasn't changed.
cli-label-records = Records
cli-salvage-damage = Damaged: { $what }
cli-salvage-lost-commit = Missing, at least in part: what commit { $first } changed.
cli-salvage-lost-commits = Missing, at least in part: what commits { $first } to { $last } changed.
cli-salvage-lost-record = Missing: the record { $record }. Lists still named it.
cli-salvage-lost-older-record = Out of date: the record { $record }. A newer state of it is missing.
cli-salvage-lost-value = Missing or out of date: a value that doesn't verify, under key { $what }.
cli-salvage-lost-claim = The unique key “{ $claim }” was in two records. The newer one, { $kept }, keeps it; { $record } loses it.
cli-salvage-lost-audit-entry = Missing: entry { $first } of the audit chain { $chain }.
cli-salvage-lost-audit = Missing: entries { $first } to { $last } of the audit chain { $chain }.
cli-salvage-lost-broken-chain = The audit chain { $chain } breaks at entry { $sequence }.
cli-salvage-lost-series = Numbers of the series “{ $series }” may be missing. It continues after { $last }.
cli-salvage-lost-file = Missing: the attached file { $file }. It's damaged or gone.
cli-salvage-more = { $count ->
    [one] And { $count } more loss.
   *[other] And { $count } more losses.
}
cli-salvage-complete = Nothing confirmed is missing, as far as the store's files can tell.
cli-salvage-problems = { $count ->
    [one] { $count } thing doesn't fit together in the new store. See it with: offerdesk --store FOLDER store check
   *[other] { $count } things don't fit together in the new store. See them with: offerdesk --store FOLDER store check
}

error-store-lost = { $count ->
    [one] { $count } loss was found. Everything else was saved in the new store.
   *[other] { $count } losses were found. Everything else was saved in the new store.
}
error-store-lost-hint = Keep the damaged store. If you have a backup, compare it with the new store before you use either.
