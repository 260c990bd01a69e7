//! Where the files of the app come from.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use super::csp;

/// `dist/` as it was when this program was built. A debug build reads it from the disk at every request.
#[derive(rust_embed::RustEmbed)]
#[folder = "../dist/"]
#[allow_missing = true]
struct Built;

/// The page that is shown when there is no app.
const NO_APP: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>GridLoop</title>\
<p>服务已启动，但这里没有应用文件。请运行 <code>cargo xtask build</code>，或用 <code>--app</code> 指定 dist 目录。</p>\
<p lang=\"en\">The server runs, but it has no app files. Run <code>cargo xtask build</code>, or name the folder with <code>--app</code>.</p></html>";

/// The files of the app.
#[derive(Debug, Clone)]
pub struct Assets {
    folder: Option<PathBuf>,
    /// The Content-Security-Policy of the pages.
    pub policy: String,
}

impl Assets {
    /// The files of a folder, or those in the program.
    pub fn open(folder: Option<PathBuf>) -> Self {
        let mut assets = Self {
            folder,
            policy: String::new(),
        };
        assets.policy = csp::policy(&String::from_utf8_lossy(&assets.page()));
        assets
    }

    /// Whether there is an app at all.
    pub fn has_app(&self) -> bool {
        self.file("index.html").is_some()
    }

    /// A file by its path below the root.
    pub fn file(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !plain {
            return None;
        }
        match &self.folder {
            // A few small files from the page cache: not worth a task of their own.
            Some(folder) => std::fs::read(folder.join(path)).ok().map(Cow::Owned),
            None => Built::get(path).map(|file| file.data),
        }
    }

    /// The page of the app, or the one that says that there is none.
    pub fn page(&self) -> Cow<'static, [u8]> {
        self.file("index.html")
            .unwrap_or(Cow::Borrowed(NO_APP.as_bytes()))
    }
}
