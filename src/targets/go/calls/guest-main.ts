/** The program that makes calls to a package of Go and tells what each gave: one call in each process. */
export const guestCallMain = `package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"0.phalus/first"
)

var calls = map[int]func() ([]any, []any){}
var sentinels = map[string]error{}

func results(values ...any) []any { return values }

func main() {
	token, number, _ := strings.Cut(string(first.Input), " ")
	index, err := strconv.Atoi(number)
	if err != nil {
		os.Exit(3)
	}
	// A call that never ends meets this in a moment, and a gigabyte only after seconds.
	debug.SetMaxStack(16 << 20)
	told := []any{"loaded"}
	if index >= 0 {
		told = ask(calls[index])
	}
	text, err := json.Marshal([]any{token, told})
	if err != nil {
		os.Exit(3)
	}
	out := os.NewFile(3, "answer")
	out.Write(text)
	out.Close()
	os.Exit(0)
}

func ask(call func() ([]any, []any)) []any {
	done := make(chan []any, 1)
	go func() {
		told := []any{"ended", "ended its goroutine"}
		defer func() {
			if problem := recover(); problem != nil {
				told = describePanic(problem)
			}
			done <- told
		}()
		values, after := call()
		told = tell(values, after)
	}()
	return <-done
}

// tell gives an error that stands behind the values as the outcome: what stands before it then is nobody's promise.
func tell(values []any, after []any) []any {
	if count := len(values); count > 0 {
		if err, ok := values[count-1].(error); ok && !isNilInside(err) {
			return []any{"threw", classesOf(err), cut(err.Error())}
		}
	}
	return []any{"returned", describe(values, after)}
}

func classesOf(err error) []string {
	classes := []string{}
	for name, sentinel := range sentinels {
		if errors.Is(err, sentinel) {
			classes = append(classes, name)
		}
	}
	if len(classes) > 1 {
		classes = []string{smallest(classes)}
	}
	for link, depth := err, 0; link != nil && depth < 12; link, depth = errors.Unwrap(link), depth+1 {
		if name := typeName(link); name != "" {
			classes = append(classes, name)
		}
	}
	return append(classes, "error")
}

// smallest makes one of many names that a table gives in any order.
func smallest(names []string) string {
	found := names[0]
	for _, name := range names {
		if name < found {
			found = name
		}
	}
	return found
}

func describePanic(problem any) []any {
	if _, ok := problem.(runtime.Error); ok {
		return []any{"threw", []string{"runtime error", "panic"}, cut(fmt.Sprint(problem))}
	}
	return []any{"threw", []string{"panic"}, cut(fmt.Sprint(problem))}
}

func cut(text string) string {
	if len(text) > 2000 {
		return text[:2000]
	}
	return text
}
`;
