//! Writes the fault table to the file named on the command line, `docs/faults.md` by default.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/faults.md");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    std::fs::write(path, catflap_faults::document(&catflap_faults::play_all().await))
}
