//! No file is longer than a person reads in one go. Tests and generated files are not counted.

use crate::{files, say};
use anyhow::{Result, bail};
use std::path::Path;

const FAILS: usize = 500;
const SMELLS: usize = 300;
const KINDS: [&str; 5] = ["rs", "css", "mjs", "js", "sql"];
const APART: [&str; 8] = [
    "target",
    "dist",
    "data",
    "node_modules",
    "generated",
    "tests",
    "results",
    "fuzz",
];

/// Fails with the names of the files that are too long, and mentions those that are on the way there.
pub fn check() -> Result<()> {
    let root = files::root();
    let mut long = Vec::new();
    let mut on_the_way = 0;
    for file in files::walk(&root, &is_apart)?
        .iter()
        .filter(|file| is_source(file))
    {
        let lines = counted(&files::read(file)?);
        if lines > FAILS {
            long.push(format!("{} ({lines} lines)", files::below(&root, file)));
        }
        on_the_way += usize::from(lines > SMELLS && lines <= FAILS);
    }
    say::line(format!("{on_the_way} files have more than {SMELLS} lines"));
    if !long.is_empty() {
        bail!("more than {FAILS} lines: {}", long.join(", "));
    }
    Ok(())
}

fn is_apart(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| {
        name.to_string_lossy().starts_with('.') || APART.iter().any(|apart| name == *apart)
    })
}

fn is_source(file: &Path) -> bool {
    let is_kind = file
        .extension()
        .is_some_and(|extension| KINDS.iter().any(|kind| extension == *kind));
    let name = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    is_kind && name != "tests" && !name.ends_with("_tests") && !name.ends_with(".test")
}

/// The lines before the tests that stand beside the code.
fn counted(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let tests_begin = |pair: &[&str]| matches!(pair, [first, second] if first.trim() == "#[cfg(test)]" && second.trim_start().starts_with("mod "));
    lines
        .windows(2)
        .position(tests_begin)
        .unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::{counted, is_source};
    use std::path::Path;

    #[test]
    fn counts_up_to_the_tests() {
        assert_eq!(counted("a\nb\nc\n"), 3);
        assert_eq!(counted("a\n#[cfg(test)]\nmod tests {\n}\n"), 1);
        assert_eq!(counted("a\n#[cfg(test)]\nuse b;\nc\n"), 4);
    }

    #[test]
    fn test_files_are_apart() {
        assert!(is_source(Path::new("server/src/main.rs")));
        assert!(!is_source(Path::new("server/src/tests.rs")));
        assert!(!is_source(Path::new("a/boot.test.mjs")));
        assert!(!is_source(Path::new("README.md")));
    }
}
