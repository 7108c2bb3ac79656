package check

import (
	"bytes"
	"os"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// TestBucket decodes bucket.yaml strictly: the job and the server use one bucket and one
// secret, no volume that lasts, and write to /tmp only.
func TestBucket(t *testing.T) {
	b, err := os.ReadFile("../bucket.yaml")
	if err != nil {
		t.Fatal(err)
	}
	documents := bytes.Split(b, []byte("\n---\n"))
	if len(documents) != 3 {
		t.Fatalf("%d documents, want 3", len(documents))
	}
	var job batchv1.CronJob
	var server appsv1.Deployment
	var service corev1.Service
	for i, to := range []any{&job, &server, &service} {
		if err := yaml.UnmarshalStrict(documents[i], to); err != nil {
			t.Fatal(err)
		}
	}
	if job.Kind != "CronJob" || job.APIVersion != "batch/v1" || server.Kind != "Deployment" || server.APIVersion != "apps/v1" || service.Kind != "Service" || service.APIVersion != "v1" {
		t.Errorf("the kinds are %s, %s, %s", job.Kind, server.Kind, service.Kind)
	}
	if job.Spec.ConcurrencyPolicy != batchv1.ForbidConcurrent {
		t.Errorf("concurrencyPolicy is %q", job.Spec.ConcurrencyPolicy)
	}
	labels := server.Spec.Template.Labels
	for key, value := range service.Spec.Selector {
		if labels[key] != value || server.Spec.Selector.MatchLabels[key] != value {
			t.Errorf("the service selects %s=%s, the pods have %v", key, value, labels)
		}
	}
	var addresses []string
	for _, pod := range []corev1.PodSpec{job.Spec.JobTemplate.Spec.Template.Spec, server.Spec.Template.Spec} {
		addresses = append(addresses, checkBucketPod(t, pod))
	}
	if addresses[0] != addresses[1] {
		t.Errorf("the job and the server use %v", addresses)
	}
}

// checkBucketPod returns the address of a pod's data folder.
func checkBucketPod(t *testing.T, pod corev1.PodSpec) string {
	t.Helper()
	c := pod.Containers[0]
	if len(pod.Volumes) != 1 || pod.Volumes[0].EmptyDir == nil || len(c.VolumeMounts) != 1 || c.VolumeMounts[0].Name != pod.Volumes[0].Name || c.VolumeMounts[0].MountPath != "/tmp" {
		t.Errorf("the volumes are %v", pod.Volumes)
	}
	if s := c.SecurityContext; s == nil || s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem {
		t.Error("the container can write to its root")
	}
	if s := pod.SecurityContext; s == nil || s.RunAsNonRoot == nil || !*s.RunAsNonRoot {
		t.Error("the pod may run as root")
	}
	if len(c.EnvFrom) != 1 || c.EnvFrom[0].SecretRef == nil || c.EnvFrom[0].SecretRef.Name != "tlcrawl-bucket" {
		t.Errorf("the credentials come from %v", c.EnvFrom)
	}
	if len(c.Env) != 1 || c.Env[0].Name != "TLCRAWL_DATA" || !strings.HasPrefix(c.Env[0].Value, "s3://BUCKET/") {
		t.Fatalf("the variables are %v", c.Env)
	}
	if !strings.HasPrefix(c.Image, "ghcr.io/tlcrawl/tlcrawl-cloud:") {
		t.Errorf("the image is %s", c.Image)
	}
	return c.Env[0].Value
}
