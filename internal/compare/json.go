package compare

import (
	"encoding/json"
	"io"
)

// WriteJSON writes differences for programs: one document.
func WriteJSON(w io.Writer, nameA, nameB string, found []Difference) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if found == nil {
		found = []Difference{}
	}
	return enc.Encode(struct {
		A           string       `json:"a"`
		B           string       `json:"b"`
		Differences []Difference `json:"differences"`
	}{nameA, nameB, found})
}
