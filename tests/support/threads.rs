//! Reads what a request's own record does not hold: its description and its notes.

#![allow(dead_code)] // Each test binary uses another part of it.

use offerdesk::domain::request::{Event, RequestNote, SupportRequest};
use offerdesk::store::Store;
use offerdesk::store::records::request_note_id;

/// Reads the texts of a request. Each of them must be there, in its place.
pub async fn read(store: &Store, request: &mut SupportRequest) {
    request.notes.clear();
    for place in 0..=u32::try_from(request.note_count).unwrap() {
        let kept = store.get::<RequestNote>(request_note_id(request.id, place)).await;
        let kept = kept
            .unwrap()
            .unwrap_or_else(|| panic!("{} lacks note {place}", request.number));
        assert_eq!((kept.record.request, kept.record.place), (request.id, place));
        let note = kept.record.note;
        match (place, &note.event) {
            (0, Event::Opened) => request.description = note.text.unwrap(),
            (0, other) | (_, other @ Event::Opened) => panic!("{other:?} in place {place}"),
            _ => request.notes.push(note),
        }
    }
}
