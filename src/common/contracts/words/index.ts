import { maskedWordsRequests, replaceWordsRequest } from './masked-words';
import { surpriseRequests } from './surprise';

/**
 * What the Predictions tab asks of language models about the row of a run. The engine process answers; the extension host
 * hands questions of the Lens through as they are, because both ends check them.
 */
export const wordRequests = { ...maskedWordsRequests, ...surpriseRequests } as const;
export type WordRequest = keyof typeof wordRequests;

/** The same of the extension host, which also writes into the editor. */
export const wordHostRequests = {
  ...wordRequests,
  /** Throws `usage` where the text is in no open editor or has changed. */
  replaceWords: replaceWordsRequest,
} as const;
