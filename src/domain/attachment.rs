//! Files that people attach to a support request: which ones are taken, and what they are called.
//!
//! The content decides what a file is, by its first bytes; its name must agree. A name is shown to others and becomes
//! the name of a file on their machines, so that it is one line, without anything that leads elsewhere, hides or could
//! be taken for an option of a command.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::message::{Arg, Coded};
use super::text::{NAME_LIMIT, TextError, clean_line};

/// So many files belong to one request at most (source: product rules).
pub const MOST_ATTACHMENTS: usize = 5;

/// Limit of one file, bytes (source: product rules).
pub const ATTACHMENT_LIMIT: usize = 1_048_576;

/// A file that belongs to a request. Its content is kept beside the records, under its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is called.
    pub name: FileName,
    /// What it is, by its content.
    pub kind: FileKind,
    /// Its size, bytes.
    pub size: u32,
    /// The hash of its content.
    pub hash: FileHash,
}

impl Attachment {
    /// Judges a file and describes it.
    pub fn of(name: &str, content: &[u8]) -> Result<Self, AttachmentError> {
        let (name, kind) = judge(name, content)?;
        let size = u32::try_from(content.len()).map_err(|_| AttachmentError::too_large())?;
        Ok(Self {
            name,
            kind,
            size,
            hash: FileHash::of(content),
        })
    }
}

/// Whether a file may be attached, and as what.
pub fn judge(name: &str, content: &[u8]) -> Result<(FileName, FileKind), AttachmentError> {
    if content.is_empty() {
        return Err(AttachmentError::Empty);
    }
    if content.len() > ATTACHMENT_LIMIT {
        return Err(AttachmentError::too_large());
    }
    let name = FileName::parse(name)?;
    let kind = FileKind::of(content).ok_or(AttachmentError::NotAnAttachment)?;
    let extension = name.extension();
    if kind
        .extensions()
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
    {
        Ok((name, kind))
    } else {
        Err(AttachmentError::OtherContent {
            named: name,
            content: kind,
        })
    }
}

/// The SHA-256 of a file's content, written as 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileHash([u8; 32]);

impl FileHash {
    /// The hash of a content.
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    /// Wraps its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

/// A text that is no hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not 64 lowercase hexadecimal digits")]
pub struct NotAHash;

impl FromStr for FileHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0; 32];
        if text.len() != 64 {
            return Err(NotAHash);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().as_chunks::<2>().0) {
            let [high, low] = *pair;
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Ok(Self(bytes))
    }
}

const fn digit(letter: u8) -> Result<u8, NotAHash> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(NotAHash),
    }
}

/// The kinds of files that are taken (source: product rules).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum FileKind {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture, such as of a screen.
    Png,
    /// A picture, perhaps a moving one.
    Gif,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Gif];

    /// What a content is, by the bytes that it begins with. Whole signatures, from the first byte on: nothing else
    /// that merely begins alike, or has one somewhere inside, is taken for such a file.
    pub fn of(content: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| {
            let signatures = kind.signatures();
            signatures.iter().any(|signature| content.starts_with(signature))
        })
    }

    const fn signatures(self) -> &'static [&'static [u8]] {
        match self {
            Self::Pdf => &[b"%PDF-"],
            Self::Jpeg => &[b"\xff\xd8\xff"],
            Self::Png => &[b"\x89PNG\r\n\x1a\n"],
            Self::Gif => &[b"GIF87a", b"GIF89a"],
        }
    }

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "file-kind-pdf",
            Self::Jpeg => "file-kind-jpeg",
            Self::Png => "file-kind-png",
            Self::Gif => "file-kind-gif",
        }
    }

    /// Its media type (RFC 6838).
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
        }
    }

    /// How the name of such a file may end, lowercase and without the dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
        }
    }
}

/// The name of a file, without a folder: 1 to 200 UTF-8 bytes, NFC, one line, nothing invisible; safe to show and to
/// save under.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(String);

impl FileName {
    /// Normalizes, trims and checks.
    pub fn parse(text: &str) -> Result<Self, AttachmentError> {
        let clean = clean_line(text, NAME_LIMIT).map_err(AttachmentError::BadName)?;
        if clean.is_empty() {
            return Err(AttachmentError::BadName(TextError::Empty));
        }
        // A leading dot hides a file and begins the names of folders; a leading hyphen looks like an option.
        if clean.starts_with(['.', '-']) || clean.contains(['/', '\\']) {
            return Err(AttachmentError::NotAName);
        }
        Ok(Self(clean))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the last dot; empty without one.
    fn extension(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a file cannot be attached.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AttachmentError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// Limit, bytes.
        limit: usize,
    },
    /// Its content is of none of the kinds that are taken.
    #[error("neither PDF nor JPEG, PNG or GIF")]
    NotAnAttachment,
    /// Its name says that it is something else.
    #[error("{named} is {content:?}")]
    OtherContent {
        /// What it is called.
        named: FileName,
        /// What it is.
        content: FileKind,
    },
    /// More files than a request takes.
    #[error("more than {limit} files")]
    TooMany {
        /// Limit.
        limit: usize,
    },
    /// Its name is no clean text.
    #[error("name: {0}")]
    BadName(TextError),
    /// Its name has a folder in it, or begins with a dot or a hyphen.
    #[error("not a plain name of a file")]
    NotAName,
}

impl AttachmentError {
    /// A file is over the limit.
    pub const fn too_large() -> Self {
        Self::TooLarge {
            limit: ATTACHMENT_LIMIT,
        }
    }

    /// A request has all the files that it takes.
    pub const fn too_many() -> Self {
        Self::TooMany {
            limit: MOST_ATTACHMENTS,
        }
    }
}

impl Coded for AttachmentError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "attachment-empty",
            Self::TooLarge { .. } => "attachment-too-large",
            Self::NotAnAttachment => "attachment-kind",
            Self::OtherContent { .. } => "attachment-other-content",
            Self::TooMany { .. } => "attachment-too-many",
            Self::BadName(TextError::Empty) => "attachment-name-empty",
            Self::BadName(TextError::TooLong { .. }) => "attachment-name-too-long",
            Self::BadName(TextError::Control) => "attachment-name-control",
            Self::BadName(TextError::CardNumber(error)) => error.code(),
            Self::NotAName => "attachment-name",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::TooLarge { limit } | Self::TooMany { limit } => {
                vec![("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX)))]
            }
            Self::OtherContent { named, content } => vec![
                ("name", Arg::Text(named.to_string())),
                ("kind", Arg::Key(content.key().to_owned())),
            ],
            Self::BadName(text) => text.args(),
            Self::Empty | Self::NotAnAttachment | Self::NotAName => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn check(name: &str, content: &[u8], expected: Result<(&str, FileKind), &str>) {
        let judged = judge(name, content);
        let judged = judged.as_ref().map(|(name, kind)| (name.as_str(), *kind));
        assert_eq!(judged.map_err(Coded::code), expected, "{name:?}");
    }

    #[test]
    fn the_content_decides_and_the_name_agrees_in_any_case() {
        check("invoice.pdf", PDF, Ok(("invoice.pdf", FileKind::Pdf)));
        check("  Zażółć.PDF ", PDF, Ok(("Zażółć.PDF", FileKind::Pdf)));
        check("a.jpg", b"\xff\xd8\xff\xe0", Ok(("a.jpg", FileKind::Jpeg)));
        check("a.b.JpEg", b"\xff\xd8\xff\xdb", Ok(("a.b.JpEg", FileKind::Jpeg)));
        check("画面.png", PNG, Ok(("画面.png", FileKind::Png)));
        check("a.gif", b"GIF89a", Ok(("a.gif", FileKind::Gif)));
        check("a.gif", b"GIF87a", Ok(("a.gif", FileKind::Gif)));
    }

    #[test]
    fn what_merely_begins_alike_or_holds_a_signature_is_not_taken() {
        for content in [
            b"GIFTS for everybody".as_slice(),
            b"<html>%PDF-1.7",
            b"\n%PDF-1.7",
            b"%PDF",
            b"\x89PNG\n\n\x1a\n",
            b"\xff\xd8",
            b"MZ\x90\0",
            b"PK\x03\x04",
            b"#!/bin/sh\n",
        ] {
            check("a.pdf", content, Err("attachment-kind"));
        }
    }

    #[test]
    fn a_name_that_says_something_else_is_refused() {
        for name in [
            "a.png",
            "a",
            "pdf",
            "a.pdf.exe",
            "a.pdf.",
            "a.pdf .exe",
            "a.pd\u{131}",
        ] {
            check(name, PDF, Err("attachment-other-content"));
        }
        let told = judge("a.exe", PNG).unwrap_err();
        assert_eq!(
            told.args(),
            [
                ("name", Arg::Text("a.exe".to_owned())),
                ("kind", Arg::Key("file-kind-png".to_owned())),
            ]
        );
    }

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        for name in [
            ".",
            "..",
            "../a.pdf",
            "/a.pdf",
            "a/b.pdf",
            "..\\a.pdf",
            ".a.pdf",
            "-a.pdf",
            " -a.pdf",
            "~/.pdf",
        ] {
            check(name, PDF, Err("attachment-name"));
        }
        for name in [
            "a\u{202e}fdp.exe",
            "a\nb.pdf",
            "a\0.pdf",
            "a\u{1b}[2J.pdf",
            "a\u{200b}.pdf",
        ] {
            check(name, PDF, Err("attachment-name-control"));
        }
        check("", PDF, Err("attachment-name-empty"));
        check(" ", PDF, Err("attachment-name-empty"));
    }

    #[test]
    fn limits_count_bytes() {
        let longest = format!("{}.pdf", "ą".repeat(98));
        check(&longest, PDF, Ok((longest.as_str(), FileKind::Pdf)));
        check(&format!("a{longest}"), PDF, Err("attachment-name-too-long"));
        let mut content = PDF.to_vec();
        content.resize(ATTACHMENT_LIMIT, 0);
        check("a.pdf", &content, Ok(("a.pdf", FileKind::Pdf)));
        content.push(0);
        check("a.pdf", &content, Err("attachment-too-large"));
        check("a.pdf", b"", Err("attachment-empty"));
    }

    #[test]
    fn a_hash_is_written_and_read_as_64_digits() {
        let hash = FileHash::of(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash.to_string(), text);
        assert_eq!(text.parse(), Ok(hash));
        let shorter = text.strip_suffix('d').unwrap();
        for wrong in [
            "",
            shorter,
            &format!("{text}0"),
            &text.to_uppercase(),
            &format!("{shorter}g"),
            &format!("{}é", shorter.strip_suffix('a').unwrap()),
        ] {
            assert_eq!(wrong.parse::<FileHash>(), Err(NotAHash), "{wrong}");
        }
    }

    #[test]
    fn an_attachment_keeps_its_shape_in_the_store() {
        let attachment = Attachment::of("a.pdf", PDF).unwrap();
        assert_eq!(attachment.size, 9);
        let bytes = postcard::to_allocvec(&attachment).unwrap();
        assert_eq!(postcard::from_bytes::<Attachment>(&bytes).unwrap(), attachment);
    }
}
