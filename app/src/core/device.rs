//! What a person is told of the device: its storage and this tab's part in it.

/// What the browser grants.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
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
