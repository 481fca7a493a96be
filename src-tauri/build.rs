//! Generates Tauri's context, anew when the window's built pages changed.

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::build();
}
