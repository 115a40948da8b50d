import { parseCsv } from './csv/parse-csv.ts';
import { inspectEvidence } from './evidence/inspect-evidence.ts';
import { RefusedFile } from './refused-file.ts';
import { parseWorkbook } from './xlsx/read/parse-workbook.ts';
import { frameOf, FrameReader } from './apart/frames.ts';
import type { EvidenceTask, EvidenceAnswer } from './evidence/evidence-task.ts';
import type { ReadingMessage } from './apart/read-apart.ts';
import type { WorkbookMessage, WorkbookTask } from './xlsx/read/workbook-task.ts';

type Task = WorkbookTask | EvidenceTask;
type Message = WorkbookMessage | EvidenceAnswer;

/**
 * The reading process: on standard input a task as JSON, then the file that it is about, and so on; on standard output
 * the answer to each, as one message of JSON or several. It may read its own code and the XML parser, nothing else;
 * whatever becomes of it, only this file's upload fails. It ends when its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);
let task: Task | undefined;

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    if (task === undefined) {
      task = JSON.parse(message.toString('utf8')) as Task;
      continue;
    }
    for (const answer of answersTo(task, message)) await tell(Buffer.from(JSON.stringify(answer), 'utf8'));
    task = undefined;
  }
}

/** Until it has left: who goes on at once with what is next lets nothing out meanwhile. */
async function tell(answer: Buffer): Promise<void> {
  for (const part of frameOf(answer))
    if (!process.stdout.write(part)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function* answersTo(asked: Task, file: Uint8Array): Generator<ReadingMessage<Message>> {
  try {
    yield* read(asked, file);
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    yield { refused: error.code };
  }
}

function* read(asked: Task, file: Uint8Array): Generator<Message> {
  switch (asked.kind) {
    case 'workbook':
      for (const sheet of parseWorkbook(file, asked.limits)) yield { sheet };
      yield { isAll: true };
      return;
    case 'csv':
      yield { sheet: parseCsv(file, asked.limits) };
      yield { isAll: true };
      return;
    case 'evidence':
      yield { mediaType: inspectEvidence(file) };
  }
}
