import ExcelJS from 'exceljs';

// What people do to a downloaded workbook in Excel or WPS.

/** The file as it is after somebody has changed and saved it. */
export async function edited(bytes: Buffer, change: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  // Without their merges, which ExcelJS leaves behind where it inserts.
  for (const sheet of workbook.worksheets) {
    const merges: readonly string[] = sheet.model.merges;
    for (const range of merges) sheet.unMergeCells(range);
  }
  change(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function sheetNamed(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.worksheets.find((one) => one.name.replaceAll(' ', '').includes(name));
  if (!sheet) throw new Error(`no sheet is called ${name}: ${workbook.worksheets.map((one) => one.name).join()}`);
  return sheet;
}

export function columnHeaded(sheet: ExcelJS.Worksheet, head: string): number {
  let found = 0;
  sheet.eachRow((row) =>
    row.eachCell((cell, column) => {
      if (cell.text === head) found = column;
    }),
  );
  if (found === 0) throw new Error(`no column of ${sheet.name} is headed ${head}`);
  return found;
}

/** The first, by what the hidden column holds. */
export function rowAddressed(sheet: ExcelJS.Worksheet, address: string | RegExp): number {
  let found = 0;
  sheet.eachRow((row, number) => {
    const { text } = row.getCell(1);
    if (found === 0 && (typeof address === 'string' ? text === address : address.test(text))) found = number;
  });
  if (found === 0) throw new Error(`no row of ${sheet.name} is ${String(address)}`);
  return found;
}

/** Cells move with their formats. */
export function insertColumn(sheet: ExcelJS.Worksheet, at: number): void {
  sheet.eachRow((row) => {
    for (let column = row.cellCount; column >= at; column -= 1) {
      const { value, style } = row.getCell(column);
      Object.assign(row.getCell(column + 1), { value, style });
      Object.assign(row.getCell(column), { value: null, style: {} });
    }
  });
}

export function swapColumns(sheet: ExcelJS.Worksheet, one: number, other: number): void {
  sheet.eachRow((row) => {
    const [here, there] = [row.getCell(one), row.getCell(other)].map(({ value, style }) => ({ value, style }));
    Object.assign(row.getCell(one), there);
    Object.assign(row.getCell(other), here);
  });
}
