// Command second-opinion judges a published log and its receipts with the code that guards Go's own module downloads
// (golang.org/x/mod/sumdb, packages note and tlog), so that nobody has to believe the verifier of the house alone.
// It knows nothing of entries: their schema, policies and quorums are left to `mercusuar journal verify`.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

const usage = `second-opinion log [-vkey KEY] [-witness VKEY]... DIR    a journal directory or an export
second-opinion receipt [-vkey KEY] ENTRY RECEIPT         an entry and its receipt (tlog-proof)
second-opinion vectors DIR                               the test vectors of proof/vectors`

func main() {
	said, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "REFUSED:", err)
		os.Exit(1)
	}
	fmt.Println(said)
}

func run(args []string) (string, error) {
	if len(args) == 0 {
		return "", errors.New("usage:\n" + usage)
	}
	options, places, err := parse(args[1:])
	if err != nil {
		return "", err
	}
	switch {
	case args[0] == "log" && len(places) == 1:
		return judgeLog(places[0], options)
	case args[0] == "receipt" && len(places) == 2:
		return judgeReceiptFile(places[0], places[1], options)
	case args[0] == "vectors" && len(places) == 1:
		return judgeVectors(places[0])
	}
	return "", errors.New("usage:\n" + usage)
}

// options name whom the reader believes.
type options struct {
	vkey      string
	witnesses []string
}

func parse(args []string) (o options, places []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if !strings.HasPrefix(arg, "-") {
			places = append(places, arg)
			continue
		}
		if len(args) == 0 || (arg != "-vkey" && arg != "-witness") {
			return o, nil, fmt.Errorf("option %s: usage:\n%s", arg, usage)
		}
		if arg == "-vkey" {
			o.vkey = args[0]
		} else {
			o.witnesses = append(o.witnesses, args[0])
		}
		args = args[1:]
	}
	return o, places, nil
}
