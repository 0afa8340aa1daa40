import { type Exchange, sendText } from '../http/exchange.mts';
import type { HubState } from './hub-state.mts';
import { signedFile } from './signed-file.mts';
import { reconstruct, xorb } from './xet.mts';

/** Answers a request to the other host. */
export async function answerFiles(exchange: Exchange, { signed, xet }: HubState): Promise<void> {
  const [first, second] = exchange.segments;
  if (first === 'repos') await signedFile(exchange, signed);
  else if (first === 'xorbs') await xorb(exchange, xet);
  else if (second === 'reconstructions') reconstruct(exchange, xet);
  else sendText(exchange, 'Not found', {}, 404);
}
