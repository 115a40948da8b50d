import { activeContent } from './active-content.ts';
import { badCells } from './bad-cells.ts';
import { badXml } from './bad-xml.ts';
import { bombs } from './bombs.ts';
import { damaged } from './damaged.ts';
import { handmadeWorkbook, type HostileFile } from './handmade-workbook.ts';
import { notWorkbooks } from './not-workbooks.ts';
import { unsafeEntries } from './unsafe-entries.ts';

export function listHostileWorkbooks(): readonly HostileFile[] {
  const whole = handmadeWorkbook();
  return [
    ...notWorkbooks(),
    ...damaged(whole),
    ...unsafeEntries(),
    ...bombs(),
    ...activeContent(),
    ...badXml(),
    ...badCells(),
  ];
}
