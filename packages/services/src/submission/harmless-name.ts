import type { EvidenceType } from '@huibao/documents';

const endings: Readonly<Record<EvidenceType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
};

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file's name as it may be shown and saved anywhere: without what leads into a folder, hides its ending (marks that
 * turn the direction of writing, dots and blanks at its edges) or names a device; and with the ending of what it is.
 */
export function harmlessName(given: string, type: EvidenceType): string {
  const plain = given
    .replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
    .replace(devices, '_$&');
  const known = endings[type];
  const ending = /\.([^.]*)$/.exec(plain)?.[1]?.toLowerCase() ?? '';
  return known.includes(ending) ? plain : `${plain}.${known[0]}`;
}
