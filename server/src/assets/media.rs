//! Media types of the files that an app is made of, and how long each may be kept.

/// The media type (IANA) of a file by its name.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// How long a file may be kept: for good when its name carries a hash of it, else only after asking.
pub fn cache_control(path: &str) -> &'static str {
    if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Trunk puts sixteen (in folders: at least eight) hexadecimal digits before the extension, as `name-0123456789abcdef.js`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    stem.split(['-', '_'])
        .skip(1)
        .any(|part| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_hash_is_kept_for_good() {
        for hashed in [
            "gridloop-app-1a2b3c4d5e6f7a8b.js",
            "gridloop-app-1a2b3c4d5e6f7a8b_bg.wasm",
            "css/gridloop-0123456789abcdef.css",
        ] {
            assert!(cache_control(hashed).contains("immutable"), "{hashed}");
        }
        for plain in [
            "index.html",
            "sw.js",
            "manifest.webmanifest",
            "icon-192.png",
            "start-up.css",
        ] {
            assert_eq!(cache_control(plain), "no-cache", "{plain}");
        }
    }
}
