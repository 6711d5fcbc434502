//! Files at paths that somebody typed: every kind of thing that can lie there, and every way in which it can change.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use super::*;

const PDF: &[u8] = b"%PDF-1.7\n";

fn name() -> FileName {
    FileName::parse("invoice.pdf").unwrap()
}

/// A folder with one file of that content.
fn folder_with(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn make_pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn check(path: &Path, expected: &str) {
    assert_eq!(read(path).unwrap_err().code(), expected, "{}", path.display());
}

fn listed(folder: &Path) -> Vec<OsString> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_file_is_read_with_its_name() {
    let (folder, path) = folder_with(PDF);
    assert_eq!(read(&path), Ok(("a.pdf".to_owned(), PDF.to_vec())));
    assert_eq!(read_attachment(&path), read(&path));
    // The folder on the way may be a link: many a home is.
    let linked = folder.path().join("linked");
    symlink(folder.path(), &linked).unwrap();
    assert_eq!(read(&linked.join("a.pdf")), read(&path));
}

#[test]
fn what_is_no_file_is_refused_by_its_kind_and_nothing_hangs() {
    let (folder, path) = folder_with(PDF);
    let at = |name: &str| folder.path().join(name);
    symlink(&path, at("link.pdf")).unwrap();
    symlink(at("nowhere"), at("broken.pdf")).unwrap();
    make_pipe(&at("pipe.pdf"));
    let _listener = UnixListener::bind(at("socket.pdf")).unwrap();
    check(&at("link.pdf"), "local-file-symbolic-link");
    check(&at("broken.pdf"), "local-file-symbolic-link");
    check(&at("pipe.pdf"), "local-file-pipe");
    check(&at("socket.pdf"), "local-file-socket");
    check(folder.path(), "local-file-folder");
    check(Path::new("/"), "local-file-folder");
    check(Path::new("/dev/zero"), "local-file-device");
    check(&at("nothing.pdf"), "local-file-missing");
    check(&path.join("a.pdf"), "local-file-missing");
    check(Path::new(""), "local-file-missing");
    check(Path::new("a\0.pdf"), "local-file-io");
}

#[test]
fn what_was_opened_is_judged_although_something_else_was_seen_before() {
    let (folder, path) = folder_with(PDF);
    let pipe = folder.path().join("pipe");
    make_pipe(&pipe);
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let opened = File::from(rustix::fs::openat(CWD, &pipe, flags, Mode::empty()).unwrap());
    let refused = read_opened(&path, &opened, || {});
    assert_eq!(refused.unwrap_err().code(), "local-file-pipe");
}

#[test]
fn a_name_that_is_no_utf_8_is_refused_and_shown_safely() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(OsStr::from_bytes(b"\x1b[2J\xff.pdf"));
    std::fs::write(&path, PDF).unwrap();
    let refused = read(&path).unwrap_err();
    assert_eq!(refused.code(), "local-file-not-utf-8");
    let (_, shown) = refused.args().remove(0);
    let expected = format!("{}/\u{fffd}[2J\u{fffd}.pdf", folder.path().display());
    assert_eq!(shown, Arg::Text(expected));
}

#[test]
fn the_limit_holds_whatever_the_size_says() {
    let (_folder, path) = folder_with(&vec![7; ATTACHMENT_LIMIT]);
    assert_eq!(read(&path).unwrap().1.len(), ATTACHMENT_LIMIT);
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    check(&path, "attachment-too-large");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let grow = |path: &Path| std::fs::write(path, b"%PDF-1.7 and more").unwrap();
    let shrink = |path: &Path| std::fs::write(path, b"%PDF").unwrap();
    let vanish = |path: &Path| std::fs::remove_file(path).unwrap();
    let rewrite = |path: &Path| {
        std::fs::write(path, b"%PDF-1.6\n").unwrap();
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    };
    let changes: [&dyn Fn(&Path); 4] = [&grow, &shrink, &vanish, &rewrite];
    for change in changes {
        let (_folder, path) = folder_with(PDF);
        let file = File::open(&path).unwrap();
        let changed = read_opened(&path, &file, || change(&path));
        assert_eq!(changed.unwrap_err().code(), "local-file-changed");
    }
    let (_folder, path) = folder_with(PDF);
    let file = File::open(&path).unwrap();
    let flooded = read_opened(&path, &file, || {
        std::fs::write(&path, vec![7; 2 * ATTACHMENT_LIMIT]).unwrap();
    });
    assert_eq!(flooded.unwrap_err().code(), "attachment-too-large");
}

#[test]
fn a_tilde_is_the_home_folder_and_nothing_else_is() {
    let home = || Some(OsString::from("/home/ana"));
    for (path, expected) in [
        ("~", "/home/ana"),
        ("~/", "/home/ana/"),
        ("~/a.pdf", "/home/ana/a.pdf"),
        ("~/b/", "/home/ana/b/"),
        ("~ana/a.pdf", "~ana/a.pdf"),
        ("a/~/b.pdf", "a/~/b.pdf"),
        ("/a.pdf", "/a.pdf"),
        ("b/", "b/"),
    ] {
        let expanded = expand(Path::new(path), home()).unwrap();
        assert_eq!(expanded.as_os_str(), expected, "{path}");
    }
    for home in [None, Some(OsString::new()), Some(OsString::from("relative"))] {
        assert_eq!(
            expand(Path::new("~/a.pdf"), home.clone()),
            Err(LocalFileError::NoHome)
        );
        assert!(expand(Path::new("a.pdf"), home).is_ok());
    }
}

#[test]
fn a_file_is_saved_whole_for_its_owner_alone_and_leaves_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.pdf");
    assert_eq!(write_saved(&path, &name(), PDF), Ok(path.clone()));
    assert_eq!(std::fs::read(&path).unwrap(), PDF);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode & !0o600, 0);
    let inside = folder.path().join("invoice.pdf");
    assert_eq!(write(folder.path().to_owned(), &name(), PDF), Ok(inside));
    assert_eq!(listed(folder.path()), ["invoice.pdf", "saved.pdf"]);
}

#[test]
fn nothing_is_overwritten_and_nothing_is_left_behind() {
    let (folder, path) = folder_with(b"mine");
    let link = folder.path().join("link.pdf");
    symlink(folder.path().join("nowhere"), &link).unwrap();
    for taken in [&path, &link] {
        let refused = write(taken.clone(), &name(), PDF).unwrap_err();
        assert_eq!(refused.code(), "local-file-already-there");
    }
    let inside = folder.path().to_owned();
    write(inside.clone(), &name(), PDF).unwrap();
    let again = write(inside, &name(), PDF).unwrap_err();
    assert_eq!(again.code(), "local-file-already-there");
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    assert_eq!(listed(folder.path()), ["a.pdf", "invoice.pdf", "link.pdf"]);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let (folder, path) = folder_with(b"mine");
    for missing in [
        folder.path().join("new/a.pdf"),
        folder.path().join("new/"),
        path.join("b.pdf"),
        path.join(""),
    ] {
        let refused = write(missing.clone(), &name(), PDF).unwrap_err();
        assert_eq!(refused.code(), "local-file-no-folder", "{}", missing.display());
    }
    assert_eq!(listed(folder.path()), ["a.pdf"]);
}

#[test]
fn a_file_system_that_cannot_rename_without_replacing_links() {
    let (folder, path) = folder_with(PDF);
    let handle = File::open(folder.path()).unwrap();
    link_in_place(&handle, "a.pdf", OsStr::new("b.pdf")).unwrap();
    assert!(!path.exists());
    std::fs::write(&path, PDF).unwrap();
    assert_eq!(
        link_in_place(&handle, "a.pdf", OsStr::new("b.pdf")),
        Err(Errno::EXIST)
    );
}
