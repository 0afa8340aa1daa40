/** Memory of this process in bytes: what it holds now, and the most it has held. */
export function memory(): { resident: number; peak: number } {
  // maxRSS is in kilobytes on every platform (libuv).
  return { resident: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 };
}
