import type { RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import { neverCancelled } from '../../common/rpc/cancellation';
import { chatText } from '../../engine/generate/chat/chat-texts';
import { generate as generateTexts } from '../../engine/generate/generate';
import type { ToldStep } from '../../engine/generate/loop/request';
import { stopFinder } from '../../engine/generate/loop/stop-strings';
import { openLanguageModel } from '../../engine/generate/model/open-language-model';
import { readPrompt } from '../../engine/generate/prompt/read-prompt';
import { readGenerationConfig } from '../../engine/generate/settings/read-generation-config';
import { resolveSettings, type ResolvedSettings } from '../../engine/generate/settings/resolve-settings';
import { GrowingText } from '../../engine/generate/text/growing-text';
import { openTokenizer, type TextTokenizer } from '../../engine/tokenizers/text-tokenizer';
import type { Options } from '../arguments/options';
import { givenSettings, settingOptions } from '../generate/setting-options';
import { sequencesJson } from '../generate/sequences-json';
import { readInputs, singleTextsOptions } from '../input/texts';
import { chosenCheckpoint } from '../model/chosen-checkpoint';
import { chosenRuntime, runOptions } from '../model/model-options';
import { printOut } from '../output/print';
import { oneLine } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** As many alternatives of each token as there are candidates for a mask; and at most so many. */
const [usualTop, mostTop] = [5, 1000];

/** `model-lens generate`: how a model goes on with texts. */
export const generate: Verb = {
  summary: 'goes on with a text, or answers it, and tells what each token was chosen among.',
  options: {
    ...runOptions,
    ...singleTextsOptions,
    ...settingOptions,
    chat: { help: "Takes the text for what a person says, with the model's chat template around it." },
    seed: { value: 'N', help: 'What sampling follows from: the same seed gives the same texts.' },
    top: { value: 'N', help: `How many of the highest logits each token is told with: ${usualTop} unless said.` },
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const runtime = chosenRuntime(options);
  const given = givenSettings(options);
  const top = options.count('top') ?? usualTop;
  if (top > mostTop) throw new LensError('usage', `--top takes at most ${mostTop}.`);
  const seed = options.count('seed') ?? Math.floor(Math.random() * 2 ** 32);
  const inputs = await readInputs(options);
  const { folder, checkpoint, storage } = await chosenCheckpoint(options, context);
  const own = await readGenerationConfig(folder);
  if (own.ignored.length > 0) context.note(`Settings of the model that are not applied: ${own.ignored.join(', ')}.`);
  const settings = resolveSettings(given, own.settings);
  const tokenizer = await openTokenizer(folder);
  const prompts = await readPrompts(inputs, { folder, tokenizer, chat: options.has('chat'), note: context.note });
  const model = await openLanguageModel(checkpoint, { ...runtime, storage, runs: 'often' });
  const stream = streamFor(options, settings, inputs, tokenizer);
  const start = performance.now();
  const sequences = await generateTexts(model, {
    ...{ prompts, settings, seed, top, signal: neverCancelled },
    stops: stopFinder(settings.stop_strings, (ids) => tokenizer.decode(ids, false)),
    ...(stream === null ? {} : { onStep: (told) => printSteps(stream, told) }),
  });
  const ms = performance.now() - start;
  await model.dispose();
  if (stream !== null) await printOut(await stream.end());
  const json = await sequencesJson(sequences, tokenizer);
  const count = sequences.reduce((sum, { ids }) => sum + ids.length, 0);
  context.note(`${count} tokens in ${ms.toFixed(0)} ms (${((count / ms) * 1000).toFixed(1)} a second)`);
  return {
    json: {
      sequences: json,
      seed: settings.do_sample ? seed : null,
      promptTokens: prompts.map((prompt) => prompt.length),
      ...{ weights: checkpoint.info.weightFiles, storage, device: model.device, ms },
    },
    text: stream === null ? await blocks(sequences, inputs, tokenizer) : '\n',
  };
}

interface Reading {
  readonly folder: string;
  readonly tokenizer: TextTokenizer;
  readonly chat: boolean;
  readonly note: VerbContext['note'];
}

async function readPrompts(
  inputs: readonly RunInput[],
  { folder, tokenizer, chat, note }: Reading,
): Promise<(readonly number[])[]> {
  const prompts: (readonly number[])[] = [];
  for (const { text } of inputs) {
    const { ids, pieces } = await readPrompt(tokenizer, chat ? await chatText(folder, text) : text, !chat);
    const read = pieces.map(({ token }) => token).join('');
    if (text === '' && !chat && read !== '') note(`The prompt is empty: the model reads ${read}.`);
    prompts.push(ids);
  }
  return prompts;
}

/** A single text is printed as it grows; several, and beams, when they are done. */
function streamFor(
  options: Options,
  settings: ResolvedSettings,
  inputs: readonly RunInput[],
  tokenizer: TextTokenizer,
): GrowingText | null {
  const isSingle = inputs.length * settings.num_return_sequences * settings.num_beams === 1;
  return isSingle && !options.has('json') ? new GrowingText((ids) => tokenizer.decode([...ids], true)) : null;
}

async function printSteps(stream: GrowingText, told: readonly ToldStep[]): Promise<void> {
  for (const { step } of told) await printOut(await stream.push(step.id));
}

async function blocks(
  sequences: Awaited<ReturnType<typeof generateTexts>>,
  inputs: readonly RunInput[],
  tokenizer: TextTokenizer,
): Promise<string> {
  const texts = await Promise.all(
    sequences.map(async ({ prompt, ids, score }) => {
      const head = `${oneLine(inputs[prompt]?.text ?? '')}${score === null ? '' : `  |  score ${score.toFixed(4)}`}`;
      return `${head}\n${await tokenizer.decode(ids, true)}`;
    }),
  );
  return `${texts.join('\n\n')}\n`;
}
