package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"
)

// Tiles of 256 hashes.
const height = 8
const width = 1 << height

// judgeLog reads a published log: its signed head, every tile against that head, every entry against the tiles.
func judgeLog(dir string, o options) (string, error) {
	shelf := shelf(dir)
	if _, err := os.Stat(filepath.Join(dir, "journal")); err == nil {
		shelf = shelf.below("journal")
	}
	vkey := o.vkey
	if vkey == "" {
		beside, err := shelf.read("vkey")
		if err != nil {
			return "", err
		}
		vkey = string(bytes.TrimSuffix(beside, []byte("\n")))
	}
	text, err := shelf.read("checkpoint")
	if err != nil {
		return "", err
	}
	tree, witnesses, err := openCheckpoint(string(text), vkey, o.witnesses)
	if err != nil {
		return "", err
	}
	if err := checkTree(shelf, tree); err != nil {
		return "", err
	}
	return fmt.Sprintf("OK %d %x %d", tree.N, tree.Hash[:], len(witnesses)), nil
}

func checkTree(files shelf, tree tlog.Tree) error {
	if tree.N == 0 {
		if empty, _ := rootOf(0, nil); empty != tree.Hash {
			return errors.New("the root of the empty tree is another one")
		}
		return nil
	}
	hashes := tlog.TileHashReader(tree, files)
	var pruned pruning
	for _, tile := range tilesOf(tree.N) {
		// Reading through TileHashReader proves each hash of the tile up to the signed root.
		proved, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return fmt.Errorf("%s: %w", tilePath(tile), err)
		}
		given, err := files.tile(tile)
		if err != nil || !bytes.Equal(given, proved) {
			return fmt.Errorf("%s: not what the head says", tilePath(tile))
		}
		if tile.L == 0 {
			if err := checkBundle(files, tile, proved, &pruned); err != nil {
				return err
			}
		}
	}
	return pruned.check()
}

// tilesOf lists the tiles of a tree of that size: full ones, and the partial one at the right edge of each level.
func tilesOf(size int64) []tlog.Tile {
	var all []tlog.Tile
	for level, n := 0, size; n > 0; level, n = level+1, n>>height {
		for index := int64(0); index < n>>height; index++ {
			all = append(all, tlog.Tile{H: height, L: level, N: index, W: width})
		}
		if n%width > 0 {
			all = append(all, tlog.Tile{H: height, L: level, N: n >> height, W: int(n % width)})
		}
	}
	return all
}

// checkBundle compares the entries, or what is left of them, with their leaf hashes.
func checkBundle(files shelf, tile tlog.Tile, leaves []byte, pruned *pruning) error {
	entries, err := files.entries(tile)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		index := tile.N*width + int64(i)
		if !bytes.Equal(entry.leaf[:], leaves[i*tlog.HashSize:(i+1)*tlog.HashSize]) {
			return fmt.Errorf("entry %d is not the one that was signed", index)
		}
		if err := pruned.see(index, entry); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	return nil
}

// rootOf is the root of the first n entries. Elder versions of tlog call that of the empty tree zero, RFC 6962 the hash of nothing.
func rootOf(n int64, hashes tlog.HashReader) (tlog.Hash, error) {
	if n == 0 {
		return sha256.Sum256(nil), nil
	}
	return tlog.TreeHash(n, hashes)
}
