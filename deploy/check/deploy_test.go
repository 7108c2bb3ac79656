package check

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// TestCronJob decodes cronjob.yaml strictly: a field that Kubernetes does not have is an
// error.
func TestCronJob(t *testing.T) {
	b, err := os.ReadFile("../cronjob.yaml")
	if err != nil {
		t.Fatal(err)
	}
	documents := bytes.Split(b, []byte("\n---\n"))
	if len(documents) != 2 {
		t.Fatalf("%d documents, want 2", len(documents))
	}
	var claim corev1.PersistentVolumeClaim
	if err := yaml.UnmarshalStrict(documents[0], &claim); err != nil {
		t.Fatal(err)
	}
	var job batchv1.CronJob
	if err := yaml.UnmarshalStrict(documents[1], &job); err != nil {
		t.Fatal(err)
	}
	if claim.APIVersion != "v1" || claim.Kind != "PersistentVolumeClaim" || job.APIVersion != "batch/v1" || job.Kind != "CronJob" {
		t.Errorf("the kinds are %s %s and %s %s", claim.APIVersion, claim.Kind, job.APIVersion, job.Kind)
	}
	if job.Spec.ConcurrencyPolicy != batchv1.ForbidConcurrent {
		t.Errorf("concurrencyPolicy is %q", job.Spec.ConcurrencyPolicy)
	}
	pod := job.Spec.JobTemplate.Spec.Template.Spec
	if !slices.ContainsFunc(pod.Volumes, func(v corev1.Volume) bool {
		return v.PersistentVolumeClaim != nil && v.PersistentVolumeClaim.ClaimName == claim.Name
	}) {
		t.Errorf("no volume is the claim %s", claim.Name)
	}
	volumes := map[string]bool{}
	for _, v := range pod.Volumes {
		volumes[v.Name] = true
	}
	for _, c := range pod.Containers {
		for _, m := range c.VolumeMounts {
			if !volumes[m.Name] {
				t.Errorf("%s mounts %s, which is not a volume", c.Name, m.Name)
			}
		}
		if s := c.SecurityContext; s == nil || s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem {
			t.Errorf("%s can write to its root", c.Name)
		}
	}
	if pod.SecurityContext == nil || pod.SecurityContext.RunAsNonRoot == nil || !*pod.SecurityContext.RunAsNonRoot {
		t.Error("the pod may run as root")
	}
	if pod.RestartPolicy != corev1.RestartPolicyNever {
		t.Errorf("restartPolicy is %q", pod.RestartPolicy)
	}
}

// TestCompose validates docker-compose.yml with the Compose specification's own schema.
func TestCompose(t *testing.T) {
	b, err := os.ReadFile("../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	project, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  "..",
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: b}},
	}, func(o *loader.Options) { o.SetProjectName("tlcrawl", true); o.Profiles = []string{"*"} })
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nightly", "site", "serve"} {
		s, err := project.GetService(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.HasPrefix(s.Image, "ghcr.io/tlcrawl/tlcrawl") || !s.ReadOnly {
			t.Errorf("%s: image %s, read-only %t", name, s.Image, s.ReadOnly)
		}
	}
	if _, ok := project.Volumes["data"]; !ok {
		t.Error("there is no volume data")
	}
}
