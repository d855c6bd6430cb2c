package convert

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLenient(t *testing.T) {
	gb := string(encode(t, story, "gb18030"))
	utf16 := string(encode(t, story, "utf-16le"))
	for _, c := range []struct {
		name, in, encoding string
		text, used, flaws  string
	}{
		{"nothing to mend", story, "", story, "UTF-8", ""},
		{"a byte of utf-8", story + "本报\xe8讯\n", "", story + "本报\ufffd讯\n", "UTF-8", "4 replaced-bytes"},
		{"utf-8 cut short", story[:len(story)-2], "", story[:len(story)-4] + "\ufffd", "UTF-8", "3 replaced-bytes"},
		{"a run of bytes", story + "本\xff\xff报\xfe讯\n", "", story + "本\ufffd报\ufffd讯\n", "UTF-8", "4 replaced-bytes"},
		{"its own U+FFFD is no damage", "本\ufffd报\n" + story + "本\xff报\n", "", "本\ufffd报\n" + story + "本\ufffd报\n", "UTF-8", "5 replaced-bytes"},
		{"damaged gb18030", gb + "\xff\n", "", story + "\ufffd\n", "GB18030", "4 replaced-bytes"},
		{"half a character of utf-16", utf16 + "\x2d", "", story + "\ufffd", "UTF-16LE", "4 replaced-bytes"},
		{"half a surrogate", utf16 + "\x00\xd8\n\x00", "", story + "\ufffd\n", "UTF-16LE", "4 replaced-bytes"},
		{"nul", story + "本报\x00\x00讯\n", "", story + "本报\ufffd\ufffd讯\n", "UTF-8", "4 replaced-bytes"},
		{"nul in gb18030", gb + "\x00", "", story + "\ufffd", "GB18030", "4 replaced-bytes"},
		{"nul in utf-16", utf16 + "\x00\x00", "", story + "\ufffd", "UTF-16LE", "4 replaced-bytes"},
		{"nul, encoding named", gb + "\x00", "gb18030", story + "\ufffd", "GB18030", "4 replaced-bytes"},
		{"gb18030 after utf-8", story + story + gb, "", story + story + story, "UTF-8", "7 mixed-encodings, 9 mixed-encodings"},
		{"utf-8 after gb18030", gb + gb + gb + story, "", story + story + story + story, "GB18030", "10 mixed-encodings, 12 mixed-encodings"},
		{"line ends", "本\xff报\r" + strings.ReplaceAll(story, "\n", "\r\n") + "本\xff报\u2028本\x00报", "",
			"本\ufffd报\n" + story + "本\ufffd报\n本\ufffd报", "UTF-8", "1 replaced-bytes, 5 replaced-bytes, 6 replaced-bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, used, flaws, err := decodeFor([]byte(c.in), Options{Encoding: c.encoding, Lenient: true})
			var says []string
			for _, f := range flaws {
				says = append(says, fmt.Sprintf("%d %s", f.line, f.kind))
			}
			if got := strings.Join(says, ", "); text != c.text || used != c.used || got != c.flaws || err != nil {
				t.Errorf("%q, %s, %s, %v", text, used, got, err)
			}
		})
	}
}

// What is no text, or in a charset that cannot be told, is refused all the same.
func TestLenientRefusals(t *testing.T) {
	gb := string(encode(t, story, "gb18030"))
	for _, c := range []struct{ name, in, encoding, message string }{
		{"empty", "", "", "empty"},
		{"blanks", " \n", "", "blank"},
		{"a mark and damage behind it", "\xef\xbb\xbf \x7f\n", "", "blank"},
		{"pdf", "%PDF-1.7\n\x00", "", "a PDF"},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00", "", "a PNG picture"},
		{"nul alone", strings.Repeat("\x00", 100), "", "100 characters cannot be read, 0 can"},
		{"hardly any text", "Late\n" + strings.Repeat("\x00", 100), "", "100 characters cannot be read, 4 can"},
		{"machine code", "\x00\x01\x02\x03\x80\x90\xfe\xe8\x00\x00\x00", "", "reads as Chinese in none of"},
		{"latin-1", "Late news\nA na\xefve man\n", "", "reads as Chinese in none of"},
		{"a wrong name", gb, "big5", "reads as GB18030, not as Big5"},
		{"an unknown name", story, "ebcdic", "unknown encoding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, _, _, err := decodeFor([]byte(c.in), Options{Encoding: c.encoding, Lenient: true})
			var refusal *Error
			if !errors.As(err, &refusal) || !strings.HasPrefix(refusal.Message, c.message) {
				t.Errorf("%q, %v", text, err)
			}
		})
	}
}

// The document tells which lines were mended, and of many only how many.
func TestLenientWarnings(t *testing.T) {
	damaged := story + strings.Repeat("本报\xff讯，全县优化营商环境工作会议召开。\n", mostFlaws+15)
	e, err := Read(Source{Path: "02.txt", Bytes: []byte(damaged)}, Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	first, last := e.Warnings[0], e.Warnings[mostFlaws]
	if got := fmt.Sprint(first); got != "{replaced-bytes 02.txt [4] bytes that are not UTF-8: U+FFFD stands for them}" {
		t.Error(got)
	}
	if got := fmt.Sprint(last); got != "{replaced-bytes 02.txt [] 15 more lines are damaged or in another encoding, from line 24 on}" {
		t.Error(got)
	}
	if e.Pages[0].Source.Encoding != "UTF-8" {
		t.Error(e.Pages[0].Source.Encoding)
	}
	if _, err := Read(Source{Bytes: []byte(damaged)}, Options{}); err == nil {
		t.Error("without leniency it is no error")
	}
}

// FuzzLenient: what comes out is plain text, and damage only ever where the lines are
// told; what strict decoding reads is read alike.
func FuzzLenient(f *testing.F) {
	for _, name := range []string{"utf-8", "gb18030", "utf-16le", "utf-16be"} {
		f.Add(append(encode(f, story, name), 0, 0xff))
	}
	f.Add(append(encode(f, traditionalStory, "big5"), story...))
	f.Add([]byte("\xef\xbb\xbf一\r\n二\x1b\u2028\f三\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		strict, _, strictErr := decode(b, "")
		text, _, flaws, err := decodeFor(b, Options{Lenient: true})
		if strictErr == nil && (text != strict || err != nil || flaws != nil) {
			t.Errorf("%q became %q, %v", strict, text, err)
		}
		if err != nil {
			return
		}
		if again, err := plain(text); again != text || err != nil || !utf8.ValidString(text) {
			t.Errorf("%q is not plain: %q, %v", text, again, err)
		}
		last := 0
		for _, f := range flaws {
			if f.line <= last || f.line > strings.Count(text, "\n")+1 || f.text == "" {
				t.Errorf("%+v after line %d", f, last)
			}
			last = f.line
		}
	})
}
