//! Files that the administrator chose by the dialog of the system.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::Path,
};

use catflap_app::{
    LONGEST_FILE, OpenedFile,
    wire::{Problem, ProblemCode},
};

/// Writes the whole file or none of it: what stood there before stays until the new one is on the disk.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    // Where a link is chosen, what it leads to is written.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    replace(&real, bytes).map_err(|error| {
        failed(
            format!("The file {} could not be written.", path.display()),
            "Nothing of it was kept, and a file that was there before is unchanged.",
            "Choose another folder, or one with more space, and save again.",
            &error,
        )
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file of this person: what the umask takes away is taken away.
        let mode = fs::metadata(path).map_or(0o666, |there| there.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.prefix(".catflap-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Reads a file of text, as long as it is no longer than a plan can be.
pub(crate) fn read(path: &Path) -> Result<OpenedFile, Problem> {
    let unreadable = |error: io::Error| {
        let message = format!("The file {} could not be read.", path.display());
        failed(message, "", "Choose another file, or copy it where it can be read.", &error)
    };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LONGEST_FILE + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    let other = |message: String| Problem {
        code: ProblemCode::InputUnreadable,
        message,
        why: String::new(),
        remedy: "Choose the file that Catflap saved, or one of the same shape.".to_owned(),
        evidence: None,
    };
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(other(format!("The file {} is longer than {} MB.", path.display(), LONGEST_FILE >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|_| other(format!("The file {} is no text.", path.display())))?;
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default().into_owned();
    Ok(OpenedFile { name, text })
}

fn failed(message: String, why: &str, remedy: &str, error: &io::Error) -> Problem {
    Problem {
        code: ProblemCode::FileFailed,
        message,
        why: why.to_owned(),
        remedy: remedy.to_owned(),
        evidence: Some(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_the_place_of_the_one_before_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.toml");
        write(&path, b"one").expect("written");
        write(&path, b"two").expect("written again");
        assert_eq!(read(&path), Ok(OpenedFile { name: "plan.toml".into(), text: "two".into() }));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_that_can_not_be_written_is_a_problem_and_the_one_before_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let nowhere = folder.path().join("not there").join("plan.toml");
        let problem = write(&nowhere, b"one").expect_err("no folder");
        assert_eq!(problem.code, ProblemCode::FileFailed);
        assert!(problem.message.contains("plan.toml") && problem.evidence.is_some(), "{problem:?}");
        // A folder is in the way of the file.
        fs::create_dir(folder.path().join("taken")).expect("a folder");
        fs::write(folder.path().join("taken").join("kept"), "x").expect("a file");
        assert!(write(&folder.path().join("taken"), b"one").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_too_long_or_no_text_is_refused_before_it_is_looked_at() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("big");
        let file = File::create(&path).expect("a file");
        file.set_len(LONGEST_FILE + 1).expect("longer");
        assert!(read(&path).expect_err("too long").message.contains("longer than 5 MB"));
        fs::write(&path, [0xff, 0xfe]).expect("a file");
        assert!(read(&path).expect_err("no text").message.contains("is no text"));
        assert_eq!(read(&folder.path().join("none")).expect_err("no file").code, ProblemCode::FileFailed);
    }
}
