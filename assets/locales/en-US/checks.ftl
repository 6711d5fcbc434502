### English: what a check of the store finds, and what the terminal and the sandbox's own process can suffer.

## A check of the store

check-hint = Nothing was changed. Keep a copy of the folder, and restore the newest backup that checks clean.

error-check-unreadable = The log cannot be read on: { $what }.
error-check-unreadable-hint = { check-hint }
error-check-strange-key = There is a key that no version writes: { $key }.
error-check-strange-key-hint = { check-hint }
error-check-bad-value = A value does not verify: { $what }.
error-check-bad-value-hint = { check-hint }
error-check-bad-record = The record { $record } cannot be read: { $what }.
error-check-bad-record-hint = { check-hint }
error-check-wrong-id = The record { $record } lies under an id that is not its own.
error-check-wrong-id-hint = { check-hint }
error-check-drifted = What is stored beside the record { $record } differs from what it says of itself.
error-check-drifted-hint = { check-hint }
error-check-future-version = The record { $record } has version { $version }, which the store does not know of.
error-check-future-version-hint = { check-hint }
error-check-missing-entry = The record { $record } is missing from index { $index }.
error-check-missing-entry-hint = { check-hint }
error-check-stray-entry = Index { $index } leads to { $record }, which does not belong there.
error-check-stray-entry-hint = { check-hint }
error-check-missing-claim = The record { $record } does not hold its claim “{ $claim }”.
error-check-missing-claim-hint = { check-hint }
error-check-stray-claim = The claim “{ $claim }” is held by no record that has it.
error-check-stray-claim-hint = { check-hint }
error-check-dangling-reference = The record { $record } refers to { $missing }, which does not exist.
error-check-dangling-reference-hint = { check-hint }
error-check-broken-chain = The audit chain { $chain } breaks at entry { $sequence }.
error-check-broken-chain-hint = { check-hint }
error-check-wrong-head = The audit chain { $chain } does not end where the store says.
error-check-wrong-head-hint = { check-hint }
error-check-wrong-tally = Records, chains and series do not add up to what the last commit left.
error-check-wrong-tally-hint = { check-hint }
error-check-wrong-meta = The store's own record is wrong: { $what }.
error-check-wrong-meta-hint = { check-hint }
error-check-spilled = Values were put outside the log, where they are not synced.
error-check-spilled-hint = { check-hint }
error-check-damaged-file = The content of the attached file { $file } is not what it was.
error-check-damaged-file-hint = Nothing was changed. Attach the same file again, which mends it, or restore it from a backup.
error-check-missing-file = The attached file { $file } is missing.
error-check-missing-file-hint = Nothing was changed. Restore it from a backup.
error-check-not-refunded = Request { $request } gave the money of order { $order } back, but the order does not say so.
error-check-not-refunded-hint = { check-hint }
error-check-refunded-twice = Request { $request } gave the money of order { $order } back, as another request did.
error-check-refunded-twice-hint = { check-hint }
error-check-other-refund = Request { $request } gave the money of order { $order } back, which paid for something else.
error-check-other-refund-hint = { check-hint }
error-check-other-cancellation = Request { $request } asks to cancel a subscription that is not its own.
error-check-other-cancellation-hint = { check-hint }
error-check-receipt-not-returned = The money of order { $order } was returned, but its receipt does not say so.
error-check-receipt-not-returned-hint = { check-hint }
error-check-order-not-refunded = The receipt of order { $order } was returned, but the order does not say so.
error-check-order-not-refunded-hint = { check-hint }
error-check-other-receipt = Order { $order } was paid by transfer, but no receipt belongs to it.
error-check-other-receipt-hint = { check-hint }

## The sandbox's own process

error-ledger-io = The ledger of the sandbox cannot be used: { $what }.
error-ledger-io-hint = Check the path, its permissions and the disk.
error-ledger-locked = The ledger of the sandbox is open in another process.
error-ledger-locked-hint = Close that one first.
error-ledger-damaged = Line { $line } of the sandbox's ledger is damaged. Nothing was changed.
error-ledger-damaged-hint = Start with a new ledger; this one is of no use any more.
error-ledger-stopped = The sandbox has stopped after a failed write. What was confirmed before is kept.
error-ledger-stopped-hint = Check the disk, then start it again.
error-sandbox-socket = The sandbox cannot listen at { $path }: { $what }.
error-sandbox-socket-hint = Choose another path, or remove what is there.

## The terminal

error-terminal-input-missing = Standard input is not a terminal, so there is nothing to type on.
error-terminal-input-missing-hint = Start offerdesk in a terminal, or line by line with --plain, or use its commands: offerdesk --help
error-terminal-output-missing = Standard output is not a terminal, so there is nothing to draw on.
error-terminal-output-missing-hint = Start offerdesk in a terminal, or line by line with --plain, or use its commands: offerdesk --help
error-terminal-dumb = This terminal cannot show screens.
error-terminal-dumb-hint = Start offerdesk with --plain, use another terminal, or the commands: offerdesk --help
error-terminal-io = The terminal cannot be used: { $what }.
error-terminal-io-hint = Close it and open a new one.
