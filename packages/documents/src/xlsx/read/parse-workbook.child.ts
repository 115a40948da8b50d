import { RefusedFile } from '../../refused-file.ts';
import { frameOf, FrameReader } from './frames.ts';
import type { ParseAnswer, ParseLimits } from './parsed-workbook.ts';
import { parseWorkbook } from './parse-workbook.ts';

/**
 * The parsing process: on standard input limits as JSON, then the workbook they are for, and so on; on standard output
 * the cells of each as JSON. It may read its own code and the XML parser, nothing else; whatever becomes of it, only
 * this file's upload fails. It ends when its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);
let limits: ParseLimits | undefined;

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    if (limits === undefined) {
      limits = JSON.parse(message.toString('utf8')) as ParseLimits;
      continue;
    }
    const answer = answerTo(message, limits);
    limits = undefined;
    for (const part of frameOf(Buffer.from(JSON.stringify(answer), 'utf8'))) process.stdout.write(part);
  }
}

function answerTo(workbook: Uint8Array, bounds: ParseLimits): ParseAnswer {
  try {
    return { sheets: parseWorkbook(workbook, bounds) };
  } catch (error) {
    if (error instanceof RefusedFile) return { refused: error.code };
    throw error;
  }
}
