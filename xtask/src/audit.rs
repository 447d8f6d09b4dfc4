//! What the page can call at all. The policy in the page stops requests; it doesn't stop navigation, and a browser may
//! have gaps. So nothing leaves for a second reason: the program has no way to ask. Everything that WebAssembly calls is
//! in its glue, a text of a few hundred lines, and that text holds none of the calls below.

use crate::shell::Failed;

/// Ways out of the page, ways to keep something behind, and ways to make code from text: none may be in the glue.
const NOT_IN_GLUE: &[&str] = &[
    // Requests.
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "sendBeacon",
    "RTCPeerConnection",
    "RTCDataChannel",
    "importScripts",
    "import(",
    "serviceWorker",
    "SharedWorker",
    "new Image",
    "new Audio",
    "FontFace",
    // Navigation.
    ".open(",
    ".location",
    ".submit(",
    ".requestSubmit(",
    ".pushState(",
    ".replaceState(",
    ".src =",
    ".srcdoc",
    ".action =",
    // Storage.
    "localStorage",
    "sessionStorage",
    "indexedDB",
    ".caches",
    ".cookie",
    // Code from text.
    "eval(",
    "new Function",
    "document.write",
    "insertAdjacentHTML",
];

/// Names that only a program which means to use them has among its strings.
const NOT_IN_WASM: &[&str] = &[
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "sendBeacon",
    "RTCPeerConnection",
    "importScripts",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "iframe",
    "javascript:",
];

/// Checks the glue and the strings of the program.
///
/// # Errors
/// Everything forbidden that was found, each with its line.
pub fn check(glue: &str, wasm: &[u8]) -> Result<(), Failed> {
    let mut found = Vec::new();
    for (number, line) in glue.lines().enumerate() {
        let bad = NOT_IN_GLUE.iter().filter(|bad| line.contains(**bad));
        found.extend(bad.map(|bad| format!("glue, line {}: {bad} in {:?}", number + 1, line.trim())));
    }
    for bad in NOT_IN_WASM {
        if wasm.windows(bad.len()).any(|part| part == bad.as_bytes()) {
            found.push(format!("WebAssembly: {bad}"));
        }
    }
    let imports =
        glue.lines().filter(|line| line.trim_start().starts_with("__wb") && line.contains(": function(")).count();
    if imports == 0 {
        found.push("no import was recognised in the glue: this check no longer checks".to_owned());
    }
    if found.is_empty() {
        println!(
            "checked: none of the program's {imports} imports makes a request, navigates, stores or evaluates text"
        );
        Ok(())
    } else {
        Err(format!("the page may not be able to do this:\n  {}", found.join("\n  ")))
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    const GLUE: &str = "  __wbg_now_1: function() {\n  return Date.now();\n  },\n";

    #[test]
    fn harmless_glue_passes() {
        assert_eq!(check(GLUE, b"\0asm"), Ok(()));
    }

    #[test]
    fn a_request_is_found() {
        let glue = format!("{GLUE}  __wbg_fetch_2: function(arg0) {{ return fetch(arg0); }},\n");
        assert!(check(&glue, b"\0asm").is_err());
    }

    #[test]
    fn a_frame_made_by_name_is_found() {
        assert!(check(GLUE, b"\0asm iframe").is_err());
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        assert!(check("", b"\0asm").is_err());
    }
}
