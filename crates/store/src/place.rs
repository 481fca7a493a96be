//! Where the file is.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The database's file name.
pub const DATABASE: &str = "catflap.sqlite";

/// The folder for the application's data: `moved` (the value of `CATFLAP_DATA_DIR`) unless it is absent or empty, else the
/// platform's own.
///
/// # Errors
/// [`StoreError::NoDataFolder`].
pub fn data_dir(moved: Option<&OsStr>) -> Result<PathBuf, StoreError> {
    if let Some(moved) = moved.filter(|moved| !moved.is_empty()) {
        return Ok(PathBuf::from(moved));
    }
    directories::ProjectDirs::from("", "", "Catflap")
        .map(|folders| folders.data_local_dir().to_path_buf())
        .ok_or(StoreError::NoDataFolder)
}

/// Makes the folder and the empty file, readable by their owner alone where the platform has such a thing: the file holds
/// the names and addresses of a whole organization.
pub(crate) fn prepare(folder: &Path) -> Result<PathBuf, StoreError> {
    let file = folder.join(DATABASE);
    let made = make_folder(folder).and_then(|()| make_file(&file));
    made.map_err(|source| StoreError::Folder { path: folder.to_path_buf(), source })?;
    Ok(file)
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn make_file(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_moves_only_to_a_place_that_is_named() {
        assert_eq!(data_dir(Some(OsStr::new("/tmp/elsewhere"))).unwrap(), PathBuf::from("/tmp/elsewhere"));
        if let Ok(platform) = data_dir(None) {
            assert_eq!(data_dir(Some(OsStr::new(""))).unwrap(), platform);
        }
    }
}
