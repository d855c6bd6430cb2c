package formats

import (
	"encoding/json"
	"io"

	"github.com/banmian/banmian/internal/paper"
)

// JSON writes the edition document.
var JSON = Format{
	Name: "json", Extension: ".json", MediaType: "application/json",
	About: "the whole edition as one document",
	Write: writeJSON,
}

func writeJSON(w io.Writer, e *paper.Edition, _ Options) error {
	enc := jsonEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(e)
}

// jsonEncoder leaves <, > and & as they are: the text is read by people, and
// stands in no web page.
func jsonEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
