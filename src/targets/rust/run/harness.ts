/** The crate that is under test, whatever it is called when it is published. */
export const guestCrate = 'package_under_test';

/**
 * Part of the program that runs scenarios, written in Rust. It reads a nonce from standard input before the package is
 * called, and answers over a pipe of its own, so that what the package prints is not taken for an answer.
 */
export const harness = String.raw`
use std::fmt::{Debug, Display};
use std::io::{Read, Write};
use std::os::fd::FromRawFd;
use std::sync::Mutex;

static NONCE: Mutex<String> = Mutex::new(String::new());
static PANIC: Mutex<String> = Mutex::new(String::new());

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars().take(4000) {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            sign if (sign as u32) < 32 => out.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

fn say(kind: &str, parts: &[&str]) {
    let nonce = NONCE.lock().map(|text| text.clone()).unwrap_or_default();
    let mut line = format!("[{},{}", quote(&nonce), quote(kind));
    for part in parts {
        line.push(',');
        line.push_str(&quote(part));
    }
    line.push_str("]\n");
    let mut pipe = std::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(3) });
    let _ = pipe.write_all(line.as_bytes());
}

fn type_of<T: ?Sized>(_: &T) -> &'static str {
    std::any::type_name::<T>()
}

pub fn value<L: Debug + ?Sized, R: Debug + ?Sized>(equal: bool, left: &L, right: &R) {
    let shown = (format!("{:?}", left), format!("{:?}", right));
    say("value", &[if equal { "equal" } else { "different" }, &shown.0, &shown.1, type_of(left)]);
}

pub fn failure(found: Option<(String, String)>) {
    match found {
        Some((name, message)) => say("error", &[&name, &message]),
        None => say("returned", &[]),
    }
}

pub fn done() {
    say("done", &[]);
}

pub struct Wrap<'a, T: ?Sized>(pub &'a T);

pub trait Told {
    fn told(&self) -> Option<(String, String)>;
}
impl<T, E: Debug + Display> Told for &&&Wrap<'_, Result<T, E>> {
    fn told(&self) -> Option<(String, String)> {
        self.0.as_ref().err().map(|error| (format!("{:?}", error), error.to_string()))
    }
}

pub trait Shown {
    fn told(&self) -> Option<(String, String)>;
}
impl<T, E: Debug> Shown for &&Wrap<'_, Result<T, E>> {
    fn told(&self) -> Option<(String, String)> {
        self.0.as_ref().err().map(|error| (format!("{:?}", error), String::new()))
    }
}

pub trait Silent {
    fn told(&self) -> Option<(String, String)>;
}
impl<T, E> Silent for &Wrap<'_, Result<T, E>> {
    fn told(&self) -> Option<(String, String)> {
        self.0.as_ref().err().map(|_| (String::from("Err"), String::new()))
    }
}

pub trait Other {
    fn told(&self) -> Option<(String, String)>;
}
impl<T: ?Sized> Other for Wrap<'_, T> {
    fn told(&self) -> Option<(String, String)> {
        None
    }
}

pub fn start() -> usize {
    let mut input = String::new();
    let _ = std::io::stdin().read_to_string(&mut input);
    *NONCE.lock().unwrap() = input;
    std::panic::set_hook(Box::new(|info| {
        let text = info.payload().downcast_ref::<&str>().map(|text| text.to_string())
            .or_else(|| info.payload().downcast_ref::<String>().cloned())
            .unwrap_or_else(|| String::from("a panic"));
        if let Ok(mut kept) = PANIC.lock() {
            *kept = text;
        }
    }));
    std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(usize::MAX)
}

pub fn run(scenario: fn()) {
    if std::panic::catch_unwind(scenario).is_err() {
        let text = PANIC.lock().map(|text| text.clone()).unwrap_or_default();
        say("panicked", &[&text]);
    }
    let _ = std::io::stdout().flush();
}
`;
