//! The style sheets: colours stand in one file, and the dark ones are the same however dark was chosen.

use std::{fs, path::Path};

fn style(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("style").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The declarations of the block that follows a selector, trimmed.
fn block<'a>(css: &'a str, selector: &str) -> Vec<&'a str> {
    let (_, rest) = css.split_once(selector).unwrap_or_else(|| panic!("{selector} isn't there"));
    let (inside, _) = rest.split_once('}').expect("a block ends");
    inside.trim_start_matches(" {").lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn dark_is_the_same_by_the_system_and_by_choice() {
    let tokens = style("tokens.css");
    let screen = tokens.split("@media print").next().expect("the first part is there");
    let by_system = block(screen, ":root:not([data-theme=\"light\"])");
    let by_choice = block(screen, ":root[data-theme=\"dark\"]");
    assert!(by_system.len() > 30, "found only {by_system:?}");
    assert_eq!(by_system, by_choice);
}

#[test]
fn raw_colours_stand_in_the_tokens_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let components = fs::read_dir(folder.join("components")).expect("the folder is there");
    let mut names: Vec<String> = components
        .map(|entry| format!("components/{}", entry.expect("readable").file_name().to_string_lossy()))
        .collect();
    names.extend(["reset.css", "base.css", "print.css"].map(str::to_owned));
    for name in names {
        for (number, line) in (1..).zip(style(&name).lines()) {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let raw = value.contains('#')
                || ["rgb(", "rgba(", "hsl(", "white;", "black;"].iter().any(|mark| value.contains(mark));
            assert!(!raw, "{name}:{number} names a colour: {line}");
        }
    }
}
