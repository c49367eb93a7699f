/** Somebody ended the program while the made-up company was being made: no fault, and nothing real is lost. */
export class StoryStopped extends Error {
  constructor() {
    super("dihentikan sebelum perusahaan contoh selesai dibuat · stopped before the made-up company was finished");
  }
}

/** As a shell says of a program that Ctrl C ended. */
export const STOPPED = 130;
