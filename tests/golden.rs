//! Sample rosters with the figures that the specification gives for them, through reading and rules.

mod common;

use common::expected::{Expected, check};

#[test]
fn plain_40_has_every_figure() {
    check(&Expected::of("plain-40"));
}

#[test]
fn ties_20_has_every_figure() {
    check(&Expected::of("ties-20"));
}

#[test]
fn messy_49_has_every_figure() {
    check(&Expected::of("messy-49"));
}

#[test]
fn ledgers_86_has_every_figure() {
    check(&Expected::of("ledgers-86"));
}
