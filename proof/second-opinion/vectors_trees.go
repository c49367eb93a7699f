package main

import "golang.org/x/mod/sumdb/tlog"

// ruled is entry i of the trees: i bytes, the byte at j is i+j modulo 256.
func ruled(i int) []byte {
	entry := make([]byte, i)
	for j := range entry {
		entry[j] = byte(i + j)
	}
	return entry
}

type paths struct {
	Size  int64
	Paths [][]hexBytes
}

func replayTrees(t *tally, path string) error {
	var v struct {
		Roots       []hexBytes
		Inclusion   []paths
		Consistency []paths
	}
	if err := load(path, &v); err != nil {
		return err
	}
	var stored memory
	for n, root := range v.Roots {
		hash, err := rootOf(int64(n), &stored)
		t.want(err == nil && hash == hashOf(root), "root of %d", n)
		if err := stored.add(ruled(n)); err != nil {
			return err
		}
	}
	for _, tree := range v.Inclusion {
		for i, path := range tree.Paths {
			err := tlog.CheckRecord(hashesOf(path), tree.Size, hashOf(v.Roots[tree.Size]), int64(i), tlog.RecordHash(ruled(i)))
			t.want(err == nil, "entry %d of %d", i, tree.Size)
		}
	}
	for _, tree := range v.Consistency {
		// That a tree follows from the empty one is nothing tlog would prove.
		for old := 1; old < len(tree.Paths); old++ {
			err := tlog.CheckTree(hashesOf(tree.Paths[old]), tree.Size, hashOf(v.Roots[tree.Size]), int64(old), hashOf(v.Roots[old]))
			t.want(err == nil, "%d continues %d", tree.Size, old)
		}
	}
	return nil
}

// memory holds a tree's hashes in the order in which tlog stores them.
type memory struct {
	size   int64
	hashes []tlog.Hash
}

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = m.hashes[index]
	}
	return found, nil
}

func (m *memory) add(entry []byte) error {
	more, err := tlog.StoredHashes(m.size, entry, m)
	m.hashes = append(m.hashes, more...)
	m.size++
	return err
}

func replayRefused(t *tally, path string) error {
	var v struct {
		Inclusion []struct {
			Spoil       string
			Leaf, Root  hexBytes
			Index, Size int64
			Path        []hexBytes
		}
		Consistency []struct {
			Spoil         string
			OldRoot, Root hexBytes
			Old, Size     int64
			Path          []hexBytes
		}
	}
	if err := load(path, &v); err != nil {
		return err
	}
	for _, c := range v.Inclusion {
		err := tlog.CheckRecord(hashesOf(c.Path), c.Size, hashOf(c.Root), c.Index, hashOf(c.Leaf))
		t.want(err != nil, "entry %d of %d: %s", c.Index, c.Size, c.Spoil)
	}
	for _, c := range v.Consistency {
		err := tlog.CheckTree(hashesOf(c.Path), c.Size, hashOf(c.Root), c.Old, hashOf(c.OldRoot))
		t.want(err != nil, "%d continues %d: %s", c.Size, c.Old, c.Spoil)
	}
	return nil
}
