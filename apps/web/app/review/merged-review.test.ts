import { cellMap, type UnitTraits } from '@huibao/domain';
import { statutoryForm } from '@huibao/testing/statutory';
import { expect, it } from 'vitest';
import { reviewSections } from './review-cells.ts';

const unit: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' };

it('a grid is read by the reviewer as the same table, beside last year', () => {
  const now = cellMap([{ code: 'received', key: 'person', state: 'value', value: '8' }]);
  const before = cellMap([{ code: 'received', key: 'person', state: 'value', value: '6' }]);
  const [, requests] = reviewSections({ form: statutoryForm, unit, cells: now, lastYear: before });
  const block = requests?.blocks[0];
  const first = block?.kind === 'grid' ? block.slots[0] : undefined;
  expect([first?.[0], first?.[6]]).toMatchObject([
    { id: 'received[person]', now: { value: '8' }, lastYear: { value: '6' } },
    { id: null, now: { value: '8' }, lastYear: { value: '6' } },
  ]);
});
