//! Money and the rounding of money and scores.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum, ops};

/// An amount in yuan, always whole 分 (two decimals).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Yuan(Decimal);

impl Yuan {
    /// No money.
    pub const ZERO: Yuan = Yuan(Decimal::ZERO);

    /// Rounds to 分, half away from zero.
    pub fn rounded(amount: Decimal) -> Yuan {
        Yuan(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The amount as a plain decimal.
    pub const fn amount(self) -> Decimal {
        self.0
    }

    /// Whether there is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The smaller of two amounts.
    pub fn min(self, other: Yuan) -> Yuan {
        Ord::min(self, other)
    }

    /// The amount, or nothing if it is below zero.
    pub fn not_below_zero(self) -> Yuan {
        Ord::max(self, Yuan::ZERO)
    }
}

/// Writes two decimals, as in `1234.50`.
impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl ops::Add for Yuan {
    type Output = Yuan;
    fn add(self, other: Yuan) -> Yuan {
        Yuan(self.0 + other.0)
    }
}

impl ops::Sub for Yuan {
    type Output = Yuan;
    fn sub(self, other: Yuan) -> Yuan {
        Yuan(self.0 - other.0)
    }
}

impl Sum for Yuan {
    fn sum<I: Iterator<Item = Yuan>>(amounts: I) -> Yuan {
        amounts.fold(Yuan::ZERO, |sum, amount| sum + amount)
    }
}

/// Rounds a score to two decimals, half away from zero: what is shown is what is compared.
pub fn round_score(score: Decimal) -> Decimal {
    score.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn half_a_fen_goes_away_from_zero() {
        assert_eq!(Yuan::rounded(dec!(0.005)).amount(), dec!(0.01));
        assert_eq!(Yuan::rounded(dec!(0.0049)).amount(), dec!(0.00));
        assert_eq!(Yuan::rounded(dec!(-0.005)).amount(), dec!(-0.01));
        assert_eq!(round_score(dec!(88.125)), dec!(88.13));
        assert_eq!(round_score(dec!(88.1249)), dec!(88.12));
    }

    #[test]
    fn two_decimals_are_always_written() {
        assert_eq!(Yuan::rounded(dec!(3)).to_string(), "3.00");
        assert_eq!(Yuan::rounded(dec!(9999.96)).to_string(), "9999.96");
    }
}
