/** What is seen of one new result, inside the view. */
export interface PictureTimes {
  /** From the message with the result until the pictures that it asked for were painted, in ms. */
  readonly pictureMs: number;
  /** Bytes of messages to the view in that time. */
  readonly bytes: number;
}

/** What pointer and wheel cost, inside the view. */
export interface HandlingTimes {
  /** Of each event: its handlers with the microtasks that they leave, and the callbacks of the frames that they ask for, in ms. */
  readonly handlingMs: readonly number[];
  /** Tasks of the page over 50 ms, in ms. */
  readonly longTasksMs: readonly number[];
}

/** What `attention.test.ts` measures. */
export interface AttentionTimes {
  readonly results: readonly PictureTimes[];
  readonly pointer: HandlingTimes;
  readonly wheel: HandlingTimes;
}
