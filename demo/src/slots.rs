//! The changing parts of a text, so that a hundred thousand cases from eighty templates do not read alike.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::dice::Dice;
use crate::hours::minute_of_day;
use crate::place::Community;

/// Values for the gaps of one case; the same gap reads the same in its report, its answer and its check.
#[derive(Debug)]
pub(crate) struct Slots<'a> {
    street: &'a str,
    estate: &'a str,
    community: &'a str,
    /// How such a report begins, itself with gaps.
    opening: &'a str,
    /// What it asks for at the end.
    asking: &'a str,
    lane: i64,
    house: i64,
    floor: i64,
    few: i64,
    some: i64,
    days: i64,
    households: i64,
}

impl<'a> Slots<'a> {
    pub(crate) fn draw(
        community: &'a Community,
        opening: &'a str,
        asking: &'a str,
        dice: &mut Dice,
    ) -> Self {
        let street = dice.pick(&community.streets);
        let estate = dice.pick(&community.estates);
        Self {
            street: street.map_or("", String::as_str),
            estate: estate.map_or("", String::as_str),
            community: &community.short,
            opening,
            asking,
            lane: dice.between(12, 1280),
            house: dice.between(1, 68),
            floor: dice.between(2, 6),
            few: dice.between(2, 7),
            some: dice.between(12, 58),
            days: dice.between(2, 14),
            households: dice.between(18, 96),
        }
    }

    /// `text` with every `{gap}` filled; `at` (Unix ms) is the moment the text speaks of.
    pub(crate) fn fill(&self, text: &str, at: i64) -> String {
        let mut filled = String::with_capacity(text.len().saturating_mul(5) / 4);
        let mut rest = text;
        while let Some((plain, tail)) = rest.split_once('{') {
            filled.push_str(plain);
            let (gap, tail) = tail.split_once('}').unwrap_or((tail, ""));
            filled.push_str(&self.gap(gap, at));
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }

    fn gap(&self, name: &str, at: i64) -> Cow<'_, str> {
        let number = match name {
            "lu" => return Cow::Borrowed(self.street),
            "xq" => return Cow::Borrowed(self.estate),
            "jwh" => return Cow::Borrowed(self.community),
            "wei" => return Cow::Borrowed(self.asking),
            "kai" => return Cow::Owned(self.fill(self.opening, at)),
            "shi" => return Cow::Owned(clock(at)),
            "long" => self.lane,
            "hao" => self.house,
            "ceng" => self.floor,
            "n" => self.few,
            "m" => self.some,
            "tian" => self.days,
            "hu" => self.households,
            _ => return Cow::Borrowed(""),
        };
        Cow::Owned(number.to_string())
    }
}

/// The gaps that the data files may use.
pub(crate) const GAPS: [&str; 13] = [
    "lu", "xq", "jwh", "wei", "kai", "shi", "long", "hao", "ceng", "n", "m", "tian", "hu",
];

/// 上午9时20分, to five minutes.
fn clock(at: i64) -> String {
    let minute = minute_of_day(at);
    let (hour, minute) = (minute / 60, minute % 60 / 5 * 5);
    let (part, hour) = if hour < 12 {
        ("上午", hour)
    } else {
        ("下午", if hour > 12 { hour - 12 } else { hour })
    };
    let mut text = format!("{part}{hour}时");
    if minute > 0 && write!(text, "{minute}分").is_err() {
        text.clear();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Slots<'static> {
        Slots {
            street: "兰州路",
            estate: "五环小区",
            community: "五环",
            opening: "{shi}巡查发现，",
            asking: "请处置。",
            lane: 88,
            house: 5,
            floor: 3,
            few: 2,
            some: 20,
            days: 4,
            households: 36,
        }
    }

    #[test]
    fn gaps_are_filled_also_inside_the_opening() {
        // 2024-03-29 13:42 in China.
        let text = slots().fill(
            "{kai}{lu}{long}弄{hao}号{ceng}层堆物{n}处。{wei}",
            1_711_690_920_000,
        );
        assert_eq!(
            text,
            "下午1时40分巡查发现，兰州路88弄5号3层堆物2处。请处置。"
        );
    }

    #[test]
    fn every_gap_has_a_value() {
        for gap in GAPS {
            assert!(!slots().gap(gap, 0).is_empty(), "{gap}");
        }
    }
}
