//! A step in words: what was done, what was said, its tone and sign.

use gridloop_shared::model::{Adoption, DepartmentId, Timestamp};
use gridloop_shared::workflow::{Stage, StepKind, Urgency};

use super::term::term_in_words;
use crate::components::Glyph;
use crate::format::{Names, short_number, stage_sign, tone};
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
    let adopted = |act: &str, adoption: Option<Adoption>| match adoption {
        Some(adoption) => format!("{act}{}{}", words.colon(), words.adoption(adoption)),
        None => act.to_owned(),
    };
    let with_assisting = |assisting: &[DepartmentId]| {
        let all: Vec<String> = assisting.iter().map(|id| names.department(id)).collect();
        (!all.is_empty()).then(|| words.assisted_by(&all.join(words.comma())))
    };
    let ((tone, sign), (act, text)) = match kind {
        StepKind::Reported { follows, .. } => {
            let text = follows.map(|of| words.what_remained_of(&short_number(of)));
            (at(Stage::Reported), (words.did_report().to_owned(), text))
        }
        StepKind::Accepted => (at(Stage::Accepted), plain(words.did_accept())),
        StepKind::Rejected { reason } => (at(Stage::Rejected), saying(words.did_reject(), reason)),
        StepKind::Returned { reason } => (at(Stage::Returned), saying(words.did_return(), reason)),
        StepKind::Resubmitted => (at(Stage::Reported), plain(words.did_resubmit())),
        StepKind::Contacted { way, note } => (
            ("green", Glyph::Users),
            saying(&words.did_contact(&words.contact_way(*way)), note),
        ),
        StepKind::Dispatched {
            department,
            assisting,
            term,
        } => {
            let term = term_in_words(words, *term, now);
            let act = words.did_dispatch(&names.department(department), &term);
            (at(Stage::Dispatched), (act, with_assisting(assisting)))
        }
        StepKind::Reassigned {
            department,
            assisting,
            term,
            reason,
        } => {
            let term = term_in_words(words, *term, now);
            let act = words.did_reassign(&names.department(department), &term);
            let text = [Some(reason.clone()), with_assisting(assisting)];
            let text: Vec<String> = text.into_iter().flatten().collect();
            (at(Stage::Dispatched), saying(&act, &text.join("\n")))
        }
        StepKind::AssistanceCalled { department } => (
            ("blue", Glyph::Users),
            plain(&words.did_call_assistance(&names.department(department))),
        ),
        StepKind::AssistanceReleased { department } => (
            ("grey", Glyph::Users),
            plain(&words.did_release_assistance(&names.department(department))),
        ),
        StepKind::Assisted {
            department,
            outcome,
            ..
        } => (
            ("blue", Glyph::Users),
            saying(&words.did_assist(&names.department(department)), outcome),
        ),
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
        StepKind::ExtensionAsked { term, reason, .. } => {
            let act = words.did_ask_extension(&term_in_words(words, *term, now));
            (("amber", Glyph::Clock), saying(&act, reason))
        }
        StepKind::ExtensionGranted { term } => {
            let act = words.did_grant_extension(&term_in_words(words, *term, now));
            (("blue", Glyph::Clock), (act, None))
        }
        StepKind::ExtensionDeclined { reason } => (
            ("amber", Glyph::X),
            saying(words.did_decline_extension(), reason),
        ),
        StepKind::ReportedBack {
            outcome, adoption, ..
        } => (
            at(Stage::Handled),
            saying(&adopted(words.did_report_back(), *adoption), outcome),
        ),
        StepKind::CheckPassed { note, .. } => {
            (at(Stage::Checked), saying(words.did_pass_check(), note))
        }
        StepKind::CheckFailed { reason, .. } => (
            ("amber", Glyph::Refresh),
            saying(words.did_fail_check(), reason),
        ),
        StepKind::PartlySolved {
            note, remaining, ..
        } => (
            at(Stage::Checked),
            saying(&words.did_pass_partly(&short_number(*remaining)), note),
        ),
        StepKind::MediationOpened { level } => (
            ("blue", Glyph::Scale),
            plain(&words.did_open_mediation(&words.mediation_level(*level))),
        ),
        StepKind::MediationHeld { note, .. } => (
            ("blue", Glyph::Scale),
            saying(words.did_hold_mediation(), note),
        ),
        StepKind::MediationEnded { outcome, note, .. } => (
            ("blue", Glyph::Scale),
            saying(
                &words.did_end_mediation(&words.mediation_outcome(*outcome)),
                note,
            ),
        ),
        StepKind::PassedUp { to, reason } => (
            ("blue", Glyph::ArrowRight),
            saying(&words.did_pass_up(&words.authority(*to)), reason),
        ),
        StepKind::TakenUp { fruit, title } => (
            ("green", Glyph::ArrowRight),
            saying(&words.did_take_up(&words.fruit(*fruit)), title),
        ),
        StepKind::Closed => (at(Stage::Closed), plain(words.did_close())),
        StepKind::Rated { rating, comment } => (
            ("green", Glyph::FaceHappy),
            saying(&words.did_rate(&words.rating(*rating)), comment),
        ),
        StepKind::AnswerSeen => (("grey", Glyph::Eye), plain(words.did_see_answer())),
        StepKind::Reopened { reason, .. } => {
            (("blue", Glyph::Refresh), saying(words.did_reopen(), reason))
        }
        StepKind::Merged { into } => (
            at(Stage::Merged),
            plain(&words.did_merge(&short_number(*into))),
        ),
        StepKind::Answered {
            of,
            outcome,
            adoption,
        } => (
            ("green", Glyph::Merge),
            saying(
                &adopted(&words.did_answer(&short_number(*of)), *adoption),
                outcome,
            ),
        ),
        StepKind::Reminded { clock, urgency } => (
            (urgency_tone(*urgency), Glyph::Clock),
            plain(&words.reminded(*clock, *urgency)),
        ),
        StepKind::Reviewed { note, .. } => {
            (("grey", Glyph::Check), saying(words.did_review(), note))
        }
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

const fn urgency_tone(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Near => "amber",
        Urgency::Over | Urgency::Escalated => "red",
    }
}
