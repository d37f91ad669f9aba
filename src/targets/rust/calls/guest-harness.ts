import { guestDescribe } from './guest-describe.ts';

/**
 * Part of the program that makes calls to a crate, written in Rust: finds out how a value can be told, tells errors apart,
 * makes the one call that it is asked for and answers over a pipe of its own.
 */
export const guestCallHarness = `${guestDescribe}${String.raw`
pub struct PhalusWrap<'a, T>(RefCell<&'a mut T>);
impl<'a, T> PhalusWrap<'a, T> {
    pub fn new(value: &'a mut T) -> Self { PhalusWrap(RefCell::new(value)) }
}
pub trait PhalusByParts { fn told(&self, table: &mut PhalusTable) -> usize; }
impl<T: PhalusDescribe> PhalusByParts for &&&&PhalusWrap<'_, T> {
    fn told(&self, table: &mut PhalusTable) -> usize { self.0.borrow().phalus(table) }
}
pub trait PhalusByText { fn told(&self, table: &mut PhalusTable) -> usize; }
impl<T: Display> PhalusByText for &&&PhalusWrap<'_, T> {
    fn told(&self, table: &mut PhalusTable) -> usize {
        let place = table.add("record", &phalus_type_name::<T>());
        let text = self.0.borrow().to_string();
        let child = table.add("string", &text);
        table.field(place, "to_string()", child);
        place
    }
}
pub trait PhalusByItems { fn told(&self, table: &mut PhalusTable) -> usize; }
impl<T: Iterator> PhalusByItems for &&PhalusWrap<'_, T> where T::Item: PhalusDescribe {
    fn told(&self, table: &mut PhalusTable) -> usize {
        let place = table.add("list", "iterator");
        let mut value = self.0.borrow_mut();
        for _ in 0..MOST_ITEMS {
            match value.next() {
                None => break,
                Some(item) => { let child = item.phalus(table); table.put(place, child); }
            }
        }
        place
    }
}
pub trait PhalusByDebug { fn told(&self, table: &mut PhalusTable) -> usize; }
impl<T: Debug> PhalusByDebug for &PhalusWrap<'_, T> {
    fn told(&self, table: &mut PhalusTable) -> usize {
        if table.is_own(std::any::type_name::<T>()) { return table.add("opaque", &phalus_type_name::<T>()); }
        let text = format!("{:?}", self.0.borrow());
        table.add("value", &text)
    }
}
pub trait PhalusByName { fn told(&self, table: &mut PhalusTable) -> usize; }
impl<T> PhalusByName for PhalusWrap<'_, T> {
    fn told(&self, table: &mut PhalusTable) -> usize {
        let name = std::any::type_name::<T>();
        if name.contains("closure") { return table.add("opaque", "closure"); }
        table.add("opaque", &phalus_type_name::<T>())
    }
}

pub struct PhalusCut<T>(pub Option<T>);
pub trait PhalusCutResult { type Value; type Error; fn phalus_cut(self) -> (bool, Result<Self::Value, Self::Error>); }
impl<T, E> PhalusCutResult for &mut &mut PhalusCut<Result<T, E>> {
    type Value = T;
    type Error = E;
    fn phalus_cut(self) -> (bool, Result<T, E>) { (true, self.0.take().unwrap()) }
}
pub trait PhalusCutOther { type Value; type Error; fn phalus_cut(self) -> (bool, Result<Self::Value, Self::Error>); }
impl<T> PhalusCutOther for &mut PhalusCut<T> {
    type Value = T;
    type Error = ();
    fn phalus_cut(self) -> (bool, Result<T, ()>) { (false, Ok(self.0.take().unwrap())) }
}

/** A documented enum says which of its variants a value is. */
pub trait PhalusVariant { fn phalus_variant(&self) -> &'static str; }
pub struct PhalusError<'a, T>(pub &'a T);
pub trait PhalusNamed { fn name(&self) -> String; }
impl<T: PhalusVariant> PhalusNamed for &PhalusError<'_, T> {
    fn name(&self) -> String { format!("{}::{}", phalus_type_name::<T>(), self.0.phalus_variant()) }
}
pub trait PhalusTyped { fn name(&self) -> String; }
impl<T> PhalusTyped for PhalusError<'_, T> {
    fn name(&self) -> String { phalus_type_name::<T>() }
}
pub trait PhalusSaying { fn message(&self) -> String; }
impl<T: Display> PhalusSaying for &&PhalusError<'_, T> {
    fn message(&self) -> String { self.0.to_string() }
}
pub trait PhalusShowing { fn message(&self) -> String; }
impl<T: Debug> PhalusShowing for &PhalusError<'_, T> {
    fn message(&self) -> String { format!("{:?}", self.0) }
}
pub trait PhalusSilent { fn message(&self) -> String; }
impl<T> PhalusSilent for PhalusError<'_, T> {
    fn message(&self) -> String { String::from("an error") }
}
impl PhalusTable {
    pub fn after(&mut self, name: &str, child: usize) {
        let place = self.add("after", name);
        self.put(0, place);
        self.put(place, child);
    }
    pub fn threw(&mut self, name: String, message: String) {
        self.thrown = Some((vec![name, String::from("Err")], message));
    }
}

macro_rules! phalus_part {
    ($table:expr, $value:expr) => {{
        #[allow(unused_imports)]
        use crate::harness::{PhalusByDebug, PhalusByItems, PhalusByName, PhalusByParts, PhalusByText};
        (&&&&&crate::harness::PhalusWrap::new($value)).told($table)
    }};
}
macro_rules! phalus_tell {
    ($table:expr, $value:expr) => {
        match $value {
            phalus_value => {
                #[allow(unused_imports)]
                use crate::harness::{PhalusCutOther, PhalusCutResult};
                #[allow(unused_imports)]
                use crate::harness::{PhalusNamed, PhalusSaying, PhalusShowing, PhalusSilent, PhalusTyped};
                match (&mut &mut crate::harness::PhalusCut(Some(phalus_value))).phalus_cut() {
                    (phalus_wrapped, Ok(mut phalus_value)) => {
                        let place = if phalus_wrapped { let place = $table.add("ok", ""); $table.put(0, place); place } else { 0 };
                        let child = phalus_part!($table, &mut phalus_value);
                        $table.put(place, child);
                    }
                    (_, Err(phalus_error)) => {
                        let name = (&&crate::harness::PhalusError(&phalus_error)).name();
                        let message = (&&&crate::harness::PhalusError(&phalus_error)).message();
                        $table.threw(name, message);
                    }
                }
            }
        }
    };
}

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars().take(20000) {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            sign if (sign as u32) < 32 => out.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn render(table: &PhalusTable) -> String {
    if let Some((classes, message)) = &table.thrown {
        return format!("[\"threw\",{},{}]", list(classes.iter().map(|name| quote(name))), quote(message));
    }
    let nodes = table.nodes.iter().map(|(kind, text, children)| {
        format!("[{},{},{}]", quote(kind), quote(text), list(children.iter().map(|child| child.to_string())))
    });
    format!("[\"returned\",{}]", list(nodes))
}

pub fn main(own: &str, calls: &[(i64, fn(&mut PhalusTable))]) {
    let mut input = String::new();
    let _ = std::io::stdin().read_to_string(&mut input);
    let (token, number) = input.split_once(' ').unwrap_or(("", ""));
    let wanted: i64 = number.trim().parse().unwrap_or(-2);
    std::panic::set_hook(Box::new(|info| {
        let text = info.payload().downcast_ref::<&str>().map(|text| text.to_string())
            .or_else(|| info.payload().downcast_ref::<String>().cloned())
            .unwrap_or_else(|| String::from("a panic"));
        if let Ok(mut kept) = PANIC.lock() {
            *kept = text;
        }
    }));
    let answer = if wanted == -1 { String::from("[\"loaded\"]") } else {
        match calls.iter().find(|(index, _)| *index == wanted) {
            None => return,
            Some((_, call)) => make(own, *call),
        }
    };
    let _ = std::io::stdout().flush();
    let mut pipe = std::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(3) });
    let _ = pipe.write_all(format!("[{},{}]", quote(token), answer).as_bytes());
}

fn make(own: &str, call: fn(&mut PhalusTable)) -> String {
    let mut table = PhalusTable { nodes: Vec::new(), thrown: None, own: String::from(own) };
    table.add("list", "results");
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| { call(&mut table); table }));
    match ended {
        Ok(table) => render(&table),
        Err(_) => {
            let text = PANIC.lock().map(|text| text.clone()).unwrap_or_default();
            format!("[\"threw\",[\"panic\"],{}]", quote(&text))
        }
    }
}
`}`;
