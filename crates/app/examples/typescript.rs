//! Writes the window's TypeScript to the file named on the command line, `ui/src/lib/generated/api.ts` by default.

fn main() -> std::io::Result<()> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/lib/generated/api.ts");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    if let Some(folder) = std::path::Path::new(&path).parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, catflap_app::typescript())
}
