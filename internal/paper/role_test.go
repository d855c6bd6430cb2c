package paper

import "testing"

// Every role but the one for none has a name and a letter of its own.
func TestRoles(t *testing.T) {
	for r := Masthead; r < Roles; r++ {
		name, err := r.MarshalText()
		if err != nil || RoleOf(string(name)) != r || RoleOfLetter(r.Letter()) != r {
			t.Errorf("%d: %s %c, %v", r, r, r.Letter(), err)
		}
		var again Role
		if err := again.UnmarshalText(name); err != nil || again != r {
			t.Errorf("%s is read as %s: %v", name, again, err)
		}
	}
	for _, name := range []string{"", "Headline", "lede"} {
		if err := new(Role).UnmarshalText([]byte(name)); err == nil || RoleOf(name) != NoRole {
			t.Errorf("%q is a role", name)
		}
	}
	if RoleOfLetter('-') != NoRole || RoleOfLetter('B') != Paragraph {
		t.Error("letters")
	}
}
