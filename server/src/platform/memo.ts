/** Answers worked out before, by text. Those who use it have few questions; `most` is a bound against a flood, not a tuning knob. */
export class Memo<Answer> {
  private readonly known = new Map<string, Answer>();
  private readonly most: number;

  constructor(most = 4096) {
    this.most = most;
  }

  of(question: string, work: () => Answer): Answer {
    const known = this.known.get(question);
    if (known !== undefined || this.known.has(question)) return known as Answer;
    const answer = work();
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(question, answer);
    return answer;
  }
}
