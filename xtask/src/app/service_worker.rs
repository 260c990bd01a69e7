//! The worker's list: every file of the build with the hash that the browser checks.

use crate::files;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Its name in dist/. It is not in its own list: the browser fetches and compares it by itself.
pub const NAME: &str = "sw.js";

/// Every file below the folder, as the worker reads it: its URL and its hash in the notation of Subresource Integrity.
pub fn list(folder: &Path) -> Result<Vec<Value>> {
    let mut list = Vec::new();
    for file in files::walk(folder, &|_| false)? {
        let name = files::below(folder, &file);
        if name == NAME || name.starts_with('.') || name.ends_with(".br") {
            continue;
        }
        // The shell is asked for by the address that people open.
        let url = if name == "index.html" {
            "/".to_owned()
        } else {
            format!("/{name}")
        };
        list.push(json!({ "url": url, "hash": format!("sha256-{}", base64(&Sha256::digest(fs::read(&file)?))) }));
    }
    Ok(list)
}

/// The worker's script with its list and the version that follows from it.
pub fn fill(template: &str, list: &[Value]) -> Result<String> {
    let files = Value::from(list).to_string();
    let version: String = hex(&Sha256::digest(format!("{template}{files}")))
        .chars()
        .take(16)
        .collect();
    let filled = template
        .replacen("__VERSION__", &version, 1)
        .replacen("\"__FILES__\"", &files, 1);
    ensure!(
        filled.contains(&version) && filled.contains(&files),
        "app/sw/sw.js has lost a mark that the build fills in"
    );
    Ok(filled)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base64 with padding (RFC 4648, section 4): one hash a file is no reason for a dependency.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['+', '/'])
        .collect();
    let letter = |bits: u32| {
        usize::try_from(bits & 63)
            .ok()
            .and_then(|at| letters.get(at))
            .copied()
            .unwrap_or('=')
    };
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let whole = (0..3).fold(0_u32, |whole, at| {
            (whole << 8) | chunk.get(at).copied().map_or(0, u32::from)
        });
        out.push(letter(whole >> 18));
        out.push(letter(whole >> 12));
        out.push(if chunk.len() > 1 {
            letter(whole >> 6)
        } else {
            '='
        });
        out.push(if chunk.len() > 2 { letter(whole) } else { '=' });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, fill};
    use serde_json::json;

    #[test]
    fn writes_the_examples_of_the_rfc() {
        let examples = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, written) in examples {
            assert_eq!(base64(plain.as_bytes()), written);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn another_file_makes_another_version() {
        let template = "const VERSION = \"__VERSION__\"; const FILES = \"__FILES__\";";
        let first = fill(template, &[json!({ "url": "/", "hash": "a" })]).unwrap();
        let second = fill(template, &[json!({ "url": "/", "hash": "b" })]).unwrap();
        assert!(first.contains(r#"const FILES = [{"#));
        assert_ne!(first.split(';').next(), second.split(';').next());
    }

    #[test]
    fn a_template_without_marks_is_refused() {
        assert!(fill("const FILES = [];", &[]).is_err());
    }
}
