//! What a person is told of the device: its storage and this tab's part in it.

use crate::records::Logged;

/// What the browser grants.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StorageReport {
    /// Whether the browser has promised not to clear it by itself. `None`: not asked yet, or it does not say.
    pub persisted: Option<bool>,
    /// Bytes used.
    pub usage: Option<u64>,
    /// Bytes granted.
    pub quota: Option<u64>,
    /// This tab's part.
    pub this_tab: Tab,
    /// The browser has cleared what was stored here for this person: unsent work, if there was any, is lost.
    pub was_cleared: bool,
    /// So many records of unsent work cannot be read here. They are left where they are.
    pub unreadable: usize,
    /// A newer server sent what this version does not know: it is passed over until the app is updated.
    pub skipped: bool,
    /// What happened to this device, oldest first.
    pub log: Vec<Logged>,
}

/// How much the browser still takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// Enough, or it does not say.
    Enough,
    /// Four fifths are used.
    Low,
    /// Nearly nothing is left.
    Out,
}

impl StorageReport {
    /// How much it still takes.
    #[must_use]
    pub fn space(&self) -> Space {
        let (Some(used), Some(quota)) = (self.usage, self.quota) else {
            return Space::Enough;
        };
        let hundredths = used.saturating_mul(100).checked_div(quota);
        match hundredths {
            Some(95..) => Space::Out,
            Some(80..) => Space::Low,
            _ => Space::Enough,
        }
    }
}

/// Which of several tabs this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Another one talks to the server.
    #[default]
    Follower,
    /// This one does.
    Leader,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_are_said_quietly_and_nineteen_twentieths_clearly() {
        let space = |usage, quota| {
            let report = StorageReport {
                usage,
                quota,
                ..StorageReport::default()
            };
            report.space()
        };
        assert_eq!(space(Some(79), Some(100)), Space::Enough);
        assert_eq!(space(Some(80), Some(100)), Space::Low);
        assert_eq!(space(Some(94), Some(100)), Space::Low);
        assert_eq!(space(Some(95), Some(100)), Space::Out);
        assert_eq!(space(Some(9), Some(0)), Space::Enough, "no quota was told");
        assert_eq!(space(None, Some(100)), Space::Enough);
    }
}
