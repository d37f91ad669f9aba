import type { Family } from './model.ts';

/** The library of word-kit.fake.ts by hand, as each language's translation of it has to be. */
export const wordKitCode: Readonly<Record<Family, string>> = {
  javascript: `
export const padLeft = (text, width) => text.padStart(width);
export const splitWords = (text) => text.split(/\\s+/).filter(Boolean);
export function countWords(text) {
  const counts = {};
  for (const word of splitWords(text)) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
export const average = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
export const swapPairs = (pairs) => Object.fromEntries(Object.entries(pairs).map(([key, value]) => [value, key]));
export const chunk = (numbers, size) =>
  Array.from({ length: Math.ceil(numbers.length / size) }, (_, at) => numbers.slice(at * size, at * size + size));
export const shorten = (text, { limit = 10, ending = '...' } = {}) =>
  text.length <= limit ? text : text.slice(0, limit - ending.length) + ending;
export const findLongest = (words) => [...words].sort((a, b) => b.length - a.length)[0] ?? null;
export function parseDigit(text) {
  if (!/^\\d$/.test(text)) throw new TypeError('no digit');
  return Number(text);
}
export const keep = (numbers, test) => numbers.filter((value) => test(value));
export const isBlank = (text) => text.trim() === '';
export class Counter {
  #sum;
  constructor(start) { this.#sum = start; }
  add(amount) { this.#sum += amount; return this.#sum; }
  total() { return this.#sum; }
}
export const newCounter = (start) => new Counter(start);
`,
  python: `
from collections import Counter as _Counts

def pad_left(text, width):
    return text.rjust(width)

def split_words(text):
    return text.split()

def count_words(text):
    return dict(_Counts(text.split()))

def average(numbers):
    return sum(numbers) / len(numbers)

def swap_pairs(pairs):
    return {value: key for key, value in pairs.items()}

def chunk(numbers, size):
    return [numbers[at:at + size] for at in range(0, len(numbers), size)]

def shorten(text, *, limit=10, ending="..."):
    return text if len(text) <= limit else text[:limit - len(ending)] + ending

def find_longest(words):
    return max(words, key=len) if words else None

def parse_digit(text):
    if len(text) != 1 or not text.isdigit():
        raise TypeError("no digit")
    return int(text)

def keep(numbers, test):
    return [value for value in numbers if test(value)]

def is_blank(text):
    return text.strip() == ""

class Counter:
    def __init__(self, start):
        self._sum = start

    def add(self, amount):
        self._sum += amount
        return self._sum

    def total(self):
        return self._sum

def new_counter(start):
    return Counter(start)
`,
  rust: `
use std::collections::BTreeMap;

pub fn pad_left(text: &str, width: usize) -> String {
    format!("{:>width$}", text, width = width)
}
pub fn split_words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}
pub fn count_words(text: &str) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word.to_string()).or_insert(0) += 1;
    }
    counts
}
pub fn average(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}
pub fn swap_pairs(pairs: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| (value.clone(), key.clone())).collect()
}
pub fn chunk(numbers: &[i64], size: usize) -> Vec<Vec<i64>> {
    numbers.chunks(size).map(<[i64]>::to_vec).collect()
}
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ShortenOptions {
    pub limit: Option<usize>,
    pub ending: Option<String>,
}
pub fn shorten(text: &str, options: ShortenOptions) -> String {
    let limit = options.limit.unwrap_or(10);
    let ending = options.ending.unwrap_or_else(|| "...".to_string());
    if text.len() <= limit { text.to_string() } else { format!("{}{}", &text[..limit - ending.len()], ending) }
}
pub fn find_longest(words: &[&str]) -> Option<String> {
    words.iter().max_by_key(|word| word.len()).map(|word| word.to_string())
}
pub fn parse_digit(text: &str) -> Result<i64, String> {
    if text.len() == 1 { text.parse().map_err(|_| "no digit".to_string()) } else { Err("no digit".to_string()) }
}
pub fn keep(numbers: &[i64], test: impl Fn(i64) -> bool) -> Vec<i64> {
    numbers.iter().copied().filter(|value| test(*value)).collect()
}
pub fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
pub struct Counter {
    sum: i64,
}
impl Counter {
    pub fn new(start: i64) -> Self {
        Counter { sum: start }
    }
    pub fn add(&mut self, amount: i64) -> i64 {
        self.sum += amount;
        self.sum
    }
    pub fn total(&self) -> i64 {
        self.sum
    }
}
pub fn new_counter(start: i64) -> Counter {
    Counter::new(start)
}
`,
  go: `
package wordkit

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

func PadLeft(text string, width int) string {
	return strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))) + text
}

func SplitWords(text string) []string { return strings.Fields(text) }

func CountWords(text string) map[string]int {
	counts := map[string]int{}
	for _, word := range strings.Fields(text) {
		counts[word]++
	}
	return counts
}

func Average(numbers []float64) float64 {
	sum := 0.0
	for _, number := range numbers {
		sum += number
	}
	return sum / float64(len(numbers))
}

func SwapPairs(pairs map[string]string) map[string]string {
	swapped := map[string]string{}
	for key, value := range pairs {
		swapped[value] = key
	}
	return swapped
}

func Chunk(numbers []int, size int) [][]int {
	chunks := [][]int{}
	for at := 0; at < len(numbers); at += size {
		chunks = append(chunks, numbers[at:min(at+size, len(numbers))])
	}
	return chunks
}

type ShortenOptions struct {
	Limit  int
	Ending string
}

func Shorten(text string, options ...ShortenOptions) string {
	limit, ending := 10, "..."
	for _, option := range options {
		if option.Limit != 0 {
			limit = option.Limit
		}
		if option.Ending != "" {
			ending = option.Ending
		}
	}
	if len(text) <= limit {
		return text
	}
	return text[:limit-len(ending)] + ending
}

func FindLongest(words []string) (string, bool) {
	longest := ""
	for _, word := range words {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest, len(words) > 0
}

func ParseDigit(text string) (int, error) {
	if len(text) != 1 {
		return 0, errors.New("no digit")
	}
	return strconv.Atoi(text)
}

func Keep(numbers []int, test func(int) bool) []int {
	kept := []int{}
	for _, number := range numbers {
		if test(number) {
			kept = append(kept, number)
		}
	}
	return kept
}

func IsBlank(text string) bool { return strings.TrimSpace(text) == "" }

type Counter struct{ sum int }

func NewCounter(start int) *Counter { return &Counter{start} }

func (c *Counter) Add(amount int) int {
	c.sum += amount
	return c.sum
}

func (c *Counter) Total() int { return c.sum }
`,
};
