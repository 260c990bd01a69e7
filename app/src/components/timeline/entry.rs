//! One step of the follow-up. One that did not take effect is there, struck and explained.

use leptos::prelude::*;

use super::TimelineEntry;
use crate::components::{Glyph, Icon, IconSize, PersonTag, PhotoGrid, ReceiptMark};

/// A step.
#[component]
pub fn Entry(
    /// What it says.
    entry: TimelineEntry,
) -> impl IntoView {
    let effective = entry.why_not.is_none();
    let (class, sign) = if effective {
        (
            format!("timeline__step timeline__step--{}", entry.tone),
            entry.sign,
        )
    } else {
        (
            "timeline__step timeline__step--ineffective".to_owned(),
            Glyph::X,
        )
    };
    let act = if effective {
        view! { <span class="timeline__act">{entry.act}</span> }.into_any()
    } else {
        view! { <del class="timeline__act">{entry.act}</del> }.into_any()
    };
    let photos = (!entry.photos.is_empty()).then(|| {
        let photos = Signal::stored(entry.photos);
        view! { <PhotoGrid photos small=true /> }
    });
    view! {
        <li class=class>
            <span class="timeline__sign">
                <Icon of=sign size=IconSize::Small />
            </span>
            <div class="timeline__body">
                <p class="timeline__line">
                    <PersonTag name=entry.who role=entry.role />
                    " "
                    {act}
                </p>
                <p class="timeline__when">
                    <time datetime=entry.when.0>{entry.when.1}</time>
                    {entry.device.map(|text| view! { <span class="timeline__device">{text}</span> })}
                    {entry.mark.map(|mark| view! { <ReceiptMark mark /> })}
                </p>
                {entry.text.map(|text| view! { <p class="timeline__words">{text}</p> })}
                {photos}
                {entry.why_not.map(|text| view! { <p class="timeline__why">{text}</p> })}
            </div>
        </li>
    }
}
