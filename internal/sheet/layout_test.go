package sheet

import (
	"strings"
	"testing"
)

// Closing marks hang on the line before, also when the line is full.
func TestColumns(t *testing.T) {
	for text, want := range map[string]string{
		"":        "",
		"一二三":     "一二三",
		"一二三四":    "一二三/四",
		"一二三。”四五": "一二三。”/四五",
		"一二 三四":   "一二/三四",
		"一二三 四":   "一二三/四",
	} {
		if got := strings.Join(columns(text, 3), "/"); got != want {
			t.Errorf("%q is cut %q, not %q", text, got, want)
		}
	}
}
