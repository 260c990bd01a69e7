//! One style sheet from many, in the order that `main.css` imports them, without comments and needless space.

use crate::files;
use anyhow::{Context, Result};
use std::path::Path;

/// The joined sheet. A sheet may itself import; each is taken in where it is named.
pub fn join(sheet: &Path) -> Result<String> {
    let folder = sheet.parent().context("the sheet lies in no folder")?;
    let text = shrink(&files::read(sheet)?);
    let mut joined = String::new();
    let mut rest = text.as_str();
    // Imports stand before everything else, or the browser itself would not heed them.
    while let Some((name, after)) = leading_import(rest) {
        joined += &join(&folder.join(name))?;
        rest = after;
    }
    joined += rest;
    Ok(joined)
}

/// The file that an import at the very beginning names, and what follows it.
fn leading_import(css: &str) -> Option<(&str, &str)> {
    let (statement, after) = css.strip_prefix("@import")?.split_once(';')?;
    let name = statement
        .trim()
        .trim_start_matches("url(")
        .trim_end_matches(')')
        .trim_matches(['"', '\'']);
    Some((name, after.trim_start()))
}

/// Removes comments and folds white space. Touches nothing inside strings, and no space that may mean something.
fn shrink(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut gap = false;
    while let Some(c) = rest.next() {
        if c == '/' && rest.peek() == Some(&'*') {
            skip_comment(&mut rest);
            gap = true;
        } else if c.is_whitespace() {
            gap = true;
        } else {
            let needless =
                matches!(c, '{' | '}' | ';') || out.is_empty() || out.ends_with(['{', '}', ';']);
            if gap && !needless {
                out.push(' ');
            }
            gap = false;
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            if c == '"' || c == '\'' {
                copy_string(c, &mut rest, &mut out);
            }
        }
    }
    out
}

fn skip_comment(rest: &mut impl Iterator<Item = char>) {
    let mut star = false;
    for c in rest {
        if star && c == '/' {
            return;
        }
        star = c == '*';
    }
}

fn copy_string(quote: char, rest: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut escaped = false;
    for c in rest {
        out.push(c);
        if c == quote && !escaped {
            return;
        }
        escaped = c == '\\' && !escaped;
    }
}

#[cfg(test)]
mod tests {
    use super::{leading_import, shrink};

    #[test]
    fn removes_comments_and_space_but_keeps_what_means_something() {
        let css = "/* a\n * b */\n.a  .b > .c,\n.d {\n  margin: 0 calc(1px + 2px);\n  color: red;\n}\n\n@media (min-width: 900px) { .e:not(.f) { top: 0; } }\n";
        assert_eq!(
            shrink(css),
            ".a .b > .c, .d{margin: 0 calc(1px + 2px);color: red}@media (min-width: 900px){.e:not(.f){top: 0}}"
        );
    }

    #[test]
    fn leaves_strings_alone() {
        assert_eq!(
            shrink(".a { content: \"/* {  } */ \\\"  x\"; }"),
            ".a{content: \"/* {  } */ \\\"  x\"}"
        );
    }

    #[test]
    fn a_comment_separates_words() {
        assert_eq!(shrink("margin:1px/**/2px"), "margin:1px 2px");
    }

    #[test]
    fn finds_imports_in_their_order() {
        assert_eq!(
            leading_import("@import \"tokens.css\";@import url('base.css');.a{}"),
            Some(("tokens.css", "@import url('base.css');.a{}"))
        );
        assert_eq!(
            leading_import("@import url('base.css');.a{}"),
            Some(("base.css", ".a{}"))
        );
        assert_eq!(leading_import(".a{}"), None);
    }
}
