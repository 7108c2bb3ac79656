# The commands people type. CI runs .ci/run, which is `make ci`.

GOLANGCI_LINT = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: build test lint golden bench screenshot release-check third-party ci

build: ## build the tlcrawl command in this folder
	go build ./cmd/tlcrawl

test: ## run the tests
	go test ./...

lint: ## run gofmt, go vet and the linters of .golangci.yml
	gofmt -l . && go vet ./... && go run $(GOLANGCI_LINT) run

golden: ## rewrite the expected output of tests; review the result with git diff
	go test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n1 dirname | sort -u) -update

bench: ## measure reading, crawling and comparing against their lower bounds
	.ci/bench

screenshot: ## render docs/report.png from the demo's HTML report (needs chromium and pngquant)
	.ci/screenshot

release-check: ## check .goreleaser.yaml and build a release without publishing it
	.ci/release-check

third-party: ## rewrite THIRD_PARTY.txt
	go run ./internal/thirdparty -out THIRD_PARTY.txt

ci: ## run everything that CI runs
	.ci/run
