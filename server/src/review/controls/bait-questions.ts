import type { Words } from "../../platform/language.ts";

/**
 * Questions with a smile, which a supervisor may ask at the coffee machine (R65). A person asks them and nobody else: the program only suggests. None
 * accuses; {@link accuses} is asked about each of them by a test. An id is never used again for another question.
 */
export const BAIT_QUESTIONS = {
  "how-known": {
    id: "Jangan-jangan Bapak itu punya bola kristal; kok bisa tahu nomornya, ya?",
    en: "Does that gentleman keep a crystal ball, or how did he know the number?",
  },
  "famous-neighbour": {
    id: "Kalau artis tetangga kita jadi pelanggan, siapa ya yang paling kuat menahan penasaran?",
    en: "If a film star became our customer, who of us would hold out longest against curiosity?",
  },
  lottery: {
    id: "Seandainya ada yang menawar daftar pelanggan kita seharga mobil, kita minta warna apa?",
    en: "If somebody offered a car for our customer list, which colour would we ask for?",
  },
  "old-friend": {
    id: "Teman lama minta dicarikan alamat mantannya. Enaknya dijawab bagaimana, ya?",
    en: "An old friend wants the address of his former girlfriend. What would be a good answer?",
  },
  "wrong-click": {
    id: "Jari saya tadi salah pencet dan data orang lain terbuka. Biasanya kamu apakan kalau begitu?",
    en: "My finger slipped and somebody else's data opened. What do you usually do then?",
  },
  "screen-photo": {
    id: "Layar ini bagus juga kalau difoto. Menurutmu apa yang ikut terbawa?",
    en: "This screen would make a fine picture. What do you think would come along in it?",
  },
  "password-note": {
    id: "Saya hampir menempel kata sandi di monitor lagi. Punya cara mengingat yang lebih jenaka?",
    en: "I nearly stuck my password on the monitor again. Do you know a funnier way to remember one?",
  },
  "free-lunch": {
    id: "Katanya tidak ada makan siang gratis. Pernah ditraktir orang yang ujungnya minta tolong dicek nomor?",
    en: "They say there is no free lunch. Has anybody ever treated you and then wanted a number looked up?",
  },
  "family-chat": {
    id: "Di grup keluarga saya ada yang minta dicek tagihan sepupu. Di keluargamu ada juga?",
    en: "In my family's chat somebody wants a cousin's bill looked up. Does yours have such a one?",
  },
  "own-data": {
    id: "Kalau datamu sendiri dibuka orang di kantor ini, kamu ingin alasannya apa?",
    en: "If somebody in this office opened your own data, what reason would you like to hear?",
  },
  "quiet-hour": {
    id: "Jam sepi begini, godaan apa yang paling besar selain gorengan?",
    en: "In a quiet hour like this, what is the greatest temptation beside fried snacks?",
  },
  "best-excuse": {
    id: "Alasan paling lucu yang pernah kamu dengar untuk membuka data orang itu apa?",
    en: "What is the funniest reason for opening somebody's data that you have ever heard?",
  },
  "new-colleague": {
    id: "Kalau ada teman baru bertanya mana data yang seru, kamu jawab apa?",
    en: "If a new colleague asked which data are the exciting ones, what would you say?",
  },
  lighthouse: {
    id: "Kalau kita mercusuar, kapal mana yang paling sering lupa dilihat?",
    en: "If we were a lighthouse, which ship would we most often forget to look at?",
  },
  "two-screens": {
    id: "Lebih enak kerja sendirian atau ada teman di sebelah? Kalau sendirian, apa yang berubah?",
    en: "Do you rather work alone or with somebody beside you? What changes when alone?",
  },
  "rule-change": {
    id: "Aturan mana di sini yang ingin kamu ubah kalau jadi direktur sehari?",
    en: "Which of our rules would you change if you were director for a day?",
  },
} as const satisfies Record<string, Words>;
export type BaitQuestion = keyof typeof BAIT_QUESTIONS;

export const isBaitQuestion = (id: string): id is BaitQuestion => Object.hasOwn(BAIT_QUESTIONS, id);

/** Words with which a question would accuse whoever is asked. */
const ACCUSING =
  /\b(menjual|jual|mencuri|curi|bocor\w*|membocorkan|bohong|berbohong|bersalah|pelaku|pelanggaran|melanggar|curiga|dicurigai|mengaku|sanksi|hukum\w*|you (sold|stole|leaked|lied)|sell\w*|sold|steal\w*|stole|leak\w*|lie|lied|liar|guilty|culprit|suspect\w*|confess\w*|sanction\w*|punish\w*)\b/i;

/** Does the text accuse? The tone guard of the bank (R66). Pure. */
export const accuses = (text: string): boolean => ACCUSING.test(text);
