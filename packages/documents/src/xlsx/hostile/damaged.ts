import { handmadeWorkbook, latin, paths, rezip, type HostileFile } from './handmade-workbook.ts';

export function damaged(whole: Buffer): HostileFile[] {
  const codes = ['workbook.unreadable', 'workbook.not_a_workbook', 'workbook.empty'] as const;
  const cuts = Array.from({ length: 48 }, (_, index) => Math.floor((whole.length * (index + 1)) / 49));
  return [
    ...cuts.map((length) => ({ name: `truncated to ${length}`, bytes: whole.subarray(0, length), codes })),
    { name: 'one byte too few', bytes: whole.subarray(0, -1), codes },
    { name: 'one byte too many', bytes: Buffer.concat([whole, Buffer.from([0])]), codes },
    { name: 'something in front', bytes: handmadeWorkbook({}, [], { before: latin('PK junk') }), codes },
    { name: 'wrong number of entries', bytes: handmadeWorkbook({}, [], { declaredEntries: 3 }), codes },
    { name: 'more entries than there are', bytes: handmadeWorkbook({}, [], { declaredEntries: 30 }), codes },
    { name: 'a second disk', bytes: handmadeWorkbook({}, [], { disk: 1 }), codes },
    { name: 'wrong checksum', bytes: rezip(paths.sheet, { checksum: 1 }), codes },
    { name: 'declared longer than it is', bytes: rezip(paths.sheet, { declaredLength: 5000 }), codes },
    { name: 'not deflated at all', bytes: corrupt(whole), codes },
  ];
}

function corrupt(whole: Buffer): Buffer {
  const copy = Buffer.from(whole);
  const at = copy.indexOf(paths.sheet) + paths.sheet.length;
  copy.fill(0xff, at, at + 20);
  return copy;
}
