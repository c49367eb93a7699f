package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

func replayTiles(t *tally, path string) error {
	type file struct {
		Path   string
		Bytes  int
		Sha256 hexBytes
	}
	var v struct {
		Paths []struct {
			Level any
			Index int64
			Width int
			Path  string
		}
		Logs, Large []struct {
			Size  int64
			Root  hexBytes
			Files []file
			Some  []file
		}
	}
	if err := load(path, &v); err != nil {
		return err
	}
	for _, c := range v.Paths {
		tile := tlog.Tile{H: height, N: c.Index, W: c.Width}
		path := bundlePath(tile)
		if level, ok := c.Level.(float64); ok {
			tile.L = int(level)
			path = tilePath(tile)
		}
		t.want(path == c.Path, "path: %s", c.Path)
	}
	var stored memory
	for _, log := range append(v.Logs, v.Large...) {
		for stored.size < log.Size {
			if err := stored.add([]byte(fmt.Sprint(stored.size))); err != nil {
				return err
			}
		}
		root, err := rootOf(log.Size, &stored)
		t.want(err == nil && root == hashOf(log.Root), "root of %d", log.Size)
		listed := map[string]file{}
		for _, each := range append(log.Files, log.Some...) {
			listed[each.Path] = each
		}
		for _, tile := range tilesOf(log.Size) {
			known, ok := listed[tilePath(tile)]
			if !ok && log.Files == nil {
				continue
			}
			data, err := tlog.ReadTileData(tile, &stored)
			sum := sha256.Sum256(data)
			t.want(ok && err == nil && len(data) == known.Bytes && bytes.Equal(sum[:], known.Sha256), "%s of %d", tilePath(tile), log.Size)
		}
	}
	return nil
}
