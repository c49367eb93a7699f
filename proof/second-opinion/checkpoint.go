package main

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tlog reads the heads of one log only, Go's, which bears this name in its first line.
const treeName = "go.sum database tree"

// openCheckpoint believes a checkpoint that the log has signed; a bad line of a known witness makes it unbelievable.
func openCheckpoint(text string, vkey string, witnesses []string) (tlog.Tree, []witnessed, error) {
	log, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, nil, fmt.Errorf("verifier key: %w", err)
	}
	known := []note.Verifier{log}
	var cosigners []*cosigner
	for _, each := range witnesses {
		witness, err := newCosigner(each)
		if err != nil {
			return tlog.Tree{}, nil, err
		}
		cosigners = append(cosigners, witness)
		known = append(known, witness)
	}
	opened, err := note.Open([]byte(text), note.VerifierList(known...))
	if err != nil {
		return tlog.Tree{}, nil, fmt.Errorf("checkpoint: %w", err)
	}
	if !signedBy(opened, log) {
		return tlog.Tree{}, nil, errors.New("checkpoint: not signed by the log")
	}
	tree, err := treeOf(opened.Text, log.Name())
	return tree, wordsOf(cosigners), err
}

func signedBy(n *note.Note, log note.Verifier) bool {
	for _, sig := range n.Sigs {
		if sig.Name == log.Name() && sig.Hash == log.KeyHash() {
			return true
		}
	}
	return false
}

// treeOf reads what the log has signed. tlog ignores lines behind the root; by tlog-checkpoint none of them is empty.
func treeOf(text, origin string) (tlog.Tree, error) {
	if !strings.HasPrefix(text, origin+"\n") {
		return tlog.Tree{}, errors.New("checkpoint: of another log")
	}
	if strings.Contains(text, "\n\n") {
		return tlog.Tree{}, errors.New("checkpoint: an empty line")
	}
	tree, err := tlog.ParseTree([]byte(treeName + strings.TrimPrefix(text, origin)))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %w", err)
	}
	return tree, nil
}
