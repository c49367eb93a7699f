/** SHA-256 (FIPS 180-4) in plain code, for browsers: WebCrypto only answers asynchronously, far too slow for a tree. */
const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants are the fractional parts of cube and square roots of the first primes; computing them shows where they come from.
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}
for (let prime = 2, n = 0; n < 64; prime++) {
  let divisor = 2;
  while (divisor * divisor <= prime && prime % divisor !== 0) divisor++;
  if (divisor * divisor <= prime) continue;
  K[n] = fraction(Math.cbrt(prime));
  if (n < 8) START[n] = fraction(Math.sqrt(prime));
  n++;
}

// Signed words and one variable for each: half as much again as fast as unsigned words that are swapped through an array.
const words = new Int32Array(64);
const constants = new Int32Array(K);
const start = new Int32Array(START);
const at = (row: Int32Array | Uint8Array, i: number): number => row[i] as number;
const turn = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function schedule(data: Uint8Array, offset: number): void {
  for (let i = 0, from = offset; i < 16; i++, from += 4)
    words[i] = (at(data, from) << 24) | (at(data, from + 1) << 16) | (at(data, from + 2) << 8) | at(data, from + 3);
  for (let i = 16; i < 64; i++) {
    const x = at(words, i - 15);
    const y = at(words, i - 2);
    const one = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const two = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = (at(words, i - 16) + at(words, i - 7) + one + two) | 0;
  }
}

function block(state: Int32Array, data: Uint8Array, offset: number): void {
  schedule(data, offset);
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(constants, i) + at(words, i)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

/** The 32-byte hash. */
export function plainSha256(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(data.length / 2 ** 29));
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0);
  const state = start.slice();
  for (let offset = 0; offset < padded.length; offset += 64) block(state, padded, offset);
  const out = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 8; i++) out.setInt32(i * 4, at(state, i));
  return new Uint8Array(out.buffer);
}
