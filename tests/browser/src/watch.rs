//! What the page did that it must not: the console, requests as the page's inspector tells them, and the browser's own
//! log of the network, which the Worker can't get round either.

use serde_json::Value;
use std::{fs, path::Path};
use thirtyfour::WebDriver;

/// The address of a file.
pub fn address(page: &Path) -> String {
    let path = page.canonicalize().expect("the page is there");
    format!("file://{}", path.display())
}

/// What the console shows, drained. Refusals by the policy are among it.
pub async fn console(web: &WebDriver) -> Vec<String> {
    let entries = web.get_log("browser").await.expect("the console can be read");
    entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
}

/// The addresses that the page asked for, drained. The empty tab that a browser starts with is a page of its own.
pub async fn requests(web: &WebDriver) -> Vec<String> {
    let entries = web.get_log("performance").await.expect("the inspector's messages can be read");
    let messages = entries.into_iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
    let requests = messages.filter(|message| message["message"]["method"] == "Network.requestWillBeSent");
    let of_pages = requests.filter(|message| !of_the_browser(&message["message"]["params"]["documentURL"]));
    of_pages.filter_map(|message| Some(message["message"]["params"]["request"]["url"].as_str()?.to_owned())).collect()
}

fn of_the_browser(document: &Value) -> bool {
    document.as_str().is_some_and(|document| document.starts_with("chrome://"))
}

/// Those that are neither the page nor something that the page itself holds.
pub fn strange(asked: &[String], page: &Path) -> Vec<String> {
    let page = address(page);
    let own = |url: &str| url == page || url.starts_with("data:") || url.starts_with("blob:");
    asked.iter().filter(|url| !own(url)).cloned().collect()
}

/// What a page had the network do, by the browser's log. The browser's own errands have no page as their initiator.
pub fn network(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).expect("the browser wrote its log of the network");
    let log: Value = serde_json::from_str(&text).expect("the log is whole once the browser has ended");
    let events = log["events"].as_array().expect("the log has events");
    let of_a_page = events.iter().filter(|event| {
        let initiator = event["params"]["initiator"].as_str();
        initiator.is_some_and(|initiator| initiator != "not an origin")
    });
    of_a_page.map(|event| event["params"]["url"].as_str().unwrap_or("?").to_owned()).collect()
}
