import { deserialize } from 'node:v8';
import { HuibaoError } from '@huibao/domain';
import { frameOf, FrameReader } from './apart/frames.ts';
import { renderingAnswers, type RenderingInputs, type RenderingTask } from './rendering/rendering-task.ts';

type Renderers = { readonly [Kind in keyof RenderingInputs]: (input: RenderingInputs[Kind]) => Promise<Uint8Array> };

/** Loaded by who needs it: a process that makes PDFs alone reads no more. */
const renderers: Renderers = {
  pdf: async (document) => (await import('./pdf/index.ts')).renderPdf(document),
  docx: async (document) => (await import('./docx/index.ts')).renderDocx(document),
  xlsx: async (document) => (await import('./xlsx/document/write.ts')).writeDocumentTables(document),
  form: async (input) => (await import('./xlsx/form/write.ts')).writeFormWorkbook(input),
  table: async (input) => (await import('./xlsx/table/write.ts')).writeTableWorkbook(input),
};

/**
 * The rendering process: on standard input one task after another; on standard output for each the file's bytes, or why
 * there is none. It ends when its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    const answer = await answerTo(deserialize(message) as RenderingTask);
    for (const part of frameOf(answer)) process.stdout.write(part);
  }
}

async function answerTo<Kind extends keyof RenderingInputs>(task: {
  readonly kind: Kind;
  readonly input: RenderingInputs[Kind];
}): Promise<Uint8Array> {
  try {
    return Buffer.concat([Buffer.of(renderingAnswers.file), await renderers[task.kind](task.input)]);
  } catch (error) {
    const [kind, text] =
      error instanceof HuibaoError
        ? [renderingAnswers.refused, error.code]
        : [renderingAnswers.failed, error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return Buffer.concat([Buffer.of(kind), Buffer.from(text, 'utf8')]);
  }
}
