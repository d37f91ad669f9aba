/**
 * Part of the program that makes calls to a crate, written in Rust: tells a value as a table of nodes. What the standard
 * library gives is told by what is in it, what the crate documents by its fields and variants (`describe-types.ts`), what
 * shows itself by the text it shows, an iterator by its items. Debug text is the last resort, and of types of the standard
 * library alone: that of the crate's own types tells how they were built.
 */
export const guestDescribe = `
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::{Debug, Display};
use std::io::{Read, Write};
use std::os::fd::FromRawFd;
use std::sync::Mutex;

static PANIC: Mutex<String> = Mutex::new(String::new());
const MOST_NODES: usize = 4000;
const MOST_ITEMS: usize = 100;

pub struct PhalusTable {
    nodes: Vec<(String, String, Vec<usize>)>,
    thrown: Option<(Vec<String>, String)>,
    own: String,
}

impl PhalusTable {
    pub fn add(&mut self, kind: &str, text: &str) -> usize {
        if self.nodes.len() >= MOST_NODES {
            self.nodes[0] = (String::from("unreadable"), String::from("too large to compare"), Vec::new());
            return 0;
        }
        self.nodes.push((String::from(kind), String::from(text), Vec::new()));
        self.nodes.len() - 1
    }
    pub fn put(&mut self, place: usize, child: usize) {
        if child != 0 {
            self.nodes[place].2.push(child);
        }
    }
    pub fn field(&mut self, place: usize, name: &str, child: usize) {
        let key = self.add("string", name);
        self.put(place, key);
        self.put(place, child);
    }
    fn is_own(&self, name: &str) -> bool {
        name.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).any(|word| word == self.own)
    }
}

/** The last name of a type, without what stands in it. */
fn phalus_type_name<T: ?Sized>() -> String {
    let name = std::any::type_name::<T>();
    let bare = name.split(|sign: char| sign == '<' || sign == '[' || sign == '(').next().unwrap_or(name);
    String::from(bare.rsplit("::").next().unwrap_or(bare).trim_start_matches('&'))
}

pub trait PhalusDescribe {
    fn phalus(&self, table: &mut PhalusTable) -> usize;
}
macro_rules! phalus_plain {
    ($kind:literal: $($name:ty),*) => { $(impl PhalusDescribe for $name {
        fn phalus(&self, table: &mut PhalusTable) -> usize { table.add($kind, &self.to_string()) }
    })* };
}
phalus_plain!("integer": i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
phalus_plain!("boolean": bool);
phalus_plain!("string": str);
phalus_plain!("owned": String);
phalus_plain!("sign": char);
macro_rules! phalus_float {
    ($($name:ty),*) => { $(impl PhalusDescribe for $name {
        fn phalus(&self, table: &mut PhalusTable) -> usize {
            let text = if self.is_infinite() { String::from(if *self > 0.0 { "Infinity" } else { "-Infinity" }) } else { self.to_string() };
            table.add("float", &text)
        }
    })* };
}
phalus_float!(f32, f64);
macro_rules! phalus_behind {
    ($($name:ty),*) => { $(impl<T: PhalusDescribe + ?Sized> PhalusDescribe for $name {
        fn phalus(&self, table: &mut PhalusTable) -> usize { (**self).phalus(table) }
    })* };
}
phalus_behind!(&T, &mut T, Box<T>, std::rc::Rc<T>, std::sync::Arc<T>);
impl<T: PhalusDescribe + ToOwned + ?Sized> PhalusDescribe for std::borrow::Cow<'_, T> {
    fn phalus(&self, table: &mut PhalusTable) -> usize { (**self).phalus(table) }
}
impl PhalusDescribe for () {
    fn phalus(&self, table: &mut PhalusTable) -> usize { table.add("null", "()") }
}
impl<T: PhalusDescribe> PhalusDescribe for Option<T> {
    fn phalus(&self, table: &mut PhalusTable) -> usize {
        match self {
            None => table.add("null", "None"),
            Some(value) => { let place = table.add("some", ""); let child = value.phalus(table); table.put(place, child); place }
        }
    }
}
impl<T: PhalusDescribe, E> PhalusDescribe for Result<T, E> {
    fn phalus(&self, table: &mut PhalusTable) -> usize {
        match self {
            Err(_) => table.add("error", &phalus_type_name::<E>()),
            Ok(value) => { let place = table.add("ok", ""); let child = value.phalus(table); table.put(place, child); place }
        }
    }
}
fn phalus_list<'a, T: PhalusDescribe + 'a>(items: impl Iterator<Item = &'a T>, kind: &str, table: &mut PhalusTable) -> usize {
    let place = table.add(kind, "");
    for item in items { let child = item.phalus(table); table.put(place, child); }
    place
}
macro_rules! phalus_items {
    ($kind:literal: $($name:ty),*) => { $(impl<T: PhalusDescribe> PhalusDescribe for $name {
        fn phalus(&self, table: &mut PhalusTable) -> usize { phalus_list(self.iter(), $kind, table) }
    })* };
}
phalus_items!("list": [T], Vec<T>, VecDeque<T>, std::collections::LinkedList<T>);
phalus_items!("set": BTreeSet<T>);
impl<T: PhalusDescribe, const N: usize> PhalusDescribe for [T; N] {
    fn phalus(&self, table: &mut PhalusTable) -> usize { phalus_list(self.iter(), "list", table) }
}
impl<T: PhalusDescribe, S> PhalusDescribe for HashSet<T, S> {
    fn phalus(&self, table: &mut PhalusTable) -> usize { phalus_list(self.iter(), "set", table) }
}
fn phalus_pairs<'a, K: PhalusDescribe + 'a, V: PhalusDescribe + 'a>(pairs: impl Iterator<Item = (&'a K, &'a V)>, table: &mut PhalusTable) -> usize {
    let place = table.add("map", "");
    for (key, value) in pairs {
        let key = key.phalus(table);
        table.put(place, key);
        let value = value.phalus(table);
        table.put(place, value);
    }
    place
}
impl<K: PhalusDescribe, V: PhalusDescribe, S> PhalusDescribe for HashMap<K, V, S> {
    fn phalus(&self, table: &mut PhalusTable) -> usize { phalus_pairs(self.iter(), table) }
}
impl<K: PhalusDescribe, V: PhalusDescribe> PhalusDescribe for BTreeMap<K, V> {
    fn phalus(&self, table: &mut PhalusTable) -> usize { phalus_pairs(self.iter(), table) }
}
macro_rules! phalus_tuple {
    ($($name:ident $at:tt),*) => { impl<$($name: PhalusDescribe),*> PhalusDescribe for ($($name,)*) {
        fn phalus(&self, table: &mut PhalusTable) -> usize {
            let place = table.add("tuple", "");
            $(let child = self.$at.phalus(table); table.put(place, child);)*
            place
        }
    } };
}
phalus_tuple!(A 0);
phalus_tuple!(A 0, B 1);
phalus_tuple!(A 0, B 1, C 2);
phalus_tuple!(A 0, B 1, C 2, D 3);
phalus_tuple!(A 0, B 1, C 2, D 3, E 4);
macro_rules! phalus_debug {
    ($($name:ty),*) => { $(impl PhalusDescribe for $name {
        fn phalus(&self, table: &mut PhalusTable) -> usize { table.add("value", &format!("{:?}", self)) }
    })* };
}
phalus_debug!(std::cmp::Ordering, std::time::Duration, std::time::SystemTime, std::net::IpAddr, std::path::Path, std::path::PathBuf, std::ffi::OsStr, std::ffi::OsString);
`;
