const longestCursor = 4000;

/**
 * The cursor of the next page from a `Link` header; null on the last page. Only the cursor is taken from the server's
 * address: the next page is asked of the endpoint, wherever the address leads (mirrors pass the Hub's own on).
 */
export function nextCursor(headers: Headers): string | null {
  const link = /<([^<>]*)>\s*;[^,<]*\brel\s*=\s*"?next\b/i.exec(headers.get('link') ?? '')?.[1];
  if (link === undefined || !URL.canParse(link, 'https://host')) return null;
  const cursor = new URL(link, 'https://host').searchParams.get('cursor');
  return cursor === null || cursor === '' || cursor.length > longestCursor ? null : cursor;
}
