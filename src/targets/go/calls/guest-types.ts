/** Names of types as their users write them, and values of the standard library that are told by what they show. */
export const guestCallTypes = `package main

import (
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

func (t *table) known(v reflect.Value, depth int) int {
	if !v.CanInterface() {
		return -1
	}
	text := func(words string) int {
		place := t.add("record", typeText(v.Type()))
		t.field(place, "value", t.add("string", plainText(words)))
		return place
	}
	switch value := v.Interface().(type) {
	case time.Time:
		return text(value.Format(time.RFC3339Nano))
	case time.Duration:
		return t.add("integer", strconv.FormatInt(int64(value), 10))
	case *big.Int:
		if value != nil {
			return text(value.String())
		}
	case *big.Rat:
		if value != nil {
			return text(value.RatString())
		}
	case *big.Float:
		if value != nil {
			return text(value.Text('g', 40))
		}
	case reflect.Type:
		return text(value.String())
	case error:
		if !isNilInside(value) {
			return t.add("error", smallestClass(value))
		}
	}
	return -1
}

// typeText names a type as its user writes it; a name that is not exported is nobody's business.
func typeText(kind reflect.Type) string {
	if kind.Name() != "" {
		if kind.PkgPath() == "" {
			return kind.Name()
		}
		if first, _ := utf8.DecodeRuneInString(kind.Name()); strings.ToUpper(string(first)) != string(first) {
			return "its own " + kind.Kind().String()
		}
		return kind.String()
	}
	switch kind.Kind() {
	case reflect.Slice:
		return "[]" + typeText(kind.Elem())
	case reflect.Array:
		return "[" + strconv.Itoa(kind.Len()) + "]" + typeText(kind.Elem())
	case reflect.Map:
		return "map[" + typeText(kind.Key()) + "]" + typeText(kind.Elem())
	case reflect.Pointer:
		return "*" + typeText(kind.Elem())
	case reflect.Func:
		return "func"
	default:
		return strings.ReplaceAll(kind.String(), "interface {}", "any")
	}
}

// typeName is empty for errors whose type no user can name.
func typeName(err error) string {
	kind := reflect.TypeOf(err)
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	first, _ := utf8.DecodeRuneInString(kind.Name())
	if kind.PkgPath() == "" || kind.Name() == "" || strings.ToUpper(string(first)) != string(first) {
		return ""
	}
	return kind.String()
}
`;
