/** A C2SP tlog-policy to begin with: it believes the log's key and asks for no witness. */
/** @param vkeys of the log: two while one key takes over from the other */
export function policyTemplate(vkeys: readonly string[]): string {
  const known = vkeys.filter((vkey) => vkey !== "");
  return `# C2SP tlog-policy. Bandingkan kunci log di bawah ini dengan kunci yang Anda peroleh dari tempat lain, bukan dari ekspor ini.
# Compare the log's key below with the one that you have from elsewhere, not from this export.
${(known.length === 0 ? ["?"] : known).map((vkey) => `log ${vkey}`).join("\n")}
# Saksi di luar perusahaan, bila ada · Witnesses outside the company, where there are any:
# witness NAMA VKEY
# group luar 2 NAMA NAMA
# quorum luar
quorum none
`;
}

/** What lies beside the files of an export, for somebody who knows nothing of the program. */
export const EXPORT_README = `# Salinan catatan akses

Direktori ini memuat bagian catatan akses (jurnal) yang boleh diperiksa pihak luar, dalam bentuk terbuka C2SP tlog-tiles.

| berkas | isi |
|---|---|
| \`tile/entries/\` | catatan, 256 per berkas: JSON, masing-masing didahului panjangnya (2 bita) |
| \`pruned/\` | berkas yang sama bila ada catatan yang dipangkas karena masa simpannya berakhir: di tempatnya panjang 0 dan hash daunnya (32 bita) |
| \`tile/0/\` dan seterusnya | pohon Merkle (RFC 6962, SHA-256) |
| \`checkpoint\` | jumlah catatan dan akar pohon, ditandatangani (C2SP signed-note, Ed25519) |
| \`checkpoints/\` | checkpoint yang ikut ditandatangani saksi, per hari, bila ada saksi |
| \`stamps/\` | checkpoint dan cap waktunya (RFC 3161), bila ada otoritas: \`openssl ts -verify -data X.checkpoint -in X.tsr -CAfile CA\` |
| \`vkey\` | kunci pemeriksa log |
| \`vkey.next\`, \`vkey.former\`, \`handovers\` | bila kunci log diganti: penggantinya, yang terdahulu, dan bukti catatan yang menyebut penggantinya |
| \`policy.txt\` | contoh aturan kepercayaan (C2SP tlog-policy) |
| \`check-receipt.sh\`, \`verify.html\` | alat periksa: bukti satu catatan; seluruh direktori ini di peramban |
| \`export.json\` | versi bentuk ekspor, asal, jumlah, akar |

Tidak ada di sini: rincian tersegel (nomor tugas, alamat, teks bebas), kunci rahasia, nama orang, isi data pelanggan. Nama samaran petugas dan
pelanggan ada di sini dan dapat dihitung: **perlakukan sebagai data pribadi**.

## Cara memeriksa

1. **Dengan alat Anda sendiri**: pembaca C2SP tlog-tiles mana pun dapat membacanya.
2. \`mercusuar journal verify DIREKTORI --policy policy.txt\`: 0 utuh, 1 diubah, 2 tidak dapat dipastikan, 3 terlalu lama.
3. Buka \`verify.html\` di peramban (tanpa jaringan pun bisa), lalu pilih direktori ini.
4. Satu bukti catatan: \`sh check-receipt.sh BUKTI vkey\` (openssl 3, sha256sum, xxd).

**Kunci harus dari tempat lain.** Siapa yang memalsukan salinan ini dapat juga memalsukan kunci dan alat periksa di dalamnya. Mintalah kunci lewat
jalan lain, dan ambil alat dari sumbernya. Simpan berkas \`checkpoint\` ini: dengan \`--known checkpoint\` pada pemeriksaan berikutnya, riwayat yang
diganti atau dipendekkan akan ketahuan. Tanpa saksi dan tanpa checkpoint yang Anda simpan, riwayat lain yang ditandatangani kunci yang sama tidak
dapat dibedakan.

---

# A copy of the journal

This directory holds the part of the journal (access log) that an outsider may verify, in the open form of C2SP tlog-tiles.

| file | holds |
|---|---|
| \`tile/entries/\` | the entries, 256 a file: JSON, each behind its length in 2 bytes |
| \`pruned/\` | the same files where entries were pruned because their term was over: in their place a length of 0 and the leaf hash (32 bytes) |
| \`tile/0/\` and up | the Merkle tree (RFC 6962, SHA-256) |
| \`checkpoint\` | number of entries and root of the tree, signed (C2SP signed-note, Ed25519) |
| \`checkpoints/\` | checkpoints that witnesses cosigned, by day, where there are witnesses |
| \`stamps/\` | checkpoints and their time stamps (RFC 3161), where there is an authority: \`openssl ts -verify -data X.checkpoint -in X.tsr -CAfile CA\` |
| \`vkey\` | the log's verifier key |
| \`vkey.next\`, \`vkey.former\`, \`handovers\` | of a log key that was rotated: the one that takes over, earlier ones, and receipts of the entries that name the next |
| \`policy.txt\` | a trust policy to begin with (C2SP tlog-policy) |
| \`check-receipt.sh\`, \`verify.html\` | tools: for the receipt of one entry; for this whole directory, in a browser |
| \`export.json\` | version of this form, origin, size, root |

Not in here: sealed details (case numbers, addresses, free text), secret keys, names of people, values of customers. Pseudonyms of staff and
customers are in here and can be counted: **treat it as personal data**.

## How to verify

1. **With your own tools**: any reader of C2SP tlog-tiles can read it.
2. \`mercusuar journal verify DIRECTORY --policy policy.txt\`: 0 whole, 1 tampered, 2 cannot tell, 3 too old.
3. Open \`verify.html\` in a browser (no network needed) and pick this directory.
4. One receipt: \`sh check-receipt.sh RECEIPT vkey\` (openssl 3, sha256sum, xxd).

**The key must come from elsewhere.** Whoever forges this copy can forge the key and the tools in it as well. Ask for the key by another way, and
take the tools from their source. Keep this \`checkpoint\`: with \`--known checkpoint\` at the next verification a history that was replaced or
shortened is noticed. Without witnesses and without a checkpoint that you kept, another history signed with the same key cannot be told apart.
`;
