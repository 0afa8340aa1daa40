import { type Exchange, sendText } from '../http/exchange.mts';
import { sendContent } from '../http/send-content.mts';
import type { SignedUrls } from './signed-urls.mts';

const expired =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

/** A large file by its signed address, on the host that knows nothing of tokens. */
export async function signedFile(exchange: Exchange, signed: SignedUrls): Promise<void> {
  const content = signed.open(exchange.segments, exchange.query);
  if (content === null) {
    sendText(exchange, expired, { 'content-type': 'application/xml' }, 403);
    return;
  }
  const etag = `"${await content.sha256()}"`;
  await sendContent(exchange, content, { etag, 'content-type': 'application/octet-stream' });
}
