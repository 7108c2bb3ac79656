package fetch

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// robots interprets the response to /robots.txt as RFC 9309 says, which colly does not. A
// server error forbids everything (2.3.1.4). An HTML page, which this site returns with
// HTTP 200 for missing files, is not a robots.txt: everything is allowed (2.3.1.3).
func robots(req *http.Request, resp *http.Response) (*http.Response, error) {
	switch {
	case req.URL.Path != "/robots.txt":
		return resp, nil
	case resp.StatusCode >= 500:
		return nil, &RefusedError{Reason: fmt.Sprintf("cannot read robots.txt (HTTP %d); try again later", resp.StatusCode)}
	}
	body, err := io.ReadAll(resp.Body) // from memory
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK && bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		resp.StatusCode, resp.Status = http.StatusNotFound, "404 Not Found"
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
