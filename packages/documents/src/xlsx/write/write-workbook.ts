import { escapeXml } from '../../escape-xml.ts';
import { zipFiles } from '../../zip-files.ts';
import { columnName, toRef } from '../cell/ref.ts';
import { encodeCellText, looksActive } from '../cell/text.ts';
import { StyleTable } from './style-table.ts';
import type { CellValidation, Sheet, SheetCell } from './model.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The shared strings of a workbook. Texts are always strings, never formulas: this writer has no way to write one. */
class StringTable {
  readonly #ids = new Map<string, number>();

  idOf(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }

  toXml(): string {
    const items = [...this.#ids.keys()].map(
      (text) => `<si><t xml:space="preserve">${escapeXml(encodeCellText(fitCell(text)))}</t></si>`,
    );
    return `<sst xmlns="${main}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

export function writeWorkbook(
  sheets: readonly Sheet[],
  options: { readonly title?: string; readonly isLocked?: boolean } = {},
): Uint8Array {
  const strings = new StringTable();
  const styles = new StyleTable();
  const sheetFiles = sheets.map((sheet, index) =>
    xmlFile(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, strings, styles)),
  );
  const target = (type: string, path: string, id: number) =>
    `<Relationship Id="rId${id}" Type="${relationships}/${type}" Target="${path}"/>`;
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`;
  const files = [
    xmlFile(
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        override('xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main') +
        sheets
          .map((_, index) => override(`xl/worksheets/sheet${index + 1}.xml`, 'officedocument.spreadsheetml.worksheet'))
          .join('') +
        override('xl/styles.xml', 'officedocument.spreadsheetml.styles') +
        override('xl/sharedStrings.xml', 'officedocument.spreadsheetml.sharedStrings') +
        override('docProps/core.xml', 'package.core-properties') +
        '</Types>',
    ),
    xmlFile(
      '_rels/.rels',
      `<Relationships xmlns="${packageRelationships}">${target('officeDocument', 'xl/workbook.xml', 1)}<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ),
    xmlFile(
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(encodeCellText(options.title ?? ''))}</dc:title></cp:coreProperties>`,
    ),
    xmlFile('xl/workbook.xml', workbookXml(sheets, options.isLocked ?? false)),
    xmlFile(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelationships}">${sheets.map((_, index) => target('worksheet', `worksheets/sheet${index + 1}.xml`, index + 1)).join('')}${target('styles', 'styles.xml', sheets.length + 1)}${target('sharedStrings', 'sharedStrings.xml', sheets.length + 2)}</Relationships>`,
    ),
    ...sheetFiles,
    xmlFile('xl/styles.xml', styles.toXml()),
    xmlFile('xl/sharedStrings.xml', strings.toXml()),
  ];
  return zipFiles(Object.fromEntries(files));
}

const maxCellUnits = 32_767;

/** A longer text would make Excel call the whole file damaged; none of the product's fields is longer. */
function fitCell(text: string): string {
  return text.length > maxCellUnits ? `${text.slice(0, maxCellUnits - 1).toWellFormed()}…` : text;
}

function xmlFile(path: string, xml: string): readonly [path: string, bytes: Uint8Array] {
  return [path, Buffer.from(prolog + xml, 'utf8')];
}

function workbookXml(sheets: readonly Sheet[], isLocked: boolean): string {
  const titles = sheets.flatMap(({ name, head }, index) =>
    head
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(quoteSheet(name))}!$${head.firstRow + 1}:$${head.nextRow}</definedName>`,
        ]
      : [],
  );
  return (
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr/>${isLocked ? '<workbookProtection lockStructure="1"/>' : ''}<bookViews><workbookView/></bookViews><sheets>` +
    sheets
      .map(
        (sheet, index) =>
          `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}"${sheet.isVeryHidden ? ' state="veryHidden"' : ''} r:id="rId${index + 1}"/>`,
      )
      .join('') +
    `</sheets>${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`
  );
}

export function quoteSheet(name: string): string {
  return `'${name.replace(/'/g, "''")}'`;
}

/** Element order is the schema's: Excel repairs, with a warning, what stands elsewhere. */
function sheetXml(sheet: Sheet, strings: StringTable, styles: StyleTable): string {
  const { head } = sheet;
  const pane = head
    ? `<pane ySplit="${head.nextRow}" topLeftCell="A${head.nextRow + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
    : '';
  const columns = sheet.columns.map(
    ({ width, isHidden, style }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${style ? ` style="${styles.idOf(style, false)}"` : ''}${isHidden ? ' hidden="1"' : ''}/>`,
  );
  const merges = sheet.merges ?? [];
  const validations = sheet.validations ?? [];
  return (
    `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>` +
    (columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '') +
    `<sheetData>${sheet.rows.map((row, index) => rowXml(row, index, strings, styles)).join('')}</sheetData>` +
    (sheet.isProtected
      ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
      : '') +
    (merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '') +
    (validations.length > 0
      ? `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`
      : '') +
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${sheet.isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>` +
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>'
  );
}

function rowXml(row: Sheet['rows'][number], index: number, strings: StringTable, styles: StyleTable): string {
  const cells = row.cells
    .map((cell, column) => (cell ? cellXml(cell, toRef(column, index), strings, styles) : ''))
    .join('');
  return `<row r="${index + 1}"${row.height === undefined ? '' : ` ht="${row.height}" customHeight="1"`}${row.isHidden ? ' hidden="1"' : ''}>${cells}</row>`;
}

function cellXml({ value, style }: SheetCell, ref: string, strings: StringTable, styles: StyleTable): string {
  if (!value) return `<c r="${ref}" s="${styles.idOf(style, false)}"/>`;
  if (value.kind === 'number') return `<c r="${ref}" s="${styles.idOf(style, false)}"><v>${value.digits}</v></c>`;
  return `<c r="${ref}" s="${styles.idOf(style, looksActive(value.text))}" t="s"><v>${strings.idOf(value.text)}</v></c>`;
}

function validationXml({ column, firstRow, lastRow, rule, message }: CellValidation): string {
  const name = columnName(column);
  const common = `allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="${name}${firstRow + 1}:${name}${lastRow + 1}"${message === undefined ? '' : ` error="${escapeXml(message.slice(0, 200))}"`}`;
  switch (rule.kind) {
    case 'list':
      return `<dataValidation type="list" ${common}><formula1>${escapeXml(rule.source)}</formula1></dataValidation>`;
    case 'custom':
      return `<dataValidation type="custom" ${common}><formula1>${escapeXml(rule.formula)}</formula1></dataValidation>`;
    case 'length':
      return `<dataValidation type="textLength" operator="lessThanOrEqual" ${common}><formula1>${rule.max}</formula1></dataValidation>`;
    case 'whole':
    case 'decimal':
    case 'date': {
      const { min, max } = rule;
      if (min !== undefined && max !== undefined)
        return `<dataValidation type="${rule.kind}" operator="between" ${common}><formula1>${min}</formula1><formula2>${max}</formula2></dataValidation>`;
      const operator = min === undefined ? 'lessThanOrEqual' : 'greaterThanOrEqual';
      return `<dataValidation type="${rule.kind}" operator="${operator}" ${common}><formula1>${min ?? max ?? '999999999999999'}</formula1></dataValidation>`;
    }
  }
}
