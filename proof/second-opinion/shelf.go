package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// shelf is a directory with the files of C2SP tlog-tiles.
type shelf string

func (s shelf) below(name string) shelf { return shelf(filepath.Join(string(s), name)) }

func (s shelf) read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(s), filepath.FromSlash(path)))
}

// tilePath: Go's own log has the height in the path, tlog-tiles has not.
func tilePath(t tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", t.H))
}

func bundlePath(t tlog.Tile) string {
	t.L = -1
	return "tile/entries/" + strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/data/", t.H))
}

// full is the tile that takes the place of a partial one when the log has grown.
func full(t tlog.Tile) tlog.Tile {
	t.W = width
	return t
}

// tile reads the hashes of a tile; a file named after its width holds as many.
func (s shelf) tile(t tlog.Tile) ([]byte, error) {
	data, err := s.read(tilePath(t))
	if errors.Is(err, fs.ErrNotExist) && t.W < width {
		data, err = s.read(tilePath(full(t)))
		if err == nil && len(data) == width*tlog.HashSize {
			return data[:t.W*tlog.HashSize], nil
		}
	}
	if err == nil && len(data) != t.W*tlog.HashSize {
		err = fmt.Errorf("%s: %d bytes", tilePath(t), len(data))
	}
	return data, err
}

// entries reads the bundle of a tile of the lowest level, or what pruning has left of it; a file named after its width holds as many.
func (s shelf) entries(t tlog.Tile) ([]left, error) {
	data, err := s.read(bundlePath(t))
	grown := errors.Is(err, fs.ErrNotExist) && t.W < width
	if grown {
		data, err = s.read(bundlePath(full(t)))
	}
	if errors.Is(err, fs.ErrNotExist) && t.W == width {
		return s.pruned(t)
	}
	if err != nil {
		return nil, err
	}
	entries, err := splitBundle(data)
	if err != nil || len(entries) < t.W || (len(entries) > t.W && !grown) {
		return nil, fmt.Errorf("%s: not %d entries", bundlePath(t), t.W)
	}
	var all []left
	for _, entry := range entries[:t.W] {
		all = append(all, whole(entry))
	}
	return all, nil
}

func (s shelf) pruned(t tlog.Tile) ([]left, error) {
	data, err := s.read(prunedPath(t))
	if err != nil {
		return nil, err
	}
	entries, err := splitLeft(data)
	if err != nil || len(entries) != t.W {
		return nil, fmt.Errorf("%s: not %d entries", prunedPath(t), t.W)
	}
	return entries, nil
}

func splitBundle(data []byte) ([][]byte, error) {
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("cut short")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	return entries, nil
}

// The three methods below make a shelf what tlog.TileHashReader reads from.

func (s shelf) Height() int { return height }

func (s shelf) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := s.tile(tile)
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

func (s shelf) SaveTiles([]tlog.Tile, [][]byte) {}
