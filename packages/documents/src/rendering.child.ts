import { HuibaoError, type OfficialDocument } from '@huibao/domain';
import { frameOf, FrameReader } from './apart/frames.ts';
import { renderingAnswers, type DocumentFormat } from './apart/rendering-task.ts';

/** Loaded by who needs it: a process that makes PDFs alone reads no more. */
const renderers: Readonly<Record<DocumentFormat, (document: OfficialDocument) => Promise<Uint8Array>>> = {
  pdf: async (document) => (await import('./pdf/index.ts')).renderPdf(document),
  docx: async (document) => (await import('./docx/index.ts')).renderDocx(document),
  xlsx: async (document) => (await import('./xlsx/document/write.ts')).writeDocumentTables(document),
};

/**
 * The rendering process: on standard input a format, then a document as JSON, and so on; on standard output for each
 * the file's bytes, or why there is none. It ends when its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);
let format: DocumentFormat | undefined;

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    if (format === undefined) {
      format = message.toString('utf8') as DocumentFormat;
      continue;
    }
    const answer = await answerTo(format, message);
    format = undefined;
    for (const part of frameOf(answer)) process.stdout.write(part);
  }
}

async function answerTo(asked: DocumentFormat, document: Buffer): Promise<Uint8Array> {
  try {
    const bytes = await renderers[asked](JSON.parse(document.toString('utf8')) as OfficialDocument);
    return Buffer.concat([Buffer.of(renderingAnswers.file), bytes]);
  } catch (error) {
    const [kind, text] =
      error instanceof HuibaoError
        ? [renderingAnswers.refused, error.code]
        : [renderingAnswers.failed, error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return Buffer.concat([Buffer.of(kind), Buffer.from(text, 'utf8')]);
  }
}
