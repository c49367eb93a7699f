import type { CommandOption } from "./command.ts";

/** What is said once, at a start, of the standby that has each entry: to whoever starts the keeper. */
export const STANDBY_OPTIONS: CommandOption[] = [
  {
    flags: "--takeover",
    words: {
      id: "Direktori data adalah cermin cadangan siaga; mulai sekarang sistem kunci di sinilah yang mencatat.",
      en: "The data directory is a standby's mirror; from now on the keeper here writes.",
    },
  },
  {
    flags: "--mirror-lost",
    words: {
      id: "Cadangan siaga sebelumnya hilang untuk selamanya dan tidak berjalan di mana pun; dicatat.",
      en: "The standby of before is gone for ever and runs nowhere; it is written down.",
    },
  },
];
