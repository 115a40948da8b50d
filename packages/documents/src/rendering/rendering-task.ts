import type { OfficialDocument } from '@huibao/domain';
import type { FormWorkbookInput } from '../xlsx/form/workbook.ts';
import type { TableWorkbookInput } from '../xlsx/table/workbook.ts';

/** As what a document is handed out: whole, or its tables as a workbook. */
export const documentFormats = ['pdf', 'docx', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What a file is made of, by what is made. */
export interface RenderingInputs extends Readonly<Record<DocumentFormat, OfficialDocument>> {
  readonly form: FormWorkbookInput;
  readonly table: TableWorkbookInput;
}

/** What is asked of the process, in V8's own serialization: forms hold maps. */
export type RenderingTask = {
  readonly [Kind in keyof RenderingInputs]: { readonly kind: Kind; readonly input: RenderingInputs[Kind] };
}[keyof RenderingInputs];

/** The first byte of an answer: what follows is the file, the code of a refusal, or what went wrong, as text. */
export const renderingAnswers = { file: 0, refused: 1, failed: 2 } as const;
