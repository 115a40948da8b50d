/** As what a document is handed out: whole, or its tables as a workbook. */
export const documentFormats = ['pdf', 'docx', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** The first byte of an answer: what follows is the file, the code of a refusal, or what went wrong, as text. */
export const renderingAnswers = { file: 0, refused: 1, failed: 2 } as const;
