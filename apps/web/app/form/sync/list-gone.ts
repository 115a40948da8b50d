import { parseCellId } from '@huibao/domain';
import type { FormState } from './form-state.ts';
import type { Leftover } from './leftover.ts';

/** A text that couldn't be read, and whose cell an amended form has no more, is listed with those without a place. */
export function listGone(
  { rejected, leftovers }: Pick<FormState, 'rejected' | 'leftovers'>,
  hasCell: (id: string) => boolean,
): Pick<FormState, 'rejected' | 'leftovers'> {
  const gone = [...rejected].filter(([id]) => !hasCell(id));
  return {
    rejected: new Map([...rejected].filter(([id]) => hasCell(id))),
    leftovers: [
      ...leftovers,
      ...gone.map(([id, { text }]): Leftover => {
        const at = parseCellId(id);
        return { id: `${id} ${text}`, row: null, col: null, text, at, why: 'amended' };
      }),
    ],
  };
}
