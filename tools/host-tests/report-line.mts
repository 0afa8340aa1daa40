// What the tests in the extension host tell the runner outside: a file of JSON lines.

/** Name of the environment variable that holds the file's path. */
export const reportVariable = 'MODEL_LENS_TEST_REPORT';

export type ReportLine =
  | { readonly event: 'start'; readonly pid: number; readonly tests: number }
  | { readonly event: 'pass'; readonly title: string; readonly ms: number }
  | { readonly event: 'fail'; readonly title: string; readonly message: string }
  | { readonly event: 'pending'; readonly title: string }
  | { readonly event: 'end' };
