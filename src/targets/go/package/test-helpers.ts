/** Functions that delivered tests compare with: by what values hold, as phalus compared when it ran the scenarios. */
export const valueHelpers = `
// values keeps the results of a call; an error behind them fails the test, a missing one says nothing.
func values(results ...any) func(*testing.T) []any {
	return func(t *testing.T) []any {
		t.Helper()
		if count := len(results); count > 0 {
			if err, ok := results[count-1].(error); ok && err != nil {
				t.Fatalf("returned the error %q", err.Error())
			}
			if count > 1 && results[count-1] == nil {
				results = results[:count-1]
			}
		}
		return results
	}
}

func check(t *testing.T, got, want []any) {
	t.Helper()
	if one, other := show(got), show(want); one != other {
		t.Errorf("got %s, want %s", one, other)
	}
}

func show(results []any) string {
	texts := []string{}
	for _, result := range results {
		texts = append(texts, render(reflect.ValueOf(result), 0))
	}
	return strings.Join(texts, ", ")
}

// render writes what a value holds: numbers without their types, pointers as what they point to.
func render(v reflect.Value, depth int) string {
	if depth > 60 {
		return "too deep"
	}
	if v.IsValid() && v.CanInterface() {
		if when, ok := v.Interface().(time.Time); ok {
			return when.UTC().Format(time.RFC3339Nano)
		}
	}
	switch v.Kind() {
	case reflect.Invalid:
		return "nothing"
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return "nothing"
		}
		return render(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array, reflect.Map:
		if v.Len() == 0 {
			return "nothing"
		}
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		items := []string{}
		for index := 0; index < v.Len(); index++ {
			items = append(items, render(v.Index(index), depth+1))
		}
		return "[" + strings.Join(items, " ") + "]"
	case reflect.Map:
		items := []string{}
		for _, key := range v.MapKeys() {
			items = append(items, render(key, depth+1)+": "+render(v.MapIndex(key), depth+1))
		}
		sort.Strings(items)
		return "{" + strings.Join(items, " ") + "}"
	case reflect.Struct:
		items := []string{}
		for index := 0; index < v.NumField(); index++ {
			if field := v.Type().Field(index); field.IsExported() {
				items = append(items, field.Name+": "+render(v.Field(index), depth+1))
			}
		}
		return "{" + strings.Join(items, " ") + "}"
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float32:
		return strconv.FormatFloat(v.Float(), 'f', -1, 32)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}
`;

export const valueImports = ['fmt', 'reflect', 'sort', 'strconv', 'strings', 'time'];

export const errorHelpers = `
// fails runs a call that is expected to panic or to return an error, and says which text came with it.
func fails(t *testing.T, call func() []any) (text string) {
	t.Helper()
	failed := false
	defer func() {
		if problem := recover(); problem != nil {
			text, failed = fmt.Sprint(problem), true
		}
		if !failed {
			t.Error("got no error")
		}
	}()
	results := call()
	if count := len(results); count > 0 {
		if err, ok := results[count-1].(error); ok && err != nil {
			text, failed = err.Error(), true
		}
	}
	return text
}
`;

export const errorImports = ['fmt'];
