import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import type { XmlHandler } from '../xlsx/xml/read-xml.ts';

const fields: Readonly<Record<string, DocumentErrorCode>> = {
  DDE: 'file.dde',
  DDEAUTO: 'file.dde',
  LINK: 'file.remote',
  INCLUDETEXT: 'file.remote',
  IMPORT: 'file.remote',
};

const elements: Readonly<Record<string, DocumentErrorCode>> = {
  ddeLink: 'file.dde',
  oleLink: 'file.ole',
  oleObject: 'file.ole',
  OLEObject: 'file.ole',
  altChunk: 'file.foreign_text',
};

const formulas: ReadonlySet<string> = new Set(['f', 'definedName', 'formula1', 'formula2']);
/** `program|topic!item` calls a program (DDE). */
const calling = /(?:^|[^A-Za-z])[A-Za-z]{2,}\|[^!]{1,255}!/;
const fetching = /\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID)\s*\(/i;

/**
 * Refuses what a part's elements, fields and formulas run or fetch. A field's instruction may be written in pieces,
 * which are read as one. @throws {RefusedFile}
 */
export function activeContentIn(): XmlHandler {
  let inside: 'instruction' | 'formula' | undefined;
  let instruction = '';
  let formula = '';
  return {
    open(name, attributes) {
      const code = elements[name];
      if (code) throw new RefusedFile(code);
      if (name === 'fldSimple') refuseField(attributes.get('instr') ?? '');
      // Where a field begins, is divided or ends.
      if (name === 'fldChar') instruction = '';
      inside = name === 'instrText' ? 'instruction' : formulas.has(name) ? 'formula' : undefined;
      if (inside === 'formula') formula = '';
    },
    text(text) {
      if (inside === 'instruction') refuseField((instruction += text).slice(0, 200));
      if (inside === 'formula') formula += text;
    },
    close() {
      if (inside === 'formula') refuseFormula(formula);
      inside = undefined;
    },
  };
}

/** What a field does is its first word; the rest is what it is given. */
function refuseField(instruction: string): void {
  const code = fields[/^[\s{]*([A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase() ?? ''];
  if (code) throw new RefusedFile(code);
}

function refuseFormula(formula: string): void {
  const plain = formula.replaceAll(/"[^"]*"/g, '""');
  if (calling.test(plain)) throw new RefusedFile('file.dde');
  if (fetching.test(plain)) throw new RefusedFile('file.remote');
}
