package main

import (
	"bytes"

	"golang.org/x/mod/sumdb/tlog"
)

func replayPruned(t *tally, path string) error {
	var v struct {
		Kinds []string
		Paths []struct {
			Index int64
			Path  string
		}
		Left []struct {
			Hex     hexBytes
			Entries []struct{ Entry, Leaf hexBytes }
		}
		Refused []struct {
			What string
			Hex  hexBytes
		}
		Sets []struct {
			Rule, Gone, Set string
			Upto            int64
		}
	}
	if err := load(path, &v); err != nil {
		return err
	}
	t.want(len(v.Kinds) == len(prunedKinds), "number of kinds")
	for _, kind := range v.Kinds {
		t.want(prunedKinds[kind], "kind: %s", kind)
	}
	for _, c := range v.Paths {
		t.want(prunedPath(tlog.Tile{H: height, N: c.Index, W: width}) == c.Path, "path: %s", c.Path)
	}
	for _, c := range v.Left {
		read, err := splitLeft(c.Hex)
		t.want(err == nil && len(read) == len(c.Entries), "left: %x", c.Hex)
		for i, each := range read {
			known := c.Entries[i]
			t.want(bytes.Equal(each.entry, known.Entry), "entry %d of %x", i, c.Hex)
			t.want(known.Entry != nil || each.leaf == hashOf(known.Leaf), "hash %d of %x", i, c.Hex)
		}
	}
	for _, c := range v.Refused {
		_, err := splitLeft(c.Hex)
		t.want(err != nil, "refused: %s", c.What)
	}
	for _, c := range v.Sets {
		var gone bitmap
		for index, bit := range c.Gone {
			if bit == '1' {
				gone.put(int64(index))
			}
		}
		t.want(gone.digest(c.Upto) == c.Set, "set: %s up to %d", c.Rule, c.Upto)
	}
	return nil
}
