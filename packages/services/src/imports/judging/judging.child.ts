import { serialize } from 'node:v8';
import { frameOf, FrameReader } from '@huibao/documents/frames';
import { cellMap, type Cell, type CellMap, type FormDefinition, type ReportedBefore } from '@huibao/domain';
import { judgeForm } from '../judge-form.ts';
import type { BeforeTask, Judgement, JudgingAnswer, JudgingTask } from './judging-task.ts';

/**
 * The judging process: on standard input one task after another, on standard output the answer to each. It ends when
 * its input does.
 */
const input = new FrameReader(Number.MAX_SAFE_INTEGER);
const mostKnown = 200;
/** What was made of a definition's text, and compiled, is for all of its forms. */
const known = new Map<string, FormDefinition>();

for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  for (const message of input.take(chunk)) {
    const answer = serialize(answerTo(JSON.parse(message.toString('utf8')) as JudgingTask));
    for (const part of frameOf(answer)) process.stdout.write(part);
  }
}

function answerTo(task: JudgingTask): JudgingAnswer {
  try {
    return judge(task);
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function judge({ definitions: texts, forms }: JudgingTask): readonly Judgement[] {
  const definitions = texts.map(definitionOf);
  const at = (place: number): FormDefinition => {
    const definition = definitions[place];
    if (!definition) throw new Error('a form without its definition');
    return definition;
  };
  return forms.map(({ placed, submission, form, drafts, around, others, ...before }) =>
    judgeForm(placed, submission, at(form), drafts, {
      ...around,
      ...reportedBefore(before),
      ...(others
        ? {
            others: others.map(({ form: other, cells, ...reported }) => ({
              form: at(other),
              cells: mapOf(cells),
              ...reportedBefore(reported),
            })),
          }
        : {}),
    }),
  );
}

function reportedBefore({ previous, lastYear, earlierThisYear }: BeforeTask): ReportedBefore {
  return { previous: mapOf(previous), lastYear: mapOf(lastYear), earlierThisYear: earlierThisYear.map(cellMap) };
}

function mapOf(cells: readonly Cell[] | null): CellMap | null {
  return cells && cellMap(cells);
}

function definitionOf(text: string): FormDefinition {
  const definition = known.get(text) ?? (JSON.parse(text) as FormDefinition);
  if (known.size >= mostKnown) known.clear();
  known.set(text, definition);
  return definition;
}
