//! What an ID number says beside being a number (GB 11643): month of birth and sex.

use chrono::{Datelike, NaiveDate};

/// What can be read from an ID number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// 男 or 女.
    pub sex: &'static str,
    /// Year and month of birth, as in `1990年3月`.
    pub born: String,
}

/// Weights of the first 17 digits and the character for each remainder (ISO 7064, MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Reads a number of 18 characters. Nothing if its check character or its day is wrong: then it isn't one to build on.
pub(super) fn read(number: &str) -> Option<Known> {
    let characters: Vec<char> = number.chars().collect();
    let digits: Vec<u32> = characters.iter().take(17).filter_map(|digit| digit.to_digit(10)).collect();
    if characters.len() != 18 || digits.len() != 17 {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    if CHECKS[(sum % 11) as usize] != characters[17] {
        return None;
    }
    let born = NaiveDate::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()?;
    let sex = if digits[16] % 2 == 1 { "男" } else { "女" };
    Some(Known { sex, born: format!("{}年{}月", born.year(), born.month()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_number_gives_sex_and_month_of_birth() {
        // The example of the standard's own text.
        assert_eq!(read("11010519491231002X"), Some(Known { sex: "女", born: "1949年12月".to_owned() }));
        assert_eq!(read("440524188001010014"), Some(Known { sex: "男", born: "1880年1月".to_owned() }));
    }

    #[test]
    fn a_wrong_check_character_day_or_length_gives_nothing() {
        for number in
            ["110105194912310021", "11010519491331002X", "110105491231002", "", "身份证号身份证号身份证号身份证号身份"]
        {
            assert_eq!(read(number), None, "{number}");
        }
    }
}
