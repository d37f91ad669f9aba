/**
 * The program that runs scenarios of a package of Go inside the sandbox, one in each process. It knows no expected value
 * of another process: a package that forges its answer can only misreport what it itself returned.
 */

/** The module of the program: its path sorts before any other, so that its input is read before a package starts. */
export const guestModule = '0.phalus';

/** Packages start in the order of their paths as soon as what they import has started; this one needs next to nothing. */
export const guestFirst = `package first

import "syscall"

// Input is what stands on standard input: read before the package under test starts.
var Input []byte

func init() {
	buffer := make([]byte, 65536)
	for {
		count, err := syscall.Read(0, buffer)
		if err == syscall.EINTR {
			continue
		}
		if count <= 0 || err != nil {
			return
		}
		Input = append(Input, buffer[:count]...)
	}
}
`;

export const guestMain = `package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"0.phalus/first"
)

var scenarios = map[int]func() []any{}
var sentinels = map[string]error{}

type answer struct {
	Token   string
	Kind    string
	Values  []any
	Names   []string
	Message string
}

func results(values ...any) []any { return values }

func main() {
	var order struct {
		Token string
		Index int
	}
	if json.Unmarshal(first.Input, &order) != nil {
		os.Exit(3)
	}
	// A call that never ends meets this in a moment, and a gigabyte only after seconds.
	debug.SetMaxStack(16 << 20)
	told := answer{Token: order.Token, Kind: "loaded"}
	if order.Index >= 0 {
		told = ask(scenarios[order.Index])
		told.Token = order.Token
	}
	text, err := json.Marshal(told)
	if err != nil {
		os.Exit(3)
	}
	out := os.NewFile(3, "answer")
	out.Write(text)
	out.Close()
	os.Exit(0)
}

func ask(scenario func() []any) answer {
	done := make(chan answer, 1)
	go func() {
		told := answer{Kind: "ended", Message: "ended its goroutine"}
		defer func() {
			if problem := recover(); problem != nil {
				told = describePanic(problem)
			}
			done <- told
		}()
		told = tell(scenario())
	}()
	return <-done
}

func tell(values []any) answer {
	if count := len(values); count > 0 {
		if err, ok := values[count-1].(error); ok && err != nil {
			return describeError(err)
		}
		// A missing error says nothing about the value before it.
		if count > 1 && values[count-1] == nil {
			values = values[:count-1]
		}
	}
	described := []any{}
	for _, value := range values {
		described = append(described, describe(value))
	}
	return answer{Kind: "returned", Values: described}
}

func describeError(err error) answer {
	names := []string{"error"}
	for link, depth := err, 0; link != nil && depth < 12; link, depth = errors.Unwrap(link), depth+1 {
		names = append(names, fmt.Sprintf("%T", link))
	}
	for name, sentinel := range sentinels {
		if errors.Is(err, sentinel) {
			names = append(names, name)
		}
	}
	return answer{Kind: "threw", Names: names, Message: cut(err.Error())}
}

func describePanic(problem any) answer {
	if err, ok := problem.(error); ok {
		told := describeError(err)
		told.Names = append(told.Names, "panic")
		if _, isRuntime := problem.(runtime.Error); isRuntime {
			told.Names = append(told.Names, "runtime.Error")
		}
		return told
	}
	return answer{Kind: "threw", Names: []string{"panic"}, Message: cut(fmt.Sprint(problem))}
}

func cut(text string) string {
	if len(text) > 2000 {
		return text[:2000]
	}
	return text
}
`;

export const guestDescribe = `package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"sort"
	"strconv"
	"time"
)

const mostNodes = 20000
const deepest = 60

type writer struct{ nodes int }

// describe turns a value into lists that the other side compares: kind first, then what it holds.
func describe(value any) (told any) {
	defer func() {
		if problem := recover(); problem != nil {
			told = []any{"unreadable", cut(fmt.Sprint(problem))}
		}
	}()
	w := &writer{}
	return w.value(reflect.ValueOf(value), 0)
}

func (w *writer) value(v reflect.Value, depth int) any {
	w.nodes++
	if depth > deepest || w.nodes > mostNodes {
		panic("too large to compare")
	}
	if !v.IsValid() {
		return []any{"nil"}
	}
	if special := known(v); special != nil {
		return special
	}
	switch v.Kind() {
	case reflect.Bool:
		return []any{"bool", strconv.FormatBool(v.Bool())}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return []any{"int", strconv.FormatInt(v.Int(), 10)}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return []any{"int", strconv.FormatUint(v.Uint(), 10)}
	case reflect.Float32:
		return []any{"float", strconv.FormatFloat(v.Float(), 'g', -1, 32)}
	case reflect.Float64:
		return []any{"float", strconv.FormatFloat(v.Float(), 'g', -1, 64)}
	case reflect.Complex64, reflect.Complex128:
		return []any{"complex", fmt.Sprint(v.Complex())}
	case reflect.String:
		return []any{"string", quoteText(v.String())}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return []any{"nil"}
		}
		return w.value(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		return w.list(v, depth)
	case reflect.Map:
		return w.mapping(v, depth)
	case reflect.Struct:
		return w.structure(v, depth)
	default:
		return []any{"opaque", v.Kind().String()}
	}
}

// Text that is no UTF-8 would be changed on its way as JSON.
func quoteText(text string) string { return hex.EncodeToString([]byte(text)) }

func known(v reflect.Value) any {
	if !v.CanInterface() {
		return nil
	}
	switch value := v.Interface().(type) {
	case time.Time:
		return []any{"time", value.UTC().Format(time.RFC3339Nano)}
	case *big.Int:
		if value != nil {
			return []any{"int", value.String()}
		}
	case *big.Rat:
		if value != nil {
			return []any{"text", value.RatString()}
		}
	case *big.Float:
		if value != nil {
			return []any{"text", value.Text('g', 40)}
		}
	case error:
		if v.Kind() != reflect.Pointer || !v.IsNil() {
			return []any{"error", cut(value.Error())}
		}
	}
	return nil
}

func (w *writer) list(v reflect.Value, depth int) any {
	if v.Kind() == reflect.Slice && v.IsNil() {
		return []any{"nil"}
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		bytes := make([]byte, v.Len())
		for index := range bytes {
			bytes[index] = byte(v.Index(index).Uint())
		}
		return []any{"bytes", hex.EncodeToString(bytes)}
	}
	items := []any{}
	for index := 0; index < v.Len(); index++ {
		items = append(items, w.value(v.Index(index), depth+1))
	}
	return []any{"list", items}
}

func (w *writer) mapping(v reflect.Value, depth int) any {
	if v.IsNil() {
		return []any{"nil"}
	}
	entries := [][2]any{}
	for _, key := range v.MapKeys() {
		entries = append(entries, [2]any{w.value(key, depth+1), w.value(v.MapIndex(key), depth+1)})
	}
	sort.Slice(entries, func(i, j int) bool {
		one, _ := json.Marshal(entries[i][0])
		other, _ := json.Marshal(entries[j][0])
		return string(one) < string(other)
	})
	return []any{"map", entries}
}

// structure tells exported fields; a type without any is told by its text, where it has one.
func (w *writer) structure(v reflect.Value, depth int) any {
	fields := [][2]any{}
	kind := v.Type()
	for index := 0; index < kind.NumField(); index++ {
		if field := kind.Field(index); field.IsExported() {
			fields = append(fields, [2]any{field.Name, w.value(v.Field(index), depth+1)})
		}
	}
	if len(fields) == 0 && kind.NumField() > 0 {
		if text, ok := textOf(v); ok {
			return []any{"text", cut(text)}
		}
		return []any{"opaque", "struct"}
	}
	return []any{"struct", fields}
}

func textOf(v reflect.Value) (string, bool) {
	if v.CanAddr() && v.Addr().CanInterface() {
		if value, ok := v.Addr().Interface().(fmt.Stringer); ok {
			return value.String(), true
		}
	}
	if v.CanInterface() {
		if value, ok := v.Interface().(fmt.Stringer); ok {
			return value.String(), true
		}
		copied := reflect.New(v.Type())
		copied.Elem().Set(v)
		if value, ok := copied.Interface().(fmt.Stringer); ok {
			return value.String(), true
		}
	}
	return "", false
}
`;
