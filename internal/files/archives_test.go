package files

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// page is a member to pack.
type page struct{ name, text string }

// zipOf packs pages; change may spoil a header before it is written.
func zipOf(t testing.TB, change func(*zip.FileHeader), pages ...page) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range pages {
		h := &zip.FileHeader{Name: p.name, Method: zip.Store, NonUTF8: true,
			CompressedSize64: uint64(len(p.text)), UncompressedSize64: uint64(len(p.text)), CRC32: crc32.ChecksumIEEE([]byte(p.text))}
		if change != nil {
			change(h)
		}
		to, err := w.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(to, p.text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tarOf packs pages; change may spoil a header before it is written.
func tarOf(t testing.TB, change func(*tar.Header), pages ...page) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, p := range pages {
		h := &tar.Header{Name: p.name, Size: int64(len(p.text)), Mode: 0o644}
		if change != nil {
			change(h)
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			fmt.Fprint(w, p.text)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// archived packs pages in each way that is known, named x and the ending.
func archived(t testing.TB, pages ...page) map[string]string {
	t.Helper()
	plain := tarOf(t, nil, pages...)
	return map[string]string{
		"x.zip": zipOf(t, nil, pages...), "x.tar": plain,
		"x.tar.gz": packed(t, ".gz", plain), "x.TGZ": packed(t, ".gz", plain), "x.tar.zst": packed(t, ".zst", plain),
	}
}

// texts reads all there is, many at once.
func texts(t *testing.T, in *Inputs) string {
	t.Helper()
	got := make([]string, len(in.All))
	var wait sync.WaitGroup
	for k, i := range in.All {
		wait.Go(func() {
			b, err := in.Read(i)
			if got[k] = i.Path + "=" + string(b); err != nil {
				got[k] = i.Path + "!" + err.Error()
			}
		})
	}
	wait.Wait()
	return strings.Join(got, " ")
}

func TestArchives(t *testing.T) {
	for name, bytes := range archived(t, page{"03/10.txt", "十"}, page{"./03/2.txt", "二"}, page{"03/", ""}, page{"a.md", "甲"}, page{"in.zip", "PK"},
		page{".x.txt", ""}, page{"__MACOSX/._2.txt", ""}, page{"3.txt.gz", packed(t, ".gz", "三")}, page{"4.txt", ""}) {
		t.Run(name, func(t *testing.T) {
			plant(t, "a/b/"+name, "a/1.txt")
			put(t, "a/b/"+name, bytes)
			in := find(t, Wanted{Names: []string{"a"}})
			p := "a/b/" + name + "/"
			if got, want := texts(t, in), "a/1.txt=a/1.txt "+p+"03/2.txt=二 "+p+"03/10.txt=十 "+p+"3.txt.gz=三 "+p+"4.txt="; got != want {
				t.Errorf("\n%s, not\n%s", got, want)
			}
			if in.LeftOut.NotText != 2 || in.LeftOut.Hidden != 2 || len(in.Refused) != 0 {
				t.Errorf("%+v, %v", in.LeftOut, in.Refused)
			}
			for k, want := range []string{"1 a false", "b/x/03/2 " + p + "03 false", "b/x/03/10 " + p + "03 false"} {
				if i := in.All[k]; fmt.Sprint(i.Mirror, " ", i.Folder, " ", i.Single) != want {
					t.Error(i.Mirror, i.Folder, i.Single)
				}
			}
			for place, w := range map[string]Wanted{
				"x/03/2":     {Names: []string{"a/b/" + name}},
				"x/a":        {Names: []string{"a/b/*"}, Include: []string{"a.*"}},
				"a/b/x/03/2": {List: "-", Stdin: strings.NewReader("a/b/" + name)},
			} {
				if places := mirrors(find(t, w)); !strings.Contains(places, " "+place+" ") {
					t.Errorf("%s is not in%s", place, places)
				}
			}
		})
	}
}

func mirrors(in *Inputs) string {
	var b strings.Builder
	for _, i := range in.All {
		b.WriteString(" " + i.Mirror)
	}
	return b.String() + " "
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	s, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNamesOfMembers(t *testing.T) {
	flagged := func(h *zip.FileHeader) { h.NonUTF8, h.Flags = false, 0x800 }
	for _, c := range []struct{ name, archive, want string }{
		{"UTF-8 with the flag", zipOf(t, flagged, page{"头版.txt", ""}), "x.zip/头版.txt"},
		{"UTF-8 without", zipOf(t, nil, page{"头版.txt", ""}), "x.zip/头版.txt"},
		{"GBK", zipOf(t, nil, page{gbk(t, "版面\\誠.txt"), ""}), "x.zip/版面/誠.txt"}, // 誠 ends with the byte of a backslash
		{"GBK with the flag", zipOf(t, flagged, page{gbk(t, "版") + ".txt", ""}), "x.zip/\ufffd.txt"},
		{"backslashes", zipOf(t, nil, page{`a\b\1.txt`, ""}), "x.zip/a/b/1.txt"},
		{"GBK in a tar", tarOf(t, func(h *tar.Header) { h.Format = tar.FormatGNU }, page{gbk(t, "版面") + ".txt", ""}), "x.tar/版面.txt"},
		{"a long name in a tar", tarOf(t, nil, page{strings.Repeat("a/", 150) + "1.txt", ""}), "x.tar/" + strings.Repeat("a/", 150) + "1.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := c.want[:strings.IndexByte(c.want, '/')]
			plant(t, name)
			put(t, name, c.archive)
			if got := texts(t, find(t, Wanted{Names: []string{name}})); got != c.want+"=" {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

// One hostile member does not keep the others from being read.
func TestHostileMembers(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"/etc/1.txt", "an absolute name: pack it by a name below a folder"},
		{`\\host\1.txt`, "an absolute name: pack it by a name below a folder"},
		{`C:\1.txt`, "an absolute name: pack it by a name below a folder"},
		{"c:1.txt", "an absolute name: pack it by a name below a folder"},
		{"../1.txt", "a name that leads out of the archive"},
		{"a/../../1.txt", "a name that leads out of the archive"},
		{`a\..\..\1.txt`, "a name that leads out of the archive"},
		{"../../etc/passwd", "a name that leads out of the archive"},
		{strings.Repeat("a", 5000) + ".txt", "a name of more than 4096 bytes"},
		{"OK.TXT", "differs only in case from ok.txt: rename one"},
		{`d\ok.txt`, "a second member of this name: which one is meant cannot be told"},
		{"d/./ok.txt", "a second member of this name: which one is meant cannot be told"},
		{"ok.txt", "a second member of this name: which one is meant cannot be told"},
		{"large.txt", "larger than 10 bytes: split it, for example by page"},
	} {
		text := "恶"
		if c.name == "large.txt" {
			text = strings.Repeat("大", 4)
		}
		for name, bytes := range archived(t, page{"d/ok.txt", "好"}, page{"ok.txt", "好"}, page{c.name, text}, page{"z.txt", "好"}) {
			t.Run(name+" "+told(c.name), func(t *testing.T) {
				plant(t, name)
				put(t, name, bytes)
				in := find(t, Wanted{Names: []string{name}, Limits: Limits{Page: 10}})
				if got := texts(t, in); got != strings.ReplaceAll("#d/ok.txt=好 #ok.txt=好 #z.txt=好", "#", name+"/") {
					t.Error(got)
				}
				if len(in.Refused) != 1 || in.Refused[0].Err.Error() != c.want || !strings.HasPrefix(in.Refused[0].Name, name+"/") {
					t.Errorf("%v", in.Refused)
				}
				onlyThese(t, ".", name)
			})
		}
	}
}

// What is no file is refused where it is called a text, and left out elsewhere.
func TestKindsOfMembers(t *testing.T) {
	for _, c := range []struct {
		kind byte
		want string
	}{
		{tar.TypeSymlink, "a link, not a file"}, {tar.TypeLink, "a link, not a file"}, {tar.TypeFifo, "a named pipe, not a file"},
		{tar.TypeChar, "a device, not a file"}, {tar.TypeBlock, "a device, not a file"},
	} {
		plant(t, "x.tar")
		put(t, "x.tar", tarOf(t, func(h *tar.Header) {
			if strings.HasPrefix(h.Name, "bad") {
				h.Typeflag, h.Linkname = c.kind, "/etc/passwd"
			}
		}, page{"bad.txt", ""}, page{"bad", ""}, page{"ok.txt", "好"}))
		in := find(t, Wanted{Names: []string{"x.tar"}})
		if got := listing(in); got != "x.tar/ok.txt>x/ok !x.tar/bad.txt: "+c.want || in.LeftOut.NotText != 1 {
			t.Errorf("%c: %s", c.kind, got)
		}
	}
	put(t, "x.zip", zipOf(t, func(h *zip.FileHeader) {
		switch h.Name {
		case "link.txt":
			h.SetMode(fs.ModeSymlink | 0o777)
		case "secret.txt":
			h.Flags |= 1
		case "lzma.txt":
			h.Method = 14
		}
	}, page{"link.txt", "/etc/passwd"}, page{"secret.txt", ""}, page{"lzma.txt", ""}, page{"ok.txt", ""}))
	want := "x.zip/ok.txt>x/ok !x.zip/link.txt: a link, not a file !x.zip/secret.txt: encrypted: unpack it with its password, and name the folder" +
		" !x.zip/lzma.txt: packed by method 14, which is not known here: pack it by deflate"
	if got := listing(find(t, Wanted{Names: []string{"x.zip"}})); got != want {
		t.Error(got)
	}
}

// What git archive writes, and what tar -S does.
func TestOtherTars(t *testing.T) {
	plant(t, "git.tar", "sparse.tar")
	put(t, "git.tar", tarOf(t, func(h *tar.Header) {
		if h.Name == "g" {
			*h = tar.Header{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "0"}}
		}
	}, page{"g", ""}, page{"ok.txt", "好"}))
	sparse := []byte(tarOf(t, func(h *tar.Header) { h.Format = tar.FormatGNU }, page{"1.txt", strings.Repeat("好", 100)}))
	sparse[156] = tar.TypeGNUSparse
	copy(sparse[483:], "00000000620\x00") // the real size
	sum := 8 * int(' ')
	for i, c := range sparse[:512] {
		if i < 148 || i >= 156 {
			sum += int(c)
		}
	}
	copy(sparse[148:], fmt.Sprintf("%06o\x00 ", sum))
	put(t, "sparse.tar", string(sparse))
	in := find(t, Wanted{Names: []string{"git.tar", "sparse.tar"}})
	if got := listing(in); got != "git.tar/ok.txt>git/ok !sparse.tar/1.txt: packed as a sparse file: pack it without --sparse" || in.LeftOut.NotText != 0 {
		t.Error(got)
	}
}

// What is wrong with the whole.
func TestDamagedArchives(t *testing.T) {
	long := strings.Repeat("好的，", 1000)
	zipped, tarred := zipOf(t, nil, page{"1.txt", "一"}, page{"2.txt", long}), tarOf(t, nil, page{"1.txt", "一"}, page{"2.txt", long})
	spoiled := []byte(packed(t, ".gz", tarred))
	spoiled[len(spoiled)-8]++
	noise := strings.Repeat("no archive at all ", 100)
	whole := "damaged: not what its name says, or not whole"
	for _, c := range []struct{ name, archive, want string }{
		{"short.zip", zipped[:len(zipped)-10], "!short.zip: " + whole},
		{"shorter.zip", zipped[:100], "!shorter.zip: " + whole},
		{"no.zip", noise, "!no.zip: " + whole},
		{"empty.zip", "", "!empty.zip: " + whole},
		{"no.tar", noise, "!no.tar: " + whole},
		{"no.tgz", noise, "!no.tgz: " + whole},
		{"empty.tgz", "", "!empty.tgz: damaged: it ends too early"},
		{"no.tar.zst", noise, "!no.tar.zst: " + whole},
		{"short.tar", tarred[:3000], "short.tar/1.txt=一 !short.tar: damaged: it ends too early, in 2.txt"},
		{"header.tar", tarred[:1300], "header.tar/1.txt=一 !header.tar: damaged: it ends too early"},
		{"short.tgz", packed(t, ".gz", tarred[:3000]), "short.tgz/1.txt=一 !short.tgz: damaged: it ends too early, in 2.txt"},
		{"cut.tar.zst", packed(t, ".zst", tarred)[:60], "!cut.tar.zst: damaged: it ends too early"},
		{"sum.tgz", string(spoiled), "!sum.tgz: damaged: its checksum is wrong"},
		{"tail.tgz", packed(t, ".gz", tarred) + noise, "tail.tgz/1.txt=一 tail.tgz/2.txt=" + long + " !tail.tgz: " + whole},
		{"zero.zip", zipOf(t, func(h *zip.FileHeader) { h.CRC32++ }, page{"1.txt", "一"}), "zero.zip/1.txt!damaged: its checksum is wrong"},
		{"local.zip", strings.Replace(zipped, "PK\x03\x04", "PK\x03\x05", 1), "local.zip/1.txt!" + whole + " local.zip/2.txt=" + long},
		{"less.zip", zipOf(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 }, page{"1.txt", "一"}), "less.zip/1.txt!" + whole},
		{"more.zip", zipOf(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 9 }, page{"1.txt", "一"}), "more.zip/1.txt!damaged: it ends too early"},
		{"deflate.zip", zipOf(t, func(h *zip.FileHeader) { h.Method = zip.Deflate }, page{"1.txt", "\xff"}), "deflate.zip/1.txt!damaged: flate: corrupt input before offset 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plant(t, c.name)
			put(t, c.name, c.archive)
			in := find(t, Wanted{Names: []string{c.name}})
			got := texts(t, in)
			for _, r := range in.Refused {
				got += " !" + r.Error()
			}
			if got = strings.TrimSpace(got); got != c.want {
				t.Errorf("\n%.300s, not\n%.300s", got, c.want)
			}
		})
	}
}

// Limits of a container: nothing of it is read.
func TestLimitsOfContainers(t *testing.T) {
	pages := []page{{"1.txt", "12345"}, {"2.txt", "12345"}, {"3.md", "12345"}, {"4.md", ""}}
	for _, c := range []struct {
		limits      Limits
		want, other string // of zip and tar; of a packed tar, of which all is unpacked
	}{
		{Limits{Entries: 4, Container: 10}, "", "unpacks to more than 10 bytes: unpack it and name the folder"},
		{Limits{Entries: 3, Container: 1 << 20}, "more than 3 members: unpack it and name the folder", ""},
		{Limits{Entries: 4, Container: 9}, "unpacks to more than 9 bytes: unpack it and name the folder", ""},
		{Limits{Entries: 4, Container: 4 << 10}, "", "unpacks to more than 4 KiB: unpack it and name the folder"},
	} {
		for name, bytes := range archived(t, pages...) {
			want := c.want
			if c.other != "" && name != "x.zip" && name != "x.tar" {
				want = c.other
			}
			plant(t, name)
			put(t, name, bytes)
			in := find(t, Wanted{Names: []string{name}, Limits: c.limits})
			if want == "" && len(in.All) == 2 && len(in.Refused) == 0 {
				continue
			}
			if len(in.All) != 0 || len(in.Refused) != 1 || in.Refused[0].Err.Error() != want {
				t.Errorf("%s, %+v: %s", name, c.limits, listing(in))
			}
			if in.spool.size != 0 {
				t.Errorf("%s: %d bytes are left in the spool", name, in.spool.size)
			}
		}
	}
}

// An archive whose members are all wrong does not fill the screen.
func TestManyRefused(t *testing.T) {
	var pages []page
	for i := range 150 {
		pages = append(pages, page{fmt.Sprintf("../%d.txt", i), ""})
	}
	plant(t, "x.zip")
	put(t, "x.zip", zipOf(t, nil, pages...))
	in := find(t, Wanted{Names: []string{"x.zip"}})
	if n := len(in.Refused); n != 101 || in.Refused[100].Error() != "x.zip: 50 more members like these" {
		t.Errorf("%d, %v", n, in.Refused[n-1])
	}
}

// What the end of a zip archive claims is no reason to take memory, and neither is
// what it hides: a count is 16 bits, so 65,537 members can be called one.
func TestZipClaims(t *testing.T) {
	header := make([]byte, 46)
	copy(header, headerSign)
	list := bytes.Repeat(header, 65536*2+1)
	end := make([]byte, endLength)
	copy(end, endSign)
	binary.LittleEndian.PutUint16(end[10:], 1)
	binary.LittleEndian.PutUint32(end[12:], uint32(len(list)))
	plant(t, "hidden.zip", "claims.zip")
	put(t, "hidden.zip", string(list)+string(end))

	end64 := make([]byte, end64Length+locatorLength)
	copy(end64, "PK\x06\x06")
	binary.LittleEndian.PutUint64(end64[32:], 1<<40)
	copy(end64[end64Length:], locatorSign)
	end64[end64Length+16] = 1
	binary.LittleEndian.PutUint16(end[10:], 0xffff)
	put(t, "claims.zip", string(end64)+string(end))

	for _, name := range []string{"hidden.zip", "claims.zip"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		in := find(t, Wanted{Names: []string{name}, Limits: Limits{Entries: 1000}})
		runtime.ReadMemStats(&after)
		if got := listing(in); got != "!"+name+": more than 1000 members: unpack it and name the folder" {
			t.Error(got)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
			t.Errorf("%s: %d bytes", name, took)
		}
	}
}

// Much in little: what a page unpacks to is not kept beyond the limit, nor is a
// name that takes a MB.
func TestBombs(t *testing.T) {
	var bomb bytes.Buffer
	w := tar.NewWriter(&bomb)
	for i := range 8 {
		w.WriteHeader(&tar.Header{Name: strings.Repeat("a/", 400_000) + fmt.Sprint(i, ".txt"), Format: tar.FormatPAX})
	}
	w.WriteHeader(&tar.Header{Name: "large.txt", Size: 16 << 20})
	for range 16 {
		w.Write(make([]byte, 1<<20))
	}
	w.Close()
	plant(t, "x.tgz")
	put(t, "x.tgz", packed(t, ".gz", bomb.String()))
	bomb.Reset()
	in := find(t, Wanted{Names: []string{"x.tgz"}, Limits: Limits{Page: 1 << 20}})
	if len(in.All) != 0 || len(in.Refused) != 9 || in.spool.size != 0 || in.Refused[8].Error() != "x.tgz/large.txt: larger than 1 MiB: split it, for example by page" {
		t.Error(len(in.Refused), in.spool.size)
	}
	for _, r := range in.Refused {
		if len(r.Name) > 300 {
			t.Error(len(r.Name))
		}
	}
}

// An archive is open only while it is read, so that there may be more of them than
// open files; and it is not read if another one took its place.
func TestArchivesAreClosed(t *testing.T) {
	plant(t, "a/x.txt")
	for i := range 50 {
		put(t, fmt.Sprintf("a/%d.zip", i), zipOf(t, nil, page{"1.txt", fmt.Sprint(i)}))
		put(t, fmt.Sprintf("a/%d.tar", i), tarOf(t, nil, page{"1.txt", fmt.Sprint(i)}))
	}
	in := find(t, Wanted{Names: []string{"a"}})
	if len(in.All) != 101 || len(in.Refused) != 0 {
		t.Fatal(listing(in))
	}
	texts(t, in)
	for _, i := range in.All {
		switch c := i.from.(type) {
		case *zipped:
			if c.readers != 0 {
				t.Error(i.Path)
			}
		case *spans:
			if c.source.(*archive).readers != 0 {
				t.Error(i.Path)
			}
		}
	}
	put(t, "a/1.zip", zipOf(t, nil, page{"1.txt", "another"}))
	if os.Remove("a/1.tar") != nil {
		t.Fatal("a/1.tar stays")
	}
	for _, i := range in.All {
		_, err := in.Read(i)
		want := map[string]string{"a/1.zip/1.txt": "the archive was changed meanwhile: run this again", "a/1.tar/1.txt": "no such file or directory"}[i.Path]
		if err != nil && err.Error() != want || err == nil && want != "" {
			t.Errorf("%s: %v", i.Path, err)
		}
	}
}

// The spool has no name where the system allows, and none that stays.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR")) // Windows
	plant(t, "x.tgz")
	put(t, "x.tgz", archived(t, page{"1.txt", "一"})["x.TGZ"])
	in := find(t, Wanted{Names: []string{"x.tgz"}})
	if runtime.GOOS != "windows" {
		onlyThese(t, os.TempDir())
	}
	if got := texts(t, in); got != "x.tgz/1.txt=一" {
		t.Error(got)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	onlyThese(t, os.TempDir())

	t.Setenv("TMPDIR", "nowhere")
	t.Setenv("TMP", "nowhere")
	in = find(t, Wanted{Names: []string{"x.tgz"}})
	if got := listing(in); !strings.HasPrefix(got, "!x.tgz: it is unpacked into nowhere: ") || !strings.HasSuffix(got, ": set TMPDIR to a folder with room, or name the unpacked folder") {
		t.Error(got)
	}
}
