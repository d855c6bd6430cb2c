package files

import "testing"

// Names may be in no encoding at all; documents and messages are UTF-8.
func TestFindStrangeNames(t *testing.T) {
	plant(t, "\xb0\xe6/\xcc\xd5.txt", "\xb0\xe6/a\nb.txt")
	folder := "\ufffd/"
	in := find(t, Wanted{Names: []string{"\xb0\xe6", "\xb0\xe6/\xcc\xd5.txt", "*/a*.txt"}})
	want := folder + "a\nb.txt>a\nb " + folder + "\ufffd.txt>\ufffd " + folder + "\ufffd.txt>\ufffd " + folder + "a\nb.txt"
	if got := listing(in); got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if got := texts(t, in); got == "" || len(in.All) != 4 {
		t.Error(got)
	}
	for _, i := range in.All {
		if _, err := in.Read(i); err != nil {
			t.Errorf("%q: %v", i.Path, err)
		}
	}
}
