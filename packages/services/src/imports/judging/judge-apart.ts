import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { ApartPool, TooManyWaiting } from '@huibao/documents/apart-pool';
import {
  HuibaoError,
  onceEach,
  type Cell,
  type CellMap,
  type FormDefinition,
  type ReportedBefore,
} from '@huibao/domain';
import type { DraftCell } from '../../submission/draft-cell.repository.ts';
import type { PlacedForm } from '../place-entries.ts';
import type { Around, BeforeTask, FormTask, Judgement, JudgingAnswer, JudgingTask } from './judging-task.ts';

/** A form, and all that it is judged by. */
export interface Judgeable {
  readonly placed: PlacedForm;
  readonly submission: FormTask['submission'];
  readonly definition: FormDefinition;
  readonly drafts: readonly DraftCell[];
  readonly around: Around;
}

const heapMegabytes = 256;
const args = [
  // What its last compiler makes of code that runs for a second costs more than it spares, a third of the whole.
  '--no-opt',
  // Each core has one of them at work: threads that compile beside it only take from the others.
  '--single-threaded',
  `--max-old-space-size=${heapMegabytes}`,
  '--no-warnings',
  fileURLToPath(new URL('judging.child.ts', import.meta.url)),
];

/** Forms judged at once have a core each; more than a few only wait for PostgreSQL. */
export const judges = Math.min(4, Math.max(2, availableParallelism()));

/** A piece takes hundredths of a second, and parties take turns: none is kept for who comes next. */
const pool = new ApartPool(args, { places: judges, placesPerParty: judges, waitingPerParty: 40 });

/** The worst forms take half a second each (`evaluationSteps`). */
const milliseconds = 60_000;

const textOf = onceEach((form: FormDefinition) => JSON.stringify(form));

/**
 * Judges forms in a process apart: whoever else is served here doesn't wait.
 * @param party whose they are: the processes are shared out among parties
 * @throws {HuibaoError} `file.busy` where the party has too many waiting already
 */
export async function judgeApart(forms: readonly Judgeable[], party: string): Promise<readonly Judgement[]> {
  return forms.length === 0 ? [] : ask(taskOf(forms), party);
}

async function ask(task: JudgingTask, party: string): Promise<readonly Judgement[]> {
  try {
    const messages = [Buffer.from(JSON.stringify(task), 'utf8')];
    const answer = await pool.ask(party, messages, milliseconds, (said) => deserialize(said) as JudgingAnswer);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  } catch (error) {
    throw error instanceof TooManyWaiting ? new HuibaoError('file.busy') : error;
  }
}

function taskOf(judgeable: readonly Judgeable[]): JudgingTask {
  const places = new Map<FormDefinition, number>();
  const placeOf = (form: FormDefinition): number => {
    const place = places.get(form) ?? places.size;
    places.set(form, place);
    return place;
  };
  const forms = judgeable.map(({ placed, submission, definition, drafts, around: { others, period, ...before } }) => {
    const { id, unitId, formCode, issueNo, unit, year } = submission;
    return {
      placed,
      submission: { id, unitId, formCode, issueNo, unit, year },
      form: placeOf(definition),
      drafts,
      around: { period },
      ...beforeTask(before),
      ...(others
        ? {
            others: others.map(({ form, cells, ...reported }) => ({
              form: placeOf(form),
              cells: listOf(cells),
              ...beforeTask(reported),
            })),
          }
        : {}),
    };
  });
  return { definitions: [...places.keys()].map(textOf), forms };
}

function beforeTask({ previous, lastYear, earlierThisYear }: ReportedBefore): BeforeTask {
  return {
    previous: listOf(previous),
    lastYear: listOf(lastYear),
    earlierThisYear: earlierThisYear.map((cells) => [...cells.values()]),
  };
}

function listOf(cells: CellMap | null): readonly Cell[] | null {
  return cells && [...cells.values()];
}
