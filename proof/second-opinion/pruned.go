package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Kinds of entries that end with their term.
var prunedKinds = map[string]bool{
	"look": true, "listing": true, "search": true, "match": true, "use": true,
	"trail": true, "pseudonyms": true, "heartbeat": true,
}

// left is an entry, or where its bytes are gone its leaf hash.
type left struct {
	entry []byte
	leaf  tlog.Hash
}

func whole(entry []byte) left { return left{entry, tlog.RecordHash(entry)} }

func prunedPath(t tlog.Tile) string {
	return "pruned/" + strings.TrimPrefix(bundlePath(full(t)), "tile/entries/")
}

// splitLeft reads what is left of a bundle: a length of 0 stands before a leaf hash.
func splitLeft(data []byte) ([]left, error) {
	var entries []left
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, errors.New("cut short")
		}
		length := int(binary.BigEndian.Uint16(data))
		end := 2 + length
		if length == 0 {
			end += tlog.HashSize
		}
		if len(data) < end {
			return nil, errors.New("cut short")
		}
		if length == 0 {
			var leaf tlog.Hash
			copy(leaf[:], data[2:end])
			entries = append(entries, left{nil, leaf})
		} else {
			entries = append(entries, whole(data[2:end]))
		}
		data = data[end:]
	}
	return entries, nil
}

// pruning holds what is gone against what an entry of the log says of it: a bit for each entry.
type pruning struct {
	gone, due bitmap
	upto      int64
	set       string
}

func (p *pruning) see(index int64, l left) error {
	kind := kindOf(l.entry)
	if l.entry == nil {
		p.gone.put(index)
	}
	if l.entry == nil || prunedKinds[kind] {
		p.due.put(index)
	}
	if kind != "prune" {
		return nil
	}
	var said struct {
		Body struct {
			Upto int64
			Set  string
		}
	}
	if err := json.Unmarshal(l.entry, &said); err != nil {
		return err
	}
	upto := said.Body.Upto
	if upto > index || upto < p.upto || upto < 1 || upto%width != 0 {
		return errors.New("it prunes what cannot have ended")
	}
	p.upto, p.set = upto, said.Body.Set
	return nil
}

func (p *pruning) check() error {
	if p.gone.last() >= p.upto {
		return fmt.Errorf("entry %d is pruned, and no entry says so", p.gone.last())
	}
	if p.upto > 0 && p.gone.digest(p.upto) != p.set && p.due.digest(p.upto) != p.set {
		return errors.New("other entries are pruned than the log says")
	}
	return nil
}

// kindOf reads the last "typ" of a canonical entry: behind it only v and ver follow.
func kindOf(entry []byte) string {
	const typ = `"typ":"`
	at := bytes.LastIndex(entry, []byte(typ))
	if at < 0 {
		return ""
	}
	kind, _, _ := bytes.Cut(entry[at+len(typ):], []byte(`"`))
	return string(kind)
}

type bitmap []byte

func (b *bitmap) put(index int64) {
	for int64(len(*b)) <= index/8 {
		*b = append(*b, 0)
	}
	(*b)[index/8] |= 1 << (index % 8)
}

// last is the highest bit, -1 where there is none.
func (b bitmap) last() int64 {
	for at := len(b) - 1; at >= 0; at-- {
		if b[at] != 0 {
			return int64(at)*8 + int64(bits.Len8(b[at])) - 1
		}
	}
	return -1
}

func (b bitmap) digest(upto int64) string {
	row := make([]byte, (upto+7)/8)
	copy(row, b)
	sum := sha256.Sum256(row)
	return hex.EncodeToString(sum[:])
}
