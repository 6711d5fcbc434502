//! The texts of a request are records of their own: a thread may grow as long as it does, and lists read none of it.

use crate::domain::request::{Event, Note, RequestNote, Side, SupportRequest};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::record::{Batch, Expect};
use crate::store::records::request_note_id;

/// Puts a request that was changed, with the notes that came since it was read.
pub(crate) fn put_changed(
    batch: &mut Batch,
    request: &SupportRequest,
    version: u64,
    notes_read: usize,
) -> Result<(), ServiceError> {
    batch.put(request, Expect::Version(version))?;
    put_notes(batch, request, notes_read)
}

/// Puts the texts of a new request: its description, and the notes that it begins with.
pub(crate) fn put_texts(batch: &mut Batch, request: &SupportRequest) -> Result<(), ServiceError> {
    let description = Note {
        at: request.opened,
        by: Some(request.requested_by),
        side: Side::Company,
        event: Event::Opened,
        text: Some(request.description.clone()),
    };
    batch.put(&kept(request, 0, description), Expect::Absent)?;
    put_notes(batch, request, 0)
}

/// Puts the notes behind those that were read. Where the thread was not read, all that are there are new.
fn put_notes(batch: &mut Batch, request: &SupportRequest, read: usize) -> Result<(), ServiceError> {
    let new = request.notes.get(read..).unwrap_or_default();
    let first = 1 + request.note_count.saturating_sub(new.len());
    for (note, place) in new.iter().zip(first..) {
        batch.put(&kept(request, place, note.clone()), Expect::Absent)?;
    }
    Ok(())
}

fn kept(request: &SupportRequest, place: usize, note: Note) -> RequestNote {
    RequestNote {
        request: request.id,
        account: request.account,
        place: u32::try_from(place).unwrap_or(u32::MAX),
        note,
    }
}

impl Services {
    /// Reads the texts of a request. Notes are never changed, so that they fit whichever version was read.
    pub(crate) async fn read_texts(&self, request: &mut SupportRequest) -> Result<(), ServiceError> {
        let count = u32::try_from(request.note_count).unwrap_or(u32::MAX);
        request.notes.clear();
        for place in 0..=count {
            let id = request_note_id(request.id, place);
            let Some(kept) = self.store.get::<RequestNote>(id).await? else {
                continue;
            };
            let note = kept.record.note;
            match note.event {
                Event::Opened => request.description = note.text.unwrap_or_default(),
                _ => request.notes.push(note),
            }
        }
        Ok(())
    }
}
