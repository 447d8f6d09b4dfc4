//! The single file: the template index.html with everything put in, and the policy that lets nothing else in.

use crate::shell::{Failed, root};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf};

/// First of all styles, so that a file may use the layers in any order. The splash's own style comes before and is in no layer.
const LAYERS: &str = "@layer reset, tokens, base, components, overrides;";

/// Fills the template.
///
/// # Errors
/// A place is missing or left over, or a text can't stand inside its element.
pub fn fill(glue: &str, wasm: &[u8]) -> Result<String, Failed> {
    let mut html = read(&root().join("index.html"))?;
    let icon = read(&root().join("style/icon.svg"))?;
    put(&mut html, "icon", &format!("data:image/svg+xml;base64,{}", BASE64.encode(icon.trim())))?;
    put(&mut html, "styles", &inside("style", styles()?)?)?;
    put(&mut html, "glue", &inside("script", glue.to_owned())?)?;
    let policy = policy(&html)?;
    put(&mut html, "policy", &policy)?;
    put(&mut html, "wasm", &BASE64.encode(gzip(wasm)))?;
    match html.find("{{") {
        Some(at) => {
            Err(format!("a place of the template was left: {:?}", html[at..].chars().take(20).collect::<String>()))
        }
        None => Ok(html),
    }
}

/// Cuts the ways of loading out of the generated glue: it takes a compiled module and nothing else, so that it holds no
/// `fetch`. The cut is checked, because another version of wasm-bindgen may generate another text.
///
/// # Errors
/// The generated text isn't the one known.
pub fn take_bytes_only(glue: &str) -> Result<String, Failed> {
    const FROM: &str = "    async function __wbg_load(module, imports) {";
    const TO: &str = "    return Object.assign(__wbg_init, { initSync }, exports);";
    const LOADING: &str = "\
    function initSync(module) {
        return __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
    }
    async function __wbg_init(module) {
        return __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
    }
";
    let (before, rest) = cut(glue, FROM)?;
    let (_, after) = cut(rest, TO)?;
    Ok(format!("{before}{LOADING}{TO}{after}"))
}

fn cut<'a>(text: &'a str, mark: &str) -> Result<(&'a str, &'a str), Failed> {
    match text.split_once(mark) {
        Some((before, after)) if !after.contains(mark) => Ok((before, after)),
        _ => Err(format!("the glue isn't the one known: expected {mark:?} once; see page.rs")),
    }
}

/// The styles in the order in which they count: the splash, the tokens, the base, the components by name, then the rest.
fn styles() -> Result<String, Failed> {
    let folder = root().join("style");
    let mut paths: Vec<PathBuf> =
        ["boot", "reset", "tokens", "base"].map(|name| folder.join(format!("{name}.css"))).into();
    paths.extend(sheets(&folder.join("components")));
    let rest: Vec<PathBuf> = sheets(&folder).into_iter().filter(|path| !paths.contains(path)).collect();
    paths.extend(rest);
    let mut styles = String::new();
    for (at, path) in paths.iter().filter(|path| path.exists()).enumerate() {
        styles.push_str(&read(path)?);
        if at == 0 {
            styles.push_str(LAYERS);
            styles.push('\n');
        }
    }
    Ok(styles)
}

fn sheets(folder: &PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "css"))
        .collect();
    paths.sort();
    paths
}

/// The policy: nothing but what is in the file, told by its hash.
///
/// Order matters to no browser; `worker-src blob:` is the engine, `img-src data: blob:` the icon.
fn policy(html: &str) -> Result<String, Failed> {
    let scripts = hashes(html, "script")?;
    let styles = hashes(html, "style")?;
    Ok(format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; worker-src blob:; style-src {styles}; img-src data: blob:; \
         connect-src 'none'; form-action 'none'; base-uri 'none'; object-src 'none'"
    ))
}

/// The hashes of all elements of a kind that the browser acts on. Elements with a type are data.
fn hashes(html: &str, element: &str) -> Result<String, Failed> {
    let mut hashes = Vec::new();
    let mut rest = html;
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    while let Some((_, after)) = rest.split_once(&open) {
        let (tag, after) = after.split_once('>').ok_or("a tag of the template isn't closed")?;
        let (text, after) = after.split_once(&close).ok_or("an element of the template isn't closed")?;
        if !tag.contains("type=") {
            hashes.push(format!("'sha256-{}'", BASE64.encode(Sha256::digest(text))));
        }
        rest = after;
    }
    Ok(hashes.join(" "))
}

/// A text that is to stand inside an element must not end it.
fn inside(element: &str, text: String) -> Result<String, Failed> {
    for bad in [format!("</{element}"), "<!--".to_owned(), "\r".to_owned(), "{{".to_owned()] {
        if text.to_lowercase().contains(&bad) {
            return Err(format!("a text for <{element}> holds {bad:?}"));
        }
    }
    Ok(text)
}

fn put(html: &mut String, place: &str, text: &str) -> Result<(), Failed> {
    let mark = format!("{{{{{place}}}}}");
    if html.matches(&mark).count() != 1 {
        return Err(format!("expected {mark} once in index.html"));
    }
    *html = html.replacen(&mark, text, 1);
    Ok(())
}

/// Packs as well as the format allows: a few seconds here save every reader some hundredths of the file.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    /// More rounds save next to nothing more.
    const ROUNDS: u64 = 3;
    let options = zopfli::Options { iteration_count: ROUNDS.try_into().expect("not zero"), ..Default::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed).expect("writing into memory can't fail");
    packed
}

fn read(path: &PathBuf) -> Result<String, Failed> {
    fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))
}
