//! Which colour and sign a stage wears. Written once, here.

use gridloop_shared::workflow::Stage;

use crate::components::Glyph;

/// The tone's name in the style sheet.
pub const fn tone(stage: Stage) -> &'static str {
    match stage {
        Stage::Reported | Stage::Rejected | Stage::Merged | Stage::Suspended => "grey",
        Stage::Returned => "amber",
        Stage::Accepted | Stage::Dispatched | Stage::Handling => "blue",
        Stage::Handled | Stage::Checked => "violet",
        Stage::Closed => "green",
    }
}

/// The sign beside the word.
pub const fn stage_sign(stage: Stage) -> Glyph {
    match stage {
        Stage::Reported => Glyph::Send,
        Stage::Returned => Glyph::Undo,
        Stage::Accepted => Glyph::Inbox,
        Stage::Dispatched => Glyph::Building,
        Stage::Handling => Glyph::Play,
        Stage::Suspended => Glyph::Pause,
        Stage::Handled => Glyph::Eye,
        Stage::Checked => Glyph::Check,
        Stage::Closed => Glyph::CheckCircle,
        Stage::Rejected => Glyph::XCircle,
        Stage::Merged => Glyph::Merge,
    }
}
