#!/bin/sh
# Memeriksa bukti catatan (C2SP tlog-proof) hanya dengan openssl 3, sha256sum dan xxd, tanpa jaringan.
# Checks a receipt (C2SP tlog-proof) with openssl 3, sha256sum and xxd alone, offline.
#
#   sh check-receipt.sh BUKTI KUNCI [SAKSI...]     sh check-receipt.sh RECEIPT KEY [WITNESS...]
#
# KEY is the log's verifier key (name+id+base64) or a file that holds it: have it from elsewhere, not from whoever gave you the receipt.
# Each WITNESS is a verifier key too; all of them must have cosigned.
# Exit: 0 proved (the entry is printed), 1 not proved, 2 wrongly called or a tool is missing.
set -u
LC_ALL=C
export LC_ALL

no() { printf 'TIDAK TERBUKTI · NOT PROVED: %s · %s\n' "$1" "$2" >&2; exit 1; }
wrong() { printf '%s\n' "$1" >&2; exit 2; }

[ $# -ge 2 ] || wrong 'sh check-receipt.sh BUKTI KUNCI [SAKSI...] · sh check-receipt.sh RECEIPT KEY [WITNESS...]'
for tool in openssl sha256sum xxd; do
  command -v "$tool" >/dev/null 2>&1 || wrong "perlu $tool · needs $tool"
done
receipt=$1
[ -r "$receipt" ] || wrong "$receipt: tidak terbaca · cannot be read"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

hash_of() { sha256sum | cut -c1-64; }
hex_of() { xxd -p | tr -d '\n'; }
# TEXT FILE: base64 into a file; only the one spelling of the bytes is taken.
unbase64() { printf '%s' "$1" | openssl base64 -d -A >"$2" 2>/dev/null && [ "$(openssl base64 -A <"$2")" = "$1" ]; }

# KEY TYPE: takes a verifier key apart into name, id and key (hex). Type 01 signs notes, 04 cosigns checkpoints.
take_key() {
  text=$1
  if [ -f "$1" ]; then text=$(cat "$1"); fi
  case $text in
    *[[:space:]]*) return 1 ;;
    *+*+*) ;;
    *) return 1 ;;
  esac
  name=${text%%+*}
  rest=${text#*+}
  id=${rest%%+*}
  unbase64 "${rest#*+}" "$work/key" || return 1
  key=$(hex_of <"$work/key")
  [ ${#key} -eq 66 ] && [ "${key%"${key#??}"}" = "$2" ] && [ -n "$name" ] || return 1
  [ "$({ printf '%s\n' "$name"; printf '%s' "$key" | xxd -r -p; } | hash_of | cut -c1-8)" = "$id" ] || return 1
  key=${key#??}
}

# MESSAGE SIGNATURE: Ed25519 under $key
fits() {
  printf '302a300506032b6570032100%s' "$key" | xxd -r -p >"$work/public"
  openssl pkeyutl -verify -pubin -inkey "$work/public" -keyform DER -rawin -in "$1" -sigfile "$2" >/dev/null 2>&1
}

# Signature line of the key at hand, as bytes without the key id; LENGTH is asked for in hex digits.
take_signature() {
  grep -F "— $name " "$work/signatures" >"$work/lines" || return 1
  while IFS= read -r line; do
    unbase64 "${line#"— $name "}" "$work/line" || continue
    all=$(hex_of <"$work/line")
    case $all in "$id"*) ;; *) continue ;; esac
    [ ${#all} -eq $(($1 + 8)) ] || return 1
    signature=${all#"$id"}
    return 0
  done <"$work/lines"
  return 1
}

# --- The parts of the receipt -----------------------------------------------------------------------------------------------------
[ "$(wc -c <"$receipt")" -le 262144 ] || no 'berkas terlalu besar' 'the file is too large'
cp "$receipt" "$work/receipt"
[ "$(tail -c 1 "$work/receipt" | hex_of)" = 0a ] || no 'akhir berkas hilang' 'the end of the file is missing'
[ "$(tr -d '\001-\011\013-\037\000' <"$work/receipt" | wc -c)" -eq "$(wc -c <"$work/receipt")" ] || no 'ada karakter kendali' 'there are control characters'
grep -n '^$' "$work/receipt" | cut -d: -f1 >"$work/gaps"
[ "$(wc -l <"$work/gaps")" -eq 2 ] || no 'bentuknya bukan bukti catatan' 'this is no receipt'
{ read -r first; read -r second; } <"$work/gaps"
head -n $((first - 1)) "$work/receipt" >"$work/head"
head -n $((second - 1)) "$work/receipt" | tail -n +$((first + 1)) >"$work/text"
tail -n +$((second + 1)) "$work/receipt" >"$work/signatures"
{ read -r form; read -r extra; read -r place; } <"$work/head"
[ "$form" = 'c2sp.org/tlog-proof@v1' ] || no 'baris 1 bukan c2sp.org/tlog-proof@v1' 'line 1 is not c2sp.org/tlog-proof@v1'
case $extra in 'extra '?*) ;; *) no 'catatannya tidak ada di dalam bukti' 'the entry is not in the receipt' ;; esac
unbase64 "${extra#extra }" "$work/entry" || no 'catatannya bukan base64' 'the entry is no base64'
printf '%s\n' "$place" | grep -Eq '^index (0|[1-9][0-9]{0,15})$' || no 'nomor catatan tidak ada' 'there is no index'
index=${place#index }
{ read -r origin; read -r size; read -r root; } <"$work/text"
printf '%s\n' "$size" | grep -Eq '^(0|[1-9][0-9]{0,15})$' || no 'jumlah catatan tidak ada' 'the checkpoint has no size'
unbase64 "$root" "$work/root" || no 'akar pohon tidak ada' 'the checkpoint has no root'
[ "$index" -lt "$size" ] || no 'nomor di luar catatan akses' 'the index lies beyond the checkpoint'

# --- From the entry up to the root (RFC 9162, 2.1.3.2) ----------------------------------------------------------------------------
hash=$({ printf '00' | xxd -r -p; cat "$work/entry"; } | hash_of)
at=$index
last=$((size - 1))
tail -n +4 "$work/head" >"$work/path"
while IFS= read -r line; do
  unbase64 "$line" "$work/node" || no 'jalur pohon rusak' 'the path is damaged'
  node=$(hex_of <"$work/node")
  [ ${#node} -eq 64 ] && [ "$last" -gt 0 ] || no 'jalur pohon rusak' 'the path is damaged'
  if [ $((at % 2)) -eq 1 ] || [ "$at" -eq "$last" ]; then
    hash=$(printf '01%s%s' "$node" "$hash" | xxd -r -p | hash_of)
    while [ $((at % 2)) -eq 0 ] && [ "$at" -gt 0 ]; do
      at=$((at / 2))
      last=$((last / 2))
    done
  else
    hash=$(printf '01%s%s' "$hash" "$node" | xxd -r -p | hash_of)
  fi
  at=$((at / 2))
  last=$((last / 2))
done <"$work/path"
[ "$last" -eq 0 ] && [ "$hash" = "$(hex_of <"$work/root")" ] ||
  no 'catatan ini tidak ada di tempat itu dalam catatan akses yang ditandatangani' 'the entry does not stand at that place of the signed journal'

# --- The log's signature, and those of the witnesses ------------------------------------------------------------------------------
take_key "$2" 01 || wrong "kunci pemeriksa tidak sah: $2 · no verifier key of a log: $2"
[ "$name" = "$origin" ] || no 'bukti ini berasal dari catatan akses lain' 'the receipt belongs to another log'
take_signature 128 && printf '%s' "$signature" | xxd -r -p >"$work/signature" && fits "$work/text" "$work/signature" ||
  no 'tanda tangan catatan akses tidak sah' "the checkpoint does not carry this log's good signature"
shift 2
for witness in "$@"; do
  take_key "$witness" 04 || wrong "kunci saksi tidak sah: $witness · no verifier key of a witness: $witness"
  take_signature 144 || no "saksi $name tidak ikut menandatangani" "witness $name has not cosigned"
  printf '%s' "${signature#????????????????}" | xxd -r -p >"$work/signature"
  time=$((0x${signature%"${signature#????????????????}"}))
  { printf 'cosignature/v1\ntime %s\n' "$time"; cat "$work/text"; } >"$work/cosigned"
  fits "$work/cosigned" "$work/signature" || no "tanda tangan saksi $name tidak sah" "the signature of witness $name is not good"
  printf 'saksi · witness: %s, %s\n' "$name" "$time"
done

printf 'TERBUKTI · PROVED: catatan · entry %s / %s, %s\n' "$index" "$size" "$origin"
cat "$work/entry"
printf '\n'
