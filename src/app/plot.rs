//! Where dots stand in the plots: whole units, so that the view only writes them down.

use crate::{domain::PersonId, rules::GroupReview};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// The width of a plot in its own units.
pub const WIDTH: u32 = 1_000;
/// Its height.
const HEIGHT: u32 = 60;
/// Room at both ends, so that no dot is cut.
const MARGIN: u32 = 14;

/// The scores from the left to the right end of all plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// At the left end.
    pub lowest: Decimal,
    /// At the right end.
    pub highest: Decimal,
}

impl Scale {
    /// The place of a score.
    pub fn place(&self, score: Decimal) -> u32 {
        let length = self.highest - self.lowest;
        let room = Decimal::from(WIDTH - 2 * MARGIN);
        let share = (score - self.lowest).checked_div(length).unwrap_or(Decimal::new(5, 1));
        MARGIN + (share * room).round().to_u32().unwrap_or(0)
    }
}

/// The scale that holds the scores of all groups, by whole tens where there is room.
pub fn scale(groups: &[GroupReview]) -> Scale {
    let ten = Decimal::TEN;
    let scores = || groups.iter().flat_map(|group| &group.scores).map(|(score, _)| *score);
    let lowest = scores().min().unwrap_or_default();
    let highest = scores().max().unwrap_or(Decimal::ONE_HUNDRED);
    Scale { lowest: (lowest / ten).floor() * ten, highest: (highest / ten).ceil() * ten }
}

/// A dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Whose.
    pub id: PersonId,
    /// The score.
    pub score: Decimal,
}

/// A dot for each score; equal ones stand above and below one another.
pub fn dots(group: &GroupReview, scale: &Scale) -> Vec<Dot> {
    /// Rows of dots, from the middle outwards.
    const ROWS: [u32; 5] = [HEIGHT / 2, HEIGHT / 2 - 10, HEIGHT / 2 + 10, HEIGHT / 2 - 20, HEIGHT / 2 + 20];
    /// Dots nearer than this to one another don't share a row.
    const NEAR: u32 = 10;
    let mut last = [None::<u32>; ROWS.len()];
    let dot = |(score, id): &(Decimal, PersonId)| {
        let x = scale.place(*score);
        let free = last.iter().position(|other| other.is_none_or(|other| x >= other + NEAR));
        let row = free.unwrap_or(0);
        last[row] = Some(x);
        Dot { x, y: ROWS[row], id: *id, score: *score }
    };
    group.scores.iter().map(dot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    fn group(scores: &[Decimal]) -> GroupReview {
        let scores = scores.iter().enumerate().map(|(at, score)| (*score, PersonId(at as u32))).collect();
        GroupReview {
            name: "甲".into(),
            people: 1,
            scores,
            spread: None,
            first_grades: [0; 5],
            proposed: [0; 5],
            departs: Vec::new(),
        }
    }

    #[test]
    fn dots_stand_between_the_ends_and_never_on_one_another() {
        let groups = [group(&[dec!(73), dec!(88), dec!(88), dec!(99.5)])];
        let scale = scale(&groups);
        assert_eq!(scale, Scale { lowest: dec!(70), highest: dec!(100) });
        let dots = dots(&groups[0], &scale);
        assert!(dots.iter().all(|dot| dot.x >= MARGIN && dot.x <= WIDTH - MARGIN && dot.y < HEIGHT));
        assert_eq!(dots[1].x, dots[2].x);
        assert_ne!(dots[1].y, dots[2].y);
    }

    #[test]
    fn a_single_score_has_a_place() {
        let groups = [group(&[dec!(80)])];
        let dots = dots(&groups[0], &scale(&groups));
        assert_eq!(dots[0].x, WIDTH / 2);
    }
}
