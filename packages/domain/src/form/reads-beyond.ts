import { nodesIn, type ExpressionNode } from '../expression/node.ts';
import { onceEach } from '../once-each.ts';
import { elementsOf, registersOf, type FormDefinition } from './definition.ts';
import { readableExpression } from './names-of-others.ts';

/** When it was said: in this period, the one before, the same a year ago, or in the year's periods before this one. */
export type MomentRead = 'now' | 'previous' | 'lastYear' | 'earlierThisYear';

export interface ReadBeyond {
  readonly moment: MomentRead;
  readonly code: string;
}

/**
 * What a form's rules, calculations and taken cells read that nobody types into it: of other forms, and of earlier
 * periods of its own, each once.
 */
export const readsBeyond = onceEach((form: FormDefinition): readonly ReadBeyond[] => {
  const own = new Set([...elementsOf(form), ...registersOf(form)].map(({ code }) => code));
  const sources = [
    ...elementsOf(form).map(({ calculated }) => calculated),
    ...form.rules.map(({ expression }) => expression),
  ];
  const found = [
    ...elementsOf(form).flatMap(({ takenFrom }) => (takenFrom === undefined ? [] : [now(takenFrom)])),
    ...sources.flatMap((source) => {
      const read = readableExpression(source);
      return read ? [...[...read.names].map(now), ...nodesIn(read.root).flatMap(readsOfNode)] : [];
    }),
  ].filter(({ moment, code }) => moment !== 'now' || !own.has(code));
  return [...new Map(found.map((one) => [`${one.moment} ${one.code}`, one])).values()];
});

const now = (code: string): ReadBeyond => ({ moment: 'now', code });

function readsOfNode(node: ExpressionNode): readonly ReadBeyond[] {
  if (node.op === 'question') return [now(node.code)];
  if (node.op !== 'cell') return [];
  const { source, code } = node;
  switch (source) {
    case 'valueAt':
      return [now(code)];
    case 'yearToDate':
      return [now(code), { moment: 'earlierThisYear', code }];
    case 'previous':
    case 'lastYear':
      return [{ moment: source, code }];
  }
}
