package bucket

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go/logging"
	gcaws "gocloud.dev/aws"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"
)

// openS3 opens a bucket as gocloud.dev/blob does for its address, but with a client that
// logs nothing and does not retry, which this package does.
func openS3(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	q := u.Query()
	var o s3blob.Options
	o.EncryptionType = types.ServerSideEncryption(take(q, "ssetype"))
	o.KMSEncryptionID = take(q, "kmskeyid")
	flags := map[string]bool{}
	for _, name := range []string{"use_path_style", "accelerate", "disable_https"} {
		value := take(q, name)
		on, err := strconv.ParseBool(value)
		if value != "" && err != nil {
			return nil, fmt.Errorf("invalid option %s=%q (want true or false)", name, value)
		}
		flags[name] = on
	}
	cfg, err := gcaws.V2ConfigFromURLParams(ctx, q)
	if err != nil {
		return nil, err
	}
	o.RequestChecksumCalculation = cfg.RequestChecksumCalculation
	client := s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle, o.UseAccelerate, o.EndpointOptions.DisableHTTPS = flags["use_path_style"], flags["accelerate"], flags["disable_https"]
		o.Logger = logging.Nop{}
		o.RetryMaxAttempts = 1
	})
	return s3blob.OpenBucket(ctx, client, u.Host, &o)
}

// take returns an option and removes it.
func take(q url.Values, name string) string {
	value := q.Get(name)
	q.Del(name)
	return value
}
