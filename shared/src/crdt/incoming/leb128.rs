//! Bytes read from the front, and the numbers in them as Automerge writes them: LEB128 (DWARF 5, section 7.6), the shortest form only.
//!
//! A number in a longer form than it needs would be a second spelling of the same change; the encoder never writes one.

use super::Malformed;

/// The bits of a byte that carry the number.
const PAYLOAD: u8 = 0x7f;
/// The bit that says that more follows.
const MORE: u8 = 0x80;
/// The bit of a last byte that makes a signed number negative.
const SIGN: u8 = 0x40;

/// What is left to be read.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// Whether all is read.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next so many bytes.
    pub fn take(&mut self, length: u64) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(length).map_err(|_| Malformed::NotAChange)?;
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(Malformed::NotAChange)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Bytes behind their length.
    pub fn prefixed(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.unsigned()?;
        self.take(length)
    }

    fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed::NotAChange)?;
        self.0 = rest;
        Ok(*first)
    }

    /// An unsigned number of at most 64 bits.
    pub fn unsigned(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let payload = u64::from(byte & PAYLOAD);
            let fits = shift < 63 || payload <= 1;
            number |= payload << shift;
            if byte & MORE == 0 {
                let shortest = shift == 0 || byte != 0;
                return if fits && shortest {
                    Ok(number)
                } else {
                    Err(Malformed::NotAChange)
                };
            }
        }
        Err(Malformed::NotAChange)
    }

    /// A signed number of at most 64 bits, in two's complement.
    pub fn signed(&mut self) -> Result<i64, Malformed> {
        let mut number = 0;
        let mut before = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & PAYLOAD) << shift;
            if byte & MORE == 0 {
                let fits = shift < 63 || byte == 0 || byte == PAYLOAD;
                let repeats =
                    (byte == 0 && before & SIGN == 0) || (byte == PAYLOAD && before & SIGN != 0);
                if !fits || (shift > 0 && repeats) {
                    return Err(Malformed::NotAChange);
                }
                if byte & SIGN != 0 && shift < 63 {
                    number |= u64::MAX << shift.saturating_add(7).min(63);
                }
                return Ok(number.cast_signed());
            }
            before = byte;
        }
        Err(Malformed::NotAChange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard() {
        let unsigned = |bytes: &[u8]| Bytes(bytes).unsigned();
        assert_eq!(unsigned(&[0]), Ok(0));
        assert_eq!(unsigned(&[0xe5, 0x8e, 0x26]), Ok(624_485));
        let most = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(unsigned(&most), Ok(u64::MAX));
        let signed = |bytes: &[u8]| Bytes(bytes).signed();
        assert_eq!(signed(&[0x7f]), Ok(-1));
        assert_eq!(signed(&[0x3f]), Ok(63));
        assert_eq!(signed(&[0xc0, 0x00]), Ok(64));
        assert_eq!(signed(&[0xc0, 0xbb, 0x78]), Ok(-123_456));
        let least = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f];
        assert_eq!(signed(&least), Ok(i64::MIN));
        let greatest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00];
        assert_eq!(signed(&greatest), Ok(i64::MAX));
    }

    #[test]
    fn long_forms_and_cut_numbers_are_none() {
        for bytes in [&[][..], &[0x80], &[0x80, 0x00], &[0xff; 10], &[0xff; 11]] {
            assert!(Bytes(bytes).unsigned().is_err(), "{bytes:?}");
            assert!(Bytes(bytes).signed().is_err(), "{bytes:?}");
        }
        assert!(Bytes(&[0xff, 0x7f]).signed().is_err());
        let too_large = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02];
        assert!(Bytes(&too_large).unsigned().is_err());
        assert!(Bytes(&too_large).signed().is_err());
    }
}
