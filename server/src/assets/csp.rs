//! The Content-Security-Policy (W3C CSP 3) of the app's page: nothing runs but what the page is made of.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for this page. Inline scripts and styles that it has when the server starts are named by their hash.
pub fn policy(html: &str) -> String {
    let scripts = hashes(html, "script");
    let styles = hashes(html, "style");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    )
}

/// The sources of the inline elements of this name.
fn hashes(html: &str, element: &str) -> String {
    let open = format!("<{element}");
    let close = format!("</{element}>");
    let mut found = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(&open) {
        rest = rest
            .get(at.saturating_add(open.len())..)
            .unwrap_or_default();
        let Some((attributes, after)) = rest.split_once('>') else {
            break;
        };
        let Some((text, after)) = after.split_once(close.as_str()) else {
            break;
        };
        rest = after;
        let names = attributes
            .split_whitespace()
            .any(|part| part.starts_with("src="));
        if !names {
            let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
            found.push_str(&format!(" 'sha256-{hash}'"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hash_and_linked_ones_are_not() {
        let page = "<script src=\"/boot.js\"></script><script type=module>alert('Hello, world.');</script>";
        // The example of CSP 3.
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(hashes(page, "script"), format!(" {hash}"));
        assert!(policy(page).contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")));
        assert!(policy("<p>").contains("style-src 'self';"));
    }
}
