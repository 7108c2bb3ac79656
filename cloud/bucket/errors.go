package bucket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"gocloud.dev/gcerrors"
)

// Error says in one line why a request failed, and what to do. It wraps the error of the
// client.
type Error struct {
	text string
	err  error
}

func (e *Error) Error() string { return e.text }

func (e *Error) Unwrap() error { return e.err }

// LostLockError means that another run has taken over the lock of a data folder, because it
// was not renewed in time.
type LostLockError struct {
	// Folder is the address of the folder, Holder describes the other run.
	Folder, Holder string
}

func (e *LostLockError) Error() string {
	return fmt.Sprintf("another run has taken over the lock (%s); this one stopped writing", e.Holder)
}

// named adds the name of a file, as package os does.
func named(op, address string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: address, Err: err}
}

// explain turns an error of a client into one line.
func explain(err error) error {
	var api smithy.APIError
	var known *Error
	var unreachable *net.OpError
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, fs.ErrNotExist):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{"the store did not answer in time; check its address and the network, or raise the option timeout", err}
	case errors.As(err, &unreachable):
		return &Error{fmt.Sprintf("the store cannot be reached (%v); check its address and the network", unreachable), err}
	case errors.As(err, &api):
		return &Error{s3Text(api), err}
	case strings.Contains(err.Error(), "get credentials"):
		return &Error{"no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role", err}
	case gcerrors.Code(err) == gcerrors.PermissionDenied:
		return &Error{"the store denies access; check the credentials and the permissions", err}
	}
	return &Error{oneLine(err.Error()), err}
}

// s3Text describes an error of the S3 protocol.
func s3Text(e smithy.APIError) string {
	switch e.ErrorCode() {
	case "NoSuchBucket":
		return "there is no such bucket; create it, or check the name"
	case "AccessDenied", "Forbidden", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken":
		return fmt.Sprintf("the store denies access (%s); check the credentials and the permissions", e.ErrorCode())
	}
	return oneLine(strings.TrimSuffix(fmt.Sprintf("the store answers %s: %s", e.ErrorCode(), e.ErrorMessage()), ": "))
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// lasting reports whether a request that failed with err would fail again.
func lasting(err error) bool {
	switch gcerrors.Code(err) {
	case gcerrors.NotFound, gcerrors.FailedPrecondition, gcerrors.PermissionDenied, gcerrors.InvalidArgument, gcerrors.Unimplemented, gcerrors.Canceled:
		return true
	}
	var answer *awshttp.ResponseError
	if errors.As(err, &answer) {
		code := answer.HTTPStatusCode()
		return code >= 400 && code < 500 && code != http.StatusRequestTimeout && code != http.StatusTooManyRequests && code != http.StatusConflict
	}
	return strings.Contains(err.Error(), "get credentials")
}

// noBucket reports whether the bucket itself is missing, which clients do not tell from a
// missing object.
func noBucket(err error) bool {
	var api smithy.APIError
	return errors.As(err, &api) && api.ErrorCode() == "NoSuchBucket"
}
