//! How many operations the columns of a change claim, counted on the bytes before anything is unfolded.
//!
//! In Automerge's format (<https://automerge.org/automerge-binary-format-spec/>, "Columnar storage") each property of the operations is a
//! column, and a column is a list of runs. A run of one value is its length and the value: ten bytes can claim 2⁶³ operations, which
//! the decoder would build one by one. So each column is walked here run by run; none may stand for more rows than an act writes, all must
//! stand for equally many, and what they refer to must be there. The decoder then meets nothing that it has to trust.

use super::Malformed;
use super::leb128::Bytes;

/// The most operations of one change. An act of ours writes at most fourteen.
pub const MOST_OPERATIONS: u64 = 32;
/// The most operations that one change overwrites: the concurrent values of one field.
pub const MOST_OVERWRITTEN: u64 = 256;

// A column's name is its identifier, a bit for "deflated", and its type: a number in four bits and more, one bit, three bits.
const OBJECT_ACTOR: u64 = 0x01;
const OBJECT_COUNTER: u64 = 0x02;
const KEY_TEXT: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_KIND: u64 = 0x56;
const VALUE: u64 = 0x57;
const OVERWRITES: u64 = 0x70;
const OVERWRITES_ACTOR: u64 = 0x71;
const OVERWRITES_COUNTER: u64 = 0x73;

/// All that an act of ours uses, in the order in which they stand. Keys in lists, marks and their extent are not among them, and a
/// deflated column never is.
const COLUMNS: [u64; 10] = [
    OBJECT_ACTOR,
    OBJECT_COUNTER,
    KEY_TEXT,
    INSERT,
    ACTION,
    VALUE_KIND,
    VALUE,
    OVERWRITES,
    OVERWRITES_ACTOR,
    OVERWRITES_COUNTER,
];

/// What the columns may refer to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many actors the change names.
    pub actors: u64,
    /// The counter of its first operation.
    pub start: u64,
}

/// Reads the columns' names and lengths, and holds each column against the others. What follows the columns is left in `bytes`.
pub fn check(bytes: &mut Bytes<'_>, limits: Limits) -> Result<(), Malformed> {
    let columns = Columns::read(bytes)?;
    let operations = columns.operations()?;
    let last = limits
        .start
        .checked_add(operations)
        .filter(|last| u32::try_from(*last).is_ok())
        .ok_or(Malformed::Counter)?;

    let exactly = |column: &'static str, rows: u64| match rows == operations {
        true => Ok(()),
        false => Err(Malformed::Column(column)),
    };
    // Rows of the root object may be left away at the end.
    let actors = columns.numbers(OBJECT_ACTOR, "object", operations, limits.actors)?;
    let counters = columns.numbers(OBJECT_COUNTER, "object", operations, last)?;
    if actors != counters {
        return Err(Malformed::Column("object"));
    }
    exactly("key", columns.texts(KEY_TEXT, "key", operations)?)?;
    exactly("insert", columns.switches(INSERT, "insert", operations)?)?;
    columns.values(operations)?;

    let mut overwritten: u64 = 0;
    let groups = columns.walk(
        OVERWRITES,
        "overwrites",
        operations,
        |bytes, times| match bytes {
            None => Err(Malformed::Column("overwrites")),
            Some(bytes) => {
                overwritten = overwritten.saturating_add(bytes.unsigned()?.saturating_mul(times));
                Ok(())
            }
        },
    )?;
    exactly("overwrites", groups)?;
    if overwritten > MOST_OVERWRITTEN {
        return Err(Malformed::TooMany("overwritten operations"));
    }
    let actors = columns.numbers(OVERWRITES_ACTOR, "overwritten", overwritten, limits.actors)?;
    let counters = columns.differences(overwritten, limits.start)?;
    if actors != overwritten || counters != overwritten {
        return Err(Malformed::Column("overwritten"));
    }
    Ok(())
}

/// The columns of a change, in the order of [`COLUMNS`].
struct Columns<'a>([&'a [u8]; COLUMNS.len()]);

impl<'a> Columns<'a> {
    fn read(bytes: &mut Bytes<'a>) -> Result<Self, Malformed> {
        let count = bytes.unsigned()?;
        if usize::try_from(count).is_ok_and(|count| count > COLUMNS.len()) {
            return Err(Malformed::TooMany("columns"));
        }
        let mut lengths = [0; COLUMNS.len()];
        let mut known = COLUMNS.iter().zip(&mut lengths);
        for _ in 0..count {
            let name = bytes.unsigned()?;
            // In ascending order, none twice: what was passed over does not come any more.
            let (_, length) = known
                .find(|(column, _)| **column == name)
                .ok_or(Malformed::Column("unknown"))?;
            *length = bytes.unsigned()?;
        }
        let mut columns = [[].as_slice(); COLUMNS.len()];
        for (column, length) in columns.iter_mut().zip(lengths) {
            *column = bytes.take(length)?;
        }
        Ok(Self(columns))
    }

    fn column(&self, name: u64) -> Bytes<'a> {
        let mut columns = COLUMNS.iter().zip(self.0);
        let column = columns.find(|(column, _)| **column == name);
        Bytes(column.map_or(&[], |(_, bytes)| bytes))
    }

    /// Walks over the runs of a column and answers how many rows they stand for, at most `most`. A value is read where `bytes` are
    /// given; none are for rows without one. `times` is how often it stands.
    ///
    /// A run is a signed length: so often the value that follows; or, when negative, so many values one after the other; or,
    /// when zero, so many rows without a value as the number that follows says.
    fn walk(
        &self,
        name: u64,
        what: &'static str,
        most: u64,
        mut value: impl FnMut(Option<&mut Bytes<'a>>, u64) -> Result<(), Malformed>,
    ) -> Result<u64, Malformed> {
        let mut bytes = self.column(name);
        let mut rows: u64 = 0;
        while !bytes.is_empty() {
            let length = bytes.signed()?;
            let times = match length {
                0 => bytes.unsigned()?,
                _ => length.unsigned_abs(),
            };
            // Before a value is read: the length alone may be the attack.
            rows = rows.saturating_add(times);
            if rows > most {
                return Err(Malformed::TooMany(what));
            }
            match length {
                0 => value(None, times)?,
                1.. => value(Some(&mut bytes), times)?,
                _ => {
                    for _ in 0..times {
                        value(Some(&mut bytes), 1)?;
                    }
                }
            }
        }
        Ok(rows)
    }

    /// How many operations there are: the decoder goes on until this column ends.
    fn operations(&self) -> Result<u64, Malformed> {
        let each = |bytes: Option<&mut Bytes<'a>>, _| match bytes {
            Some(bytes) => bytes.unsigned().map(drop),
            None => Err(Malformed::Column("action")),
        };
        match self.walk(ACTION, "operations", MOST_OPERATIONS, each)? {
            0 => Err(Malformed::Operation("none")),
            operations => Ok(operations),
        }
    }

    /// A column of numbers below a bound, or of none.
    fn numbers(
        &self,
        name: u64,
        what: &'static str,
        most: u64,
        below: u64,
    ) -> Result<u64, Malformed> {
        self.walk(name, what, most, |bytes, _| match bytes {
            Some(bytes) => match bytes.unsigned()? < below {
                true => Ok(()),
                false => Err(Malformed::Column(what)),
            },
            None => Ok(()),
        })
    }

    /// A column of texts.
    fn texts(&self, name: u64, what: &'static str, most: u64) -> Result<u64, Malformed> {
        self.walk(name, what, most, |bytes, _| match bytes {
            None => Err(Malformed::Column(what)),
            Some(bytes) => std::str::from_utf8(bytes.prefixed()?)
                .map(drop)
                .map_err(|_| Malformed::Column(what)),
        })
    }

    /// A column of yes and no: how often no, how often yes, how often no …
    fn switches(&self, name: u64, what: &'static str, most: u64) -> Result<u64, Malformed> {
        let mut bytes = self.column(name);
        let mut rows: u64 = 0;
        while !bytes.is_empty() {
            rows = rows.saturating_add(bytes.unsigned()?);
            if rows > most {
                return Err(Malformed::TooMany(what));
            }
        }
        Ok(rows)
    }

    /// The kinds and lengths of the values, and that the values are as long as they say.
    fn values(&self, operations: u64) -> Result<(), Malformed> {
        let mut length: u64 = 0;
        let rows = self.walk(VALUE_KIND, "value", operations, |bytes, times| {
            let bytes = bytes.ok_or(Malformed::Column("value"))?;
            // The kind is in the lowest four bits.
            let each = bytes.unsigned()? >> 4;
            length = length.saturating_add(each.saturating_mul(times));
            Ok(())
        })?;
        let here = self.column(VALUE).0.len();
        if rows == operations && usize::try_from(length) == Ok(here) {
            Ok(())
        } else {
            Err(Malformed::Column("value"))
        }
    }

    /// The counters of what is overwritten, each as the difference from the one before: from 1, and below the change's own.
    fn differences(&self, most: u64, below: u64) -> Result<u64, Malformed> {
        let wrong = Malformed::Column("overwritten");
        let mut counter: i64 = 0;
        let mut in_range = |step: i64, times: u64| {
            let steps = i64::try_from(times).ok()?.checked_mul(step)?;
            let first = counter.checked_add(step)?;
            counter = counter.checked_add(steps)?;
            // Between the first and the last of a run it only rises or only falls.
            let good = |counter: i64| u64::try_from(counter).is_ok_and(|at| at > 0 && at < below);
            (good(first) && good(counter)).then_some(())
        };
        self.walk(OVERWRITES_COUNTER, "overwritten", most, |bytes, times| {
            let step = bytes.ok_or(wrong.clone())?.signed()?;
            in_range(step, times).ok_or(wrong.clone())
        })
    }
}
