package convert

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"

	"github.com/banmian/banmian/internal/paper"
)

const story = "时政要闻\n\n本报讯 记者李盼报道：11月8日，全县优化营商环境工作会议召开。\n"
const traditionalStory = "地方新聞\n\n〔記者王小明／台北報導〕台北市政府昨天表示，將從下個月起開放夜間圖書館。\n"

// encodeIn spells a text in an encoding that banmian does not read.
func encodeIn(t *testing.T, codec encoding.Encoding, text string) string {
	t.Helper()
	b, err := codec.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// encode spells a text in an encoding, for tests.
func encode(t testing.TB, text, name string) []byte {
	t.Helper()
	b, err := charsetsNamed(name)[0].encode(text)
	if err != nil {
		t.Skip("not in this encoding: ", err)
	}
	return b
}

func TestDecodeEncodings(t *testing.T) {
	for _, c := range []struct{ name, text, encoding, mark, used string }{
		{"utf-8", story, "utf-8", "", "UTF-8"},
		{"utf-8 with a mark", story, "utf-8", "\xef\xbb\xbf", "UTF-8"},
		{"gb18030", story, "gb18030", "", "GB18030"},
		{"gb18030 with a mark", story, "gb18030", "\x84\x31\x95\x33", "GB18030"},
		{"gb18030, four bytes", "𠮷野家在本市开业，本报记者到场。\n", "gb18030", "", "GB18030"},
		{"gb18030, traditional", traditionalStory, "gb18030", "", "GB18030"},
		{"gb18030, one headline", "全市经济工作会议召开\n", "gb18030", "", "GB18030"},
		{"big5", traditionalStory, "big5", "", "Big5"},
		{"big5, one headline", "立法院今天三讀通過\n", "big5", "", "Big5"},
		{"utf-16le", story, "utf-16le", "", "UTF-16LE"},
		{"utf-16le with a mark", story, "utf-16le", "\xff\xfe", "UTF-16LE"},
		{"utf-16be", story, "utf-16be", "", "UTF-16BE"},
		{"utf-16be with a mark", story, "utf-16be", "\xfe\xff", "UTF-16BE"},
		{"utf-16le without a line end", "全市经济工作会议召开", "utf-16le", "", "UTF-16LE"},
		{"utf-16be without a line end", "全市经济工作会议召开", "utf-16be", "", "UTF-16BE"},
		{"utf-16le, english", "Late news\n", "utf-16le", "", "UTF-16LE"},
		{"ascii", "Late news\n", "utf-8", "", "UTF-8"},
		{"latin letters", "Zoë Müller, naïve, café, façade\n", "utf-8", "", "UTF-8"},
		{"ascii before gb18030", strings.Repeat("0123456789\n", 8000) + story, "gb18030", "", "GB18030"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := append([]byte(c.mark), encode(t, c.text, c.encoding)...)
			for _, option := range []string{"", "auto", c.encoding, strings.ToUpper(c.encoding)} {
				text, used, err := decode(b, option)
				if text != c.text || used != c.used || err != nil {
					t.Errorf("as %q: %q, %s, %v", option, text[:min(len(text), 60)], used, err)
				}
			}
		})
	}
}

// Every annotated page is read right in every encoding that can spell it, from
// its bytes alone, and the figures that decide keep well apart.
func TestDecodePages(t *testing.T) {
	files, _ := filepath.Glob("../testdata/editions/*.ann")
	if len(files) == 0 {
		t.Fatal("no annotated pages")
	}
	for _, file := range files {
		text := pageText(t, file)
		for _, set := range charsets {
			t.Run(filepath.Base(file)+"/"+set.name, func(t *testing.T) {
				b := encode(t, text, set.spellings[0])
				if got, used, err := decode(b, ""); got != text || used != set.name {
					t.Errorf("used %s, %v", used, err)
				}
				for _, other := range charsets {
					read, _ := other.read(b)
					if l := likeness(read); other == set && l < 0.7 || other != set && l > 0.15 {
						t.Errorf("likeness as %s: %.2f", other.name, l)
					}
				}
			})
		}
	}
}

// Single lines of the annotated pages, in every encoding that can spell them, are
// found out from their bytes alone. floors are the shares of those of so many hanzi at
// least; the others are refused, and hardly any is taken for another encoding.
func TestDecodeLines(t *testing.T) {
	type score struct{ right, wrong, all int }
	floors := []struct {
		charset string
		hanzi   int
		right   float64
	}{
		{"UTF-8", 1, 1},
		{"GB18030", 4, 0.996}, {"GB18030", 10, 0.999}, {"GB18030", 20, 0.9995},
		{"Big5", 4, 0.995}, {"Big5", 10, 0.998}, {"Big5", 20, 1},
		{"UTF-16LE", 4, 0.992}, {"UTF-16LE", 10, 0.9995}, {"UTF-16LE", 20, 1},
		{"UTF-16BE", 4, 0.993}, {"UTF-16BE", 10, 0.9995}, {"UTF-16BE", 20, 1},
	}
	scores := make([]score, len(floors))
	for _, row := range pageRows(t) {
		for _, set := range charsets {
			b, err := set.encode(row)
			if err != nil {
				continue
			}
			found, _ := guess(b)
			for i, f := range floors {
				if f.charset == set.name && hanziIn(row) >= f.hanzi {
					scores[i].all++
					if found == set {
						scores[i].right++
					} else if found != nil {
						scores[i].wrong++
					}
				}
			}
		}
	}
	for i, f := range floors {
		s := scores[i]
		right, wrong := float64(s.right)/float64(s.all), float64(s.wrong)/float64(s.all)
		if t.Logf("%s, lines of %d hanzi: %d, right %.4f, wrong %.4f", f.charset, f.hanzi, s.all, right, wrong); right < f.right || wrong > 0.005 {
			t.Errorf("%s, lines of %d hanzi: right %.4f, was at least %.4f; wrong %.4f", f.charset, f.hanzi, right, f.right, wrong)
		}
	}
}

// pageRows gives the lines of all annotated pages that have hanzi.
func pageRows(t *testing.T) (rows []string) {
	t.Helper()
	files, _ := filepath.Glob("../testdata/editions/*.ann")
	for _, file := range files {
		for row := range strings.SplitSeq(pageText(t, file), "\n") {
			if hanziIn(row) > 0 {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func hanziIn(row string) (n int) {
	for _, r := range row {
		if isHanzi(r) {
			n++
		}
	}
	return n
}

// encode spells a text in the charset; the error is for what it cannot spell.
func (c *charset) encode(text string) ([]byte, error) {
	if c.codec == nil {
		return []byte(text), nil
	}
	return c.codec.NewEncoder().Bytes([]byte(text))
}

// pageText gives the plain text of an annotated page.
func pageText(t testing.TB, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page, err := paper.ParseAnnotated(string(b))
	if err != nil {
		t.Fatal(file, err)
	}
	return strings.Join(page.Rows, "\n") + "\n"
}

func TestDecodeLineEnds(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一\r\n二\r三\n四", "一\n二\n三\n四"},
		{"一\u0085二\u2028三\u2029四\v五", "一\n二\n三\n四\n五"},
		{"一\r\r\n二\n\r三", "一\n\n二\n\n三"},
		{"一\t二\f三\u3000四\u00a0五", "一\t二\f三\u3000四\u00a0五"},
		{"一\x1b[31m二\x07三\x7f\u0093四\x1a", "一[31m二三四"},
		{"一\n\ufeff二\ufffe三\U0001ffff四\ufdd0", "一\n二三四"},
		{"一\u200b二\u00ad三\ufffd四", "一\u200b二\u00ad三\ufffd四"}, // characters all the same
		{"\r", "\n"},
	} {
		got, err := plain(c.in)
		if got != c.want || err != nil {
			t.Errorf("%q: %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

func TestDecodeRefusals(t *testing.T) {
	gb := string(encode(t, story, "gb18030"))
	big5 := string(encode(t, traditionalStory, "big5"))
	for _, c := range []struct {
		name, in, encoding string
		line               int
		message            string // its beginning
	}{
		{"empty", "", "", 0, "empty"},
		{"a mark alone", "\xef\xbb\xbf", "", 0, "blank"},
		{"blanks", " \n\u3000\r\n\t", "", 0, "blank"},
		{"control characters alone", "\x1b\x1a\n", "", 0, "blank"},
		{"pdf", "%PDF-1.7\n", "", 0, "a PDF, not plain text: take its text out first, with pdftotext"},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00", "", 0, "a PNG picture, not plain text: have its text recognised"},
		{"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", "", 0, "a JPEG picture"},
		{"gzip", "\x1f\x8b\x08\x00", "", 0, "gzip data, not plain text: unpack it first"},
		{"zip", "PK\x03\x04\x14\x00", "", 0, "a zip archive, not plain text: unpack it first"},
		{"epub", "PK\x03\x04\x14\x00mimetypeapplication/epub+zip", "", 0, "an EPUB, not plain text: save it as plain text"},
		{"docx", "PK\x03\x04\x14\x00[Content_Types].xml", "", 0, "an Office document"},
		{"tar", strings.Repeat("a", 257) + "ustar\x0000", "", 0, "a tar archive"},
		{"utf-32", "\xff\xfe\x00\x00A\x00\x00\x00", "", 0, "UTF-32, not plain text: save it as UTF-8"},
		{"nul", "一\r\n二\r\n三\x00\n", "", 3, "a NUL byte"},
		{"nul in gb18030", gb + "\x00", "", 4, "a NUL byte"},
		{"nul, encoding named", gb + "\x00", "gb18030", 4, "a NUL byte"},
		{"machine code", "\x00\x01\x02\x03\x80\x90\xfe\xe8\x00\x00\x00", "", 1, "a NUL byte"},
		{"latin-1", "caf\xe9 na\xefve r\xe9sum\xe9 \xe0 la\n", "", 1, "reads as Chinese in none of"},
		{"latin-1, valid gb18030", "Late news\nA na\xefve man\n", "", 2, "reads as Chinese in none of"},
		{"windows-1252", "\x93This is all,\x94 he said. \x93It\x92s late.\x94\n", "", 1, "reads as Chinese in none of"},
		{"korean", encodeIn(t, korean.EUCKR, "서울시는 어제 다음 달부터 야간 도서관을 개방한다고 발표했다.\n"), "", 1, "reads as Chinese in none of"},
		{"russian", encodeIn(t, charmap.Windows1251, "Сегодня в Москве прошло заседание правительства.\n"), "", 1, "reads as Chinese in none of"},
		{"damaged utf-8", story + "本报\xe8讯\n", "", 4, "bytes that are not UTF-8: mend the line"},
		{"utf-8 cut short", story[:len(story)-2], "", 3, "bytes that are not UTF-8"},
		{"surrogates in utf-8", story + "\xed\xa0\x80", "", 4, "bytes that are not UTF-8"},
		{"damaged gb18030", gb + "\xff\n", "", 4, "bytes that are not GB18030"},
		{"damaged utf-16", string(encode(t, story, "utf-16le")) + "\x00", "", 4, "bytes that are not UTF-16LE"},
		{"half a surrogate", "\xff\xfe\x00\xd8\x2d\x4e", "", 1, "bytes that are not UTF-16LE"},
		{"gb18030 after utf-8", story + story + gb, "", 7, "reads as GB18030, the page as UTF-8: save it in one encoding"},
		{"utf-8 after gb18030", gb + gb + gb + story, "", 10, "reads as UTF-8, the page as GB18030"},
		{"big5 after gb18030", gb + gb + gb + big5, "", 10, "reads as Big5, the page as GB18030"},
		{"wrong name: utf-8", story, "gb18030", 0, "reads as UTF-8, not as GB18030: leave --encoding out, or say --encoding utf-8"},
		{"wrong name: ascii", strings.Repeat("Late news, 25 lines\n", 5), "utf-16", 0, "reads as UTF-8, not as UTF-16"},
		{"wrong name: gb18030", gb, "big5", 0, "reads as GB18030, not as Big5"},
		{"wrong name: big5", big5, "utf-8", 0, "reads as Big5, not as UTF-8"},
		{"unknown name", story, "ebcdic", 0, `unknown encoding "ebcdic": use auto, utf-8, gb18030, big5, utf-16`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, _, err := decode([]byte(c.in), c.encoding)
			var refusal *Error
			if !errors.As(err, &refusal) {
				t.Fatalf("%q, %v", text, err)
			}
			if refusal.Line != c.line || !strings.HasPrefix(refusal.Message, c.message) {
				t.Errorf("line %d: %s", refusal.Line, refusal.Message)
			}
		})
	}
}

// A name is taken at its word where the bytes leave it open.
func TestDecodeTakesNames(t *testing.T) {
	b := encode(t, "联通", "gb18030")
	for _, name := range []string{"gbk", "GB2312", "cp936"} {
		if text, used, err := decode(b, name); text != "联通" || used != "GB18030" {
			t.Errorf("%s: %q, %s, %v", name, text, used, err)
		}
	}
	if !KnownEncoding("GBK") || !KnownEncoding("") || KnownEncoding("latin-1") {
		t.Error("KnownEncoding")
	}
}

// FuzzDecode: whatever comes in, what comes out is valid text with one kind of
// line end, and no visible character of valid UTF-8 is lost or added.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"utf-8", "gb18030", "utf-16le", "utf-16be"} {
		f.Add(encode(f, story, name), "")
	}
	f.Add(encode(f, traditionalStory, "big5"), "big5")
	f.Add([]byte("\xef\xbb\xbf一\r\n二\x1b\u2028\f三\x00"), "utf-8")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		text, used, err := decode(b, name)
		var refusal *Error
		switch {
		case errors.As(err, &refusal):
			if refusal.Line < 0 || refusal.Line > len(b)+1 || refusal.Message == "" {
				t.Fatalf("%+v", refusal)
			}
			return
		case err != nil:
			t.Fatal("not an *Error: ", err)
		}
		if again, err := plain(text); again != text || err != nil || !utf8.ValidString(text) {
			t.Errorf("%q is not plain: %q, %v", text, again, err)
		}
		if used == "UTF-8" && visible(text) != visible(string(b)) {
			t.Errorf("%q became %q", b, text)
		}
	})
}

// visible leaves what shows on paper, and what is unknown to.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' || unicode.Is(unicode.Noncharacter_Code_Point, r) {
			return -1
		}
		return r
	}, text)
}

func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"utf-8", "gb18030", "utf-16le"} {
		page := encode(b, strings.Repeat(story, 200), name)
		b.Run(fmt.Sprintf("%s/%dKiB", name, len(page)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if _, _, err := decode(bytes.Clone(page), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
