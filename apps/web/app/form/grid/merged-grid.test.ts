import { cellMap, FormRoom, occupancyOf, slotContent, type FormSection, type UnitTraits } from '@huibao/domain';
import { statutoryForm } from '@huibao/testing/statutory';
import { expect, it } from 'vitest';
import { reviewSections } from '../../review/review-cells.ts';
import { planPaste } from './plan-paste.ts';
import { partsOf, type GridPart } from './rows.ts';

const unit: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' };

function sectionOf(code: string): FormSection {
  const section = statutoryForm.sections.find((one) => one.code === code);
  if (!section) throw new Error(`there is no ${code}`);
  return section;
}

function gridOf(code: string): GridPart {
  const part = partsOf(sectionOf(code), unit).find(({ kind }) => kind === 'grid');
  if (part?.kind !== 'grid') throw new Error(`${code} has no grid`);
  return part;
}

it('is a part of its own for each table, with a place wherever a line and a column meet', () => {
  expect(partsOf(sectionOf('disclosure'), unit).map(({ kind, id }) => [kind, id])).toEqual([
    ['grid', 'grid-0'],
    ['grid', 'grid-1'],
    ['grid', 'grid-2'],
    ['grid', 'grid-3'],
  ]);
  const { lines, places } = gridOf('requests');
  expect([lines.length, lines[0]?.length, places.length]).toEqual([25, 7, 150]);
  expect(lines[4]?.map(({ id }) => id)).toEqual([
    'refused_1[person]',
    'refused_1[company]',
    'refused_1[research]',
    'refused_1[charity]',
    'refused_1[law_office]',
    'refused_1[other]',
    'refused_1',
  ]);
});

it('locks its sums and what is worked out in a line', () => {
  const { lines } = gridOf('requests');
  const open = lines.map((places) => places.filter(({ isLocked }) => !isLocked).length);
  expect([open[0], open[23], open[24]]).toEqual([6, 0, 6]);
});

it('adds up what is answered of an element, and nothing where nothing is', () => {
  const { totals } = gridOf('requests');
  const cells = cellMap([
    { code: 'received', key: 'person', state: 'value', value: '8' },
    { code: 'received', key: 'company', state: 'value', value: '5' },
  ]);
  const sum = (id: string) => {
    const slot = totals.get(id);
    return slot && slotContent(slot, cells);
  };
  expect([sum('received'), sum('opened')]).toMatchObject([{ value: '13' }, { state: 'missing' }]);
});

it('takes a block of the statutory table as it is copied, sums left to the computer', () => {
  const { lines } = gridOf('requests');
  const block = [
    ['1', '2', '3', '4', '5', '6', '21'],
    ['0', '0', '—', '0', '0', '0', '0'],
  ];
  const room = new FormRoom(occupancyOf([]));
  const plan = planPaste(block, (row, col) => lines[row]?.[col], { room, year: 2025 });
  expect(plan.edits.slice(0, 2).map(({ place, content }) => [place.id, content.value])).toEqual([
    ['received[person]', '1'],
    ['received[company]', '2'],
  ]);
  expect([plan.edits.length, plan.locked.map(({ place }) => place.id), plan.leftOut, plan.emptied.length]).toEqual([
    12,
    ['received', 'carried_in'],
    [],
    1,
  ]);
});

it('is read by the reviewer as the same table, beside last year', () => {
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
