import { isCancelled } from '../../../common/errors/lens-error';

/** How long work may take before the view says so, in ms. */
const quiet = 300;

export interface ProgressParams {
  /** What is at work, in words. */
  readonly progress: string;
  /** Shows what is at work, null when it has ended. */
  readonly show: (progress: string | null) => void;
  readonly fail: (error: unknown) => void;
}

/** Does work that says so once it has taken 300 ms. What it throws is handed over, unless it was cancelled. */
export async function withProgress({ progress, show, fail }: ProgressParams, work: () => Promise<void>): Promise<void> {
  const timer = setTimeout(() => show(progress), quiet);
  try {
    await work();
  } catch (error) {
    if (!isCancelled(error)) fail(error);
  } finally {
    clearTimeout(timer);
    show(null);
  }
}
