import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { maxRunCharacters } from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';
import { childEnvironment } from '../../../common/process/child-environment';
import { renderMain, type Rendered, type RenderJob } from './render-main';

/** How long a template may take once its process is up, and how much memory. */
const usualLimitMs = 3000;
const memoryMb = 256;
/** How long the process may take to start on a busy machine. */
const startMs = 20_000;

/**
 * Renders a chat template of a model. Templates are programs that somebody wrote: they run in the library's interpreter,
 * which reaches nothing of the machine, and in a process of their own, because they may loop for ever or take all memory
 * (a thread that runs out of memory within one native call takes its process with it).
 * @param values what the template is given
 * @param limitMs how long it may take
 * @throws LensError `bad-file` with what the template says or does wrong, `too-big` for one that does not come to an end
 */
export async function renderTemplate(
  template: string,
  values: RenderJob['values'],
  limitMs = usualLimitMs,
): Promise<string> {
  const library = createRequire(__filename).resolve('@huggingface/jinja');
  const job: RenderJob = { library, template, values, mostCharacters: maxRunCharacters };
  const program = `(${renderMain.toString()})(require, process)`;
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, '-e', program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { ...childEnvironment(process.env), ELECTRON_RUN_AS_NODE: '1' },
  });
  try {
    const ready = await answerOf(child, startMs);
    if (ready === 'late' || ready === 'ended') {
      throw new LensError('internal', 'The process that renders chat templates did not start.');
    }
    child.send(job);
    return textOf(await answerOf(child, limitMs), limitMs);
  } finally {
    child.kill('SIGKILL');
  }
}

type Answer = Rendered | 'ready' | 'late' | 'ended';

function answerOf(child: ChildProcess, limitMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      // A process that is gone says so by an error, which nobody waits for any more.
      child.on('error', () => undefined);
      resolve(answer);
    };
    const timer = setTimeout(() => settle('late'), limitMs);
    child.once('message', (answer) => settle(answer as Answer));
    child.once('exit', () => settle('ended')).once('error', () => settle('ended'));
  });
}

function textOf(answer: Answer, limitMs: number): string {
  if (typeof answer === 'object' && 'text' in answer) return answer.text;
  if (answer === 'late') {
    throw new LensError(
      'too-big',
      `The model's chat template was not done after ${limitMs / 1000} seconds and was stopped.`,
      withoutTemplate,
    );
  }
  if (typeof answer === 'object' && 'failed' in answer) {
    throw new LensError('bad-file', `The model's chat template fails: ${answer.failed}`, withoutTemplate);
  }
  throw new LensError('bad-file', "The model's chat template takes too much memory.", withoutTemplate);
}

const withoutTemplate = 'Go on with the text as it is, without the chat template, or choose another model.';
