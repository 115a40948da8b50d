import { RefusedFile } from '../../refused-file.ts';
import { readXml } from '../xml/read-xml.ts';

interface Relationship {
  readonly id: string;
  /** The last part of the type's address, the same in the transitional and the strict dialect. */
  readonly type: string;
  /** Path in the archive. */
  readonly path: string;
}

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  readonly is1904: boolean;
}

type ReadPart = (path: string) => Buffer | undefined;

/** Finds a workbook's parts by its relationships, not by their usual names. @throws {RefusedFile} */
export function readPackage(readPart: ReadPart): WorkbookParts {
  const workbookPath = readRelationships(readPart, '').find(
    (relationship) => relationship.type === 'officeDocument',
  )?.path;
  const workbook = workbookPath === undefined ? undefined : readPart(workbookPath);
  if (workbookPath === undefined || !workbook) throw new RefusedFile('workbook.not_a_workbook');
  const targets = readRelationships(readPart, workbookPath);
  const sheets: SheetPart[] = [];
  let is1904 = false;
  let root = '';
  readXml(workbook, {
    open: (name, attributes) => {
      root ||= name;
      if (name === 'workbookPr') is1904 = ['1', 'true', 'on'].includes(attributes.get('date1904') ?? '');
      if (name !== 'sheet') return;
      const target = targets.find(
        (relationship) => relationship.id === attributes.get('r:id') || relationship.id === attributes.get('id'),
      );
      // Chart sheets and the like have no cells.
      if (target?.type === 'worksheet')
        sheets.push({
          name: attributes.get('name') ?? '',
          isHidden: (attributes.get('state') ?? 'visible') !== 'visible',
          path: target.path,
        });
    },
  });
  if (root !== 'workbook' || sheets.length === 0) throw new RefusedFile('workbook.not_a_workbook');
  const pathOf = (type: string) => targets.find((relationship) => relationship.type === type)?.path;
  return { sheets, sharedStrings: pathOf('sharedStrings'), styles: pathOf('styles'), is1904 };
}

/**
 * Relationships of a part, '' being the archive itself. What reaches outside is refused, web links
 * apart: nobody follows them.
 */
function readRelationships(readPart: ReadPart, path: string): readonly Relationship[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const rels = readPart(`${folder}_rels/${path.slice(slash)}.rels`);
  if (!rels) return [];
  const found: Relationship[] = [];
  readXml(rels, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
      if (attributes.get('TargetMode') === 'External') {
        if (type !== 'hyperlink') throw new RefusedFile('workbook.external_link');
        return;
      }
      if (type === 'externalLink' || type === 'connections') throw new RefusedFile('workbook.external_link');
      if (type === 'vbaProject' || type === 'xlMacrosheet') throw new RefusedFile('workbook.macro');
      found.push({ id: attributes.get('Id') ?? '', type, path: resolve(folder, attributes.get('Target') ?? '') });
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  const parts: string[] = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
