### English: the commands about the audit log, and what is wrong with it.

cli-audit-unchanged = The audit log is unchanged up to and including entry { $entries }.
cli-audit-since = Entries added since then: { $entries }
cli-audit-agrees = The audit log agrees with the end that the store has on record. Entries: { $entries }
cli-audit-agrees-hint = This finds damage, but not a log that somebody rewrote on purpose. To find that too, keep the value below outside this computer, and later run: { OFFERDESK() } audit verify VALUE
cli-audit-keep = Value to keep: { $value }

error-audit-value-form = That isn't a value that { OFFERDESK() } audit head prints. Nothing was checked.
error-audit-value-form-hint = Copy the whole value: a number, a hyphen, and 64 digits and letters from a to f.
error-audit-value-digits = The value should have 64 characters after the hyphen, not { $found }. Nothing was checked.
error-audit-value-digits-hint = Copy the whole value again; a part of it may be missing.
error-audit-changed = The audit log up to entry { $entries } isn't the one that this value was made from. The log was rewritten, entries are missing, or the value belongs to another store.
error-audit-changed-hint = This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.
error-audit-shorter = The value covers { $kept } entries, but the audit log has only { $found }. Entries are missing, an older copy of the store was put back, or the value belongs to another store.
error-audit-shorter-hint = { error-audit-changed-hint }
error-audit-inconsistent = The audit log doesn't lead to the end that the store has on record: an entry was changed or is missing.
error-audit-inconsistent-hint = This check changed nothing. Keep a copy of the store's folder, run { OFFERDESK() } store check, and restore the newest backup that checks clean.
