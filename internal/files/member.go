package files

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// memberName is the clean name of a member: relative, with slashes, below the
// container. A \ parts folders as well, as it does where Windows packs and unpacks.
func memberName(name string) (string, error) {
	name = strings.ReplaceAll(name, `\`, "/")
	switch {
	case len(name) > longestName:
		return "", fmt.Errorf("a name of more than %d bytes", longestName)
	case strings.Contains(name, "\x00"):
		return "", errors.New("a name with a NUL in it")
	case strings.HasPrefix(name, "/") || hasDrive(name):
		return "", errors.New("an absolute name: pack it by a name below a folder")
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "", errors.New("a name that leads out of the archive")
		}
	}
	name = path.Clean(name)
	if name == "." {
		return "", errors.New("a member without a name")
	}
	return name, nil
}

// hasDrive tells a name that is absolute, or on another disk, for Windows: "C:/x".
func hasDrive(name string) bool {
	return len(name) > 1 && name[1] == ':' && 'a' <= name[0]|0x20 && name[0]|0x20 <= 'z'
}

// decoded is the name of a member as text. Packers for Chinese Windows write GBK
// and do not say so; others write UTF-8 and do not say that either.
func decoded(name string, isUTF8 bool) string {
	if isUTF8 || utf8.ValidString(name) {
		return strings.ToValidUTF8(name, "\ufffd")
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "\ufffd")
	}
	return text
}
