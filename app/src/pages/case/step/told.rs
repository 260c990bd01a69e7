//! A step in words: what was done, what was said, its tone and sign.

use gridloop_shared::model::Timestamp;
use gridloop_shared::workflow::{Stage, StepKind};

use crate::components::Glyph;
use crate::format::{Names, exact, stage_sign, tone};
use crate::i18n::Words;
use crate::pages::case::said::value_in_words;

/// What a step says.
pub struct Told {
    /// Its tone.
    pub tone: &'static str,
    /// Its sign.
    pub sign: Glyph,
    /// What was done.
    pub act: String,
    /// What was said.
    pub text: Option<String>,
}

/// Tells a step.
pub fn told(words: Words, names: &Names, kind: &StepKind, now: Timestamp) -> Told {
    let at = |stage: Stage| (tone(stage), stage_sign(stage));
    let plain = |act: &str| (act.to_owned(), None);
    let saying = |act: &str, text: &str| {
        (
            act.to_owned(),
            (!text.trim().is_empty()).then(|| text.to_owned()),
        )
    };
    let ((tone, sign), (act, text)) = match kind {
        StepKind::Reported { .. } => (at(Stage::Reported), plain(words.did_report())),
        StepKind::Accepted => (at(Stage::Accepted), plain(words.did_accept())),
        StepKind::Rejected { reason } => (at(Stage::Rejected), saying(words.did_reject(), reason)),
        StepKind::Dispatched { department, due } => {
            let due = exact(words, *due, now);
            let act = words.did_dispatch(&names.department(department), &due);
            (at(Stage::Dispatched), (act, None))
        }
        StepKind::HandedBack {
            department,
            reason,
            suggested,
        } => {
            let advice = suggested
                .as_ref()
                .map(|id| words.suggests(&names.department(id)));
            let text = format!("{reason}\n{}", advice.unwrap_or_default());
            let act = words.did_hand_back(&names.department(department));
            (("amber", Glyph::Undo), saying(&act, text.trim()))
        }
        StepKind::Started { .. } => (at(Stage::Handling), plain(words.did_start())),
        StepKind::Suspended { reason, .. } => {
            (at(Stage::Suspended), saying(words.did_suspend(), reason))
        }
        StepKind::Resumed { .. } => (at(Stage::Handling), plain(words.did_resume())),
        StepKind::ExtensionAsked { until, reason, .. } => {
            let act = words.did_ask_extension(&exact(words, *until, now));
            (("amber", Glyph::Clock), saying(&act, reason))
        }
        StepKind::ExtensionGranted { due } => {
            let act = words.did_grant_extension(&exact(words, *due, now));
            (("blue", Glyph::Clock), (act, None))
        }
        StepKind::ReportedBack {
            outcome, adoption, ..
        } => {
            let act = match adoption {
                Some(adoption) => {
                    format!(
                        "{}{}{}",
                        words.did_report_back(),
                        words.colon(),
                        words.adoption(*adoption)
                    )
                }
                None => words.did_report_back().to_owned(),
            };
            (at(Stage::Handled), saying(&act, outcome))
        }
        StepKind::CheckPassed { note, .. } => {
            (at(Stage::Checked), saying(words.did_pass_check(), note))
        }
        StepKind::CheckFailed { reason, .. } => (
            ("amber", Glyph::Refresh),
            saying(words.did_fail_check(), reason),
        ),
        StepKind::Closed => (at(Stage::Closed), plain(words.did_close())),
        StepKind::Rated { rating, comment } => (
            ("green", Glyph::FaceHappy),
            saying(&words.did_rate(&words.rating(*rating)), comment),
        ),
        StepKind::AnswerSeen => (("grey", Glyph::Eye), plain(words.did_see_answer())),
        StepKind::Reopened { reason } => {
            (("blue", Glyph::Refresh), saying(words.did_reopen(), reason))
        }
        StepKind::Merged { .. } => (at(Stage::Merged), plain(words.did_merge())),
        StepKind::Commented { text } => (("grey", Glyph::Edit), saying(words.did_comment(), text)),
        StepKind::Corrected { field, value } => {
            let value = value_in_words(words, names, *field, value);
            (
                ("grey", Glyph::Edit),
                saying(&words.did_correct(&words.field(*field)), &value),
            )
        }
        StepKind::Unknown => (("grey", Glyph::Info), plain(words.did_unknown())),
    };
    Told {
        tone,
        sign,
        act,
        text,
    }
}
