import type { FormWorkbookInput } from './form-workbook.ts';

export async function writeFormWorkbook(input: FormWorkbookInput): Promise<Uint8Array> {
  throw new Error(`not yet: ${input.form.code}`);
}
