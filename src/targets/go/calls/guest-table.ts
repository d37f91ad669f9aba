/**
 * How the program of calls tells a value, by reflection: a table of nodes, so that what holds itself can be told. A nil
 * slice and an empty one are two, as are int and int64 where the declared type is an interface; errors are told by type.
 */
export const guestCallTable = `package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"unicode/utf8"
)

const mostNodes = 4000
const deepest = 40
const mostItems = 100

type table struct {
	nodes [][]any
	seen  map[uintptr]int
}

// describe gives one table: its first node holds the results, and what variables hold after the call.
func describe(values []any, after []any) (told [][]any) {
	defer func() {
		if problem := recover(); problem != nil {
			told = [][]any{{"unreadable", cut(fmt.Sprint(problem)), []int{}}}
		}
	}()
	t := &table{seen: map[uintptr]int{}}
	root := t.add("list", "results")
	t.items(root, values)
	if len(after) > 0 {
		variables := t.add("after", "")
		t.items(variables, after)
		t.put(root, variables)
	}
	return t.nodes
}

func (t *table) items(place int, values []any) {
	for _, value := range values {
		t.put(place, t.value(reflect.ValueOf(value), 1))
	}
}

func (t *table) add(kind string, text string) int {
	if len(t.nodes) > mostNodes {
		panic("too large to compare")
	}
	t.nodes = append(t.nodes, []any{kind, text, []int{}})
	return len(t.nodes) - 1
}

func (t *table) put(place int, children ...int) {
	t.nodes[place][2] = append(t.nodes[place][2].([]int), children...)
}

func (t *table) field(place int, name string, child int) {
	t.put(place, t.add("string", name), child)
}

func (t *table) value(v reflect.Value, depth int) int {
	if depth > deepest {
		panic("too deep to compare")
	}
	if !v.IsValid() {
		return t.add("null", "nil")
	}
	if place := t.known(v, depth); place >= 0 {
		return place
	}
	switch v.Kind() {
	case reflect.Bool:
		return t.add("boolean", strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return t.add("integer", strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return t.add("integer", strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32:
		return t.add("float", floatText(v.Float(), 32))
	case reflect.Float64:
		return t.add("float", floatText(v.Float(), 64))
	case reflect.Complex64, reflect.Complex128:
		place := t.add("record", typeText(v.Type()))
		t.field(place, "real", t.add("float", floatText(real(v.Complex()), 64)))
		t.field(place, "imaginary", t.add("float", floatText(imag(v.Complex()), 64)))
		return place
	case reflect.String:
		return t.add("string", plainText(v.String()))
	case reflect.Pointer:
		return t.pointer(v, depth)
	case reflect.Interface:
		return t.dynamic(v, depth)
	case reflect.Slice, reflect.Array:
		return t.list(v, depth)
	case reflect.Map:
		return t.mapping(v, depth)
	case reflect.Struct:
		return t.structure(v, depth)
	case reflect.Func:
		return t.function(v, depth)
	default:
		if v.IsNil() {
			return t.add("null", "nil")
		}
		return t.add("opaque", typeText(v.Type()))
	}
}

// dynamic keeps the type of a number or text whose declared type is an interface: who asks for it can tell.
func (t *table) dynamic(v reflect.Value, depth int) int {
	if v.IsNil() {
		return t.add("null", "nil")
	}
	inner := v.Elem()
	switch name := inner.Type().String(); {
	case inner.Kind() > reflect.Complex128 && inner.Kind() != reflect.String,
		name == "int", name == "string", name == "bool", name == "float64":
		return t.value(inner, depth+1)
	default:
		place := t.add("record", typeText(inner.Type()))
		t.field(place, "value", t.value(inner, depth+1))
		return place
	}
}

func (t *table) pointer(v reflect.Value, depth int) int {
	if v.IsNil() {
		return t.add("null", "nil")
	}
	if place, ok := t.seen[v.Pointer()]; ok {
		return place
	}
	place := t.value(v.Elem(), depth+1)
	t.seen[v.Pointer()] = place
	return place
}

// Text that is no UTF-8 would be changed on its way as JSON.
func plainText(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return "no UTF-8: " + hex.EncodeToString([]byte(text))
}

func floatText(value float64, size int) string {
	if math.IsInf(value, 1) {
		return "Infinity"
	}
	if math.IsInf(value, -1) {
		return "-Infinity"
	}
	return strconv.FormatFloat(value, 'g', -1, size)
}

func smallestClass(err error) string { return classesOf(err)[0] }

func isNilInside(value any) bool {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan, reflect.Interface:
		return v.IsNil()
	case reflect.Invalid:
		return true
	}
	return false
}

func (t *table) list(v reflect.Value, depth int) int {
	if v.Kind() == reflect.Slice && v.IsNil() {
		return t.add("null", "nil "+typeText(v.Type()))
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		bytes := make([]byte, v.Len())
		for index := range bytes {
			bytes[index] = byte(v.Index(index).Uint())
		}
		return t.add("bytes", hex.EncodeToString(bytes))
	}
	place := t.add("list", typeText(v.Type()))
	for index := 0; index < v.Len(); index++ {
		t.put(place, t.value(v.Index(index), depth+1))
	}
	return place
}

func (t *table) mapping(v reflect.Value, depth int) int {
	if v.IsNil() {
		return t.add("null", "nil "+typeText(v.Type()))
	}
	place := t.add("map", typeText(v.Type()))
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j]) })
	for _, key := range keys {
		t.put(place, t.value(key, depth+1), t.value(v.MapIndex(key), depth+1))
	}
	return place
}

// structure tells exported fields; what only methods show is told by its text, where it has one.
func (t *table) structure(v reflect.Value, depth int) int {
	place := t.add("record", typeText(v.Type()))
	kind := v.Type()
	fields := []string{}
	for index := 0; index < kind.NumField(); index++ {
		if field := kind.Field(index); field.IsExported() {
			fields = append(fields, field.Name)
		}
	}
	// The order in which they are declared is how it was built.
	sort.Strings(fields)
	for _, name := range fields {
		t.field(place, name, t.value(v.FieldByName(name), depth+1))
	}
	if len(fields) < kind.NumField() {
		if text, ok := textOf(v); ok {
			t.field(place, "String()", t.add("string", plainText(cut(text))))
		} else if len(fields) == 0 {
			t.nodes[place] = []any{"opaque", typeText(v.Type()), []int{}}
		}
	}
	return place
}

func textOf(v reflect.Value) (string, bool) {
	if !v.CanInterface() {
		return "", false
	}
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	if value, ok := copied.Interface().(fmt.Stringer); ok {
		return value.String(), true
	}
	return "", false
}

// function reads an iterator to its end, or to the most that is looked at; another function is told by its type.
func (t *table) function(v reflect.Value, depth int) int {
	if v.IsNil() {
		return t.add("null", "nil")
	}
	kind := v.Type()
	if kind.NumIn() != 1 || kind.NumOut() != 0 || kind.In(0).Kind() != reflect.Func {
		return t.add("opaque", typeText(kind))
	}
	yield := kind.In(0)
	if yield.NumOut() != 1 || yield.Out(0).Kind() != reflect.Bool {
		return t.add("opaque", typeText(kind))
	}
	place := t.add("list", "iterator")
	count := 0
	v.Call([]reflect.Value{reflect.MakeFunc(yield, func(items []reflect.Value) []reflect.Value {
		for _, item := range items {
			t.put(place, t.value(item, depth+1))
		}
		count++
		return []reflect.Value{reflect.ValueOf(count < mostItems).Convert(yield.Out(0))}
	})})
	return place
}
`;
