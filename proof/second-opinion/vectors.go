package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// tally counts what was replayed and keeps what was not as the vectors say.
type tally struct {
	cases int
	wrong []string
}

func (t *tally) want(holds bool, what string, args ...any) {
	t.cases++
	if !holds {
		t.wrong = append(t.wrong, fmt.Sprintf(what, args...))
	}
}

// judgeVectors replays the files of proof/vectors that x/mod has something to say about.
func judgeVectors(dir string) (string, error) {
	t := &tally{}
	for name, replay := range map[string]func(*tally, string) error{
		"trees.json":          replayTrees,
		"proofs-refused.json": replayRefused,
		"checkpoints.json":    replayCheckpoints,
		"cosignatures.json":   replayCosignatures,
		"receipts.json":       replayReceipts,
		"tiles.json":          replayTiles,
		"pruned.json":         replayPruned,
	} {
		if err := replay(t, filepath.Join(dir, name)); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(t.wrong) > 0 {
		return "", fmt.Errorf("%d of %d are not as the vectors say:\n%s", len(t.wrong), t.cases, strings.Join(t.wrong, "\n"))
	}
	return fmt.Sprintf("OK %d cases", t.cases), nil
}

func load(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// hexBytes is a byte string spelt in hex.
type hexBytes []byte

func (h *hexBytes) UnmarshalText(text []byte) error {
	decoded, err := hex.DecodeString(string(text))
	*h = decoded
	return err
}

func hashOf(h hexBytes) (hash tlog.Hash) {
	copy(hash[:], h)
	return hash
}

func hashesOf(path []hexBytes) []tlog.Hash {
	hashes := make([]tlog.Hash, len(path))
	for i, each := range path {
		hashes[i] = hashOf(each)
	}
	return hashes
}
