// After the go.mod of golang/example as of 2025-09-15.
module golang.org/x/example

go 1.23.0

require (
	golang.org/x/tools v0.33.0
	gopkg.in/yaml.v3 v3.0.1
)

require (
	golang.org/x/mod v0.25.0 // indirect
	golang.org/x/sync v0.15.0 // indirect
)
