//! One drawn set of icons, inlined from `style/icons`, so that none is ever missing offline.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($glyph:ident = $file:literal),+ $(,)?) => {
        /// A drawing. It never carries a name: the text beside it or its button's label does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Glyph {
            $(#[doc = $file] $glyph),+
        }

        impl Glyph {
            const fn file(self) -> &'static str {
                match self {
                    $(Self::$glyph => include_str!(concat!("../../../style/icons/", $file, ".svg"))),+
                }
            }
        }
    };
}

glyphs! {
    AlertTriangle = "alert-triangle",
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    Brand = "brand",
    Building = "building",
    Camera = "camera",
    Check = "check",
    CheckCircle = "check-circle",
    ChevronDown = "chevron-down",
    ChevronRight = "chevron-right",
    Clock = "clock",
    Cloud = "cloud",
    CloudCheck = "cloud-check",
    CloudOff = "cloud-off",
    Download = "download",
    Edit = "edit",
    Eye = "eye",
    FaceHappy = "face-happy",
    FaceNeutral = "face-neutral",
    FaceSad = "face-sad",
    Filter = "filter",
    Globe = "globe",
    Home = "home",
    Image = "image",
    Inbox = "inbox",
    Info = "info",
    List = "list",
    Locate = "locate",
    Lock = "lock",
    LogOut = "log-out",
    MapPin = "map-pin",
    Merge = "merge",
    Moon = "moon",
    More = "more",
    Pause = "pause",
    PhoneDevice = "phone-device",
    Play = "play",
    Plus = "plus",
    Refresh = "refresh",
    Scale = "scale",
    Search = "search",
    Send = "send",
    Server = "server",
    TextSize = "text-size",
    Undo = "undo",
    User = "user",
    Users = "users",
    X = "x",
    XCircle = "x-circle",
}

/// How large a drawing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IconSize {
    /// 18 px, in a line of text.
    Small,
    /// 24 px.
    #[default]
    Plain,
    /// 40 px, alone on an empty page.
    Large,
}

/// A drawing, hidden from the ear.
#[component]
pub fn Icon(
    /// Which.
    of: Glyph,
    /// How large.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let class = match size {
        IconSize::Small => "icon icon--small",
        IconSize::Plain => "icon",
        IconSize::Large => "icon icon--large",
    };
    view! {
        <svg
            class=class
            viewBox="0 0 24 24"
            aria-hidden="true"
            focusable="false"
            inner_html=inner(of.file())
        ></svg>
    }
}

/// What stands between the outer tags of the file.
fn inner(file: &'static str) -> &'static str {
    file.split_once('>')
        .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
        .map_or("", |(inner, _)| inner)
}
