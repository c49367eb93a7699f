package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// receipt is a C2SP tlog-proof, taken apart and not yet believed.
type receipt struct {
	index      int64
	path       tlog.RecordProof
	checkpoint string
}

func judgeReceiptFile(entry, file string, o options) (string, error) {
	bytes, err := os.ReadFile(entry)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	tree, index, _, err := judgeReceipt(bytes, string(text), o.vkey, o.witnesses)
	return fmt.Sprintf("OK %d of %d", index, tree.N), err
}

// judgeReceipt says where the entry stands and in which tree. Who has to have cosigned is for the reader to say.
func judgeReceipt(entry []byte, text, vkey string, witnesses []string) (tlog.Tree, int64, []witnessed, error) {
	r, err := parseReceipt(text)
	if err != nil {
		return tlog.Tree{}, 0, nil, err
	}
	tree, said, err := openCheckpoint(r.checkpoint, vkey, witnesses)
	if err != nil {
		return tlog.Tree{}, 0, nil, err
	}
	err = tlog.CheckRecord(r.path, tree.N, tree.Hash, r.index, tlog.RecordHash(entry))
	return tree, r.index, said, err
}

func parseReceipt(text string) (receipt, error) {
	var r receipt
	head, checkpoint, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return r, errors.New("receipt: no tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		extra, err := base64.StdEncoding.DecodeString(lines[0][len("extra "):])
		if err != nil || len(extra) == 0 {
			return r, errors.New("receipt: extra data that is no base64")
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return r, errors.New("receipt: no index")
	}
	digits := lines[0][len("index "):]
	index, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || index < 0 || strconv.FormatInt(index, 10) != digits {
		return r, errors.New("receipt: no index")
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return r, fmt.Errorf("receipt: %w", err)
		}
		r.path = append(r.path, hash)
	}
	r.index, r.checkpoint = index, checkpoint
	return r, nil
}
