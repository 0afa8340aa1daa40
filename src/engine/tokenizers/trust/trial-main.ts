import type * as Library from 'tokenizers';

/** Something to be tried in the other process. */
export type TrialJob =
  | { readonly kind: 'load'; readonly library: string; readonly text: string }
  | { readonly kind: 'encode'; readonly text: string; readonly pair: string | null; readonly addSpecialTokens: boolean }
  | { readonly kind: 'stages'; readonly text: string }
  | { readonly kind: 'decode'; readonly ids: readonly number[]; readonly skipSpecialTokens: boolean };

/**
 * The program of the trial process: does each job that it is sent and answers `done`, also where the library throws, as
 * that is no danger. Its source is handed to Node as text, so it may use nothing but its arguments.
 */
export function trialMain(load: NodeJS.Require, self: NodeJS.Process): void {
  let tokenizer: Library.Tokenizer | undefined;
  const mostBytes = 3e9;
  const work = async (job: TrialJob): Promise<unknown> => {
    if (job.kind === 'load') {
      const library = load(job.library) as typeof Library;
      tokenizer = library.Tokenizer.fromString(job.text);
      tokenizer.disableTruncation();
      tokenizer.disablePadding();
      return undefined;
    }
    if (job.kind === 'encode') return tokenizer?.encode(job.text, job.pair, { addSpecialTokens: job.addSpecialTokens });
    if (job.kind === 'decode') return tokenizer?.decode([...job.ids], job.skipSpecialTokens);
    const normalized = tokenizer?.getNormalizer()?.normalizeString(job.text) ?? job.text;
    return tokenizer?.getPreTokenizer()?.preTokenizeString(normalized);
  };
  const answer = () => self.send?.('done');
  // Settings can multiply a text without end; encoding leaves this thread free to see it.
  setInterval(() => {
    if (self.memoryUsage.rss() > mostBytes) self.kill(self.pid, 'SIGKILL');
  }, 20).unref();
  self.on('message', (job: TrialJob) => {
    work(job).then(answer, answer);
  });
  // A native call that hangs keeps an ordinary exit waiting.
  self.on('disconnect', () => self.kill(self.pid, 'SIGKILL'));
}
