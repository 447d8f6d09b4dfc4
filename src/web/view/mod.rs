//! What people see: components that turn properties into elements and events into actions, one to a file.
//!
//! Absent on purpose: decisions (`app`), words (`i18n`), colours (`style`).

mod account;
mod answer;
mod app_bar;
mod banner;
mod budget;
mod cell_account;
mod clauses;
mod decide;
mod dom;
mod effect;
mod fairness;
mod find_person;
mod focus;
mod history;
mod icon;
mod loading;
mod long_list;
mod mapping;
mod matters;
mod overview;
mod paper;
mod papers;
mod pending;
mod people;
mod people_table;
mod person;
mod person_money;
mod problems;
mod recap;
mod register;
mod replacing;
mod results;
mod root;
mod saving;
mod settings;
mod settling;
mod sheet_grid;
mod source_cells;
mod start;
mod tags;
mod timetable;
mod trial;

pub use dom::today;

/// Puts the page in its place in the document.
pub fn mount() {
    let place = dom::document().and_then(|document| document.get_element_by_id("app"));
    yew::Renderer::<root::Root>::with_root(place.expect("the file has a place for the page")).render();
}
