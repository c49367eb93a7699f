package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// The signature type of C2SP tlog-cosignature, Ed25519. note knows type 1 only, so witnesses are verifiers of our own.
const cosignatureType = 4

// Larger times do not fit the integers of all languages; no clock shows them.
const latestTime = 1<<53 - 1

type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	// What it was last found to say; note.Open verifies one line of each verifier.
	time uint64
	said bool
}

type witnessed struct {
	name string
	time uint64
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(strings.TrimSuffix(vkey, "\n"), "+", 3)
	if len(parts) != 3 || parts[0] == "" || strings.ContainsAny(parts[0], " \t\r\n") {
		return nil, fmt.Errorf("no verifier key of a witness")
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(material) != 1+ed25519.PublicKeySize || material[0] != cosignatureType {
		return nil, fmt.Errorf("witness %s: no key of signature type %d", parts[0], cosignatureType)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), material...))
	if fmt.Sprintf("%x", sum[:4]) != parts[1] {
		return nil, fmt.Errorf("witness %s: the key id does not fit", parts[0])
	}
	return &cosigner{name: parts[0], hash: binary.BigEndian.Uint32(sum[:4]), key: material[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(text, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	if time > latestTime || !ed25519.Verify(c.key, []byte(message), sig[8:]) {
		return false
	}
	c.time, c.said = time, true
	return true
}

func wordsOf(cosigners []*cosigner) []witnessed {
	var all []witnessed
	for _, c := range cosigners {
		if c.said {
			all = append(all, witnessed{c.name, c.time})
		}
	}
	return all
}
