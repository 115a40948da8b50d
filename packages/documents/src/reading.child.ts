import { parseCsv } from './csv/parse-csv.ts';
import { inspectEvidence } from './evidence/inspect-evidence.ts';
import { RefusedFile } from './refused-file.ts';
import { parseWorkbook } from './xlsx/read/parse-workbook.ts';
import { frameOf, FrameReader } from './apart/frames.ts';
import type { EvidenceTask, EvidenceAnswer } from './evidence/evidence-task.ts';
import type { ReadingAnswer } from './apart/read-apart.ts';
import type { WorkbookAnswer, WorkbookTask } from './xlsx/read/workbook-task.ts';

type Task = WorkbookTask | EvidenceTask;

/**
 * The reading process: on standard input a task as JSON, then the file that it is about, and so on; on standard output
 * the answer to each as JSON. It may read its own code and the XML parser, nothing else; whatever becomes of it, only
 * this file's upload fails. It ends when its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);
let task: Task | undefined;

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    if (task === undefined) {
      task = JSON.parse(message.toString('utf8')) as Task;
      continue;
    }
    const answer = answerTo(task, message);
    task = undefined;
    for (const part of frameOf(Buffer.from(JSON.stringify(answer), 'utf8'))) process.stdout.write(part);
  }
}

function answerTo(asked: Task, file: Uint8Array): ReadingAnswer<WorkbookAnswer | EvidenceAnswer> {
  try {
    switch (asked.kind) {
      case 'workbook':
        return { sheets: parseWorkbook(file, asked.limits) };
      case 'csv':
        return { sheets: parseCsv(file, asked.limits) };
      case 'evidence':
        return { mediaType: inspectEvidence(file) };
    }
  } catch (error) {
    if (error instanceof RefusedFile) return { refused: error.code };
    throw error;
  }
}
