package fetch

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// robots judges what answers at /robots.txt as RFC 9309 does, and colly does not. A
// server that fails allows nothing (2.3.1.4). A page in the place of the file, as this
// site answers with HTTP 200 where it has nothing, is no file: everything is allowed
// (2.3.1.3), whatever words are on the page.
func robots(req *http.Request, resp *http.Response) (*http.Response, error) {
	switch {
	case req.URL.Path != "/robots.txt":
		return resp, nil
	case resp.StatusCode >= 500:
		return nil, &RefusedError{Reason: fmt.Sprintf("the site cannot say what its robots.txt allows (HTTP %d); run again later", resp.StatusCode)}
	}
	body, err := io.ReadAll(resp.Body) // it is in memory already
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK && bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		resp.StatusCode, resp.Status = http.StatusNotFound, "404 Not Found"
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
