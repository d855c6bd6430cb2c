package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// A mix is names and how often each is to be drawn, spelled utf-8:12,gb18030:3,big5.
type mix []share

type share struct {
	name   string
	weight int
}

// String spells the mix.
func (m mix) String() string {
	words := make([]string, len(m))
	for i, s := range m {
		words[i] = fmt.Sprintf("%s:%d", s.name, s.weight)
	}
	return strings.Join(words, ",")
}

// Set reads a mix; a name without a weight has 1.
func (m *mix) Set(text string) error {
	*m = nil
	for one := range strings.SplitSeq(text, ",") {
		name, number, weighed := strings.Cut(one, ":")
		s := share{name, 1}
		if weighed {
			var err error
			if s.weight, err = strconv.Atoi(number); err != nil || s.weight < 1 || s.weight > 1e6 {
				return fmt.Errorf("%q: write a name, or a name and its weight, name:3", one)
			}
		}
		*m = append(*m, s)
	}
	return nil
}

// check refuses a name that is not known.
func (m mix) check(what string, known func(name string) bool) error {
	for _, s := range m {
		if !known(s.name) {
			return fmt.Errorf("no %s %q: see -h", what, s.name)
		}
	}
	return nil
}

// draw gives one of the names.
func (m mix) draw(rng *rand.Rand) string {
	sum := 0
	for _, s := range m {
		sum += s.weight
	}
	at := rng.IntN(sum)
	for _, s := range m {
		if at -= s.weight; at < 0 {
			return s.name
		}
	}
	return ""
}
