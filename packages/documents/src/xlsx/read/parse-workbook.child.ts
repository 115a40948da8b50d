import { RefusedFile } from '../../refused-file.ts';
import type { ParseAnswer, ParseLimits } from './parsed-workbook.ts';
import { parseWorkbook } from './parse-workbook.ts';

/**
 * The parsing process: a workbook on standard input, its cells as JSON on standard output, limits as the one argument.
 * It may read its own code and the XML parser, nothing else; whatever becomes of it, only this file's upload fails.
 */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const limits = JSON.parse(process.argv[2] ?? '{}') as ParseLimits;

process.stdout.write(JSON.stringify(answer()));

function answer(): ParseAnswer {
  try {
    return { sheets: parseWorkbook(Buffer.concat(chunks), limits) };
  } catch (error) {
    if (error instanceof RefusedFile) return { refused: error.code };
    throw error;
  }
}
