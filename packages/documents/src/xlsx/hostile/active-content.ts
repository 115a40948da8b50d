import type { DocumentErrorCode } from '../../document-error.ts';
import { handmadeWorkbook, rel, rels, type HostileFile } from './handmade-workbook.ts';

export function activeContent(): HostileFile[] {
  const added = (name: string, code: DocumentErrorCode): HostileFile => ({
    name,
    bytes: handmadeWorkbook({}, [{ name, data: '<x/>' }]),
    codes: [code],
  });
  const external = (type: string, target: string): HostileFile => ({
    name: `${type} to ${target}`,
    bytes: handmadeWorkbook({
      rels: rels(rel('r1', 'worksheet', 'worksheets/sheet1.xml') + rel('r9', type, target, ' TargetMode="External"')),
    }),
    codes: ['workbook.external_link'],
  });
  const internal = (type: string, code: DocumentErrorCode): HostileFile => ({
    name: `relationship ${type}`,
    bytes: handmadeWorkbook({ rels: rels(rel('r1', 'worksheet', 'worksheets/sheet1.xml') + rel('r9', type, 'x.bin')) }),
    codes: [code],
  });
  return [
    ...[
      'xl/vbaProject.bin',
      'xl/VBAPROJECT.BIN',
      'other/vbaProject.bin',
      'xl/vbaData.xml',
      'xl/macrosheets/sheet1.xml',
      'xl/dialogsheets/sheet1.xml',
      'xl/activeX/activeX1.bin',
      'xl/ctrlProps/ctrlProp1.xml',
      'customUI/customUI.xml',
    ].map((name) => added(name, 'workbook.macro')),
    ...[
      'xl/externalLinks/externalLink1.xml',
      'xl/connections.xml',
      'xl/queryTables/queryTable1.xml',
      'xl/webextensions/webextension1.xml',
    ].map((name) => added(name, 'workbook.external_link')),
    external('externalLinkPath', 'file:///c:/secret.xlsx'),
    external('externalLinkPath', '\\\\attacker\\share\\a.xlsx'),
    external('oleObject', 'http://attacker/x'),
    external('attachedTemplate', 'http://attacker/t.xltm'),
    external('image', 'http://attacker/pixel.png'),
    external('worksheet', 'http://attacker/sheet.xml'),
    internal('vbaProject', 'workbook.macro'),
    internal('xlMacrosheet', 'workbook.macro'),
    internal('externalLink', 'workbook.external_link'),
    internal('connections', 'workbook.external_link'),
  ];
}
